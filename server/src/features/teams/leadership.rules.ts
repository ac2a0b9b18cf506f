/** Who leads a team next: named by the leader or appointed from above, and never without that person's own yes. Pure. */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import { whyNotOversee, type OverseeingReason, type OverseenTeam } from './standing.rules.ts'
import type { TeamStatus } from './teams.rules.ts'
import { leadsParty, type Party } from './tree.rules.ts'

export const PROPOSAL_STATUSES = ['open', 'accepted', 'declined', 'withdrawn'] as const
export type ProposalStatus = (typeof PROPOSAL_STATUSES)[number]

/** Of the person who would lead. */
export interface Named {
  isVerified: boolean
  isMember: boolean
  isAdult: boolean
  isLeader: boolean
}

export type NamingReason = 'not_a_member' | 'leader_minor' | 'already_leader'
/** H13. A verified member of age. */
export function whyNotName(person: Named | null): NamingReason | null {
  if (person === null || !person.isVerified || !person.isMember) return 'not_a_member'
  if (person.isLeader) return 'already_leader'
  return person.isAdult ? null : 'leader_minor'
}

type LeadingReason = 'not_your_team' | 'leader_only'
function whyNotLead(actor: Actor, team: Party): LeadingReason | null {
  if (leadsParty(actor, team)) return null
  return reachesTeam(actor, team.path, 'read') ? 'leader_only' : 'not_your_team'
}

export type ProposingLeaderReason = LeadingReason | 'team_not_active' | 'proposal_open'
/** H12. The leader names the next one; those above appoint instead of doing it in the leader's name. */
export function whyNotProposeLeader(
  actor: Actor,
  team: Party & { status: TeamStatus },
  hasOpen: boolean,
): ProposingLeaderReason | null {
  const leading = whyNotLead(actor, team)
  if (leading !== null) return leading
  if (team.status !== 'active') return 'team_not_active'
  return hasOpen ? 'proposal_open' : null
}

const isLive = (status: TeamStatus): boolean => status === 'active' || status === 'suspended'

export type AppointingReason = OverseeingReason | 'team_not_active' | 'proposal_open' | 'cause_missing'
/** H14. Where the leader is gone, those who oversee the team appoint, with a cause that the old leader reads. */
export function whyNotAppointLeader(
  actor: Actor,
  team: OverseenTeam,
  known: { hasOpen: boolean; cause: string },
): AppointingReason | null {
  const overseeing = whyNotOversee(actor, team)
  if (overseeing !== null) return overseeing
  if (!isLive(team.status)) return 'team_not_active'
  if (known.hasOpen) return 'proposal_open'
  return known.cause.trim() === '' ? 'cause_missing' : null
}

export interface AskedProposal {
  volunteerId: VolunteerId
  status: ProposalStatus
  appointed: boolean
}
export type AnsweringReason = 'proposal_not_found' | 'already_decided'
/** H15. Only the person answers. To anybody else there is no such proposal. */
export function whyNotAnswerLeadership(
  actor: Actor,
  proposal: AskedProposal | undefined,
): AnsweringReason | null {
  if (proposal === undefined || proposal.volunteerId !== actor.volunteerId) return 'proposal_not_found'
  return proposal.status === 'open' ? null : 'already_decided'
}

export type WithdrawingLeaderReason = LeadingReason | OverseeingReason | 'already_decided'
/** H16. It is taken back from where it came. */
export function whyNotWithdrawLeader(
  actor: Actor,
  team: Party & OverseenTeam,
  proposal: AskedProposal,
): WithdrawingLeaderReason | null {
  const foreign = proposal.appointed ? whyNotOversee(actor, team) : whyNotLead(actor, team)
  if (foreign !== null) return foreign
  return proposal.status === 'open' ? null : 'already_decided'
}
