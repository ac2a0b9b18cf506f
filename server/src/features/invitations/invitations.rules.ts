/**
 * Invitations by name and number, decided. Pure. I-numbers are those of docs/rules/teams.md. Nothing here that is
 * asked on behalf of a team may depend on whether a person is registered.
 */
import type { Actor } from '../../kernel/actor.ts'
import {
  normalizeDocument,
  whyNotDocument,
  type DocumentKind,
  type DocumentReason,
} from '../../kernel/identity-document.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { normalizePersonName, whyNotPersonName } from '../../kernel/person-name.ts'
import type { MembershipStatus } from '../teams/memberships.rules.ts'
import { whyNotDecideForTeam, type KeepingReason, type TeamStatus } from '../teams/teams.rules.ts'

export const INVITED_AT_ONCE = 50
export const INVITATION_DAYS = 30
/** I4. For a team and a day: a whole spreadsheet, and a morning's slips of the pen. */
export const INVITATIONS_A_DAY = 12_000

export const INVITATION_STATES = ['open', 'accepted', 'declined', 'withdrawn', 'expired'] as const
export type InvitationState = (typeof INVITATION_STATES)[number]
/** What the team is shown: a refusal is between the person and the program. */
export type ShownState = Exclude<InvitationState, 'declined'>

export interface InviteeClaim {
  name: string
  idKind: DocumentKind
  idNumber: string
}
export interface Invitee {
  name: string
  idNumber: string
}
export type InviteeReason = 'name_malformed' | DocumentReason | 'person_repeated'
export type ReadInvitee = { invitee: Invitee } | { reason: InviteeReason }

/** I1. What a row says of itself: a name that could be somebody's, a number that is right. */
export function readInvitee(claim: InviteeClaim, today: LocalDate): ReadInvitee {
  const name = normalizePersonName(claim.name)
  const nameReason = whyNotPersonName(name)
  if (nameReason !== null) return { reason: nameReason }
  const idNumber = normalizeDocument(claim.idKind, claim.idNumber)
  const reason = whyNotDocument(claim.idKind, idNumber, today)
  return reason === null ? { invitee: { name, idNumber } } : { reason }
}

/** I1. All rows of a list; a person who stands in it twice is invited by the first. */
export function readInvitees(claims: readonly InviteeClaim[], today: LocalDate): ReadInvitee[] {
  const seen = new Set<string>()
  return claims.map((claim) => {
    const read = readInvitee(claim, today)
    if ('reason' in read) return read
    if (seen.has(read.invitee.idNumber)) return { reason: 'person_repeated' }
    seen.add(read.invitee.idNumber)
    return read
  })
}

/** Latin names in whichever case. */
export const nameKey = (name: string): string => normalizePersonName(name).toUpperCase()

export type InvitingReason = KeepingReason | 'team_not_active'
/** I2. In every way of joining, closed too. */
export function whyNotInvite(
  actor: Actor,
  team: { path: string; status: TeamStatus },
): InvitingReason | null {
  return whyNotDecideForTeam(actor, team) ?? (team.status === 'active' ? null : 'team_not_active')
}

/** I4. Counted by what was sent, not by whom it found. */
export const whyNotSendMore = (sent: number, more: number): 'too_many_invitations' | null =>
  sent + more > INVITATIONS_A_DAY ? 'too_many_invitations' : null

export interface Dated {
  state: InvitationState
  expiresAt: Date
}
const isWaiting = ({ state, expiresAt }: Dated, now: Date): boolean =>
  (state === 'open' || state === 'declined') && expiresAt > now

/** I6. One that was declined stays open to the team's eyes until its time is over. */
export function shownState(invitation: Dated, now: Date): ShownState {
  const { state } = invitation
  if (state === 'accepted' || state === 'withdrawn') return state
  return isWaiting(invitation, now) ? 'open' : 'expired'
}

export type WithdrawingReason = 'invitation_accepted' | 'invitation_ended'
/** I7. */
export function whyNotWithdrawInvitation(invitation: Dated, now: Date): WithdrawingReason | null {
  if (invitation.state === 'accepted') return 'invitation_accepted'
  return isWaiting(invitation, now) ? null : 'invitation_ended'
}

export type AnsweringReason = 'invitation_answered' | 'invitation_ended'
function whyNotAnswer(invitation: Dated, now: Date): AnsweringReason | null {
  if (invitation.state === 'accepted' || invitation.state === 'declined') return 'invitation_answered'
  return isWaiting(invitation, now) ? null : 'invitation_ended'
}

export interface AcceptingFacts {
  invitation: Dated
  team: { status: TeamStatus }
  membership: 'requested' | 'member' | null
  homeTeams: number
  homeTeamsMax: number
}
export type AcceptingReason = AnsweringReason | 'team_not_active' | 'home_team_taken'
/** I8. The team has decided already; what is left is the person's own. Who joined another way meanwhile only says so. */
export function whyNotAcceptInvitation(facts: AcceptingFacts, now: Date): AcceptingReason | null {
  const reason = whyNotAnswer(facts.invitation, now)
  if (reason !== null) return reason
  if (facts.team.status !== 'active') return 'team_not_active'
  if (facts.membership === 'member') return null
  return facts.homeTeams >= facts.homeTeamsMax ? 'home_team_taken' : null
}
export const whyNotDeclineInvitation = whyNotAnswer

export interface Meeting {
  /** The verified person who holds the number, or nobody. */
  person: { name: string } | null
  /** Null where it is lost; nobody is called so. */
  invitedName: string | null
  membership: MembershipStatus | null
  /** Declined another invitation of this team whose time is not over. */
  hasDeclined: boolean
  hasConsented: boolean
  whyNotAccept: AcceptingReason | null
}
export type Reached = 'nobody' | 'declined' | 'joined' | 'asked'
/** I3, I5, I9. What becomes of an invitation when it is looked for its person. */
export function reachedBy(meeting: Meeting): Reached {
  const { person, invitedName } = meeting
  if (person === null || invitedName === null || nameKey(person.name) !== nameKey(invitedName))
    return 'nobody'
  if (meeting.membership === 'member') return 'nobody'
  if (meeting.hasDeclined) return 'declined'
  return meeting.hasConsented && meeting.whyNotAccept === null ? 'joined' : 'asked'
}
