/** Places on shifts. Whoever takes one holds the shift's lock; the check on the table is the guarantee. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { ProjectId, ShiftId } from '../../kernel/ids.ts'

export interface LockedShift {
  projectId: ProjectId
  shiftId: ShiftId
  headcount: number
  admitted: number
}

/** Locks in the order of the ids and reads what stands after the wait. After volunteers, before sign-ups. */
export async function lockShifts(
  tx: Tx,
  shifts: readonly { projectId: ProjectId; shiftId: ShiftId }[],
): Promise<LockedShift[]> {
  if (shifts.length === 0) return []
  const { rows } = await sql<LockedShift>`
    select project_id, shift_id, headcount, admitted_count as admitted from shifts
    where (project_id, shift_id) in (
      select * from unnest(${shifts.map((s) => s.projectId)}::uuid[], ${shifts.map((s) => s.shiftId)}::uuid[]))
    order by project_id, shift_id for update`.execute(tx)
  return rows
}

/** Takes places (more than 0) or frees them (less than 0); a shift may be named more than once. */
export async function addAdmitted(
  tx: Tx,
  changes: readonly { projectId: ProjectId; shiftId: ShiftId; places: number }[],
): Promise<void> {
  if (changes.length === 0) return
  await sql`
    update shifts set admitted_count = admitted_count + change.places
    from (
      select project_id, shift_id, sum(places)::int as places
      from unnest(${changes.map((c) => c.projectId)}::uuid[], ${changes.map((c) => c.shiftId)}::uuid[], ${changes.map((c) => c.places)}::int[])
        as each (project_id, shift_id, places)
      group by project_id, shift_id
    ) as change
    where shifts.project_id = change.project_id and shifts.shift_id = change.shift_id`.execute(tx)
}
