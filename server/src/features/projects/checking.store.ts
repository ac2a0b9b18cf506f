/** The check of what was published before its review. The lock of the project is held. */
import type { Reader, Tx } from '../../db/handles.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import type { CheckState } from './checking.rules.ts'
import type { PauseReason } from './pausing.rules.ts'

export interface Check {
  checkState: CheckState | null
  pauseReason: PauseReason | null
}
export function getCheck(reader: Reader, projectId: ProjectId): Promise<Check> {
  return reader
    .selectFrom('projects')
    .select(['checkState', 'pauseReason'])
    .where('projectId', '=', projectId)
    .executeTakeFirstOrThrow()
}

export async function markChecked(
  tx: Tx,
  projectId: ProjectId,
  check: { checkState: CheckState; checkNote?: string },
): Promise<void> {
  await tx.updateTable('projects').set(check).where('projectId', '=', projectId).execute()
}
