/** Families and who is in them. Whoever changes who is in a family has locked its row. */
import type { Reader, Tx } from '../../db/handles.ts'
import type { FamilyId, FamilyMemberId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Family, FamilyMember } from './families.rules.ts'

const COLUMNS = ['familyId', 'name', 'regionCode', 'regionPath', 'headId', 'offeredTo', 'foundedAt'] as const

export async function findFamilyIdOf(
  reader: Reader,
  volunteerId: VolunteerId,
): Promise<FamilyId | undefined> {
  const row = await reader
    .selectFrom('familyMembers')
    .select('familyId')
    .where('volunteerId', '=', volunteerId)
    .where('leftAt', 'is', null)
    .executeTakeFirst()
  return row?.familyId
}

const selectFamily = (reader: Reader, familyId: FamilyId) =>
  reader.selectFrom('families').select(COLUMNS).where('familyId', '=', familyId)

export const getFamily = (reader: Reader, familyId: FamilyId): Promise<Family> =>
  selectFamily(reader, familyId).executeTakeFirstOrThrow(() => new Refusal('not_in_family'))

export const lockFamily = (tx: Tx, familyId: FamilyId): Promise<Family> =>
  selectFamily(tx, familyId)
    .forUpdate()
    .executeTakeFirstOrThrow(() => new Refusal('not_in_family'))

/** Those who are in it now, the longest first. */
export async function listFamilyMembers(reader: Reader, familyId: FamilyId): Promise<FamilyMember[]> {
  const rows = await reader
    .selectFrom('familyMembers as m')
    .innerJoin('volunteers as v', 'v.volunteerId', 'm.volunteerId')
    .select(['m.familyMemberId', 'm.volunteerId', 'm.guardianId', 'm.showsHours', 'm.joinedAt'])
    .select(['v.accountId', 'v.name', 'v.birthDate'])
    .where('m.familyId', '=', familyId)
    .where('m.leftAt', 'is', null)
    .orderBy('m.familyMemberId')
    .execute()
  return rows.map((row) => ({ ...row, birthDate: localDate(row.birthDate) }))
}

export async function insertFamily(tx: Tx, family: Family): Promise<void> {
  await tx.insertInto('families').values(family).execute()
}

export interface NewFamilyMember {
  familyMemberId: FamilyMemberId
  familyId: FamilyId
  volunteerId: VolunteerId
  guardianId: VolunteerId | null
  joinedAt: Date
}
export async function insertFamilyMember(tx: Tx, member: NewFamilyMember): Promise<void> {
  await tx.insertInto('familyMembers').values(member).execute()
  await tx
    .updateTable('families')
    .set((eb) => ({ people: eb('people', '+', 1) }))
    .where('familyId', '=', member.familyId)
    .execute()
}

export type EndedAs = 'left' | 'removed' | 'with_guardian' | 'dissolved'
export async function markFamilyMemberEnded(
  tx: Tx,
  familyId: FamilyId,
  member: Pick<FamilyMember, 'volunteerId' | 'familyMemberId'>,
  ended: { as: EndedAs; at: Date },
): Promise<void> {
  await tx
    .updateTable('familyMembers')
    .set({ leftAt: ended.at, endedAs: ended.as })
    .where('volunteerId', '=', member.volunteerId)
    .where('familyMemberId', '=', member.familyMemberId)
    .execute()
  await tx
    .updateTable('families')
    .set((eb) => ({ people: eb('people', '-', 1) }))
    .where('familyId', '=', familyId)
    .execute()
}

export type FamilyChange = Partial<Pick<Family, 'name' | 'headId' | 'offeredTo'>> & { dissolvedAt?: Date }
export async function updateFamily(tx: Tx, familyId: FamilyId, change: FamilyChange): Promise<void> {
  await tx.updateTable('families').set(change).where('familyId', '=', familyId).execute()
}

export async function updateShowsHours(
  tx: Tx,
  member: Pick<FamilyMember, 'volunteerId' | 'familyMemberId'>,
  showsHours: boolean,
): Promise<void> {
  await tx
    .updateTable('familyMembers')
    .set({ showsHours })
    .where('volunteerId', '=', member.volunteerId)
    .where('familyMemberId', '=', member.familyMemberId)
    .execute()
}
