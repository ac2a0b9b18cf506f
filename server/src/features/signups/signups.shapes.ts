/** Sign-ups on the wire as their person sees them, with the project page that carries their answers. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import type { Span } from '../../kernel/span.ts'
import { positionsWith, ProjectDetailShape, ShiftShape } from '../projects/index.ts'
import {
  whyNotReportAbsence,
  whyNotWithdraw,
  withdrawUntil,
  type AbsenceReason,
  type ChangeReason,
  type WithdrawReason,
} from './leaving.rules.ts'
import type { ChangeObstacle } from './changing.rules.ts'
import { clashFacts, whyNotStillCome } from './moves.rules.ts'
import { MoveShape, showMove } from './moves.shapes.ts'
import type { MySignUp, OtherShift } from './own.store.ts'
import type { WishReason } from './signing.rules.ts'
import { knowsContact, signInFrom } from './signups.rules.ts'
import { SIGN_UP_STATUSES } from './statuses.rules.ts'
import {
  whyNotAcceptOffer,
  whyNotDeclineOffer,
  type AcceptReason,
  type AnswerReason,
} from './waiting.rules.ts'

export const SignUpStatusShape = OneOf(SIGN_UP_STATUSES)
export const REASON_CHARACTERS_MAX = 500

export const SignUpBody = Type.Object({
  shiftId: Uuid,
  riskAccepted: Type.Boolean(),
  code: Type.Optional(Type.String({ maxLength: 40 })),
  declaresQualified: Type.Optional(
    Type.Boolean({ description: 'that they have the training and the qualification asked for' }),
  ),
  guardianPresent: Type.Optional(Type.Boolean({ description: 'that a guardian comes and stays' })),
  startsAt: Type.Optional(
    Type.String({ format: 'date-time', description: 'when the shift began as it was shown' }),
  ),
})
const QUESTIONS = ['code', 'qualification', 'guardian'] as const
const StandingShape = {
  position: Nullable(Type.Integer({ description: 'the place on the waiting list, from one on' })),
  ticket: Nullable(Type.String({ description: 'in a draw; told to nobody else' })),
}
export const SignedUpShape = Type.Object({
  signupId: Uuid,
  status: OneOf(['applied', 'entered', 'admitted', 'waiting']),
  ...StandingShape,
})
export const ChangeBody = Type.Object({ shiftId: Uuid })
export const SignUpParams = Type.Object({ signupId: Uuid })
const Why = Type.String({ maxLength: REASON_CHARACTERS_MAX })
export const WithdrawBody = Type.Object({ reason: Type.Optional(Why) })
export const AbsenceBody = Type.Object({ reason: Why })
export const WithdrawnShape = Type.Object({ status: OneOf(['withdrawn']) })
export const AcceptedShape = Type.Object({ status: OneOf(['admitted']) })

/** `facts` are those of the refusal, so that the greyed button can say the whole sentence. */
const SignUpAnswer = Type.Object({
  signUp: Reason,
  asks: Type.Array(OneOf(QUESTIONS), { description: 'what is asked at the click, besides the risk' }),
  facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
const ClashFacts = Type.Optional(
  Type.Record(Type.String(), Type.Unknown(), { description: 'of what stands in the way of an offer' }),
)
const OwnShape = Type.Object({
  signupId: Uuid,
  status: SignUpStatusShape,
  ...StandingShape,
  answerBy: Nullable(Instant),
  whyNot: Type.Object({ withdrawSignUp: Reason, acceptOffer: Reason, facts: ClashFacts }),
})
export const ProjectPageShape = Type.Object({
  ...ProjectDetailShape.properties,
  positions: positionsWith(
    Type.Object({
      ...ShiftShape.properties,
      waits: Type.Boolean({ description: 'signing up now is joining the waiting list' }),
      mine: Nullable(OwnShape),
      whyNot: SignUpAnswer,
    }),
  ),
})

export const ListMySignUpsQuery = Type.Object({
  ...PageQuery.properties,
  when: Type.Optional(OneOf(['upcoming', 'past'])),
})
export const MySignUpPage = PageOf(
  Type.Object({
    signupId: Uuid,
    projectId: Uuid,
    title: Type.String(),
    teamName: Type.String(),
    positionName: Type.String(),
    startsAt: Instant,
    endsAt: Instant,
    placeName: Type.String(),
    longitude: Nullable(Type.Number()),
    latitude: Nullable(Type.Number()),
    leaderName: Nullable(Type.String({ description: 'where it is public, or where they are admitted' })),
    status: SignUpStatusShape,
    reason: Nullable(Type.String()),
    ...StandingShape,
    drawAt: Nullable(Instant),
    drawReason: Reason,
    answerBy: Nullable(Instant),
    withdrawnLate: Type.Boolean(),
    withdrawUntil: Instant,
    signedInAt: Nullable(Instant),
    signedOutAt: Nullable(Instant),
    signInFrom: Instant,
    move: MoveShape,
    whyNot: Type.Object({
      withdrawSignUp: Reason,
      reportAbsence: Reason,
      acceptOffer: Reason,
      declineOffer: Reason,
      answerMove: Reason,
      facts: ClashFacts,
    }),
  }),
)

export const ChoicesQuery = PageQuery
export const ChoicePage = PageOf(
  Type.Object({
    shiftId: Uuid,
    positionName: Type.String(),
    startsAt: Instant,
    endsAt: Instant,
    free: Type.Integer(),
    whyNot: Type.Object({
      changeSignUp: Reason,
      facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
    }),
  }),
)

const showSpan = ({ startsAt, endsAt }: Span) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

export function showMySignUp(signUp: MySignUp, now: Date): Static<typeof MySignUpPage>['items'][number] {
  const {
    projectStatus,
    withdrawHoursBefore,
    leaderPublic,
    moveAnswerBy: _answerBy,
    movedFrom: _from,
    movedTo: _to,
    clash,
    ...shown
  } = signUp
  const policy = { withdrawHoursBefore, drawAt: signUp.drawAt }
  const held = { ...signUp, hasCome: signUp.signedInAt !== null }
  return {
    ...shown,
    ...showSpan(signUp),
    leaderName: leaderPublic || knowsContact([signUp.status]) ? signUp.leaderName : null,
    answerBy: signUp.answerBy?.toISOString() ?? null,
    drawAt: signUp.drawAt?.toISOString() ?? null,
    withdrawUntil: withdrawUntil(signUp, policy).toISOString(),
    signedInAt: signUp.signedInAt?.toISOString() ?? null,
    signedOutAt: signUp.signedOutAt?.toISOString() ?? null,
    signInFrom: signInFrom(signUp).toISOString(),
    move: showMove(held, now),
    whyNot: {
      withdrawSignUp: whyNotWithdraw(held, policy, now),
      reportAbsence: whyNotReportAbsence(held, policy, now),
      acceptOffer: whyNotAcceptOffer(signUp, { status: projectStatus }, now),
      declineOffer: whyNotDeclineOffer(signUp, now),
      answerMove: whyNotStillCome(held, now),
      ...(clash === null ? {} : { facts: clashFacts(clash) }),
    },
  }
}

export function showChoice(
  other: OtherShift,
  obstacle: ChangeObstacle | null,
): Static<typeof ChoicePage>['items'][number] {
  const { reason: changeSignUp = null, ...facts } = obstacle ?? {}
  return { ...other, ...showSpan(other), whyNot: { changeSignUp, ...facts } }
}

export const projectRefuses = { project_not_found: 404 } satisfies Refuses<'project_not_found'>
export const signUpRefuses = {
  project_not_found: 404,
  shift_not_found: 404,
  project_cancelled: 409,
  shift_cancelled: 409,
  shift_moved: 409,
  team_not_active: 409,
  recruiting_paused: 409,
  not_recruiting: 409,
  recruiting_not_open: 409,
  recruiting_over: 409,
  draw_under_way: 409,
  shift_over: 409,
  not_verified: 403,
  not_of_named_team: 403,
  not_invited: 403,
  no_team: 409,
  too_many_no_shows: 409,
  too_young: 409,
  too_old: 409,
  dangerous_for_minors: 409,
  night_for_minors: 409,
  minors_not_accepted: 409,
  guardian_consent_missing: 409,
  hours_too_few: 409,
  excluded_by: 409,
  already_signed_up: 409,
  shift_clashes: 409,
  shift_full: 409,
  code_wrong: 422,
  qualification_not_declared: 422,
  guardian_not_present: 422,
  risk_not_accepted: 422,
} satisfies Refuses<WishReason>
export const withdrawRefuses = {
  signup_not_found: 404,
  shift_started: 409,
  not_withdrawable: 409,
  already_signed_in: 409,
  offer_open: 409,
  withdraw_after_draw: 409,
  withdraw_deadline_passed: 409,
} satisfies Refuses<WithdrawReason | 'signup_not_found'>
export const absenceRefuses = {
  signup_not_found: 404,
  shift_started: 409,
  not_withdrawable: 409,
  already_signed_in: 409,
  withdraw_instead: 409,
  reason_missing: 422,
} satisfies Refuses<AbsenceReason | 'signup_not_found'>
export const changeRefuses = {
  ...signUpRefuses,
  ...withdrawRefuses,
  same_shift: 409,
  position_differs: 409,
} satisfies Refuses<WishReason | ChangeReason | 'signup_not_found'>
export const choicesRefuses = { signup_not_found: 404 } satisfies Refuses<'signup_not_found'>
export const declineRefuses = {
  signup_not_found: 404,
  no_offer: 409,
  offer_lapsed: 409,
} satisfies Refuses<AnswerReason | 'signup_not_found'>
export const acceptRefuses = {
  ...declineRefuses,
  not_recruiting: 409,
  shift_clashes: 409,
} satisfies Refuses<AcceptReason | 'signup_not_found'>
