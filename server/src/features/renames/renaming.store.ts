/** What becomes of proposed names, and whom it concerns. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, RenameBatchId, TeamId } from '../../kernel/ids.ts'
import type { BatchStatus, RenamedTeam } from './renames.rules.ts'
import { listRenamedTeams } from './renames.store.ts'

export async function lockRenamedTeams(tx: Tx, teamIds: readonly TeamId[]): Promise<RenamedTeam[]> {
  await tx
    .selectFrom('teams')
    .select('teamId')
    .where('teamId', '=', sql<TeamId>`any(${[...teamIds]}::uuid[])`)
    .orderBy('teamId')
    .forUpdate()
    .execute()
  return listRenamedTeams(tx, teamIds)
}

export async function markBatchDecided(
  tx: Tx,
  batch: {
    renameBatchId: RenameBatchId
    status: BatchStatus
    reason: string | null
    renamed: readonly number[]
  },
  now: Date,
): Promise<void> {
  const { renameBatchId, status, reason } = batch
  await tx
    .updateTable('renameBatches')
    .set({ status, reason, decidedAt: now })
    .where('renameBatchId', '=', renameBatchId)
    .execute()
  await tx
    .updateTable('renameRows')
    .set({
      status: sql`case when row_number = any(${[...batch.renamed]}::int[]) then 'renamed' else 'refused' end`,
    })
    .where('renameBatchId', '=', renameBatchId)
    .execute()
}

export async function listLeaderAccounts(
  reader: Reader,
  teamIds: readonly TeamId[],
): Promise<Map<TeamId, AccountId>> {
  const rows = await reader
    .selectFrom('teams')
    .innerJoin('volunteers', 'volunteers.volunteerId', 'teams.leaderVolunteerId')
    .select(['teams.teamId', 'volunteers.accountId'])
    .where('teams.teamId', '=', sql<TeamId>`any(${[...teamIds]}::uuid[])`)
    .execute()
  return new Map(rows.map((row) => [row.teamId, row.accountId]))
}
