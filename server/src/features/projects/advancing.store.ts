/** The state of published projects follows the clock (P15). */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { ProjectId } from '../../kernel/ids.ts'

/** One run takes this many, so that a long stop of the program does not end in one long lock. */
const BATCH = 500

export async function findDueProject(reader: Reader, now: Date): Promise<boolean> {
  const { rows } = await sql`
    select from projects where status in ('recruiting', 'recruiting_paused') and starts_at <= ${now}
    union all
    select from projects where status = 'running' and ends_at <= ${now}
    limit 1`.execute(reader)
  return rows.length > 0
}

/** Answers the projects that moved. One that a deed holds at this moment comes with the next run. */
export async function markAdvanced(
  tx: Tx,
  now: Date,
): Promise<{ projectId: ProjectId; status: 'running' | 'ended' }[]> {
  const { rows } = await sql<{ projectId: ProjectId; status: 'running' | 'ended' }>`
    update projects set status = case when ends_at <= ${now} then 'ended' else 'running' end,
      pause_reason = case when ends_at <= ${now} then null else pause_reason end
    where project_id in (
      select project_id from projects
      where (status in ('recruiting', 'recruiting_paused') and starts_at <= ${now})
        or (status = 'running' and ends_at <= ${now})
      order by project_id limit ${BATCH} for update skip locked)
    returning project_id, status`.execute(tx)
  return rows
}
