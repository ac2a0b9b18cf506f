/** The codes of families. Whoever writes here has locked the family. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { FamilyCodeId, FamilyId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'

const SEALED = 'family_codes.code'
const codeHash = (vault: Vault, code: string): Buffer => vault.blind('family_code', code)

export interface FamilyCode {
  familyCodeId: FamilyCodeId
  code: string
  madeAt: Date
  expiresAt: Date
  usesMax: number
  uses: number
}

/** The code that nobody ended, its limits reached or not. */
export async function findFamilyCode(
  reader: Reader,
  vault: Vault,
  familyId: FamilyId,
): Promise<FamilyCode | undefined> {
  const row = await reader
    .selectFrom('familyCodes')
    .select(['familyCodeId', 'codeEnc', 'madeAt', 'expiresAt', 'usesMax', 'uses'])
    .where('familyId', '=', familyId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { codeEnc, ...code } = row
  return { ...code, code: vault.open(SEALED, codeEnc) }
}

/** Which family a code opens, and what its limits have made of it. */
export function findCodeGiven(reader: Reader, vault: Vault, code: string) {
  return reader
    .selectFrom('familyCodes')
    .select(['familyCodeId', 'familyId', 'expiresAt', 'usesMax', 'uses'])
    .where('codeHash', '=', codeHash(vault, code))
    .where('endedAt', 'is', null)
    .executeTakeFirst()
}

export async function insertFamilyCode(
  tx: Tx,
  vault: Vault,
  { code, ...row }: Omit<FamilyCode, 'uses'> & { familyId: FamilyId },
): Promise<void> {
  await tx
    .insertInto('familyCodes')
    .values({ ...row, codeHash: codeHash(vault, code), codeEnc: vault.seal(SEALED, code) })
    .execute()
}

export async function markFamilyCodeUsed(tx: Tx, familyCodeId: FamilyCodeId): Promise<void> {
  await tx
    .updateTable('familyCodes')
    .set({ uses: sql`uses + 1` })
    .where('familyCodeId', '=', familyCodeId)
    .execute()
}

/** Answers whether there was one to end. */
export async function markFamilyCodeEnded(tx: Tx, familyId: FamilyId, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('familyCodes')
    .set({ endedAt: now })
    .where('familyId', '=', familyId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
