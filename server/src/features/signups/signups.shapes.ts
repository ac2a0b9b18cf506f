/** Sign-ups on the wire, with the project page that carries their answers. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import { dateIn, fullYears, ZONE } from '../../kernel/local-date.ts'
import type { Span } from '../../kernel/span.ts'
import { positionsWith, ProjectDetailShape, ShiftShape } from '../projects/index.ts'
import type { ListedSignUp, MySignUp } from './lists.store.ts'
import type { WishReason } from './signing.rules.ts'
import {
  signInFrom,
  whyNotAdmit,
  whyNotRecruit,
  whyNotWithdraw,
  type WithdrawReason,
} from './signups.rules.ts'

const STATUSES = ['applied', 'admitted', 'refused', 'waiting', 'withdrawn', 'no_show', 'served'] as const
const REASON_CHARACTERS_MAX = 500
const DECISIONS_MAX = 200

export const SignUpBody = Type.Object({ shiftId: Uuid, riskAccepted: Type.Boolean() })
export const SignedUpShape = Type.Object({ signupId: Uuid, status: OneOf(['applied', 'admitted']) })
export const SignUpParams = Type.Object({ signupId: Uuid })
export const WithdrawBody = Type.Object({
  reason: Type.Optional(Type.String({ maxLength: REASON_CHARACTERS_MAX })),
})
export const WithdrawnShape = Type.Object({ status: OneOf(['withdrawn']) })

/** `facts` are those of the refusal, so that the greyed button can say the whole sentence. */
const SignUpAnswer = Type.Object({
  signUp: Reason,
  facts: Type.Optional(Type.Record(Type.String(), Type.Unknown())),
})
export const ProjectPageShape = Type.Object({
  ...ProjectDetailShape.properties,
  positions: positionsWith(
    Type.Object({
      ...ShiftShape.properties,
      mine: Nullable(Type.Object({ signupId: Uuid, status: OneOf(STATUSES) })),
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
    leaderName: Type.String(),
    status: OneOf(STATUSES),
    reason: Nullable(Type.String()),
    signedInAt: Nullable(Instant),
    signedOutAt: Nullable(Instant),
    signInFrom: Instant,
    whyNot: Type.Object({ withdrawSignUp: Reason }),
  }),
)

export const ListSignUpsQuery = Type.Object({
  ...PageQuery.properties,
  shiftId: Type.Optional(Uuid),
  status: Type.Optional(OneOf(STATUSES)),
})
const ListedSignUpShape = Type.Object({
  signupId: Uuid,
  volunteerId: Uuid,
  name: Type.String(),
  volunteerNumber: Nullable(Type.String()),
  isMinor: Type.Boolean({ description: 'on the day of the shift' }),
  positionName: Type.String(),
  shiftId: Uuid,
  startsAt: Instant,
  endsAt: Instant,
  status: OneOf(STATUSES),
  appliedAt: Instant,
  creditMinutes: Type.Integer(),
  whyNot: Type.Object({ admit: Reason }),
})
export const SignUpPage = Type.Object({
  items: Type.Array(ListedSignUpShape),
  next: Nullable(Type.String()),
  counts: Type.Object({ applied: Type.Integer(), admitted: Type.Integer(), headcount: Type.Integer() }),
})

export const DecisionsBody = Type.Object({
  decisions: Type.Array(
    Type.Object({
      signupId: Uuid,
      decision: OneOf(['admit', 'refuse']),
      reason: Type.Optional(Type.String({ maxLength: REASON_CHARACTERS_MAX })),
    }),
    { minItems: 1, maxItems: DECISIONS_MAX },
  ),
})
export const DecisionResults = Type.Object({
  results: Type.Array(
    Type.Object({ signupId: Uuid, outcome: OneOf(['admitted', 'refused', 'failed']), reason: Reason }),
  ),
})

const showSpan = ({ startsAt, endsAt }: Span) => ({
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

export const showMySignUp = (signUp: MySignUp, now: Date): Static<typeof MySignUpPage>['items'][number] => ({
  ...signUp,
  ...showSpan(signUp),
  signedInAt: signUp.signedInAt?.toISOString() ?? null,
  signedOutAt: signUp.signedOutAt?.toISOString() ?? null,
  signInFrom: signInFrom(signUp).toISOString(),
  whyNot: { withdrawSignUp: whyNotWithdraw(signUp, now) },
})

export const showSignUp = (
  signUp: ListedSignUp,
  known: { adultAge: number; teamStatus: string },
  now: Date,
): Static<typeof ListedSignUpShape> => ({
  signupId: signUp.signupId,
  volunteerId: signUp.volunteerId,
  name: signUp.name,
  volunteerNumber: signUp.volunteerNumber,
  isMinor: fullYears(signUp.birthDate, dateIn(ZONE, signUp.startsAt)) < known.adultAge,
  positionName: signUp.positionName,
  shiftId: signUp.shiftId,
  ...showSpan(signUp),
  status: signUp.status,
  appliedAt: signUp.appliedAt.toISOString(),
  creditMinutes: signUp.creditMinutes,
  whyNot: { admit: whyNotRecruit(known) ?? whyNotAdmit(signUp, signUp, now) },
})

export const projectRefuses = { project_not_found: 404 } satisfies Refuses<'project_not_found'>
export const signUpRefuses = {
  project_not_found: 404,
  shift_not_found: 404,
  team_not_active: 409,
  not_recruiting: 409,
  recruiting_over: 409,
  shift_over: 409,
  not_verified: 403,
  no_team: 409,
  too_young: 409,
  dangerous_for_minors: 409,
  night_for_minors: 409,
  minors_not_accepted: 409,
  guardian_consent_missing: 409,
  already_signed_up: 409,
  shift_clashes: 409,
  shift_full: 409,
  risk_not_accepted: 422,
} satisfies Refuses<WishReason>
export const withdrawRefuses = {
  signup_not_found: 404,
  shift_started: 409,
  not_withdrawable: 409,
} satisfies Refuses<WithdrawReason | 'signup_not_found'>
export const rosterRefuses = { not_your_team: 403, project_not_found: 404 } satisfies Refuses<
  'not_your_team' | 'project_not_found'
>
