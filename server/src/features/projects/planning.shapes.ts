/** Rules of shifts on the wire: what a team asks, the days it gets, and what is kept with a position. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf } from '../../http/shapes.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import {
  DAY_KINDS,
  PLANNED_MAX,
  SKIP_REASONS,
  type PlannedDay,
  type PlanReason,
  type ShiftPlan,
} from './planning.rules.ts'

const CHOICES = ['skip', 'hold'] as const
const Time = Type.String({
  pattern: '^([01]\\d|2[0-3]):[0-5]\\d$',
  description: 'of the clock in Asia/Shanghai',
})
const Rule = Type.String({
  minLength: 1,
  maxLength: 200,
  description:
    'RRULE of RFC 5545: weekly by BYDAY, monthly by BYMONTHDAY or BYDAY with a number, always with UNTIL',
})
const asked = {
  rule: Rule,
  from: Day,
  startTime: Time,
  endTime: Time,
  holidays: OneOf(CHOICES),
  makeupDays: OneOf(CHOICES),
}
export const PlanQuery = Type.Object(asked)
export const PlannedDays = Type.Object({
  items: Type.Array(
    Type.Object({
      date: Day,
      startsAt: Instant,
      endsAt: Instant,
      kind: OneOf(DAY_KINDS),
      name: Type.String({ description: 'the occasion, as the calendar has it' }),
      isKnown: Type.Boolean({ description: 'whether the official calendar of that year is out' }),
      skipped: Nullable(OneOf(SKIP_REASONS)),
    }),
    { maxItems: PLANNED_MAX },
  ),
})
export const ShiftPlanShape = Type.Object({
  ...asked,
  breakMinutes: Type.Integer({ minimum: 0, maximum: 720 }),
  headcount: Type.Integer({ minimum: 1, maximum: 100_000 }),
})

export const planOf = (plan: Static<typeof ShiftPlanShape> | null | undefined): ShiftPlan | null =>
  plan === null || plan === undefined ? null : { ...plan, from: plan.from as LocalDate }

export const showPlanned = (days: readonly PlannedDay[]): Static<typeof PlannedDays> => ({
  items: days.map(({ startsAt, endsAt, ...day }) => ({
    ...day,
    startsAt: startsAt.toISOString(),
    endsAt: endsAt.toISOString(),
  })),
})

export const planRefuses = {
  rule_not_understood: 422,
  rule_too_long: 422,
  rule_gives_nothing: 422,
  too_many_shifts: 422,
  shift_reversed: 422,
} satisfies Refuses<PlanReason>
