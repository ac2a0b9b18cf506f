/**
 * Who is at work: attendances, the one open attendance of each person over all projects, and the
 * counts at each door. Writers hold the locks of the people concerned, and change the counts last,
 * in the order of the shifts, since those rows are the hottest.
 */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type {
  AttendanceId,
  ProjectId,
  ScanId,
  ShiftId,
  SignupId,
  TeamId,
  VolunteerId,
} from '../../kernel/ids.ts'

export interface NewAttendance {
  projectId: ProjectId
  attendanceId: AttendanceId
  signupId: SignupId
  shiftId: ShiftId
  volunteerId: VolunteerId
  teamId: TeamId
  signedInAt: Date
  signInScanId: ScanId
  /** Set when the same batch holds the sign-out too. */
  signedOutAt: Date | null
  signOutScanId: ScanId | null
}

/** Whether the door has seen the person of a sign-up, before the shift as well. `signups` is in scope. */
export const hasCome = sql<boolean>`exists (select from attendances
  where attendances.volunteer_id = signups.volunteer_id and attendances.project_id = signups.project_id
    and attendances.signup_id = signups.signup_id and attendances.signed_in_at >= signups.starts_at - interval '1 day')`.as(
  'hasCome',
)

export async function deleteOpenAttendances(tx: Tx, attendanceIds: readonly AttendanceId[]): Promise<void> {
  if (attendanceIds.length === 0) return
  await sql`delete from open_attendances where attendance_id = any(${attendanceIds}::uuid[])`.execute(tx)
}

export interface Closing {
  projectId: ProjectId
  attendanceId: AttendanceId
  signedOutAt: Date
  /** Null for a sign-out that nobody made: a proposal. */
  signOutScanId: ScanId | null
}

export async function markAttendancesClosed(
  tx: Tx,
  rows: readonly Closing[],
  status: 'closed' | 'auto_closed',
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    update attendances a set status = ${status}, signed_out_at = row.signed_out_at, sign_out_scan_id = row.scan_id
    from unnest(${rows.map((r) => r.projectId)}::uuid[], ${rows.map((r) => r.attendanceId)}::uuid[],
      ${rows.map((r) => r.signedOutAt.toISOString())}::timestamptz[], ${rows.map((r) => r.signOutScanId)}::uuid[]
    ) as row (project_id, attendance_id, signed_out_at, scan_id)
    where a.project_id = row.project_id and a.attendance_id = row.attendance_id and a.status = 'open'`.execute(
    tx,
  )
}

/** Takes back a sign-in by mistake; the scan that made it stays. */
export async function deleteAttendance(
  tx: Tx,
  projectId: ProjectId,
  attendanceId: AttendanceId,
): Promise<void> {
  await tx.deleteFrom('openAttendances').where('attendanceId', '=', attendanceId).execute()
  await tx
    .deleteFrom('attendances')
    .where('projectId', '=', projectId)
    .where('attendanceId', '=', attendanceId)
    .where('status', '=', 'open')
    .execute()
}

export interface CountChange {
  projectId: ProjectId
  shiftId: ShiftId
  present: number
  left: number
}

/** Adds up the changes of each shift and applies them in the order of the shifts. */
export async function updateDoorCounts(tx: Tx, changes: readonly CountChange[]): Promise<void> {
  const byShift = new Map<string, CountChange>()
  for (const change of changes) {
    const sum = byShift.get(change.shiftId) ?? { ...change, present: 0, left: 0 }
    byShift.set(change.shiftId, {
      ...sum,
      present: sum.present + change.present,
      left: sum.left + change.left,
    })
  }
  const rows = [...byShift.values()]
    .filter(({ present, left }) => present !== 0 || left !== 0)
    .sort((a, b) => (a.projectId + a.shiftId < b.projectId + b.shiftId ? -1 : 1))
  if (rows.length === 0) return
  const { rows: changed } = await sql<{ shiftId: ShiftId }>`
    with change as materialized (
      select * from unnest(${rows.map((r) => r.projectId)}::uuid[], ${rows.map((r) => r.shiftId)}::uuid[],
        ${rows.map((r) => r.present)}::int[], ${rows.map((r) => r.left)}::int[]) as row (project_id, shift_id, present, gone)
    ), locked as materialized (
      select project_id, shift_id from door_counts join change using (project_id, shift_id)
      order by project_id, shift_id for update of door_counts)
    update door_counts set present = door_counts.present + change.present, gone = door_counts.gone + change.gone
    from change join locked using (project_id, shift_id)
    where door_counts.project_id = change.project_id and door_counts.shift_id = change.shift_id
    returning door_counts.shift_id`.execute(tx)
  const known = new Set(changed.map(({ shiftId }) => shiftId))
  const fresh = rows.filter(({ shiftId }) => !known.has(shiftId))
  if (fresh.length === 0) return
  await sql`
    insert into door_counts (project_id, shift_id, present, gone)
    select * from unnest(${fresh.map((r) => r.projectId)}::uuid[], ${fresh.map((r) => r.shiftId)}::uuid[],
      ${fresh.map((r) => r.present)}::int[], ${fresh.map((r) => r.left)}::int[])
    on conflict (project_id, shift_id) do update
      set present = door_counts.present + excluded.present, gone = door_counts.gone + excluded.gone`.execute(
    tx,
  )
}
