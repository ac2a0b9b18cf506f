/** What people are to the projects they want, looked up only for projects that make a difference between people. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import { listWelcome, pairKey, type Pair, type Visibility } from '../projects/index.ts'
import { LIVE_STATUSES } from './statuses.rules.ts'
import { NO_STANDING, type Standing } from './terms.rules.ts'

export interface Choosy {
  projectId: ProjectId
  visibility: Visibility
  /** Those it excludes and those that exclude it. */
  excludedIds: readonly ProjectId[]
}

/** The standing of each pair, as `pairKey` writes it; one that is not in the map has nothing against it. */
export async function listStandings(
  reader: Reader,
  projects: ReadonlyMap<ProjectId, Choosy>,
  pairs: readonly Pair[],
): Promise<Map<string, Standing>> {
  const closed = pairs.filter(({ projectId }) =>
    ['teams', 'invitation'].includes(projects.get(projectId)?.visibility ?? 'public'),
  )
  const welcome = await listWelcome(reader, closed)
  const signedUp = await listSignedUp(
    reader,
    closed.filter((pair) => !welcome.has(pairKey(pair))),
  )
  const standings = new Map(
    closed.map((pair) => {
      const key = pairKey(pair)
      return [key, { ...NO_STANDING, isWelcome: welcome.has(key), hasSignedUp: signedUp.has(key) }]
    }),
  )
  const excluding = pairs.flatMap((pair) =>
    (projects.get(pair.projectId)?.excludedIds ?? []).map((excludedId) => ({ ...pair, excludedId })),
  )
  for (const { title, ...pair } of await listExcluding(reader, excluding)) {
    const key = pairKey(pair)
    standings.set(key, { ...(standings.get(key) ?? NO_STANDING), excludedBy: title })
  }
  return standings
}

async function listSignedUp(reader: Reader, pairs: readonly Pair[]): Promise<Set<string>> {
  if (pairs.length === 0) return new Set()
  const { rows } = await sql<Pair>`
    select asked.volunteer_id, asked.project_id
    from unnest(${pairs.map((pair) => pair.volunteerId)}::uuid[], ${pairs.map((pair) => pair.projectId)}::uuid[])
      as asked (volunteer_id, project_id)
    where exists (select from signups where signups.volunteer_id = asked.volunteer_id
      and signups.project_id = asked.project_id)`.execute(reader)
  return new Set(rows.map(pairKey))
}

async function listExcluding(
  reader: Reader,
  asked: readonly (Pair & { excludedId: ProjectId })[],
): Promise<(Pair & { title: string })[]> {
  if (asked.length === 0) return []
  const { rows } = await sql<Pair & { title: string }>`
    select asked.volunteer_id, asked.project_id, projects.title
    from unnest(${asked.map((a) => a.volunteerId)}::uuid[], ${asked.map((a) => a.projectId)}::uuid[],
      ${asked.map((a) => a.excludedId)}::uuid[]) as asked (volunteer_id, project_id, excluded_id)
    join projects on projects.project_id = asked.excluded_id
    where exists (select from signups where signups.volunteer_id = asked.volunteer_id
      and signups.project_id = asked.excluded_id and signups.status in (${sql.join([...LIVE_STATUSES])}))`.execute(
    reader,
  )
  return rows
}

/** Those a project excludes and those that exclude it. `projects` is in scope. */
export const excludedIds = sql<ProjectId[]>`(select coalesce(json_agg(id), '[]') from (
  select excluded_id as id from project_exclusions where project_exclusions.project_id = projects.project_id
  union select project_id from project_exclusions where excluded_id = projects.project_id) as either)`.as(
  'excludedIds',
)

export async function listExcludedIds(reader: Reader, projectId: ProjectId): Promise<ProjectId[]> {
  const row = await reader
    .selectFrom('projects')
    .select(excludedIds)
    .where('projectId', '=', projectId)
    .executeTakeFirstOrThrow()
  return row.excludedIds
}

/** J9. Of a mark in scope as `absences`: neither under appeal, nor lifted, nor so long ago that it is forgotten. */
export const isCounted = (today: LocalDate) =>
  sql<boolean>`absences.state in ('marked', 'upheld', 'final') and absences.forget_on > ${today}::date`
