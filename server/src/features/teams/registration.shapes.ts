/** Registrations on the wire: what became of a form, and what a reviewer reads. */
import { Type, type Static } from 'typebox'
import { Day, Instant, Nullable, OneOf, Uuid } from '../../http/shapes.ts'
import { DecisionBody, HistoryShape, ReviewShape } from '../reviews/index.ts'
import type { Volunteer } from '../volunteers/index.ts'
import { FORM_FIELDS } from './form.rules.ts'
import { FormFields, showForm } from './form.shapes.ts'
import type { NameFindings } from './names.actions.ts'
import { NameFindingsShape, showNameFindings } from './names.shapes.ts'
import type { Registration, TeamDetail } from './registration.store.ts'
import { TEAM_KINDS, TEAM_LEVELS, TEAM_STATUSES } from './teams.rules.ts'
import type { Team } from './teams.store.ts'

export const RegisteredTeam = Type.Object({
  teamId: Uuid,
  reviewId: Uuid,
  dueOn: Day,
  reviewerName: Type.String(),
})
export const FoundedTeam = Type.Object({ teamId: Uuid, teamNumber: Type.String() })

export const PointsShape = Type.Array(
  Type.Object({ field: OneOf(FORM_FIELDS), text: Type.String({ minLength: 1, maxLength: 200 }) }),
  { maxItems: FORM_FIELDS.length, description: 'what is to be mended, field by field' },
)
export const TeamDecisionBody = Type.Object({
  ...DecisionBody.properties,
  points: Type.Optional(PointsShape),
})
const RegistrationState = {
  teamId: Uuid,
  status: OneOf(TEAM_STATUSES),
  submittedAt: Instant,
  dueOn: Nullable(Day),
  refusalReason: Nullable(Type.String()),
  reviewerName: Type.String(),
  queuePosition: Nullable(
    Type.Integer({ description: '1 for the next that its reviewer answers; null once it is decided' }),
  ),
}
export const TeamRegistration = Type.Object({
  ...RegistrationState,
  refusalPoints: PointsShape,
  ...FormFields,
})
export const MyTeamRegistrations = Type.Object({
  items: Type.Array(
    Type.Object({
      ...RegistrationState,
      name: Type.String(),
      kind: OneOf(TEAM_KINDS),
      level: OneOf(TEAM_LEVELS),
      regionName: Type.String(),
    }),
  ),
})
export const TeamReview = Type.Object({
  review: ReviewShape,
  history: HistoryShape,
  facts: Type.Object({
    teamId: Uuid,
    ...FormFields,
    leader: Type.Object({ name: Type.String(), volunteerNumber: Nullable(Type.String()) }),
    naming: NameFindingsShape,
  }),
})
export const ReviewedTeam = Type.Object({
  outcome: OneOf(['approved', 'refused']),
  teamNumber: Nullable(Type.String()),
})

export const showRegistration = (
  registration: Registration,
  reviewerName: string,
  queuePosition: number | null,
): Static<typeof MyTeamRegistrations>['items'][number] => ({
  teamId: registration.teamId,
  name: registration.name,
  kind: registration.kind,
  level: registration.level,
  regionName: registration.regionName,
  status: registration.status,
  submittedAt: registration.submittedAt.toISOString(),
  dueOn: registration.dueOn,
  refusalReason: registration.refusalReason,
  reviewerName,
  queuePosition,
})

export const showReviewFacts = (
  team: Team,
  detail: TeamDetail,
  leader: Volunteer | undefined,
  findings: NameFindings,
): Static<typeof TeamReview>['facts'] => ({
  teamId: team.teamId,
  ...showForm(team, detail),
  leader: { name: leader?.name ?? '', volunteerNumber: leader?.volunteerNumber ?? null },
  naming: showNameFindings(findings),
})
