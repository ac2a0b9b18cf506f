/** Recruiting that rests and goes on, a submission taken back, a draft given up. The lock of the project is held. */
import type { Tx } from '../../db/handles.ts'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import type { PauseReason } from './pausing.rules.ts'
import type { ProjectStatus } from './projects.rules.ts'

export interface RecruitingFacts {
  pauseReason: PauseReason | null
  recruitUntil: Date
  teamStatus: string
}
export function findRecruiting(reader: Reader, projectId: ProjectId): Promise<RecruitingFacts> {
  return reader
    .selectFrom('projects')
    .innerJoin('teams', 'teams.teamId', 'projects.teamId')
    .select(['projects.pauseReason', 'projects.recruitUntil', 'teams.status as teamStatus'])
    .where('projects.projectId', '=', projectId)
    .executeTakeFirstOrThrow()
}

export async function markPaused(
  tx: Tx,
  { projectId, status }: { projectId: ProjectId; status: ProjectStatus },
  pauseReason: PauseReason | null,
): Promise<void> {
  const isBegun = status === 'running'
  const resting = pauseReason === null ? ('recruiting' as const) : ('recruiting_paused' as const)
  await tx
    .updateTable('projects')
    .set({ pauseReason, ...(isBegun ? {} : { status: resting }) })
    .where('projectId', '=', projectId)
    .execute()
}

export async function markDraft(tx: Tx, projectId: ProjectId): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ status: 'draft', submittedAt: null })
    .where('projectId', '=', projectId)
    .execute()
}

/** Never published, it is shown to nobody any more; what was said in its reviews stays. */
export async function markDiscarded(tx: Tx, projectId: ProjectId): Promise<void> {
  await tx.updateTable('projects').set({ status: 'cancelled' }).where('projectId', '=', projectId).execute()
}
