/** The standing of a team on the wire: what holds it, and what may be done about it. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, OneOf, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import { whyNotAppointLeader, whyNotProposeLeader, whyNotWithdrawLeader } from './leadership.rules.ts'
import type { Proposal } from './leadership.store.ts'
import { TEAM_KINDS, TEAM_LEVELS, TEAM_STATUSES } from './teams.rules.ts'
import {
  whyNotResume,
  whyNotSuspend,
  type OverseeingReason,
  type ResumingReason,
  type SuspendingReason,
} from './standing.rules.ts'
import type { Suspension } from './standing.store.ts'
import type { Team } from './teams.store.ts'
import { whyNotProposeMove } from './tree.rules.ts'
import { Cause, NamedTeam } from './tree.shapes.ts'

export const SuspendBody = Type.Object({ cause: Cause })
export const Settled = Type.Object({
  teams: Type.Integer({ description: 'how many teams it concerned, those below among them' }),
})
export const StandingShape = Type.Object({
  teamId: Uuid,
  name: Type.String(),
  kind: OneOf(TEAM_KINDS),
  level: OneOf(TEAM_LEVELS),
  status: OneOf(TEAM_STATUSES),
  regionName: Type.String(),
  parent: Nullable(NamedTeam),
  suspensions: Type.Array(
    Type.Object({
      team: NamedTeam,
      cause: Type.String(),
      byName: Type.String(),
      suspendedAt: Instant,
    }),
    { description: 'those that hold it now, of teams above it as well' },
  ),
  leaderNames: Type.Array(Type.String(), { description: 'empty when the leader is gone' }),
  proposal: Nullable(
    Type.Object({
      proposalId: Uuid,
      name: Type.String(),
      appointed: Type.Boolean(),
      byName: Type.String(),
      cause: Type.String(),
      proposedAt: Instant,
      whyNot: Type.Object({ withdrawLeaderProposal: Reason }),
    }),
  ),
  whyNot: Type.Object({
    proposeMove: Reason,
    suspendTeam: Reason,
    resumeTeam: Reason,
    proposeLeader: Reason,
    appointLeader: Reason,
  }),
})

export const standingRefuses = {
  team_not_found: 404,
  not_your_team: 403,
  not_your_region: 403,
} satisfies Refuses<'team_not_found' | 'not_your_team' | 'not_your_region'>
const overseeRefuses = { ...standingRefuses, above_only: 403 } as const satisfies Refuses<
  OverseeingReason | 'team_not_found'
>
export const suspendRefuses = {
  ...overseeRefuses,
  team_not_active: 409,
  already_suspended: 409,
  cause_missing: 422,
} satisfies Refuses<SuspendingReason | 'team_not_found'>
export const resumeRefuses = {
  ...overseeRefuses,
  not_suspended: 409,
  authority_only: 403,
} satisfies Refuses<ResumingReason | 'team_not_found'>

const showProposal = (team: Team, proposal: Proposal, actor: Actor) => ({
  proposalId: proposal.proposalId,
  name: proposal.name,
  appointed: proposal.appointed,
  byName: proposal.byName,
  cause: proposal.cause,
  proposedAt: proposal.proposedAt.toISOString(),
  whyNot: { withdrawLeaderProposal: whyNotWithdrawLeader(actor, team, proposal) },
})

export interface KnownStanding {
  suspensions: readonly Suspension[]
  hasOpenMove: boolean
  leaders: readonly { name: string }[]
  proposal: Proposal | undefined
}
export function showStanding(team: Team, known: KnownStanding, actor: Actor): Static<typeof StandingShape> {
  const own = known.suspensions.find((one) => one.teamId === team.teamId) ?? null
  const hasOpen = known.proposal !== undefined
  const saying = { reason: '–', hasOpen: known.hasOpenMove }
  return {
    teamId: team.teamId,
    name: team.name,
    kind: team.kind,
    level: team.level,
    status: team.status,
    regionName: team.regionName,
    parent: team.parent === null ? null : { teamId: team.parent.teamId, name: team.parent.name },
    suspensions: known.suspensions.map(({ teamId, teamName, cause, byName, suspendedAt }) => ({
      team: { teamId, name: teamName },
      cause,
      byName,
      suspendedAt: suspendedAt.toISOString(),
    })),
    leaderNames: known.leaders.map((leader) => leader.name),
    proposal: known.proposal === undefined ? null : showProposal(team, known.proposal, actor),
    whyNot: {
      proposeMove: whyNotProposeMove(actor, team, null, saying),
      suspendTeam: whyNotSuspend(actor, team, { hasOwn: own !== null, cause: '–' }),
      resumeTeam: whyNotResume(actor, team, own),
      proposeLeader: whyNotProposeLeader(actor, team, hasOpen),
      appointLeader: whyNotAppointLeader(actor, team, { hasOpen, cause: '–' }),
    },
  }
}
