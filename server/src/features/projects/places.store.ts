/** Places on shifts. Whoever takes one holds the shift's lock; the check on the table is the guarantee. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { ProjectId, ShiftId } from '../../kernel/ids.ts'
import type { Span } from '../../kernel/span.ts'

export interface ShiftKey {
  projectId: ProjectId
  shiftId: ShiftId
}
export interface LockedShift extends ShiftKey, Span {
  headcount: number
  admitted: number
  /** Places offered to somebody who has still to answer. */
  held: number
  waiting: number
  /** The last number that was given to somebody who came to wait. */
  lastWaitingNo: number
  /** Why it does not take place; null for one that does. */
  cancelReason: string | null
  awaitsDraw: boolean
}

/** Locks in the order of the ids and reads what stands after the wait. After volunteers, before sign-ups. */
export async function lockShifts(tx: Tx, shifts: readonly ShiftKey[]): Promise<LockedShift[]> {
  if (shifts.length === 0) return []
  const { rows } = await sql<LockedShift>`
    select project_id, shift_id, headcount, admitted_count as admitted, held_count as held,
      waiting_count as waiting, last_waiting_no, cancel_reason, starts_at, ends_at, awaits_draw from shifts
    where (project_id, shift_id) in (
      select * from unnest(${shifts.map((s) => s.projectId)}::uuid[], ${shifts.map((s) => s.shiftId)}::uuid[]))
    order by project_id, shift_id for update`.execute(tx)
  return rows
}

/** More than 0 takes, less than 0 frees. */
export interface PlaceChange extends ShiftKey {
  admitted?: number
  held?: number
  waiting?: number
  lastWaitingNo?: number
}

/** A shift may be named more than once; what is said of it is added up. */
export async function changePlaces(tx: Tx, changes: readonly PlaceChange[]): Promise<void> {
  if (changes.length === 0) return
  await sql`
    update shifts set admitted_count = admitted_count + change.admitted, held_count = held_count + change.held,
      waiting_count = waiting_count + change.waiting, last_waiting_no = greatest(last_waiting_no, change.last_no)
    from (
      select project_id, shift_id, sum(admitted)::int as admitted, sum(held)::int as held, sum(waiting)::int as waiting,
        max(last_no)::int as last_no
      from unnest(${changes.map((c) => c.projectId)}::uuid[], ${changes.map((c) => c.shiftId)}::uuid[],
        ${changes.map((c) => c.admitted ?? 0)}::int[], ${changes.map((c) => c.held ?? 0)}::int[],
        ${changes.map((c) => c.waiting ?? 0)}::int[], ${changes.map((c) => c.lastWaitingNo ?? 0)}::int[])
        as each (project_id, shift_id, admitted, held, waiting, last_no)
      group by project_id, shift_id
    ) as change
    where shifts.project_id = change.project_id and shifts.shift_id = change.shift_id`.execute(tx)
}
