/** What the city asks of its volunteers, as 惠文明办〔2018〕92号 has it, and the twenty hours of the national rules. */
import { countCampaigns, keepCampaignFigures } from '../../features/campaigns/index.ts'
import { countGoals, listCountedPlaces, setGoal } from '../../features/goals/index.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { periodOf, type PeriodKind } from '../../features/goals/periods.rules.ts'
import type { City } from './city.ts'
import type { Offices } from './offices.ts'
import type { Stage } from './stage.ts'

const NOTICE = '惠文明办〔2018〕92号'
interface Line {
  goalKey: string
  periodKind: PeriodKind
  amount: number
  unitMinutes: number | null
  zh: string
  en: string
  source: string
}
const GOALS: readonly Line[] = [
  {
    goalKey: 'everyone.minutes.year',
    periodKind: 'year',
    amount: 1200,
    unitMinutes: 1,
    zh: '每年服务 20 小时',
    en: 'Twenty hours a year',
    source: '《中国注册志愿者管理办法》',
  },
  {
    goalKey: 'party_member.activities.year',
    periodKind: 'year',
    amount: 4,
    unitMinutes: null,
    zh: '党员志愿服务活动日',
    en: 'Party members’ days of service',
    source: `${NOTICE} 二（一）`,
  },
  {
    goalKey: 'pupil.class_hours.school_year',
    periodKind: 'school_year',
    amount: 2,
    unitMinutes: 45,
    zh: '中小学生志愿服务实践',
    en: 'Service practice of pupils',
    source: `${NOTICE} 二（四）`,
  },
  {
    goalKey: 'student.credits.school_year',
    periodKind: 'school_year',
    amount: 2,
    unitMinutes: 720,
    zh: '大中专学生志愿服务学分',
    en: 'Service credits of students',
    source: `${NOTICE} 二（四）`,
  },
]

/** From the periods on in which the play begins, so that the last ones can be seen too. */
export async function setGoals(stage: Stage, offices: Offices): Promise<void> {
  const { siteId } = await stage.opened.db.selectFrom('sites').select('siteId').executeTakeFirstOrThrow()
  const today = dateIn(ZONE, stage.now())
  for (const { goalKey, periodKind, zh, en, ...goal } of GOALS)
    await stage.play(offices.get('civilisation')!, setGoal, {
      ...goal,
      siteId,
      goalKey,
      name: { zh, en },
      countsLate: true,
      firstPeriod: periodOf(periodKind, today).key,
    })
}

/** The first figures stand before anybody looks. */
export async function countAll({ stage }: City): Promise<void> {
  const { db } = stage.opened
  await stage.play(SYSTEM, countGoals, { paths: await listCountedPlaces(db) })
  await stage.play(SYSTEM, keepCampaignFigures, await countCampaigns(db, stage.now()))
}
