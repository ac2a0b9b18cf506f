// Rules of shifts: how they are chosen in the form, written as RRULE (RFC 5545), and said in words. The server plans.
import type { Output } from '../../api/types'
import { addDays, siteDate, siteMoment } from '../../lib/dates'
import { useFormat } from '../../lib/format'
import { useI18n } from '../../lib/i18n'

export type ShiftPlan = NonNullable<Output<'getTeamProject'>['positions'][number]['plan']>

export const KINDS = ['week', 'month_day', 'month_nth'] as const
export const NTHS = ['1', '2', '3', '4', '-1'] as const
export const LAST_DAY = '-1'
/** In the order of the Chinese week, which begins on Monday. 0 is Sunday. */
export const WEEK = ['1', '2', '3', '4', '5', '6', '0'] as const
const NAMES = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
/** A Sunday: the weekdays are named by the days after it. */
const SUNDAY = '2026-11-29'

export interface Repeat {
  kind: (typeof KINDS)[number]
  interval: string
  weekdays: string[]
  monthDay: string
  nth: (typeof NTHS)[number]
  weekday: string
  from: string
  until: string
  startTime: string
  endTime: string
  breakMinutes: string
  headcount: string
  holidays: ShiftPlan['holidays']
  makeupDays: ShiftPlan['makeupDays']
}

export const emptyRepeat = (): Repeat => ({
  kind: 'week',
  interval: '1',
  weekdays: [],
  monthDay: '1',
  nth: '1',
  weekday: '6',
  from: '',
  until: '',
  startTime: '',
  endTime: '',
  breakMinutes: '0',
  headcount: '',
  holidays: 'skip',
  makeupDays: 'skip',
})

/** The last second of the day at the site, which has one zone. */
const untilText = (day: string): string => `${day.replaceAll('-', '')}T155959Z`

/** Null while something is left to choose. */
export function ruleOf(repeat: Repeat): string | null {
  const { kind, interval, until } = repeat
  if (until === '' || (kind === 'week' && repeat.weekdays.length === 0)) return null
  const inOrder = WEEK.filter((day) => repeat.weekdays.includes(day))
  const days = {
    week: `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${inOrder.map((day) => NAMES[Number(day)]).join(',')}`,
    month_day: `FREQ=MONTHLY;INTERVAL=${interval};BYMONTHDAY=${repeat.monthDay}`,
    month_nth: `FREQ=MONTHLY;INTERVAL=${interval};BYDAY=${repeat.nth}${NAMES[Number(repeat.weekday)]}`,
  }[kind]
  return `${days};UNTIL=${untilText(until)}`
}

const weekdayOf = (name: string): string => String((NAMES as readonly string[]).indexOf(name))

/** What was chosen when a rule was made. The server keeps only rules that it understands. */
export function repeatOf({ rule, breakMinutes, headcount, ...plan }: ShiftPlan): Repeat {
  const parts = new Map(rule.split(';').map((part) => part.split('=') as [string, string]))
  const days = (parts.get('BYDAY') ?? '').split(',').filter(Boolean)
  const [, nth, weekday = ''] = /^\+?(-?\d)([A-Z]{2})$/.exec(days[0] ?? '') ?? []
  const [, y, m, d, h] = /^(\d{4})(\d{2})(\d{2})T(\d{2})/.exec(parts.get('UNTIL') ?? '') ?? []
  const common = {
    ...emptyRepeat(),
    ...plan,
    interval: parts.get('INTERVAL') ?? '1',
    until: siteDate(`${y}-${m}-${d}T${h}:00:00Z`),
    breakMinutes: String(breakMinutes),
    headcount: String(headcount),
  }
  if (parts.get('FREQ') === 'WEEKLY') return { ...common, kind: 'week', weekdays: days.map(weekdayOf) }
  const monthDay = parts.get('BYMONTHDAY')?.split(',')[0]
  if (monthDay !== undefined) return { ...common, kind: 'month_day', monthDay }
  return {
    ...common,
    kind: 'month_nth',
    nth: NTHS.find((one) => one === nth) ?? '1',
    weekday: weekdayOf(weekday),
  }
}

/** A plan in one line: how often, on which days, between which hours, and until when. */
export function usePlanText(): (plan: ShiftPlan) => string {
  const { t, lang } = useI18n()
  const f = useFormat()
  const nameOf = (weekday: string) => f.weekday(addDays(SUNDAY, Number(weekday)))
  const daysOf = (repeat: Repeat): string => {
    if (repeat.kind === 'week') return f.list(repeat.weekdays.map(nameOf))
    if (repeat.kind === 'month_nth') {
      const nth = t(`series.repeat.nth_${repeat.nth}`)
      return lang === 'en' ? `${nth.toLowerCase()} ${nameOf(repeat.weekday)}` : nth + nameOf(repeat.weekday)
    }
    if (repeat.monthDay === LAST_DAY) return t('series.repeat.last_day').toLowerCase()
    return t('series.repeat.day_at', { day: repeat.monthDay })
  }
  return (plan) => {
    const repeat = repeatOf(plan)
    const unit = repeat.kind === 'week' ? ('week' as const) : ('month' as const)
    const days = daysOf(repeat)
    const rhythm =
      repeat.interval === '1'
        ? t(`series.repeat.every_${unit}`, { days })
        : t(`series.repeat.every_${unit}s`, { count: Number(repeat.interval), days })
    const { year } = siteMoment(repeat.until)
    const until = year === siteMoment(plan.from).year ? f.monthDay(repeat.until) : f.dayYear(repeat.until)
    return t('series.repeat.says', { rhythm, time: `${plan.startTime}–${plan.endTime}`, until })
  }
}
