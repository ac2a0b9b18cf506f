import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, PageOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import type { JoinCodeReason } from './join-codes.rules.ts'
import { TEAM_ROLES } from '../../kernel/actor.ts'
import type { EndingReason, GrantingReason, JoiningReason, LeavingReason } from './memberships.rules.ts'
import type { Asking, Member, Staff } from './members.store.ts'
import type { OwnMembership } from './memberships.store.ts'
import { StandingConsentShape } from './consents.shapes.ts'
import { whyNotLeaveTeam } from './memberships.rules.ts'
import { JOIN_MODES } from './teams.rules.ts'
import { keepRefuses } from './teams.shapes.ts'

export const MembershipParams = Type.Object({ membershipId: Uuid })
export const GrantParams = Type.Object({ teamId: Uuid, grantId: Uuid })

export const RequestBody = Type.Object({
  message: Type.Optional(Type.String({ maxLength: 200 })),
  joinCode: Type.Optional(Type.String({ maxLength: 30, description: 'asked for by teams with by_code' })),
})
export const RequestedMembership = Type.Object({ membershipId: Uuid, status: OneOf(['requested', 'member']) })
const MyMembershipPage = PageOf(
  Type.Object({
    membershipId: Uuid,
    teamId: Uuid,
    teamName: Type.String(),
    status: OneOf(['requested', 'member', 'refused', 'left']),
    requestedAt: Instant,
    joinedAt: Nullable(Instant),
    leftAt: Nullable(Instant),
    reason: Nullable(Type.String()),
    dissolved: Nullable(
      Type.Object(
        { receiver: Nullable(Type.Object({ teamId: Uuid, name: Type.String() })) },
        { description: 'the team stands no more; who goes on with its work' },
      ),
    ),
    whyNot: Type.Object({ leaveTeam: Reason }),
  }),
)
export const MyMemberships = Type.Object({
  ...MyMembershipPage.properties,
  standingConsent: Nullable(StandingConsentShape),
})
export const LeftMembership = Type.Object({ membershipId: Uuid, status: OneOf(['left']) })

export const RequestPage = Type.Object({
  items: Type.Array(
    Type.Object({
      membershipId: Uuid,
      volunteerId: Uuid,
      name: Type.String(),
      volunteerNumber: Nullable(Type.String()),
      isMinor: Type.Boolean(),
      regionName: Type.String(),
      message: Type.String(),
      requestedAt: Instant,
      creditMinutes: Type.Integer(),
      otherTeams: Type.Array(Type.String()),
      whyNot: Type.Object({ approve: Reason }),
    }),
  ),
  next: Nullable(Type.String()),
  count: Type.Integer({ description: 'all that wait, on every page' }),
})
export const DECISIONS_MAX = 50
export const DecisionsBody = Type.Object({
  decisions: Type.Array(
    Type.Object({
      membershipId: Uuid,
      decision: OneOf(['approve', 'refuse']),
      reason: Type.Optional(Type.String({ maxLength: 200 })),
    }),
    { minItems: 1, maxItems: DECISIONS_MAX },
  ),
})
export const DecisionResults = Type.Object({
  results: Type.Array(
    Type.Object({ membershipId: Uuid, outcome: OneOf(['approved', 'refused', 'failed']), reason: Reason }),
  ),
})

const filters = {
  q: Type.Optional(
    Type.String({ maxLength: 50, description: 'a piece of the name, or the volunteer number' }),
  ),
  role: Type.Optional(OneOf(TEAM_ROLES)),
  group: Type.Optional(Type.String({ maxLength: 40 })),
  tag: Type.Optional(Type.String({ maxLength: 40 })),
}
export const MemberFilters = Type.Object(filters)
export const ListMembersQuery = Type.Object({ ...PageQuery.properties, ...filters })
export const MemberPage = PageOf(
  Type.Object({
    membershipId: Uuid,
    volunteerId: Uuid,
    name: Type.String(),
    volunteerNumber: Nullable(Type.String()),
    isMinor: Type.Boolean(),
    regionName: Type.String(),
    joinedAt: Instant,
    creditMinutes: Type.Integer(),
    role: Nullable(OneOf(TEAM_ROLES)),
    grantId: Nullable(Uuid),
    groups: Type.Array(Type.String()),
    tags: Type.Array(Type.String()),
    whyNot: Type.Object({ endTeamRole: Reason, grantTeamRole: Reason }),
  }),
)

