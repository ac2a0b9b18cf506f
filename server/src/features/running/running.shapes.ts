/** Running a project on the wire: what may be done with it, whom each deed would concern, and its refusals. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import {
  PAUSES,
  whyNotPause,
  whyNotResume,
  type Project,
  type RecruitingFacts,
  type RunningReason,
} from '../projects/index.ts'
import { decisionRefuses } from '../reviews/index.ts'
import { SIGN_UP_STATUSES, whyNotGiveUp } from '../signups/index.ts'
import {
  isToCome,
  REASON_CHARACTERS_MAX,
  whyNotCancelProject,
  whyNotCancelShift,
  type CancellingReason,
} from './cancelling.rules.ts'
import { extendableUntil, whyNotClose, whyNotExtend } from './closing.rules.ts'
import type { EndingFacts } from './closing.store.ts'
import { FATES, HEADCOUNT_MAX, whyNotChangePlaces, type HeadcountReason } from './headcount.rules.ts'
import { shiftsUntil, whyNotAddShifts, whyNotMoveShift } from './moving.rules.ts'
import type { PlaceHolder, RunShift } from './running.store.ts'

export const ShiftParams = Type.Object({ projectId: Uuid, shiftId: Uuid })
export const CancelBody = Type.Object({ reason: Type.String({ maxLength: REASON_CHARACTERS_MAX }) })
export const CalledOffShape = Type.Object({
  people: Type.Integer({ description: 'who had signed up and were told' }),
})
const LEAVING_MAX = 500
export const HeadcountBody = Type.Object({
  headcount: Type.Integer({ minimum: 1, maximum: HEADCOUNT_MAX }),
  leaving: Type.Optional(
    Type.Array(Uuid, { maxItems: LEAVING_MAX, description: 'sign-ups that lose their place' }),
  ),
  fate: Type.Optional(OneOf(FATES)),
  reason: Type.Optional(Type.String({ maxLength: REASON_CHARACTERS_MAX })),
})
export const HeadcountChangedShape = Type.Object({ headcount: Type.Integer(), left: Type.Integer() })

const EffectsShape = Type.Object({
  applied: Type.Integer(),
  admitted: Type.Integer(),
  held: Type.Integer(),
  waiting: Type.Integer(),
})
export const RunningShape = Type.Object({
  shifts: Type.Array(
    Type.Object({
      shiftId: Uuid,
      positionId: Uuid,
      positionName: Type.String(),
      startsAt: Instant,
      endsAt: Instant,
      headcount: Type.Integer(),
      breakMinutes: Type.Integer(),
      cancelReason: Nullable(Type.String()),
      ...EffectsShape.properties,
      asked: Type.Integer({ description: 'who are still asked whether they come at the new time' }),
      whyNot: Type.Object({ cancelShift: Reason, changeHeadcount: Reason, moveShift: Reason }),
    }),
  ),
  effects: EffectsShape,
  atWork: Type.Integer({ description: 'people who are signed in' }),
  unrecorded: Type.Integer({ description: 'people with a place, without hours or a word' }),
  pauseReason: Nullable(OneOf(PAUSES)),
  extendableUntil: Instant,
  shiftsUntil: Instant,
  whyNot: Type.Object({
    addShifts: Reason,
    cancelProject: Reason,
    pauseRecruiting: Reason,
    resumeRecruiting: Reason,
    extendProject: Reason,
    closeProject: Reason,
  }),
})
export const HolderPage = PageOf(
  Type.Object({
    signupId: Uuid,
    name: Type.String(),
    volunteerNumber: Nullable(Type.String()),
    status: OneOf(SIGN_UP_STATUSES),
    since: Instant,
    whyNot: Type.Object({ changeHeadcount: Reason }),
  }),
)

const sumOf = (shifts: readonly RunShift[]): Static<typeof EffectsShape> => ({
  applied: shifts.reduce((sum, { applied }) => sum + applied, 0),
  admitted: shifts.reduce((sum, { admitted }) => sum + admitted, 0),
  held: shifts.reduce((sum, { held }) => sum + held, 0),
  waiting: shifts.reduce((sum, { waiting }) => sum + waiting, 0),
})

export const showRunning = (
  actor: Actor,
  project: Project & RecruitingFacts & EndingFacts,
  shifts: readonly RunShift[],
  now: Date,
): Static<typeof RunningShape> => ({
  shifts: shifts.map((shift) => ({
    shiftId: shift.shiftId,
    positionId: shift.positionId,
    positionName: shift.positionName,
    startsAt: shift.startsAt.toISOString(),
    endsAt: shift.endsAt.toISOString(),
    headcount: shift.headcount,
    breakMinutes: shift.breakMinutes,
    cancelReason: shift.cancelReason,
    ...sumOf([shift]),
    asked: shift.asked,
    whyNot: {
      cancelShift: whyNotCancelShift(
        actor,
        project,
        shift,
        shifts.filter((other) => other !== shift),
        now,
      ),
      changeHeadcount: whyNotChangePlaces(actor, project, shift, now),
      moveShift: whyNotMoveShift(actor, project, shift, now),
    },
  })),
  effects: sumOf(shifts.filter((shift) => isToCome(shift, now))),
  atWork: project.atWork,
  unrecorded: project.unrecorded,
  pauseReason: project.pauseReason,
  extendableUntil: extendableUntil(project).toISOString(),
  shiftsUntil: shiftsUntil(project).toISOString(),
  whyNot: {
    addShifts: whyNotAddShifts(actor, project),
    cancelProject: whyNotCancelProject(actor, project),
    pauseRecruiting: whyNotPause(actor, project, now),
    resumeRecruiting: whyNotResume(actor, project, now),
    extendProject: whyNotExtend(actor, project, now),
    closeProject: whyNotClose(actor, project, now),
  },
})

export const showHolder = ({ volunteerId: _, since, hasCome, ...holder }: PlaceHolder) => ({
  ...holder,
  since: since.toISOString(),
  whyNot: { changeHeadcount: whyNotGiveUp({ ...holder, hasCome }) },
})

export const readRefuses = { not_your_team: 403, project_not_found: 404 } satisfies Refuses<
  'not_your_team' | 'project_not_found'
>
const runRefuses = {
  ...readRefuses,
  not_published_yet: 409,
  project_cancelled: 409,
  activity_over: 409,
} satisfies Refuses<RunningReason | 'project_not_found'>
export const cancelProjectRefuses = { ...runRefuses, reason_missing: 422 } satisfies Refuses<
  RunningReason | 'project_not_found' | 'reason_missing'
>
export const cancelCheckedRefuses = {
  ...decisionRefuses,
  project_not_found: 404,
  team_not_found: 404,
  not_published_yet: 409,
  project_cancelled: 409,
  activity_over: 409,
} satisfies Refuses<
  | keyof typeof decisionRefuses
  | Exclude<RunningReason, 'not_your_team'>
  | 'project_not_found'
  | 'team_not_found'
>
export const cancelShiftRefuses = {
  ...cancelProjectRefuses,
  shift_not_found: 404,
  shift_cancelled: 409,
  shift_over: 409,
  last_shift: 409,
} satisfies Refuses<CancellingReason | 'project_not_found' | 'shift_not_found' | 'reason_missing'>
export const headcountRefuses = {
  ...runRefuses,
  shift_not_found: 404,
  shift_cancelled: 409,
  shift_over: 409,
  shift_begun: 409,
  headcount_below_admitted: 409,
  already_signed_in: 409,
  more_leave_than_must: 409,
  no_waiting_list: 409,
  reason_missing: 422,
} satisfies Refuses<HeadcountReason | 'project_not_found' | 'shift_not_found'>
