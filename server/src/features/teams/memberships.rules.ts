/** Who may join, leave and be admitted. Pure. M-numbers are those of docs/rules/teams.md. */
import type { Actor, TeamRole } from '../../kernel/actor.ts'
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'
import type { JoinMode, TeamStatus } from './teams.rules.ts'

export type MembershipStatus = 'requested' | 'member' | 'refused' | 'left'

export interface JoiningFacts {
  team: { teamId: TeamId; status: TeamStatus; joinMode: JoinMode }
  /** Of the person in this team, while it lives. */
  membership: 'requested' | 'member' | null
  /** The other teams the person is a member of. */
  homeTeams: number
  homeTeamsMax: number
}

export type JoiningReason =
  | 'signed_out'
  | 'not_verified'
  | 'team_not_active'
  | 'already_member'
  | 'already_requested'
  | 'team_closed_to_joining'
  | 'home_team_taken'

/** Whoever leads a team joins it by their own act and needs nobody's leave. */
export const leads = (actor: Actor, teamId: TeamId): boolean =>
  actor.grants.some((grant) => grant.role === 'team_leader' && grant.teamId === teamId)

/** C5. Whether the page of the team names its leader is said by the leader. */
export const whyNotNameLeader = (
  actor: Actor,
  team: { teamId: TeamId },
  changed: readonly string[],
): 'leader_only' | null =>
  changed.includes('leaderPublic') && !leads(actor, team.teamId) ? 'leader_only' : null

/** M1–M6. The answer that greys the button and the answer of the deed, which asks for the code besides (M16). */
export function whyNotRequestMembership(actor: Actor, facts: JoiningFacts): JoiningReason | null {
  const { team, membership } = facts
  if (actor.accountId === null) return 'signed_out'
  if (!actor.volunteerVerified) return 'not_verified'
  if (team.status !== 'active') return 'team_not_active'
  if (membership !== null) return membership === 'member' ? 'already_member' : 'already_requested'
  if (team.joinMode === 'closed' && !leads(actor, team.teamId)) return 'team_closed_to_joining'
  return facts.homeTeams >= facts.homeTeamsMax ? 'home_team_taken' : null
}

/** M16. */
export const needsJoinCode = (actor: Actor, team: { teamId: TeamId; joinMode: JoinMode }): boolean =>
  team.joinMode === 'by_code' && !leads(actor, team.teamId)

/** M7. An open team takes everybody at once, one with a code whoever has it; so does every team its own leader. */
export const joinsAtOnce = (actor: Actor, team: { teamId: TeamId; joinMode: JoinMode }): boolean =>
  team.joinMode === 'open' || team.joinMode === 'by_code' || leads(actor, team.teamId)

export type ApprovingReason =
  'team_not_active' | 'own_application' | 'already_decided' | 'not_verified' | 'home_team_taken'
export interface RequestFacts {
  volunteerId: VolunteerId
  status: MembershipStatus
  teamStatus: TeamStatus
  isVerified: boolean
  homeTeams: number
  homeTeamsMax: number
}

function whyNotDecide(actor: Actor, request: RequestFacts): 'own_application' | 'already_decided' | null {
  if (request.volunteerId === actor.volunteerId) return 'own_application'
  return request.status === 'requested' ? null : 'already_decided'
}

/** M2, M8–M11. Nobody admits themselves; the home team is counted again when the decision falls. */
export function whyNotApproveMembership(actor: Actor, request: RequestFacts): ApprovingReason | null {
  const reason = whyNotDecide(actor, request)
  if (reason !== null) return reason
  if (request.teamStatus !== 'active') return 'team_not_active'
  if (!request.isVerified) return 'not_verified'
  return request.homeTeams >= request.homeTeamsMax ? 'home_team_taken' : null
}

/** M12. Who is refused reads why. */
export function whyNotRefuseMembership(
  actor: Actor,
  request: RequestFacts,
  reason: string,
): 'own_application' | 'already_decided' | 'reason_missing' | null {
  return whyNotDecide(actor, request) ?? (reason.trim() === '' ? 'reason_missing' : null)
}

export type LeavingReason = 'not_a_member' | 'leads_team'
/** M13. A request is withdrawn in the same way. A leader hands over first. */
export function whyNotLeaveTeam(membership: {
  status: MembershipStatus
  isLeader: boolean
}): LeavingReason | null {
  if (membership.status !== 'member' && membership.status !== 'requested') return 'not_a_member'
  return membership.status === 'member' && membership.isLeader ? 'leads_team' : null
}

export type GrantingReason = 'not_your_team' | 'leader_only' | 'not_a_member' | 'already_granted'
const isLeaderAbove = (actor: Actor, path: string): boolean =>
  actor.grants.some(
    (grant) => grant.role === 'team_leader' && grant.teamPath !== null && path.startsWith(grant.teamPath),
  )
const isStaffAbove = (actor: Actor, path: string): boolean =>
  actor.grants.some((grant) => grant.teamPath !== null && path.startsWith(grant.teamPath))

function whyNotGive(actor: Actor, team: { path: string }): 'not_your_team' | 'leader_only' | null {
  if (isLeaderAbove(actor, team.path)) return null
  return isStaffAbove(actor, team.path) ? 'leader_only' : 'not_your_team'
}

/** M14. Roles are a leader's to give, to members only. */
export function whyNotGrantTeamRole(
  actor: Actor,
  team: { path: string },
  receiver: { isMember: boolean; roles: readonly string[] },
  role: TeamRole,
): GrantingReason | null {
  const reason = whyNotGive(actor, team)
  if (reason !== null) return reason
  if (!receiver.isMember) return 'not_a_member'
  return receiver.roles.includes(role) || receiver.roles.includes('team_leader') ? 'already_granted' : null
}

export type EndingReason = 'not_your_team' | 'leader_only' | 'leads_team'
/** M15. */
export function whyNotEndTeamRole(actor: Actor, team: { path: string }, role: TeamRole): EndingReason | null {
  return whyNotGive(actor, team) ?? (role === 'team_leader' ? 'leads_team' : null)
}
