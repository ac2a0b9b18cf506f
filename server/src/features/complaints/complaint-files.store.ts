/** Pictures that show what a report says. They are read by few, so the database keeps them. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { ComplaintId, FileId } from '../../kernel/ids.ts'
import type { Picture } from '../teams/index.ts'

export async function insertComplaintFile(
  tx: Tx,
  file: Picture & { fileId: FileId },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('complaintFiles')
    .values({ ...file, createdAt: now })
    .execute()
}

/** Gives uploads to a case; answers how many were free. Who knows the id of an upload has made it. */
export async function takeComplaintFiles(
  tx: Tx,
  fileIds: readonly FileId[],
  complaintId: ComplaintId,
): Promise<number> {
  const { rows } = await sql`update complaint_files set complaint_id = ${complaintId}
    where file_id = any(${[...fileIds]}::uuid[]) and complaint_id is null returning file_id`.execute(tx)
  return rows.length
}

export async function listComplaintFiles(reader: Reader, complaintId: ComplaintId): Promise<FileId[]> {
  const rows = await reader
    .selectFrom('complaintFiles')
    .select('fileId')
    .where('complaintId', '=', complaintId)
    .orderBy('fileId')
    .execute()
  return rows.map(({ fileId }) => fileId)
}

export function findComplaintFile(reader: Reader, fileId: FileId) {
  return reader
    .selectFrom('complaintFiles')
    .select(['complaintId', 'mediaType', 'content'])
    .where('fileId', '=', fileId)
    .executeTakeFirst()
}

/** Uploads with which nobody reported anything. */
export async function deleteUnusedComplaintFiles(tx: Tx, before: Date): Promise<void> {
  await tx
    .deleteFrom('complaintFiles')
    .where('complaintId', 'is', null)
    .where('createdAt', '<', before)
    .execute()
}
