/** Sign-ups on the wire as the team sees and decides them. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import { dateIn, fullYears, ZONE } from '../../kernel/local-date.ts'
import {
  DECISIONS,
  whyNotAdmit,
  whyNotRefuse,
  whyNotWaitlist,
  type DecidingProject,
} from './deciding.rules.ts'
import type { ListedSignUp } from './lists.store.ts'
import { REASON_CHARACTERS_MAX, SignUpStatusShape } from './signups.shapes.ts'

const DECISIONS_MAX = 200

export const ListSignUpsQuery = Type.Object({
  ...PageQuery.properties,
  shiftId: Type.Optional(Uuid),
  status: Type.Optional(SignUpStatusShape),
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
  status: SignUpStatusShape,
  appliedAt: Instant,
  creditMinutes: Type.Integer(),
  declaresQualified: Type.Boolean(),
  guardianPresent: Type.Boolean(),
  position: Nullable(
    Type.Integer({ description: 'on the waiting list; told in the list of those who wait' }),
  ),
  approved: Type.Boolean({ description: 'may be offered a place without a further word of the team' }),
  answerBy: Nullable(Instant),
  reason: Nullable(Type.String({ description: 'why they were refused, or why they withdrew' })),
  withdrawnLate: Type.Boolean(),
  recentNoShows: Nullable(
    Type.Integer({
      description:
        'within six months, in all projects; none that is under appeal; told of open wishes to those who decide',
    }),
  ),
  whyNot: Type.Object({ admit: Reason, waitlist: Reason, refuse: Reason }),
})
export const SignUpPage = Type.Object({
  items: Type.Array(ListedSignUpShape),
  next: Nullable(Type.String()),
  counts: Type.Object({
    applied: Type.Integer(),
    admitted: Type.Integer(),
    headcount: Type.Integer(),
    held: Type.Integer(),
    waiting: Type.Integer(),
  }),
})

export const DecisionsBody = Type.Object({
  decisions: Type.Array(
    Type.Object({
      signupId: Uuid,
      decision: OneOf(DECISIONS),
      reason: Type.Optional(Type.String({ maxLength: REASON_CHARACTERS_MAX })),
    }),
    { minItems: 1, maxItems: DECISIONS_MAX },
  ),
})
export const DecisionResults = Type.Object({
  results: Type.Array(
    Type.Object({
      signupId: Uuid,
      outcome: OneOf(['admitted', 'waiting', 'offered', 'refused', 'failed']),
      reason: Reason,
    }),
  ),
})

export const showSignUp = (
  signUp: ListedSignUp,
  known: DecidingProject & { adultAge: number },
  now: Date,
): Static<typeof ListedSignUpShape> => ({
  signupId: signUp.signupId,
  volunteerId: signUp.volunteerId,
  name: signUp.name,
  volunteerNumber: signUp.volunteerNumber,
  isMinor: fullYears(signUp.birthDate, dateIn(ZONE, signUp.startsAt)) < known.adultAge,
  positionName: signUp.positionName,
  shiftId: signUp.shiftId,
  startsAt: signUp.startsAt.toISOString(),
  endsAt: signUp.endsAt.toISOString(),
  status: signUp.status,
  appliedAt: signUp.appliedAt.toISOString(),
  creditMinutes: signUp.creditMinutes,
  declaresQualified: signUp.declaresQualified,
  guardianPresent: signUp.guardianPresent,
  position: signUp.position,
  approved: signUp.approved,
  answerBy: signUp.answerBy?.toISOString() ?? null,
  reason: signUp.reason,
  withdrawnLate: signUp.withdrawnLate,
  recentNoShows: signUp.recentNoShows,
  whyNot: {
    admit: whyNotAdmit(signUp, signUp, known, now),
    waitlist: whyNotWaitlist(signUp, signUp, known, now),
    refuse: whyNotRefuse(signUp, now),
  },
})

export const rosterRefuses = { not_your_team: 403, project_not_found: 404 } satisfies Refuses<
  'not_your_team' | 'project_not_found'
>
