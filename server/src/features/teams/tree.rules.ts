/**
 * The tree in motion: who may propose that a team stands elsewhere, who must agree, and under whom it
 * may stand. Pure. H-numbers are those of docs/rules/teams.md.
 */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { AccountId, TeamId } from '../../kernel/ids.ts'
import { answerOnParent, choicesFor, type Choice, type Liaison, type ParentReason } from './liaison.rules.ts'
import type { TeamKind, TeamLevel, TeamStatus } from './teams.rules.ts'

/** The team itself, the parent it leaves and the one it goes to; at the root there is no such side. */
export const MOVE_SIDES = ['team', 'from', 'to'] as const
export const MOVE_STATUSES = ['open', 'moved', 'declined', 'withdrawn'] as const
export type MoveSide = (typeof MOVE_SIDES)[number]
export type MoveStatus = (typeof MOVE_STATUSES)[number]

export interface Party {
  teamId: TeamId
  path: string
}
export interface MovingTeam extends Party {
  kind: TeamKind
  level: TeamLevel
  status: TeamStatus
  regionPath: string
  parent: { teamId: TeamId; path: string } | null
}

/** A side is spoken for by the leader of that very team, so that nobody above agrees in its stead. */
export const leadsParty = (actor: Actor, { teamId }: { teamId: TeamId }): boolean =>
  actor.grants.some((grant) => grant.role === 'team_leader' && grant.teamId === teamId)

type SpeakingReason = 'not_your_team' | 'leader_only'
function whyNotSpeak(actor: Actor, parties: readonly Party[]): SpeakingReason | null {
  if (parties.some((party) => leadsParty(actor, party))) return null
  return parties.some((party) => reachesTeam(actor, party.path, 'read')) ? 'leader_only' : 'not_your_team'
}

export type StandingReason = ParentReason | 'already_there' | 'under_itself'
/**
 * H3, H4. A move obeys the rules of registration. At the root stand legal persons, whose registering
 * authority is their reviewer, and federations; nobody else is without a liaison team.
 */
export function answerOnPlace(
  team: MovingTeam,
  to: Liaison | null,
  liaisons: readonly Liaison[],
): { reason: StandingReason | null; rightParent: Liaison | null } {
  const plainly = (reason: StandingReason | null) => ({ reason, rightParent: null })
  if ((to?.teamId ?? null) === (team.parent?.teamId ?? null)) return plainly('already_there')
  if (to === null)
    return plainly(team.kind === 'legal_person' || team.level === 'federation' ? null : 'parent_missing')
  if (to.path.startsWith(team.path)) return plainly('under_itself')
  const outside = liaisons.filter((liaison) => !liaison.path.startsWith(team.path))
  return answerOnParent({ level: team.level, regionPath: team.regionPath }, to, outside)
}

/** The places a form offers for a move, each with its answer; where the team stands already is none. */
export const placesFor = (team: MovingTeam, liaisons: readonly Liaison[]): Choice[] =>
  choicesFor(
    { level: team.level, regionPath: team.regionPath },
    liaisons.filter((liaison) => !liaison.path.startsWith(team.path)),
  ).filter((choice) => choice.teamId !== team.parent?.teamId)

export type ProposingReason = SpeakingReason | 'reason_missing' | 'team_not_active' | 'move_open'
/** H1, H2. Any of the three sides may propose; one move of a team at a time. */
export function whyNotProposeMove(
  actor: Actor,
  team: MovingTeam,
  to: Party | null,
  proposal: { reason: string; hasOpen: boolean },
): ProposingReason | null {
  const parties = [team, team.parent, to].filter((party) => party !== null)
  const speaking = whyNotSpeak(actor, parties)
  if (speaking !== null) return speaking
  if (team.status !== 'active') return 'team_not_active'
  if (proposal.hasOpen) return 'move_open'
  return proposal.reason.trim() === '' ? 'reason_missing' : null
}

export interface MoveParty extends Party {
  side: MoveSide
  name: string
  agreedAt: Date | null
}
export interface AskedMove {
  status: MoveStatus
  proposedBy: AccountId
  sides: readonly MoveParty[]
}
export const pendingSides = (move: { sides: readonly MoveParty[] }): MoveParty[] =>
  move.sides.filter((side) => side.agreedAt === null)
/** The sides that this actor answers for, if they lead more than one, with one answer. */
export const sidesOf = (actor: Actor, move: { sides: readonly MoveParty[] }): MoveParty[] =>
  pendingSides(move).filter((side) => leadsParty(actor, side))

export interface MoveAnswer {
  decision: 'agree' | 'decline'
  reason: string
}
export type DecidingReason = SpeakingReason | 'already_decided' | 'already_agreed' | 'reason_missing'
/** H5. Each side answers once; who declines says why. */
export function whyNotDecideMove(actor: Actor, move: AskedMove, answer: MoveAnswer): DecidingReason | null {
  const speaking = whyNotSpeak(actor, move.sides)
  if (speaking !== null) return speaking
  if (move.status !== 'open') return 'already_decided'
  if (sidesOf(actor, move).length === 0) return 'already_agreed'
  return answer.decision === 'decline' && answer.reason.trim() === '' ? 'reason_missing' : null
}

export type WithdrawingReason = SpeakingReason | 'already_decided' | 'not_your_proposal'
/** H6. A proposal is taken back by who made it, or by the leader of the team that would move. */
export function whyNotWithdrawMove(actor: Actor, move: AskedMove): WithdrawingReason | null {
  const speaking = whyNotSpeak(actor, move.sides)
  if (speaking !== null) return speaking
  const own = move.sides.some((side) => side.side === 'team' && leadsParty(actor, side))
  if (!own && move.proposedBy !== actor.accountId) return 'not_your_proposal'
  return move.status === 'open' ? null : 'already_decided'
}
