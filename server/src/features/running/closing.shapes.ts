/** The end of a project on the wire: its one extension, and that it is closed. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Uuid } from '../../http/shapes.ts'
import type { PositionId } from '../../kernel/ids.ts'
import type { AddedShift } from '../projects/index.ts'
import {
  EXTENSION_SHIFTS_MAX,
  type ClosingReason,
  type ExtendingReason,
  type NewShiftReason,
} from './closing.rules.ts'
import { HEADCOUNT_MAX } from './headcount.rules.ts'

export const ExtendBody = Type.Object({
  shifts: Type.Array(
    Type.Object({
      positionId: Uuid,
      startsAt: Instant,
      endsAt: Instant,
      breakMinutes: Type.Integer({ minimum: 0, maximum: 1439 }),
      headcount: Type.Integer({ minimum: 1, maximum: HEADCOUNT_MAX }),
    }),
    { minItems: 1, maxItems: EXTENSION_SHIFTS_MAX },
  ),
})
export const ExtendedShape = Type.Object({ endsAt: Instant })
export const ClosedShape = Type.Object({
  people: Type.Integer({ description: 'who had had no answer and were told' }),
  unrecorded: Type.Integer({ description: 'who had a place, and of whom nothing is recorded' }),
})

export const shiftsOf = ({ shifts }: Static<typeof ExtendBody>): AddedShift[] =>
  shifts.map((shift) => ({
    ...shift,
    positionId: shift.positionId as PositionId,
    startsAt: new Date(shift.startsAt),
    endsAt: new Date(shift.endsAt),
  }))

export const closeRefuses = {
  not_your_team: 403,
  project_not_found: 404,
  activity_not_over: 409,
  already_closed: 409,
  door_still_open: 409,
  people_at_work: 409,
  attendance_undecided: 409,
  hours_undecided: 409,
  no_show_open: 409,
} satisfies Refuses<ClosingReason | 'project_not_found'>
export const extendRefuses = {
  not_your_team: 403,
  project_not_found: 404,
  team_not_found: 404,
  position_unknown: 422,
  not_published_yet: 409,
  extension_too_early: 409,
  extension_too_late: 409,
  already_extended: 409,
  team_not_active: 409,
  shift_reversed: 422,
  shift_too_long: 422,
  shift_in_past: 422,
  break_too_long: 422,
  extension_too_long: 422,
} satisfies Refuses<
  ExtendingReason | NewShiftReason | 'project_not_found' | 'team_not_found' | 'position_unknown'
>
