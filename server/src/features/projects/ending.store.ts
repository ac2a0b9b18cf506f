/** What a team does to a project that stands before the public: places changed, shifts and the whole called off. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, ShiftId } from '../../kernel/ids.ts'
import type { ShiftKey } from './places.store.ts'

export interface CallingOff {
  reason: string
  at: Date
}

/** The locks of the shifts are held, and nobody holds or waits for a place there any more. */
export async function markShiftsCancelled(
  tx: Tx,
  shifts: readonly ShiftKey[],
  { reason, at }: CallingOff,
): Promise<void> {
  if (shifts.length === 0) return
  await sql`
    update shifts set cancelled_at = ${at}::timestamptz, cancel_reason = ${reason}
    from unnest(${shifts.map((s) => s.projectId)}::uuid[], ${shifts.map((s) => s.shiftId)}::uuid[]) as gone (project_id, shift_id)
    where shifts.project_id = gone.project_id and shifts.shift_id = gone.shift_id`.execute(tx)
}

export async function markProjectCancelled(
  tx: Tx,
  projectId: ProjectId,
  { reason, at, by }: CallingOff & { by: AccountId },
): Promise<void> {
  await tx
    .updateTable('projects')
    .set({
      status: 'cancelled',
      pauseReason: null,
      cancelledAt: at,
      cancelledBy: by,
      cancelReason: reason,
    })
    .where('projectId', '=', projectId)
    .execute()
}

/** P4. The project lasts from the first to the last of the shifts that take place; recruiting ends with it at the latest, and does not open after that. */
export async function followShifts(tx: Tx, projectId: ProjectId): Promise<void> {
  await sql`
    update projects set starts_at = period.starts_at, ends_at = period.ends_at,
      recruit_until = least(recruit_until, period.ends_at),
      recruit_from = case when recruit_from < least(recruit_until, period.ends_at) then recruit_from end
    from (select min(starts_at) as starts_at, max(ends_at) as ends_at from shifts
      where project_id = ${projectId} and cancelled_at is null) as period
    where projects.project_id = ${projectId} and period.starts_at is not null`.execute(tx)
}

export async function updateHeadcount(
  tx: Tx,
  { projectId, shiftId }: { projectId: ProjectId; shiftId: ShiftId },
  headcount: number,
): Promise<void> {
  await tx
    .updateTable('shifts')
    .set({ headcount })
    .where('projectId', '=', projectId)
    .where('shiftId', '=', shiftId)
    .execute()
}
