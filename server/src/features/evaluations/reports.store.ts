/** What was done, as the team tells it, with its pictures; and whose masked name stands beside it. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, FileId, NameConsentId, ProjectId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import type { Visibility } from '../projects/index.ts'
import type { Consenting } from './evaluations.rules.ts'
import type { Hidden } from './evaluations.store.ts'
import { servedBy } from './served.store.ts'

export interface ReportPicture {
  fileId: FileId
  caption: string
}
export interface Report {
  words: string
  peopleServed: number | null
  publishedAt: Date
  withdrawnAt: Date | null
  hiddenAt: Date | null
  hiddenBecause: string | null
  /** When the team changed what is hidden; whoever oversees it has not looked yet. */
  mendedAt: Date | null
  pictures: ReportPicture[]
}

export async function findReport(reader: Reader, projectId: ProjectId): Promise<Report | undefined> {
  const row = await reader
    .selectFrom('projectReports')
    .select(['words', 'peopleServed', 'publishedAt', 'withdrawnAt', 'hiddenAt', 'hiddenBecause', 'mendedAt'])
    .where('projectId', '=', projectId)
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, pictures: await listPictures(reader, projectId) }
}
export const listPictures = (reader: Reader, projectId: ProjectId): Promise<ReportPicture[]> =>
  reader
    .selectFrom('reportPictures')
    .select(['fileId', 'caption'])
    .where('projectId', '=', projectId)
    .orderBy('place')
    .execute()

/** Whether a picture stands on the page; on one that is hidden for those alone who oversee the team. */
export async function isPictureShown(
  reader: Reader,
  { projectId, fileId, oversees }: { projectId: ProjectId; fileId: FileId; oversees: boolean },
): Promise<boolean> {
  const { rows } = await sql`
    select 1 from report_pictures join project_reports r using (project_id)
    where project_id = ${projectId} and file_id = ${fileId} and r.withdrawn_at is null
      and (r.hidden_at is null or ${oversees})`.execute(reader)
  return rows.length > 0
}

export interface LockedReport {
  words: string
  peopleServed: number | null
  writtenBy: AccountId
  withdrawnAt: Date | null
  hiddenAt: Date | null
  hiddenBy: AccountId | null
  mendedAt: Date | null
}
export function lockReport(tx: Tx, projectId: ProjectId): Promise<LockedReport | undefined> {
  return tx
    .selectFrom('projectReports')
    .select(['words', 'peopleServed', 'writtenBy', 'withdrawnAt', 'hiddenAt', 'hiddenBy', 'mendedAt'])
    .where('projectId', '=', projectId)
    .forUpdate()
    .executeTakeFirst()
}

/** A further version takes the place of the last, and is as hidden as that was; both stand in the audit trail. */
export async function saveReport(
  tx: Tx,
  report: {
    projectId: ProjectId
    words: string
    peopleServed: number | null
    writtenBy: AccountId
    publishedAt: Date
    mendedAt: Date | null
  },
  pictures: readonly ReportPicture[],
): Promise<void> {
  // A first version has nothing to mend, and the check is asked of it before the one that is there is found.
  const { mendedAt, ...first } = report
  const { projectId, ...fields } = first
  await tx
    .insertInto('projectReports')
    .values(first)
    .onConflict((conflict) =>
      conflict.column('projectId').doUpdateSet({ ...fields, mendedAt, withdrawnAt: null }),
    )
    .execute()
  await tx.deleteFrom('reportPictures').where('projectId', '=', projectId).execute()
  if (pictures.length > 0)
    await tx
      .insertInto('reportPictures')
      .values(pictures.map((picture, place) => ({ projectId, place, ...picture })))
      .execute()
}

export async function markReportWithdrawn(tx: Tx, projectId: ProjectId, at: Date): Promise<void> {
  await tx.updateTable('projectReports').set({ withdrawnAt: at }).where('projectId', '=', projectId).execute()
}
export async function markReportHidden(tx: Tx, projectId: ProjectId, hidden: Hidden): Promise<void> {
  await tx.updateTable('projectReports').set(hidden).where('projectId', '=', projectId).execute()
}

export async function markReportShown(tx: Tx, projectId: ProjectId): Promise<void> {
  await tx
    .updateTable('projectReports')
    .set({ hiddenAt: null, hiddenBy: null, hiddenBecause: null, mendedAt: null })
    .where('projectId', '=', projectId)
    .execute()
}

/** Those among the people served with who show their name now. */
export async function listConsenting(
  reader: Reader,
  projectId: ProjectId,
  limit: number,
): Promise<Consenting[]> {
  const { rows } = await sql<Consenting & { birthDate: string }>`
    select v.name, v.birth_date, exists (select from family_members f
      where f.volunteer_id = v.volunteer_id and f.left_at is null and f.guardian_id is not null) as is_ward
    from ${servedBy(sql`s.project_id = ${projectId}`)} as served
    join name_consents c on c.volunteer_id = served.volunteer_id and c.ended_at is null
    join volunteers v on v.volunteer_id = served.volunteer_id and v.status = 'verified'
    order by c.name_consent_id limit ${limit}`.execute(reader)
  return rows.map((row) => ({ ...row, birthDate: localDate(row.birthDate) }))
}

export async function getShownTo(
  reader: Reader,
  projectId: ProjectId,
  volunteerId: VolunteerId | null,
): Promise<{ visibility: Visibility; hasServed: boolean }> {
  const { rows } = await sql<{ visibility: Visibility; hasServed: boolean }>`
    select visibility, exists (select from ${servedBy(
      sql`s.project_id = ${projectId} and s.volunteer_id = ${volunteerId}::uuid`,
    )} as served) as has_served
    from projects p where project_id = ${projectId}`.execute(reader)
  return rows[0] ?? { visibility: 'teams', hasServed: false }
}

export async function showsName(reader: Reader, volunteerId: VolunteerId): Promise<boolean> {
  const row = await reader
    .selectFrom('nameConsents')
    .select('nameConsentId')
    .where('volunteerId', '=', volunteerId)
    .where('endedAt', 'is', null)
    .executeTakeFirst()
  return row !== undefined
}
/** Said again, it stays as it is. */
export async function insertNameConsent(
  tx: Tx,
  consent: { volunteerId: VolunteerId; nameConsentId: NameConsentId; givenAt: Date },
): Promise<void> {
  await tx
    .insertInto('nameConsents')
    .values(consent)
    .onConflict((conflict) => conflict.column('volunteerId').where('endedAt', 'is', null).doNothing())
    .execute()
}
export async function markNameConsentEnded(tx: Tx, volunteerId: VolunteerId, at: Date): Promise<void> {
  await tx
    .updateTable('nameConsents')
    .set({ endedAt: at })
    .where('volunteerId', '=', volunteerId)
    .where('endedAt', 'is', null)
    .execute()
}
