/** A shift at another time and further shifts on the wire, with what a move would mean for those who signed up. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, OneOf, Uuid } from '../../http/shapes.ts'
import type { PositionId } from '../../kernel/ids.ts'
import type { RunningReason } from '../projects/index.ts'
import { REASON_CHARACTERS_MAX } from './cancelling.rules.ts'
import { HEADCOUNT_MAX } from './headcount.rules.ts'
import type { AddShifts } from './adding.actions.ts'
import type { WeighedMove } from './moving.actions.ts'
import {
  ADDED_SHIFTS_MAX,
  type AddedTooManyReason,
  type AddingReason,
  type MovingReason,
  type NewTimeReason,
  type ScheduleReason,
} from './moving.rules.ts'

/** Told by name; of more only how many. */
const NAMED_MAX = 50
const ENDING_REASONS = ['too_young', 'too_old', 'dangerous_for_minors', 'night_for_minors'] as const

const Break = Type.Integer({ minimum: 0, maximum: 1439 })
export const MoveQuery = Type.Object({
  startsAt: Instant,
  endsAt: Instant,
  breakMinutes: Type.Optional(Break),
})
export const MoveBody = Type.Object({
  ...MoveQuery.properties,
  reason: Type.String({ maxLength: REASON_CHARACTERS_MAX }),
})
export const MovedShape = Type.Object({
  asked: Type.Integer({ description: 'who are asked whether they still come' }),
  told: Type.Integer(),
  ended: Type.Integer({ description: 'who may not come at that time; their sign-ups have ended' }),
})
export const MovePreviewShape = Type.Object({
  asked: Type.Integer(),
  told: Type.Integer(),
  clashing: Type.Integer({ description: 'of those asked, who have something else then' }),
  ended: Type.Integer(),
  ending: Type.Array(Type.Object({ name: Type.String(), reason: OneOf(ENDING_REASONS) })),
  answerBy: Instant,
  isInsured: Type.Boolean({ description: 'false where the policy does not cover the new day' }),
})
export const AddShiftsBody = Type.Object({
  positionId: Type.Optional(Uuid),
  position: Type.Optional(
    Type.Object({
      name: Type.String({ minLength: 1, maxLength: 50, pattern: '\\S' }),
      description: Type.String({ maxLength: 2000 }),
      requirements: Type.String({ maxLength: 1000 }),
      skills: Type.Optional(Type.Array(Type.String({ minLength: 1, maxLength: 40 }), { maxItems: 40 })),
    }),
  ),
  shifts: Type.Array(
    Type.Object({
      startsAt: Instant,
      endsAt: Instant,
      breakMinutes: Break,
      headcount: Type.Integer({ minimum: 1, maximum: HEADCOUNT_MAX }),
    }),
    { minItems: 1, maxItems: ADDED_SHIFTS_MAX },
  ),
})
export const ShiftsAddedShape = Type.Object({ positionId: Uuid })

/** A position that is there goes before a new one; without either the deed says so. */
export const addedOf = ({
  positionId,
  position,
  shifts,
}: Static<typeof AddShiftsBody>): Omit<AddShifts, 'projectId'> => ({
  at:
    positionId !== undefined || position === undefined
      ? { positionId: (positionId ?? NO_POSITION) as PositionId }
      : {
          position: {
            name: position.name.trim(),
            description: position.description.trim(),
            requirements: position.requirements.trim(),
            skills: [...new Set(position.skills ?? [])],
          },
        },
  shifts: shifts.map(({ startsAt, endsAt, ...shift }) => ({
    ...shift,
    startsAt: new Date(startsAt),
    endsAt: new Date(endsAt),
  })),
})
const NO_POSITION = '00000000-0000-0000-0000-000000000000'

export function showPreview({ people, answerBy, isInsured }: WeighedMove): Static<typeof MovePreviewShape> {
  const asked = people.filter(({ effect }) => effect === 'asked' || effect === 'offered')
  const ending = people.flatMap(({ name, reason }) => (reason === null ? [] : [{ name, reason }]))
  return {
    asked: asked.length,
    told: people.filter(({ effect }) => effect === 'told').length,
    clashing: asked.filter(({ clash }) => clash !== null).length,
    ended: ending.length,
    ending: ending.slice(0, NAMED_MAX),
    answerBy: answerBy.toISOString(),
    isInsured,
  }
}

const timeRefuses = {
  shift_reversed: 422,
  shift_too_long: 422,
  shift_in_past: 422,
  break_too_long: 422,
  extension_too_long: 422,
  draw_too_late: 422,
} satisfies Refuses<ScheduleReason>
const runRefuses = {
  not_your_team: 403,
  project_not_found: 404,
  not_published_yet: 409,
  project_cancelled: 409,
  activity_over: 409,
} satisfies Refuses<RunningReason | 'project_not_found'>
export const previewMoveRefuses = {
  ...runRefuses,
  ...timeRefuses,
  shift_not_found: 404,
  shift_cancelled: 409,
  shift_over: 409,
  shift_has_begun: 409,
  people_have_come: 409,
  time_unchanged: 422,
} satisfies Refuses<
  MovingReason | NewTimeReason | 'project_not_found' | 'shift_not_found' | 'people_have_come'
>
export const moveRefuses = { ...previewMoveRefuses, reason_missing: 422 } satisfies Refuses<
  keyof typeof previewMoveRefuses | 'reason_missing'
>
export const addShiftsRefuses = {
  ...runRefuses,
  ...timeRefuses,
  team_not_found: 404,
  team_not_active: 409,
  position_unknown: 422,
  code_unknown: 422,
  too_many_shifts: 422,
  too_many_positions: 422,
} satisfies Refuses<
  | AddingReason
  | ScheduleReason
  | AddedTooManyReason
  | 'project_not_found'
  | 'team_not_found'
  | 'position_unknown'
  | 'code_unknown'
>
