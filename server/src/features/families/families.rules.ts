/**
 * Families, decided: who founds one, who comes in and how, who may change what, and whose hours are added up.
 * Pure. F-numbers are those of docs/rules/families.md.
 */
import type { AccountId, FamilyId, FamilyMemberId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import { normalizeTeamName, whyNotTeamName } from '../teams/teams.rules.ts'
import { isMinor } from '../volunteers/registration.rules.ts'

export const FAMILY_PEOPLE_MIN = 2
export const FAMILY_PEOPLE_MAX = 8
export const FAMILY_NAME_MAX = 20
export const FAMILY_CODE_DAYS_MAX = 30
/** The head is in the family already. */
export const FAMILY_CODE_USES_MAX = FAMILY_PEOPLE_MAX - 1

export interface Family {
  familyId: FamilyId
  name: string
  regionCode: string
  regionPath: string
  headId: VolunteerId
  /** To whom the head has offered to hand over. */
  offeredTo: VolunteerId | null
  foundedAt: Date
}
export interface FamilyMember {
  familyMemberId: FamilyMemberId
  volunteerId: VolunteerId
  accountId: AccountId
  name: string
  birthDate: LocalDate
  guardianId: VolunteerId | null
  showsHours: boolean
  joinedAt: Date
}
/** The day, and from which age on somebody is an adult there. */
export interface Ages {
  today: LocalDate
  adultAge: number
}
export const isMinorIn = ({ birthDate }: { birthDate: LocalDate }, { today, adultAge }: Ages): boolean =>
  isMinor(birthDate, today, adultAge)

export const FAMILY_STATES = ['forming', 'active'] as const
/** F3. One person alone is no family yet. */
export const familyState = (people: number): (typeof FAMILY_STATES)[number] =>
  people < FAMILY_PEOPLE_MIN ? 'forming' : 'active'

export const normalizeFamilyName = normalizeTeamName
/** F1. A name as teams have it, and shorter. */
export const whyNotFamilyName = (name: string): 'family_name_malformed' | null =>
  [...name].length > FAMILY_NAME_MAX || whyNotTeamName(name) !== null ? 'family_name_malformed' : null

export type FoundingReason = 'not_verified' | 'founder_minor' | 'already_in_family'
/** F1, F2. */
export function whyNotFoundFamily(
  founder: { isVerified: boolean; birthDate: LocalDate },
  isInFamily: boolean,
  ages: Ages,
): FoundingReason | null {
  if (!founder.isVerified) return 'not_verified'
  if (isMinorIn(founder, ages)) return 'founder_minor'
  return isInFamily ? 'already_in_family' : null
}

export type JoiningFamilyReason = 'family_full' | 'guardian_not_in_family'
/** F4, F6. Asked of somebody who is in no family and has the right code. */
export function whyNotJoinFamily(
  person: { birthDate: LocalDate; guardianId: VolunteerId | null },
  members: readonly Pick<FamilyMember, 'volunteerId'>[],
  ages: Ages,
): JoiningFamilyReason | null {
  const isGuarded = members.some(({ volunteerId }) => volunteerId === person.guardianId)
  if (isMinorIn(person, ages) && !isGuarded) return 'guardian_not_in_family'
  return members.length >= FAMILY_PEOPLE_MAX ? 'family_full' : null
}

export type AddingWardReason = 'not_your_ward' | 'already_in_family' | 'family_full'
/** F7. Whoever has come of age joins by an act of their own. */
export function whyNotAddFamilyWard(
  ward: { birthDate: LocalDate; isInFamily: boolean } | null,
  members: readonly unknown[],
  ages: Ages,
): AddingWardReason | null {
  if (ward === null || !isMinorIn(ward, ages)) return 'not_your_ward'
  if (ward.isInFamily) return 'already_in_family'
  return members.length >= FAMILY_PEOPLE_MAX ? 'family_full' : null
}

type Who = Pick<FamilyMember, 'volunteerId'>

export const whyNotHeadFamily = (family: Pick<Family, 'headId'>, me: Who): 'head_only' | null =>
  family.headId === me.volunteerId ? null : 'head_only'

/** F9. Otherwise nobody could let others in or hand over. */
export const whyNotLeaveFamily = (family: Pick<Family, 'headId'>, me: Who): 'heads_family' | null =>
  family.headId === me.volunteerId ? 'heads_family' : null

export type RemovingReason = 'head_only' | 'heads_family'
/** F10. The head, and for a minor the guardian in whose care they came. */
export function whyNotRemoveFamilyMember(
  family: Pick<Family, 'headId'>,
  me: Who,
  other: Pick<FamilyMember, 'volunteerId' | 'guardianId' | 'birthDate'>,
  ages: Ages,
): RemovingReason | null {
  if (other.volunteerId === family.headId) return whyNotHeadFamily(family, me) ?? 'heads_family'
  const isInMyCare = other.guardianId === me.volunteerId && isMinorIn(other, ages)
  return isInMyCare ? null : whyNotHeadFamily(family, me)
}

export type OfferingReason = 'head_only' | 'already_head' | 'head_minor'
/** F11. */
export function whyNotOfferFamilyHead(
  family: Pick<Family, 'headId'>,
  me: Who,
  other: Pick<FamilyMember, 'volunteerId' | 'birthDate'>,
  ages: Ages,
): OfferingReason | null {
  const reason = whyNotHeadFamily(family, me)
  if (reason !== null) return reason
  if (other.volunteerId === family.headId) return 'already_head'
  return isMinorIn(other, ages) ? 'head_minor' : null
}

export const whyNotAnswerFamilyHead = (
  family: Pick<Family, 'offeredTo'>,
  me: Who,
): 'head_not_offered' | null => (family.offeredTo === me.volunteerId ? null : 'head_not_offered')

/** F8. The minors who go when their guardian goes. */
export const goAlongWith = (leaver: Who, members: readonly FamilyMember[], ages: Ages): FamilyMember[] =>
  members.filter(
    (member) =>
      member.guardianId === leaver.volunteerId &&
      member.volunteerId !== leaver.volunteerId &&
      isMinorIn(member, ages),
  )

/** Whose hours a family may add up, each from the day on which they joined. */
export type FamilyHours = Minted<{ people: readonly { volunteerId: VolunteerId; since: LocalDate }[] }>
/** F12, F13. Of those who show them. */
export const hoursOfFamily = (members: readonly FamilyMember[]): FamilyHours =>
  mint({
    people: members
      .filter(({ showsHours }) => showsHours)
      .map(({ volunteerId, joinedAt }) => ({ volunteerId, since: dateIn(ZONE, joinedAt) })),
  })
/** One's own, which oneself sees in any case. */
export const ownHoursInFamily = (me: FamilyMember): FamilyHours =>
  hoursOfFamily([{ ...me, showsHours: true }])
