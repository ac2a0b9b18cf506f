/** A project that is extended, and one that is closed. The lock of the project is held. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, PositionId, ProjectId, ShiftId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { insertNeed } from './needs.store.ts'
import type { ShiftDraft } from './projects.rules.ts'

export interface AddedShift extends ShiftDraft {
  positionId: PositionId
}
export async function insertShifts(
  tx: Tx,
  projectId: ProjectId,
  shifts: readonly AddedShift[],
  at: Date,
): Promise<void> {
  await tx
    .insertInto('shifts')
    .values(shifts.map((shift) => ({ projectId, shiftId: uuidv7<ShiftId>(at), ...shift })))
    .execute()
}

/** It goes on, and people are taken on to its new end, unless a check of it is still not passed (P32). */
export async function markExtended(
  tx: Tx,
  projectId: ProjectId,
  { endsAt, at }: { endsAt: Date; at: Date },
): Promise<void> {
  await sql`update projects set status = 'running', extended_at = ${at}::timestamptz, extended_from = ends_at,
    ends_at = ${endsAt}::timestamptz, recruit_until = ${endsAt}::timestamptz,
    pause_reason = case when check_state in ('refused', 'resubmitted') then 'check_refused' else pause_reason end where project_id = ${projectId}`.execute(
    tx,
  )
  await insertNeed(tx, projectId, at)
}

export async function markClosed(
  tx: Tx,
  projectIds: readonly ProjectId[],
  { at, by }: { at: Date; by: AccountId | null },
): Promise<void> {
  await tx
    .updateTable('projects')
    .set({ status: 'closed', closedAt: at, closedBy: by })
    .where('projectId', '=', sql<ProjectId>`any(${[...projectIds]}::uuid[])`)
    .execute()
}

/** One run takes this many, so that a long stop of the program does not end in one long lock. */
const CLOSED_AT_A_TIME = 100
/** Ended before a time, and nobody who was admitted waits for hours any more. */
const isDone = (
  endedBefore: Date,
) => sql`status = 'ended' and ends_at <= ${endedBefore}::timestamptz and not exists (
  select from signups where signups.project_id = projects.project_id and signups.status = 'admitted')`

export async function hasDoneBefore(reader: Reader, endedBefore: Date): Promise<boolean> {
  const { rows } = await sql`select from projects where ${isDone(endedBefore)} limit 1`.execute(reader)
  return rows.length > 0
}

/** One that a deed holds at this moment comes with the next run. */
export async function lockDone(tx: Tx, endedBefore: Date): Promise<ProjectId[]> {
  const { rows } = await sql<{ projectId: ProjectId }>`
    select project_id from projects where ${isDone(endedBefore)}
    order by project_id limit ${CLOSED_AT_A_TIME} for update skip locked`.execute(tx)
  return rows.map(({ projectId }) => projectId)
}