export const JoinModeBody = Type.Object({ joinMode: OneOf(JOIN_MODES) })
export const JoinModeAnswer = Type.Object({ teamId: Uuid, joinMode: OneOf(JOIN_MODES) })
export const TeamStaff = Type.Object({
  items: Type.Array(Type.Object({ name: Type.String(), role: OneOf(TEAM_ROLES), since: Instant })),
})
export const showStaff = (staff: readonly Staff[]): Static<typeof TeamStaff> => ({
  items: staff.map(({ since, ...one }) => ({ ...one, since: since.toISOString() })),
})

export const TeamRoleBody = Type.Object({
  volunteerId: Uuid,
  role: OneOf(['team_admin', 'team_reviewer', 'team_timekeeper', 'team_viewer']),
})
export const GrantedRole = Type.Object({ grantId: Uuid })
export const EndedRole = Type.Object({ grantId: Uuid })

export const showOwnMembership = ({
  isLeader,
  isDissolved,
  receiverId,
  receiverName,
  ...membership
}: OwnMembership): Static<typeof MyMemberships>['items'][number] => ({
  ...membership,
  requestedAt: membership.requestedAt.toISOString(),
  joinedAt: membership.joinedAt?.toISOString() ?? null,
  leftAt: membership.leftAt?.toISOString() ?? null,
  dissolved: isDissolved
    ? { receiver: receiverId === null ? null : { teamId: receiverId, name: receiverName ?? '' } }
    : null,
  whyNot: { leaveTeam: whyNotLeaveTeam({ status: membership.status, isLeader }) },
})

export const showAsking = (
  { accountId: _accountId, birthDate: _birthDate, volunteerStatus: _volunteerStatus, ...asking }: Asking,
  known: { isMinor: boolean; otherTeams: string[]; approve: string | null },
): Static<typeof RequestPage>['items'][number] => ({
  ...asking,
  isMinor: known.isMinor,
  otherTeams: known.otherTeams,
  requestedAt: asking.requestedAt.toISOString(),
  whyNot: { approve: known.approve },
})

export const showMember = (
  { accountId: _accountId, birthDate: _birthDate, requestedAt, joinedAt, ...member }: Member,
  known: { isMinor: boolean; endTeamRole: string | null; grantTeamRole: string | null },
): Static<typeof MemberPage>['items'][number] => ({
  ...member,
  isMinor: known.isMinor,
  joinedAt: (joinedAt ?? requestedAt).toISOString(),
  whyNot: { endTeamRole: known.endTeamRole, grantTeamRole: known.grantTeamRole },
})

export const requestRefuses = {
  not_verified: 403,
  team_not_found: 404,
  team_not_active: 409,
  already_member: 409,
  already_requested: 409,
  team_closed_to_joining: 409,
  home_team_taken: 409,
  join_code_missing: 422,
  join_code_wrong: 422,
} satisfies Refuses<Exclude<JoiningReason, 'signed_out'> | JoinCodeReason | 'team_not_found'>
export const leaveRefuses = {
  membership_not_found: 404,
  not_a_member: 409,
  leads_team: 409,
} satisfies Refuses<LeavingReason | 'membership_not_found'>
export const joinModeRefuses = { ...keepRefuses, team_not_active: 409 } satisfies Refuses<
  keyof typeof keepRefuses | 'team_not_active'
>
export const grantRefuses = {
  ...keepRefuses,
  leader_only: 403,
  not_a_member: 409,
  already_granted: 409,
} satisfies Refuses<GrantingReason | 'team_not_found'>
export const endRoleRefuses = {
  ...keepRefuses,
  leader_only: 403,
  grant_not_found: 404,
  leads_team: 409,
} satisfies Refuses<EndingReason | 'team_not_found' | 'grant_not_found'>
