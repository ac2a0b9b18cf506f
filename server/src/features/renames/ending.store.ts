/** Names that a team that ends was waiting for. */
import type { Tx } from '../../db/handles.ts'
import type { RenameBatchId, TeamId } from '../../kernel/ids.ts'

/** Its row waits no longer in whatever batch; answers the batch that it had handed in for itself. */
export async function markRenamesEnded(
  tx: Tx,
  teamId: TeamId,
  reason: string,
  now: Date,
): Promise<RenameBatchId | null> {
  await tx
    .updateTable('renameRows')
    .set({ status: 'refused' })
    .where('teamId', '=', teamId)
    .where('status', '=', 'waiting')
    .execute()
  const own = await tx
    .updateTable('renameBatches')
    .set({ status: 'refused', reason, decidedAt: now })
    .where('teamId', '=', teamId)
    .where('status', '=', 'waiting')
    .returning('renameBatchId')
    .executeTakeFirst()
  return own?.renameBatchId ?? null
}
