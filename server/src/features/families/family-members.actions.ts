/** Coming into a family and going out of it. People are locked before the family, so that nobody is in two. */
import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { FamilyId, FamilyMemberId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { findGuardianId, listWardIds, lockVolunteer, lockVolunteers } from '../volunteers/index.ts'
import {
  goAlongWith,
  isMinorIn,
  whyNotAddFamilyWard,
  whyNotJoinFamily,
  whyNotLeaveFamily,
  whyNotRemoveFamilyMember,
  type FamilyMember,
} from './families.rules.ts'
import {
  findFamilyIdOf,
  insertFamilyMember,
  listFamilyMembers,
  lockFamily,
  markFamilyMemberEnded,
  updateFamily,
  updateShowsHours,
} from './families.store.ts'
import { openFamilyCode, takeFamilyCode } from './family-codes.actions.ts'
import { agesAt, lockOwnFamily, memberOf, retireOffer, tellFamily, type OwnFamily } from './own-family.ts'

const headOf = ({ family, members }: Pick<OwnFamily, 'family' | 'members'>): FamilyMember[] =>
  members.filter(({ volunteerId }) => volunteerId === family.headId)

/** F4 to F6. Asked for the code only when nothing else stands in the way of the person. */
export async function joinFamily(act: Act, { code }: { code: string }): Promise<{ familyId: FamilyId }> {
  const { tx, now } = act
  if (!act.actor.volunteerVerified) throw new Refusal('not_verified')
  const person = await lockVolunteer(tx, volunteerOf(act.actor))
  const { volunteerId } = person
  if ((await findFamilyIdOf(tx, volunteerId)) !== undefined) throw new Refusal('already_in_family')
  const { familyId } = await openFamilyCode(tx, act.vault, code, now)
  const family = await lockFamily(tx, familyId)
  const members = await listFamilyMembers(tx, familyId)
  const ages = await agesAt(tx, family.regionPath, now)
  const guardianId = isMinorIn(person, ages) ? ((await findGuardianId(tx, volunteerId)) ?? null) : null
  await takeFamilyCode(act, code)
  refuseIf(whyNotJoinFamily({ ...person, guardianId }, members, ages))
  await enter(act, familyId, volunteerId, guardianId)
  await tellFamily(act, members, 'family_joined', { familyName: family.name, name: person.name })
  return { familyId }
}

/** F7. The guardian's own act, for whom the consent names as theirs. */
export async function addFamilyWard(
  act: Act,
  { volunteerId }: { volunteerId: VolunteerId },
): Promise<{ familyId: FamilyId }> {
  const { tx, now } = act
  const guardianId = volunteerOf(act.actor)
  // Whose ward somebody is was written with the person locked, so it holds still from here on.
  const people = await lockVolunteers(tx, [guardianId, volunteerId])
  const isWard = (await listWardIds(tx, guardianId)).includes(volunteerId)
  const person = isWard ? people.find((one) => one.volunteerId === volunteerId) : undefined
  const isInFamily = (await findFamilyIdOf(tx, volunteerId)) !== undefined
  const own = await lockOwnFamily(act)
  const { family, members, me } = own
  const ward = person === undefined ? null : { ...person, isInFamily }
  refuseIf(whyNotAddFamilyWard(ward, members, await agesAt(tx, family.regionPath, now)))
  if (person === undefined) throw new Refusal('not_your_ward')
  await enter(act, family.familyId, volunteerId, guardianId)
  const facts = { familyName: family.name, name: me.name }
  await tellFamily(act, [person], 'family_ward_added', facts)
  const head = headOf(own).filter((one) => one !== me)
  await tellFamily(act, head, 'family_joined', { familyName: family.name, name: person.name })
  return { familyId: family.familyId }
}

async function enter(
  act: Act,
  familyId: FamilyId,
  volunteerId: VolunteerId,
  guardianId: VolunteerId | null,
): Promise<void> {
  const familyMemberId = uuidv7<FamilyMemberId>(act.now)
  await insertFamilyMember(act.tx, {
    familyMemberId,
    familyId,
    volunteerId,
    guardianId,
    joinedAt: act.now,
  })
  act.mark({ kind: 'family', id: familyId, volunteerId })
}

/** F8. Ends the time of one person and of the minors in their care; answers who went along. */
async function go(
  act: Act,
  own: OwnFamily,
  leaver: FamilyMember,
  as: 'left' | 'removed',
): Promise<FamilyMember[]> {
  const { family, members } = own
  const along = goAlongWith(leaver, members, await agesAt(act.tx, family.regionPath, act.now))
  const end = async (member: FamilyMember, how: 'left' | 'removed' | 'with_guardian'): Promise<void> => {
    const { volunteerId } = member
    await markFamilyMemberEnded(act.tx, family.familyId, member, { as: how, at: act.now })
    act.mark({ kind: 'family', id: family.familyId, volunteerId, facts: { endedAs: how } })
  }
  await end(leaver, as)
  for (const member of along) await end(member, 'with_guardian')
  if (family.offeredTo === leaver.volunteerId) {
    await retireOffer(act, own)
    await updateFamily(act.tx, family.familyId, { offeredTo: null })
  }
  const facts = { familyName: family.name, name: leaver.name }
  await tellFamily(act, along, 'family_left_along', facts)
  return along
}

export async function leaveFamily(act: Act): Promise<void> {
  const own = await lockOwnFamily(act)
  refuseIf(whyNotLeaveFamily(own.family, own.me))
  await go(act, own, own.me, 'left')
  const facts = { familyName: own.family.name, name: own.me.name }
  await tellFamily(act, headOf(own), 'family_left', facts)
}

export async function removeFamilyMember(
  act: Act,
  { familyMemberId }: { familyMemberId: FamilyMemberId },
): Promise<void> {
  const own = await lockOwnFamily(act)
  const other = memberOf(own, familyMemberId)
  const ages = await agesAt(act.tx, own.family.regionPath, act.now)
  refuseIf(whyNotRemoveFamilyMember(own.family, own.me, other, ages))
  await go(act, own, other, 'removed')
  const familyName = own.family.name
  await tellFamily(act, [other], 'family_removed', { familyName, name: own.me.name })
  const head = headOf(own).filter((one) => one !== own.me)
  await tellFamily(act, head, 'family_left', { familyName, name: other.name })
}

/** F13. */
export async function showFamilyHours(act: Act, { shows }: { shows: boolean }): Promise<void> {
  const { family, me } = await lockOwnFamily(act)
  await updateShowsHours(act.tx, me, shows)
  act.mark({ kind: 'family', id: family.familyId, volunteerId: me.volunteerId, facts: { shows } })
}
