/**
 * Shifts that come again: which days a rule gives, and which of them the official calendar takes away.
 * Pure. J-numbers are those of docs/rules/series.md.
 */
import { addDays, dayOfWeek, instantAt, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { daysThatCome, parseRecurrence } from '../../kernel/recurrence.ts'
import type { Span } from '../../kernel/span.ts'

export const PLANNED_MAX = 200
/** A rule that looks further ahead than this is a slip of the year. */
export const PLAN_DAYS_MAX = 731
/** No official break is longer; what touches a span is looked for so far around it. */
export const BREAK_DAYS_MAX = 15

/** What is kept with a position: the rule as RFC 5545 writes it, and what each of its shifts is like. */
export interface ShiftPlan {
  rule: string
  from: LocalDate
  startTime: string
  endTime: string
  breakMinutes: number
  headcount: number
  holidays: 'skip' | 'hold'
  /** Saturdays and Sundays that are worked to make up for a holiday. */
  makeupDays: 'skip' | 'hold'
}
export type PlanQuestion = Omit<ShiftPlan, 'breakMinutes' | 'headcount'>

/** The listed days with the names of their occasions, and the years that are listed at all. */
export interface NamedCalendar {
  days: ReadonlyMap<LocalDate, { kind: 'workday' | 'holiday'; name: string }>
  years: ReadonlySet<string>
}

export const DAY_KINDS = ['plain', 'holiday', 'makeup_day'] as const
export type DayKind = (typeof DAY_KINDS)[number]
export interface CalendarDay {
  kind: DayKind
  /** The occasion; empty on a plain day. */
  name: string
  /** False where the official calendar of that year is not out yet. */
  isKnown: boolean
}

export const SKIP_REASONS = ['holiday', 'makeup_day', 'in_past'] as const
export interface PlannedDay extends CalendarDay, Span {
  date: LocalDate
  skipped: (typeof SKIP_REASONS)[number] | null
}

function isOff(date: LocalDate, { days }: NamedCalendar): boolean {
  const listed = days.get(date)
  return listed === undefined ? [0, 6].includes(dayOfWeek(date)) : listed.kind === 'holiday'
}

/**
 * J3. The calendar lists only the working days that are free, so a Saturday within a break is not in it. A free day is
 * one of the break when no worked day lies between it and a listed holiday.
 */
export function calendarDay(date: LocalDate, calendar: NamedCalendar): CalendarDay {
  const isKnown = calendar.years.has(date.slice(0, 4))
  const listed = calendar.days.get(date)
  if (listed !== undefined)
    return { kind: listed.kind === 'workday' ? 'makeup_day' : 'holiday', name: listed.name, isKnown }
  const near = isOff(date, calendar)
    ? (holidayNear(date, -1, calendar) ?? holidayNear(date, 1, calendar))
    : null
  return near === null ? { kind: 'plain', name: '', isKnown } : { kind: 'holiday', name: near, isKnown }
}

function holidayNear(date: LocalDate, step: 1 | -1, calendar: NamedCalendar): string | null {
  for (let at = addDays(date, step), left = BREAK_DAYS_MAX; isOff(at, calendar) && left > 0; left--) {
    const listed = calendar.days.get(at)
    if (listed !== undefined) return listed.name
    at = addDays(at, step)
  }
  return null
}

/** An end that is not after its start is on the next day. */
export function spanOn(
  date: LocalDate,
  { startTime, endTime }: Pick<ShiftPlan, 'startTime' | 'endTime'>,
): Span {
  const lastDay = endTime < startTime ? addDays(date, 1) : date
  return { startsAt: instantAt(ZONE, date, startTime), endsAt: instantAt(ZONE, lastDay, endTime) }
}

export type PlanReason =
  'rule_not_understood' | 'rule_too_long' | 'rule_gives_nothing' | 'too_many_shifts' | 'shift_reversed'

/** J1, J2, J5. */
export function whyNotPlan(plan: PlanQuestion): PlanReason | null {
  if (plan.startTime === plan.endTime) return 'shift_reversed'
  const rule = parseRecurrence(plan.rule)
  if (rule === null) return 'rule_not_understood'
  if (rule.until > addDays(plan.from, PLAN_DAYS_MAX)) return 'rule_too_long'
  const { length } = daysThatCome(rule, plan.from, PLANNED_MAX + 1)
  if (length === 0) return 'rule_gives_nothing'
  return length > PLANNED_MAX ? 'too_many_shifts' : null
}

/** J3, J4. Every day of the rule, with a word for each that is skipped. Empty for a rule that `whyNotPlan` refuses. */
export function plannedDays(plan: PlanQuestion, calendar: NamedCalendar, now: Date): PlannedDay[] {
  const rule = parseRecurrence(plan.rule)
  if (rule === null) return []
  return daysThatCome(rule, plan.from, PLANNED_MAX).map((date) => {
    const day = calendarDay(date, calendar)
    const span = spanOn(date, plan)
    return { date, ...day, ...span, skipped: skippedAs(plan, day, span, now) }
  })
}

function skippedAs(
  plan: PlanQuestion,
  { kind }: CalendarDay,
  { startsAt }: Span,
  now: Date,
): PlannedDay['skipped'] {
  if (startsAt < now) return 'in_past'
  if (kind === 'holiday') return plan.holidays === 'skip' ? 'holiday' : null
  return kind === 'makeup_day' && plan.makeupDays === 'skip' ? 'makeup_day' : null
}

export type KeptPlanReason = Exclude<PlanReason, 'rule_gives_nothing'>
/** What is kept with a position must be readable later; its days may have passed. */
export function whyNotKeepPlan(plan: ShiftPlan): KeptPlanReason | null {
  const reason = whyNotPlan(plan)
  return reason === 'rule_gives_nothing' ? null : reason
}
