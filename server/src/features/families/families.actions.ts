/** Founding a family, naming it, handing it over and dissolving it. */
import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { FamilyId, FamilyMemberId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { findRegion } from '../catalog/index.ts'
import { lockVolunteer } from '../volunteers/index.ts'
import {
  normalizeFamilyName,
  whyNotAnswerFamilyHead,
  whyNotFamilyName,
  whyNotFoundFamily,
  whyNotHeadFamily,
  whyNotOfferFamilyHead,
} from './families.rules.ts'
import {
  findFamilyIdOf,
  insertFamily,
  insertFamilyMember,
  markFamilyMemberEnded,
  updateFamily,
} from './families.store.ts'
import { markFamilyCodeEnded } from './family-codes.store.ts'
import { agesAt, lockOwnFamily, memberOf, retireOffer, tellFamily } from './own-family.ts'

function nameOf(text: string): string {
  const name = normalizeFamilyName(text)
  refuseIf(whyNotFamilyName(name), { field: 'name' })
  return name
}

export async function foundFamily(
  act: Act,
  input: { name: string; regionCode?: string | undefined },
): Promise<{ familyId: FamilyId }> {
  const { tx, now } = act
  if (!act.actor.volunteerVerified) throw new Refusal('not_verified')
  const founder = await lockVolunteer(tx, volunteerOf(act.actor))
  const isInFamily = (await findFamilyIdOf(tx, founder.volunteerId)) !== undefined
  const ages = await agesAt(tx, founder.regionPath, now)
  refuseIf(whyNotFoundFamily({ ...founder, isVerified: founder.status === 'verified' }, isInFamily, ages))
  const name = nameOf(input.name)
  const region = await findRegion(tx, input.regionCode ?? founder.regionCode)
  if (region === undefined) throw new Refusal('region_not_found', { field: 'regionCode' })
  const familyId = uuidv7<FamilyId>(now)
  const { volunteerId } = founder
  const { regionCode, path: regionPath } = region
  const family = { familyId, name, regionCode, regionPath, headId: volunteerId, offeredTo: null }
  await insertFamily(tx, { ...family, foundedAt: now })
  const familyMemberId = uuidv7<FamilyMemberId>(now)
  await insertFamilyMember(tx, { familyMemberId, familyId, volunteerId, guardianId: null, joinedAt: now })
  act.mark({ kind: 'family', id: familyId, volunteerId })
  return { familyId }
}

export async function renameFamily(act: Act, input: { name: string }): Promise<{ name: string }> {
  const { family, me } = await lockOwnFamily(act)
  refuseIf(whyNotHeadFamily(family, me))
  const name = nameOf(input.name)
  await updateFamily(act.tx, family.familyId, { name })
  act.mark({ kind: 'family', id: family.familyId, facts: { before: family.name, name } })
  return { name }
}

/** F11. One offer at a time; another takes its place. */
export async function offerFamilyHead(
  act: Act,
  { familyMemberId }: { familyMemberId: FamilyMemberId },
): Promise<void> {
  const own = await lockOwnFamily(act)
  const { family, me } = own
  const other = memberOf(own, familyMemberId)
  refuseIf(whyNotOfferFamilyHead(family, me, other, await agesAt(act.tx, family.regionPath, act.now)))
  await retireOffer(act, own)
  await updateFamily(act.tx, family.familyId, { offeredTo: other.volunteerId })
  await tellFamily(act, [other], 'family_head_offered', { familyName: family.name, name: me.name })
  act.mark({ kind: 'family', id: family.familyId, volunteerId: other.volunteerId })
}

export async function withdrawFamilyHead(act: Act): Promise<void> {
  const own = await lockOwnFamily(act)
  const { family, me } = own
  refuseIf(whyNotHeadFamily(family, me) ?? (family.offeredTo === null ? 'head_not_offered' : null))
  await retireOffer(act, own)
  await updateFamily(act.tx, family.familyId, { offeredTo: null })
  act.mark({ kind: 'family', id: family.familyId })
}

/** F11. With the yes the head changes at once. */
export async function answerFamilyHead(act: Act, { accepts }: { accepts: boolean }): Promise<void> {
  const own = await lockOwnFamily(act)
  const { family, members, me } = own
  refuseIf(whyNotAnswerFamilyHead(family, me))
  await retireOffer(act, own)
  const head = accepts ? { headId: me.volunteerId } : {}
  await updateFamily(act.tx, family.familyId, { ...head, offeredTo: null })
  const facts = { familyName: family.name, name: me.name }
  const told = members.filter(({ volunteerId }) =>
    accepts ? volunteerId !== me.volunteerId : volunteerId === family.headId,
  )
  await tellFamily(act, told, accepts ? 'family_head_changed' : 'family_head_declined', facts)
  act.mark({ kind: 'family', id: family.familyId, volunteerId: me.volunteerId, facts: { accepts } })
}

/** F9. Everybody's time in the family ends; everybody's hours stay their own. */
export async function dissolveFamily(act: Act): Promise<void> {
  const { tx, now } = act
  const own = await lockOwnFamily(act)
  const { family, members, me } = own
  refuseIf(whyNotHeadFamily(family, me))
  await retireOffer(act, own)
  for (const member of members)
    await markFamilyMemberEnded(tx, family.familyId, member, { as: 'dissolved', at: now })
  await markFamilyCodeEnded(tx, family.familyId, now)
  await updateFamily(tx, family.familyId, { dissolvedAt: now, offeredTo: null })
  const others = members.filter((member) => member !== me)
  await tellFamily(act, others, 'family_dissolved', { familyName: family.name, name: me.name })
  for (const { volunteerId } of others) act.mark({ kind: 'family', id: family.familyId, volunteerId })
  if (others.length === 0) act.mark({ kind: 'family', id: family.familyId })
}
