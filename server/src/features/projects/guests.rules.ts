/** Inviting people to a project. Pure. P24 of docs/rules/projects.md; what is said of oracles is decision 009. */
import type { Actor } from '../../kernel/actor.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { normalizePersonName } from '../../kernel/person-name.ts'
import { isPublicNumber } from '../../kernel/public-number.ts'
import { readInvitee, type InviteeReason } from '../invitations/invitations.rules.ts'
import type { DocumentKind } from '../../kernel/identity-document.ts'
import { whyNotKeepProjects, type KeepingReason, type ProjectStatus } from './projects.rules.ts'
import type { Visibility } from './terms.rules.ts'

export const GUESTS_AT_ONCE = 200
/** Of one project, the withdrawn ones too. */
export const GUESTS_MAX = 2000

export type GuestClaim =
  { volunteerNumber: string } | { name: string; idKind: DocumentKind; idNumber: string }
export type Guest = { volunteerNumber: string } | { name: string; idNumber: string }
export type GuestReason = InviteeReason | 'volunteer_number_malformed'
export type ReadGuest = { guest: Guest } | { reason: GuestReason }

/** What a row says of itself; whether somebody has such a number is not asked. */
function readGuest(claim: GuestClaim, today: LocalDate): ReadGuest {
  if (!('volunteerNumber' in claim)) {
    const read = readInvitee(claim, today)
    return 'reason' in read ? read : { guest: read.invitee }
  }
  const volunteerNumber = claim.volunteerNumber.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  return isPublicNumber(volunteerNumber, 'V')
    ? { guest: { volunteerNumber } }
    : { reason: 'volunteer_number_malformed' }
}
const keyOf = (guest: Guest): string =>
  'volunteerNumber' in guest ? guest.volunteerNumber : `d ${guest.idNumber}`

/** All rows of a list; who stands in it twice is invited by the first. */
export function readGuests(claims: readonly GuestClaim[], today: LocalDate): ReadGuest[] {
  const seen = new Set<string>()
  return claims.map((claim) => {
    const read = readGuest(claim, today)
    if ('reason' in read) return read
    if (seen.has(keyOf(read.guest))) return { reason: 'person_repeated' }
    seen.add(keyOf(read.guest))
    return read
  })
}

export const isSameName = (one: string, other: string): boolean =>
  normalizePersonName(one).toUpperCase() === normalizePersonName(other).toUpperCase()

export type InvitingReason = KeepingReason | 'not_by_invitation' | 'project_over' | 'too_many_guests'
const OVER: readonly ProjectStatus[] = ['ended', 'closed', 'cancelled', 'back_filled']
export function whyNotInviteGuests(
  actor: Actor,
  project: { teamPath: string; status: ProjectStatus; visibility: Visibility },
  guests: { there: number; more: number },
): InvitingReason | null {
  const keeping = whyNotKeepProjects(actor, project.teamPath)
  if (keeping !== null) return keeping
  if (project.visibility !== 'invitation') return 'not_by_invitation'
  if (OVER.includes(project.status)) return 'project_over'
  return guests.there + guests.more > GUESTS_MAX ? 'too_many_guests' : null
}
