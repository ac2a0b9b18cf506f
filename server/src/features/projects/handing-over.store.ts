/** Projects whose team ends: they go to another team, or end with it. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'

/** What is neither closed nor cancelled, in the order of the ids, with its shifts: sign-ups wait, or are there to be seen. */
export async function lockProjectsOf(tx: Tx, teamId: TeamId): Promise<void> {
  await sql`select from projects where team_id = ${teamId} and status not in ('closed', 'cancelled', 'back_filled')
    order by project_id for update`.execute(tx)
  await sql`select from shifts where project_id in (select project_id from projects
      where team_id = ${teamId} and status in ('recruiting', 'recruiting_paused', 'running', 'ended'))
    order by project_id, shift_id for update`.execute(tx)
}

export async function handOverProjects(
  tx: Tx,
  projectIds: readonly ProjectId[],
  to: { teamId: TeamId; path: string },
): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ teamId: to.teamId, teamPath: to.path })
    .where('projectId', '=', sql<ProjectId>`any(${[...projectIds]}::uuid[])`)
    .execute()
}

/** They stay with the team as what it did, or never came to be. */
export async function markProjectsOver(
  tx: Tx,
  projectIds: readonly ProjectId[],
  status: 'closed' | 'cancelled',
): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ status, pauseReason: null })
    .where('projectId', '=', sql<ProjectId>`any(${[...projectIds]}::uuid[])`)
    .execute()
}
