/** A project on its way to the public: sent, refused, published. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { insertNeed } from './needs.store.ts'

export async function markSubmitted(tx: Tx, projectId: ProjectId, at: Date): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ status: 'under_review', submittedAt: at, refusalReason: null })
    .where('projectId', '=', projectId)
    .execute()
}

export async function markRefused(tx: Tx, projectId: ProjectId, reason: string): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ status: 'refused', refusalReason: reason })
    .where('projectId', '=', projectId)
    .execute()
}

/** Puts the project before the public and counts it for its region. */
export async function markPublished(
  tx: Tx,
  project: { projectId: ProjectId; teamId: TeamId; regionPath: string },
  published: { projectNumber: string; status: 'recruiting' | 'running'; publishedAt: Date },
): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ ...published, publishedTeamId: project.teamId })
    .where('projectId', '=', project.projectId)
    .execute()
  await insertNeed(tx, project.projectId, published.publishedAt)
  await tx
    .insertInto('regionProjects')
    .values({ regionPath: project.regionPath, published: 1 })
    .onConflict((conflict) =>
      conflict.column('regionPath').doUpdateSet({ published: sql`region_projects.published + 1` }),
    )
    .execute()
}
