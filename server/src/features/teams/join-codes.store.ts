/** The codes of teams. Whoever writes here has locked the team. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, JoinCodeId, TeamId } from '../../kernel/ids.ts'
import type { Vault } from '../../vault.ts'

const SEALED = 'team_join_codes.code'

export interface JoinCode {
  joinCodeId: JoinCodeId
  code: string
  madeAt: Date
  expiresAt: Date | null
  usesMax: number | null
  uses: number
}

/** The code that nobody ended, its limits reached or not. */
export async function findJoinCode(
  reader: Reader,
  vault: Vault,
  teamId: TeamId,
): Promise<JoinCode | undefined> {
  const row = await reader
    .selectFrom('teamJoinCodes')
    .select(['joinCodeId', 'codeEnc', 'madeAt', 'expiresAt', 'usesMax', 'uses'])
    .where('teamId', '=', teamId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { codeEnc, ...code } = row
  return { ...code, code: vault.open(SEALED, codeEnc) }
}

export async function insertJoinCode(
  tx: Tx,
  vault: Vault,
  { code, ...row }: Omit<JoinCode, 'uses'> & { teamId: TeamId; madeBy: AccountId },
): Promise<void> {
  await tx
    .insertInto('teamJoinCodes')
    .values({ ...row, codeEnc: vault.seal(SEALED, code) })
    .execute()
}

export async function markJoinCodeUsed(tx: Tx, joinCodeId: JoinCodeId): Promise<void> {
  await tx
    .updateTable('teamJoinCodes')
    .set({ uses: sql`uses + 1` })
    .where('joinCodeId', '=', joinCodeId)
    .execute()
}

/** Answers whether there was one to end. */
export async function markJoinCodeEnded(tx: Tx, teamId: TeamId, now: Date): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('teamJoinCodes')
    .set({ endedAt: now })
    .where('teamId', '=', teamId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}
