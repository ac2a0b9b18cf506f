/** Series as their teams keep them. What the public reads stands in shown.store.ts. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, SeriesId, TeamId } from '../../kernel/ids.ts'
import { decodeIdKey, decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { Span } from '../../kernel/span.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { ProjectStatus } from '../projects/index.ts'
import type { Joining, ProjectsOfSeries, Series, SeriesOfTeam } from './series.rules.ts'

const series = (reader: Reader) =>
  reader
    .selectFrom('series')
    .innerJoin('teams', 'teams.teamId', 'series.teamId')
    .select(['series.seriesId', 'series.teamId', 'teams.path as teamPath', 'series.name', 'series.intro'])
    .select(['series.hiddenAt', 'series.hiddenBy', 'series.hiddenBecause', 'series.mendedAt'])

export function findSeries(reader: Reader, seriesId: SeriesId): Promise<Series | undefined> {
  return series(reader).where('series.seriesId', '=', seriesId).executeTakeFirst()
}

/** Throws `series_not_found`. */
export async function getSeries(reader: Reader, seriesId: SeriesId): Promise<Series> {
  const found = await findSeries(reader, seriesId)
  if (found === undefined) throw new Refusal('series_not_found')
  return found
}

export async function lockSeries(tx: Tx, seriesId: SeriesId): Promise<Series & { projects: number }> {
  await tx.selectFrom('series').select('seriesId').where('seriesId', '=', seriesId).forUpdate().execute()
  const found = await getSeries(tx, seriesId)
  const { projects } = await tx
    .selectFrom('seriesProjects')
    .select(sql<number>`count(*)::int`.as('projects'))
    .where('seriesId', '=', seriesId)
    .executeTakeFirstOrThrow()
  return { ...found, projects }
}

export async function countSeries(reader: Reader, teamId: TeamId): Promise<number> {
  const { count } = await reader
    .selectFrom('series')
    .select(sql<number>`count(*)::int`.as('count'))
    .where('teamId', '=', teamId)
    .executeTakeFirstOrThrow()
  return count
}

export async function insertSeries(
  tx: Tx,
  row: { teamId: TeamId; name: string; intro: string; createdBy: AccountId; createdAt: Date },
): Promise<SeriesId> {
  const seriesId = uuidv7<SeriesId>(row.createdAt)
  await tx
    .insertInto('series')
    .values({ seriesId, ...row })
    .execute()
  return seriesId
}

export async function updateSeriesWords(
  tx: Tx,
  seriesId: SeriesId,
  words: { name: string; intro: string; mendedAt: Date | null },
): Promise<void> {
  await tx.updateTable('series').set(words).where('seriesId', '=', seriesId).execute()
}

export async function markSeriesHidden(
  tx: Tx,
  seriesId: SeriesId,
  hidden: { hiddenAt: Date; hiddenBy: AccountId; hiddenBecause: string },
): Promise<void> {
  await tx.updateTable('series').set(hidden).where('seriesId', '=', seriesId).execute()
}
export async function markSeriesShown(tx: Tx, seriesId: SeriesId): Promise<void> {
  await tx
    .updateTable('series')
    .set({ hiddenAt: null, hiddenBy: null, hiddenBecause: null, mendedAt: null })
    .where('seriesId', '=', seriesId)
    .execute()
}

/** The projects stay, each by itself. */
export async function deleteSeriesRow(tx: Tx, seriesId: SeriesId): Promise<void> {
  await tx.deleteFrom('seriesProjects').where('seriesId', '=', seriesId).execute()
  await tx.deleteFrom('series').where('seriesId', '=', seriesId).execute()
}

/** Where the projects of a team go when it ends, its series go. */
export async function handOverSeries(tx: Tx, teamId: TeamId, to: TeamId): Promise<void> {
  await tx.updateTable('series').set({ teamId: to }).where('teamId', '=', teamId).execute()
}

export async function findSeriesIdOf(reader: Reader, projectId: ProjectId): Promise<SeriesId | null> {
  const row = await reader
    .selectFrom('seriesProjects')
    .select('seriesId')
    .where('projectId', '=', projectId)
    .executeTakeFirst()
  return row?.seriesId ?? null
}

export async function insertSeriesProject(tx: Tx, joining: Joining, addedAt: Date): Promise<void> {
  await tx
    .insertInto('seriesProjects')
    .values({ ...joining, addedAt })
    .onConflict((conflict) => conflict.column('projectId').doNothing())
    .execute()
}

/** Answers whether it was in it. */
export async function deleteSeriesProject(tx: Tx, { projectId, seriesId }: Joining): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('seriesProjects')
    .where('projectId', '=', projectId)
    .where('seriesId', '=', seriesId)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export interface ListedSeries extends Series {
  projects: number
  /** Whether a project of it stands before the public, and with it the page. */
  isShown: boolean
}

/** The newest first. */
export async function listTeamSeries(
  reader: Reader,
  scope: SeriesOfTeam,
  query: PageQuery,
): Promise<Page<ListedSeries>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const projects = sql`select from series_projects sp join projects p using (project_id) where sp.series_id = series.series_id`
  let rows = series(reader)
    .select([
      sql<number>`(select count(*)::int from series_projects where series_projects.series_id = series.series_id)`.as(
        'projects',
      ),
      sql<boolean>`exists (${projects} and p.visibility = 'public' and p.status in ('recruiting', 'recruiting_paused', 'running', 'ended', 'closed'))`.as(
        'isShown',
      ),
    ])
    .where('series.teamId', '=', scope.teamId)
  if (after !== null) rows = rows.where('series.seriesId', '<', after as SeriesId)
  const found = await rows
    .orderBy('series.seriesId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(found, limit, (row) => [row.seriesId])
}

export interface SeriesProject extends Span {
  projectId: ProjectId
  title: string
  status: ProjectStatus
}

/** For its team, drafts too; the latest first. */
export async function listSeriesProjects(
  reader: Reader,
  scope: ProjectsOfSeries,
  query: PageQuery,
): Promise<Page<SeriesProject>> {
  const limit = limitOf(query)
  const after = decodeTimeKey(query.after)
  let rows = reader
    .selectFrom('seriesProjects')
    .innerJoin('projects', 'projects.projectId', 'seriesProjects.projectId')
    .select([
      'projects.projectId',
      'projects.title',
      'projects.status',
      'projects.startsAt',
      'projects.endsAt',
    ])
    .where('seriesProjects.seriesId', '=', scope.seriesId)
  if (after !== null)
    rows = rows.where(
      sql<boolean>`(projects.starts_at, projects.project_id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  const found = await rows
    .orderBy('projects.startsAt', 'desc')
    .orderBy('projects.projectId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(found, limit, (row) => [row.startsAt.toISOString(), row.projectId])
}
