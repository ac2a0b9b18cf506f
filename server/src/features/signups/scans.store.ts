/** Every scan with the answer that was given at the door. The scan's own id is its key, so it happens once. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, ScanId, VolunteerId } from '../../kernel/ids.ts'

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

/** The answers already given. Read after the people are locked, so that of two racing scans one sees the other. */
export async function findScanAnswers(
  tx: Tx,
  keys: readonly { projectId: ProjectId; scanId: ScanId }[],
): Promise<{ projectId: ProjectId; scanId: ScanId; answer: unknown }[]> {
  const { rows } = await sql<{ projectId: ProjectId; scanId: ScanId; answer: unknown }>`
    select s.project_id, s.scan_id, s.answer
    from unnest(${keys.map((k) => k.projectId)}::uuid[], ${keys.map((k) => k.scanId)}::uuid[]) as key (project_id, scan_id)
    join scans s on s.project_id = key.project_id and s.scan_id = key.scan_id`.execute(tx)
  return rows
}

/** A scan id that another transaction has written meanwhile makes this fail with a unique violation of `scans_pkey`. */
export async function insertScans(tx: Tx, rows: readonly NewScan[], receivedAt: Date): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into scans (project_id, scan_id, volunteer_id, scanned_by, way, scanned_at, received_at, verdict, reason, answer)
    select project_id, scan_id, volunteer_id, scanned_by, way, scanned_at, ${receivedAt.toISOString()}::timestamptz,
      verdict, reason, answer::jsonb
    from unnest(
      ${rows.map((r) => r.projectId)}::uuid[], ${rows.map((r) => r.scanId)}::uuid[],
      ${rows.map((r) => r.volunteerId)}::uuid[], ${rows.map((r) => r.scannedBy)}::uuid[], ${rows.map((r) => r.way)}::text[],
      ${rows.map((r) => r.scannedAt.toISOString())}::timestamptz[], ${rows.map((r) => r.verdict)}::text[],
      ${rows.map((r) => r.reason)}::text[], ${rows.map((r) => JSON.stringify(r.answer))}::text[]
    ) as row (project_id, scan_id, volunteer_id, scanned_by, way, scanned_at, verdict, reason, answer)`.execute(
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
