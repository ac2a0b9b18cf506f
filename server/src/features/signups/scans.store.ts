/** Every scan with the answer that was given at the door. The scan's own id is its key, so it happens once. */
import { sql } from 'kysely'
import { instantArray, plainArray } from '../../db/arrays.ts'
import type { Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, ScanId, VolunteerId } from '../../kernel/ids.ts'
import type { NewAttendance } from './attendances.store.ts'

export interface NewScan {
  projectId: ProjectId
  scanId: ScanId
  volunteerId: VolunteerId | null
  scannedBy: AccountId
  way: 'code' | 'short_code'
  scannedAt: Date
  verdict: 'signed_in' | 'signed_out' | 'refused'
  reason: string | null
  answer: object
}

/**
 * Scans with the attendances that they open, and with those that stay open the one open attendance of each person. A
 * scan id that another transaction has written meanwhile makes this fail with a unique violation of `scans_pkey`.
 */
export async function insertScans(
  tx: Tx,
  scans: readonly NewScan[],
  opened: readonly NewAttendance[],
  receivedAt: Date,
): Promise<void> {
  if (scans.length === 0) return
  await sql`
    with told as (
      insert into scans (project_id, scan_id, volunteer_id, scanned_by, way, scanned_at, received_at, verdict, reason, answer)
      select project_id, scan_id, volunteer_id, scanned_by, way, scanned_at, ${receivedAt.toISOString()}::timestamptz,
        verdict, reason, answer
      from rows from (
        unnest(
          ${plainArray(scans.map((r) => r.projectId))}::uuid[], ${plainArray(scans.map((r) => r.scanId))}::uuid[],
          ${plainArray(scans.map((r) => r.volunteerId))}::uuid[], ${plainArray(scans.map((r) => r.scannedBy))}::uuid[],
          ${plainArray(scans.map((r) => r.way))}::text[], ${instantArray(scans.map((r) => r.scannedAt))}::timestamptz[],
          ${plainArray(scans.map((r) => r.verdict))}::text[], ${plainArray(scans.map((r) => r.reason))}::text[]),
        jsonb_array_elements(${JSON.stringify(scans.map((r) => r.answer))}::jsonb)
      ) as row (project_id, scan_id, volunteer_id, scanned_by, way, scanned_at, verdict, reason, answer)
    ), opened as (
      insert into attendances (project_id, attendance_id, signup_id, shift_id, volunteer_id, team_id, status,
        signed_in_at, signed_out_at, sign_in_scan_id, sign_out_scan_id)
      select project_id, attendance_id, signup_id, shift_id, volunteer_id, team_id,
        case when signed_out_at is null then 'open' else 'closed' end,
        signed_in_at, signed_out_at, sign_in_scan_id, sign_out_scan_id
      from unnest(
        ${plainArray(opened.map((r) => r.projectId))}::uuid[], ${plainArray(opened.map((r) => r.attendanceId))}::uuid[],
        ${plainArray(opened.map((r) => r.signupId))}::uuid[], ${plainArray(opened.map((r) => r.shiftId))}::uuid[],
        ${plainArray(opened.map((r) => r.volunteerId))}::uuid[], ${plainArray(opened.map((r) => r.teamId))}::uuid[],
        ${instantArray(opened.map((r) => r.signedInAt))}::timestamptz[], ${instantArray(opened.map((r) => r.signedOutAt))}::timestamptz[],
        ${plainArray(opened.map((r) => r.signInScanId))}::uuid[], ${plainArray(opened.map((r) => r.signOutScanId))}::uuid[]
      ) as row (project_id, attendance_id, signup_id, shift_id, volunteer_id, team_id,
        signed_in_at, signed_out_at, sign_in_scan_id, sign_out_scan_id)
      returning volunteer_id, project_id, attendance_id, signed_in_at, status)
    insert into open_attendances (volunteer_id, project_id, attendance_id, signed_in_at)
    select volunteer_id, project_id, attendance_id, signed_in_at from opened where status = 'open'`.execute(
    tx,
  )
}

export const isScanTaken = (error: unknown): boolean =>
  (error as { code?: unknown; constraint?: unknown }).code === '23505' &&
  (error as { constraint?: unknown }).constraint === 'scans_pkey'

/** Whom a scan was about; null where there is no such scan, or nobody was found by it. */
export async function findScannedPerson(
  tx: Tx,
  projectId: ProjectId,
  scanId: ScanId,
): Promise<VolunteerId | null> {
  const row = await tx
    .selectFrom('scans')
    .select('volunteerId')
    .where('projectId', '=', projectId)
    .where('scanId', '=', scanId)
    .executeTakeFirst()
  return row?.volunteerId ?? null
}

/** To be locked after the person it was about. Scans are never removed. */
export function lockScan(tx: Tx, projectId: ProjectId, scanId: ScanId) {
  return tx
    .selectFrom('scans')
    .select(['verdict', 'reason', 'receivedAt', 'answer'])
    .where('projectId', '=', projectId)
    .where('scanId', '=', scanId)
    .forUpdate()
    .executeTakeFirstOrThrow()
}

/** From now on the scan answers this, also when it is sent again. */
export async function updateScanAnswer(
  tx: Tx,
  scan: Pick<NewScan, 'projectId' | 'scanId' | 'verdict' | 'reason' | 'answer'>,
): Promise<void> {
  await tx
    .updateTable('scans')
    .set({ verdict: scan.verdict, reason: scan.reason, answer: JSON.stringify(scan.answer) })
    .where('projectId', '=', scan.projectId)
    .where('scanId', '=', scan.scanId)
    .execute()
}
