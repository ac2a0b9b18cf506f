/** Covers and pictures of projects. Few read one at a time, so the database keeps them. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, FileId, ProjectId, TeamId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Picture } from '../teams/index.ts'
import type { ProjectStatus } from './projects.rules.ts'
import type { Visibility } from './terms.rules.ts'

export async function insertPicture(
  tx: Tx,
  file: Picture & { fileId: FileId; teamId: TeamId; uploadedBy: AccountId },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('projectFiles')
    .values({ ...file, byteCount: file.content.length, createdAt: now })
    .execute()
}

/** How many of these files the project may show: uploads of its team that no other project has. */
export async function countPicturesFor(
  reader: Reader,
  fileIds: readonly FileId[],
  project: { teamId: TeamId; projectId: ProjectId | null },
): Promise<number> {
  if (fileIds.length === 0) return 0
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from project_files
    where file_id = any(${[...fileIds]}::uuid[]) and team_id = ${project.teamId}
      and (project_id is null or project_id = ${project.projectId}::uuid)`.execute(reader)
  return rows[0]?.count ?? 0
}

/** Gives the project its cover and its pictures in their order; those it shows no longer are forgotten as unused. */
export async function replacePictures(
  tx: Tx,
  projectId: ProjectId,
  { coverFileId, pictureFileIds }: { coverFileId: FileId | null; pictureFileIds: readonly FileId[] },
): Promise<void> {
  await tx
    .updateTable('projectFiles')
    .set({ projectId: null, place: null })
    .where('projectId', '=', projectId)
    .execute()
  if (coverFileId !== null)
    await tx.updateTable('projectFiles').set({ projectId }).where('fileId', '=', coverFileId).execute()
  await sql`update project_files set project_id = ${projectId}, place = shown.place - 1
    from unnest(${[...pictureFileIds]}::uuid[]) with ordinality as shown (file_id, place)
    where project_files.file_id = shown.file_id`.execute(tx)
}

/** The same pictures for another project: each has its own, so that one can change them without the other. */
export async function copyPictures(
  { tx, now }: { tx: Tx; now: Date },
  { coverFileId, pictureFileIds }: { coverFileId: FileId | null; pictureFileIds: readonly FileId[] },
  teamId: TeamId,
): Promise<{ coverFileId: FileId | null; pictureFileIds: FileId[] }> {
  const sources = [...new Set([...(coverFileId === null ? [] : [coverFileId]), ...pictureFileIds])]
  const copies = new Map(sources.map((fileId) => [fileId, uuidv7<FileId>(now)]))
  if (sources.length > 0)
    await sql`
      insert into project_files (file_id, team_id, uploaded_by, media_type, content, byte_count, created_at)
      select copied.file_id, ${teamId}, uploaded_by, media_type, content, byte_count, ${now}::timestamptz
      from unnest(${sources}::uuid[], ${[...copies.values()]}::uuid[]) as copied (source_id, file_id)
      join project_files on project_files.file_id = copied.source_id`.execute(tx)
  return {
    coverFileId: coverFileId === null ? null : copies.get(coverFileId)!,
    pictureFileIds: pictureFileIds.map((fileId) => copies.get(fileId)!),
  }
}

export interface PictureOwner {
  uploadedBy: AccountId
  teamPath: string
  regionPath: string
  project: { projectId: ProjectId; status: ProjectStatus; visibility: Visibility } | null
}
/** Whose picture it is, without its content. */
export async function findPictureOwner(reader: Reader, fileId: FileId): Promise<PictureOwner | undefined> {
  const row = await reader
    .selectFrom('projectFiles')
    .innerJoin('teams', 'teams.teamId', 'projectFiles.teamId')
    .leftJoin('projects', 'projects.projectId', 'projectFiles.projectId')
    .select([
      'projectFiles.uploadedBy',
      'teams.path as teamPath',
      'teams.regionPath',
      'projects.projectId',
      'projects.status',
      'projects.visibility',
    ])
    .where('projectFiles.fileId', '=', fileId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { uploadedBy, teamPath, regionPath, projectId, status, visibility } = row
  const project =
    projectId === null || status === null || visibility === null ? null : { projectId, status, visibility }
  return { uploadedBy, teamPath, regionPath, project }
}

export function getPicture(reader: Reader, fileId: FileId): Promise<Picture> {
  return reader
    .selectFrom('projectFiles')
    .select(['mediaType', 'content'])
    .where('fileId', '=', fileId)
    .executeTakeFirstOrThrow()
}

/** Uploads that no project took within the time. */
export async function deleteUnusedPictures(tx: Tx, before: Date): Promise<void> {
  await tx.deleteFrom('projectFiles').where('projectId', 'is', null).where('createdAt', '<', before).execute()
}
