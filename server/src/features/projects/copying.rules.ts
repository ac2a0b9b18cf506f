/**
 * A copy of a project: everything as it was, the shifts moved by whole weeks to the next time that leaves room for the
 * review. Pure. J-numbers are those of docs/rules/series.md.
 */
import { addDays, dateIn, daysBetween, instantAt, timeIn, ZONE } from '../../kernel/local-date.ts'
import { parseRecurrence, recurrenceText } from '../../kernel/recurrence.ts'
import type { Span } from '../../kernel/span.ts'
import { plannedDays, type NamedCalendar, type ShiftPlan } from './planning.rules.ts'
import { periodOf, type PositionDraft, type ProjectDraft, type ShiftDraft } from './projects.rules.ts'

const WEEK_DAYS = 7

export const COPIED_SHIFTS = ['moved', 'none'] as const
export type CopiedShifts = (typeof COPIED_SHIFTS)[number]

export interface CopiedDraft {
  draft: ProjectDraft
  /** By how many weeks its days were moved. */
  weeks: number
  /** A copy without shifts has the period of what it was copied from, moved alike, until it gets its own. */
  period: Span
}

/** On the wall clock of the zone, so that a shift at nine stays one at nine. */
function moved(instant: Date, weeks: number): Date {
  const time = timeIn(ZONE, instant)
  const at = (days: number) => instantAt(ZONE, addDays(dateIn(ZONE, instant), days), time).getTime()
  return new Date(instant.getTime() + at(weeks * WEEK_DAYS) - at(0))
}

/** J6. How many weeks on, so that it neither begins nor ends recruiting before `earliest`. */
export function weeksUntil(
  earliest: Date,
  { startsAt, recruitUntil }: { startsAt: Date; recruitUntil: Date },
): number {
  const first = recruitUntil < startsAt ? recruitUntil : startsAt
  const days = daysBetween(dateIn(ZONE, first), dateIn(ZONE, earliest))
  const weeks = Math.max(0, Math.floor(days / WEEK_DAYS))
  return moved(first, weeks) < earliest ? weeks + 1 : weeks
}

function movedPlan(plan: ShiftPlan, weeks: number): ShiftPlan {
  const rule = parseRecurrence(plan.rule)
  const by = (date: ShiftPlan['from']) => addDays(date, weeks * WEEK_DAYS)
  return rule === null
    ? plan
    : { ...plan, from: by(plan.from), rule: recurrenceText({ ...rule, until: by(rule.until) }) }
}

/** J7. Shifts that a rule gave are planned anew, so that the holidays of the new time are skipped, be none left. */
function movedShifts(
  { plan, shifts }: PositionDraft,
  weeks: number,
  { calendar, earliest }: { calendar: NamedCalendar; earliest: Date },
): ShiftDraft[] {
  if (plan === null)
    return shifts.map((shift) => ({
      ...shift,
      startsAt: moved(shift.startsAt, weeks),
      endsAt: moved(shift.endsAt, weeks),
    }))
  const { breakMinutes, headcount } = plan
  return plannedDays(plan, calendar, earliest)
    .filter(({ skipped }) => skipped === null)
    .map(({ startsAt, endsAt }) => ({ startsAt, endsAt, breakMinutes, headcount }))
}

export function copiedDraft(
  { draft, period }: { draft: ProjectDraft; period: Span },
  shifts: CopiedShifts,
  then: { earliest: Date; calendar: NamedCalendar },
): CopiedDraft {
  const weeks = weeksUntil(then.earliest, { startsAt: period.startsAt, recruitUntil: draft.recruitUntil })
  const positions = draft.positions.map((position) => {
    const plan = position.plan === null ? null : movedPlan(position.plan, weeks)
    const planned = { ...position, plan }
    return { ...planned, shifts: shifts === 'none' ? [] : movedShifts(planned, weeks, then) }
  })
  const hasShifts = positions.some((position) => position.shifts.length > 0)
  const copied = hasShifts
    ? periodOf(positions)
    : { startsAt: moved(period.startsAt, weeks), endsAt: moved(period.endsAt, weeks) }
  const recruitUntil = moved(draft.recruitUntil, weeks)
  const drawAt = draft.drawAt === null ? null : moved(draft.drawAt, weeks)
  return {
    draft: {
      ...draft,
      positions,
      recruitUntil: recruitUntil > copied.endsAt ? copied.endsAt : recruitUntil,
      // Recruiting opens with the publication, and the policy of other days insures none of these.
      recruitFrom: null,
      drawAt,
      insured: null,
    },
    weeks,
    period: copied,
  }
}
