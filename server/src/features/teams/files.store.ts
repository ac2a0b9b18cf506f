/** Pictures of certificates. They are read one at a time, by few, so the database keeps them. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, FileId, TeamId } from '../../kernel/ids.ts'

export const MEDIA_TYPES = ['image/jpeg', 'image/png', 'image/webp'] as const
export type MediaType = (typeof MEDIA_TYPES)[number]

export interface NewFile {
  fileId: FileId
  uploadedBy: AccountId
  mediaType: MediaType
  content: Buffer
}
export async function insertFile(tx: Tx, file: NewFile, now: Date): Promise<void> {
  await tx
    .insertInto('teamFiles')
    .values({ ...file, byteCount: file.content.length, createdAt: now })
    .execute()
}

export interface FileOwner {
  uploadedBy: AccountId
  team: { regionPath: string; parentPath: string | null } | null
}
/** Whose file it is, without its content. */
export async function findFileOwner(reader: Reader, fileId: FileId): Promise<FileOwner | undefined> {
  const row = await reader
    .selectFrom('teamFiles')
    .leftJoin('teams', 'teams.teamId', 'teamFiles.teamId')
    .leftJoin('teams as parents', 'parents.teamId', 'teams.parentId')
    .select(['uploadedBy', 'teams.regionPath', 'parents.path as parentPath'])
    .where('fileId', '=', fileId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { uploadedBy, regionPath, parentPath } = row
  return { uploadedBy, team: regionPath === null ? null : { regionPath, parentPath } }
}

export function getFileContent(
  reader: Reader,
  fileId: FileId,
): Promise<{ mediaType: MediaType; content: Buffer }> {
  return reader
    .selectFrom('teamFiles')
    .select(['mediaType', 'content'])
    .where('fileId', '=', fileId)
    .executeTakeFirstOrThrow()
}

/** Gives a file to a team; false unless this person uploaded it and no other team has it. */
export async function markFileUsed(
  tx: Tx,
  fileId: FileId,
  team: { teamId: TeamId; uploadedBy: AccountId },
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('teamFiles')
    .set({ teamId: team.teamId })
    .where('fileId', '=', fileId)
    .where('uploadedBy', '=', team.uploadedBy)
    .where((eb) => eb.or([eb('teamId', 'is', null), eb('teamId', '=', team.teamId)]))
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** Takes a file back from a team that does not use it after all; as an upload that nobody took it is forgotten. */
export async function markFileUnused(tx: Tx, fileId: FileId, teamId: TeamId): Promise<void> {
  await sql`update team_files set team_id = null where file_id = ${fileId} and team_id = ${teamId} and not exists (
      select from teams where team_id = ${teamId} and ${fileId}::uuid in (certificate_file_id, application_file_id))`.execute(
    tx,
  )
}

/** Uploads that no registration took within the time, and that no draft of their owner holds. */
export async function deleteUnusedFiles(tx: Tx, before: Date): Promise<void> {
  await sql`delete from team_files where team_id is null and created_at < ${before} and not exists (
      select from team_drafts drafts where team_files.file_id in (drafts.certificate_file_id, drafts.application_file_id))`.execute(
    tx,
  )
}
