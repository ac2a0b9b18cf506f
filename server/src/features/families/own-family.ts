/** The family of whoever acts, locked: every deed of a family starts here, so none can be aimed at another. */
import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { FamilyMemberId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Reader } from '../../db/handles.ts'
import { policiesOf } from '../catalog/index.ts'
import { notify, retireNotices, type NoticeKind } from '../notices/index.ts'
import type { Ages, Family, FamilyMember } from './families.rules.ts'
import { findFamilyIdOf, listFamilyMembers, lockFamily } from './families.store.ts'

export interface OwnFamily {
  family: Family
  members: FamilyMember[]
  me: FamilyMember
}

/** Read again after the lock, since one may have been taken out meanwhile. */
export async function lockOwnFamily(act: Act): Promise<OwnFamily> {
  const volunteerId = volunteerOf(act.actor)
  const familyId = await findFamilyIdOf(act.tx, volunteerId)
  if (familyId === undefined) throw new Refusal('not_in_family')
  const family = await lockFamily(act.tx, familyId)
  const members = await listFamilyMembers(act.tx, familyId)
  const me = members.find((member) => member.volunteerId === volunteerId)
  if (me === undefined) throw new Refusal('not_in_family')
  return { family, members, me }
}

export function memberOf({ members }: OwnFamily, familyMemberId: FamilyMemberId): FamilyMember {
  const member = members.find((one) => one.familyMemberId === familyMemberId)
  if (member === undefined) throw new Refusal('family_member_not_found')
  return member
}

export async function agesAt(reader: Reader, regionPath: string, now: Date): Promise<Ages> {
  const { adultAge } = await policiesOf(reader, regionPath)
  return { today: dateIn(ZONE, now), adultAge }
}

export type FamilyNotice = Extract<NoticeKind, `family_${string}`>
export async function tellFamily(
  act: Act,
  members: readonly Pick<FamilyMember, 'accountId'>[],
  kind: FamilyNotice,
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const notices = members.map(({ accountId }) => ({ accountId, kind, facts, link: '/my/family' as const }))
  await notify(act.tx, notices, act.now)
}

/** An offer that is answered or taken back asks nobody any more. */
export async function retireOffer(
  act: Act,
  { family, members }: Pick<OwnFamily, 'family' | 'members'>,
): Promise<void> {
  const asked = members.filter(({ volunteerId }) => volunteerId === family.offeredTo)
  if (asked.length === 0) return
  const accountIds = asked.map(({ accountId }) => accountId)
  await retireNotices(act.tx, { accountIds, kind: 'family_head_offered', link: '/my/family' }, act.now)
}
