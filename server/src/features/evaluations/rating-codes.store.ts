/** Codes for those who were served: found by their blind index, sealed so that the sheet can be printed again. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import type { Vault } from '../../vault.ts'

const SEALED = 'rating_codes.code'
const hashOf = (vault: Vault, code: string): Buffer => vault.blind('rating_code', code)

export interface Made {
  madeBy: AccountId
  madeAt: Date
  expiresAt: Date
}
export async function insertRatingCodes(
  tx: Tx,
  vault: Vault,
  { projectId, codes, ...made }: Made & { projectId: ProjectId; codes: readonly string[] },
): Promise<void> {
  const rows = codes.map((code) => ({
    ...{ projectId, ...made },
    ...{ codeHash: hashOf(vault, code), codeEnc: vault.seal(SEALED, code) },
  }))
  await tx.insertInto('ratingCodes').values(rows).execute()
}

const live = (reader: Reader, now: Date) =>
  reader
    .selectFrom('ratingCodes')
    .where('usedOn', 'is', null)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)

export interface UnusedCode {
  code: string
  expiresAt: Date
}
export async function listUnusedCodes(
  reader: Reader,
  vault: Vault,
  { projectId, limit }: { projectId: ProjectId; limit: number },
  now: Date,
): Promise<UnusedCode[]> {
  const rows = await live(reader, now)
    .select(['codeEnc', 'expiresAt'])
    .where('projectId', '=', projectId)
    .orderBy('madeAt')
    .orderBy('codeHash')
    .limit(limit)
    .execute()
  return rows.map(({ codeEnc, expiresAt }) => ({ code: vault.open(SEALED, codeEnc), expiresAt }))
}

export async function countRatingCodes(
  reader: Reader,
  projectId: ProjectId,
  now: Date,
): Promise<{ unused: number; used: number }> {
  const { rows } = await sql<{ unused: number; used: number }>`
    select count(*) filter (where used_on is not null)::int as used,
      count(*) filter (where used_on is null and ended_at is null and expires_at > ${now})::int as unused
    from rating_codes where project_id = ${projectId}`.execute(reader)
  return rows[0] ?? { unused: 0, used: 0 }
}

/** Which project a code opens; undefined for every code that opens none, whatever the cause. */
export async function findProjectByCode(
  reader: Reader,
  vault: Vault,
  code: string,
  now: Date,
): Promise<{ projectId: ProjectId; title: string; teamName: string; startsAt: Date } | undefined> {
  return live(reader, now)
    .innerJoin('projects', 'projects.projectId', 'ratingCodes.projectId')
    .innerJoin('teams', 'teams.teamId', 'projects.teamId')
    .select(['projects.projectId', 'projects.title', 'teams.name as teamName', 'projects.startsAt'])
    .where('codeHash', '=', hashOf(vault, code))
    .executeTakeFirst()
}

/** Uses it up; undefined unless it was live until now. */
export async function takeRatingCode(
  tx: Tx,
  vault: Vault,
  code: string,
  { now, today }: { now: Date; today: LocalDate },
): Promise<ProjectId | undefined> {
  const row = await tx
    .updateTable('ratingCodes')
    .set({ usedOn: today })
    .where('codeHash', '=', hashOf(vault, code))
    .where('usedOn', 'is', null)
    .where('endedAt', 'is', null)
    .where('expiresAt', '>', now)
    .returning('projectId')
    .executeTakeFirst()
  return row?.projectId
}

export async function markRatingCodesEnded(tx: Tx, projectId: ProjectId, now: Date): Promise<number> {
  const { numUpdatedRows } = await tx
    .updateTable('ratingCodes')
    .set({ endedAt: now })
    .where('projectId', '=', projectId)
    .where('usedOn', 'is', null)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return Number(numUpdatedRows)
}
