/** How many positions and shifts a project has, before more come. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { PositionId, ProjectId } from '../../kernel/ids.ts'

/** `before`: the shifts of the position; null when the project has no such position, or a new one is meant. */
export async function countShifts(
  reader: Reader,
  projectId: ProjectId,
  positionId: PositionId | null,
): Promise<{ positions: number; before: number | null }> {
  const { rows } = await sql<{ positions: number; before: number | null }>`
    select count(*)::int as positions, max((select count(*)::int from shifts s where s.project_id = positions.project_id
        and s.position_id = positions.position_id)) filter (where position_id = ${positionId}::uuid) as before
    from positions where project_id = ${projectId}`.execute(reader)
  return rows[0]!
}
