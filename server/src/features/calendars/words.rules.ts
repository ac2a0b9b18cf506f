/** The words of calendars, which programs other than ours show. */
import type { Language } from '../../kernel/language.ts'
import type { CalendarEvent, CalendarHead } from './ics.rules.ts'

export interface Words {
  status: Readonly<Record<CalendarEvent['status'], string>>
  position: (names: readonly string[]) => string
  team: (name: string) => string
  /** The parts of an address. */
  place: (parts: readonly string[]) => string
  mine: CalendarHead
  ofTree: (teamName: string) => CalendarHead
  /** Of a calendar that does not hold everything. */
  cut: (description: string) => string
}

export const WORDS: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    status: { CONFIRMED: '已录用', TENTATIVE: '已报名，等团体答复', CANCELLED: '已取消' },
    position: (names) => `岗位：${names.join('、')}`,
    team: (name) => `团体：${name}`,
    place: (parts) => parts.join('，'),
    mine: { name: '我的志愿服务', description: '报了名的场次，随报名和录用自动更新' },
    ofTree: (name) => ({ name, description: `${name}和下级团体的志愿服务` }),
    cut: (description) => `${description}。项目较多，这里只列出最早的一部分，其余请到网站查看`,
  },
  en: {
    status: {
      CONFIRMED: 'Admitted',
      TENTATIVE: 'Signed up, the team has yet to answer',
      CANCELLED: 'Cancelled',
    },
    position: (names) => `Position: ${names.join(', ')}`,
    team: (name) => `Team: ${name}`,
    place: (parts) => parts.join(', '),
    mine: {
      name: 'My volunteering',
      description: 'The shifts I signed up for, kept up to date with each answer',
    },
    ofTree: (name) => ({ name, description: `Volunteering with ${name} and the teams below it` }),
    cut: (description) =>
      `${description}. There are many projects: only the earliest are listed here, the others on the site`,
  },
}
