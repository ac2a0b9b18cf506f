/** Figures from the rollups that each feature keeps for its own tables. Reads everything, writes nothing. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { RegionOfFigures, RegionScope, Row } from './statistics.rules.ts'

export async function findRegionByPath(reader: Reader, path: string): Promise<RegionOfFigures | undefined> {
  return reader
    .selectFrom('regions')
    .select(['regionCode', 'path', 'name'])
    .where('path', '=', path)
    .where('validTo', 'is', null)
    .executeTakeFirst()
}

export interface Figures {
  registered: number
  claimed: number
  active: number
  teams: number
  openProjects: number
  minutesThisYear: number
  onDuty: number
}
/** Of the whole service. */
export async function getFigures(
  reader: Reader,
  at: { now: Date; since: string; year: number },
): Promise<Figures> {
  const { rows } = await sql<Figures>`
    select people.*,
      (select coalesce(sum(people), 0)::int from region_last_months where last_month >= ${at.since}) as active,
      (select coalesce(sum(active), 0)::int from region_teams) as teams,
      (select count(*) from projects join teams using (team_id) where projects.ends_at > ${at.now} and projects.visibility = 'public'
        and (projects.status = 'running' or projects.status in ('recruiting', 'recruiting_paused') and teams.status = 'active')) as open_projects,
      (select coalesce(sum(minutes), 0)::bigint from region_months
        where month >= ${`${at.year}-01`} and month <= ${`${at.year}-12`}) as minutes_this_year,
      (select count(*) from open_attendances) as on_duty
    from (select coalesce(sum(registered), 0)::int as registered, coalesce(sum(claimed), 0)::int as claimed from region_people) as people`.execute(
    reader,
  )
  return rows[0]!
}

export interface RegionRow extends Row {
  regionCode: string
  regionName: string
  /** True for the region that was asked for, whose row is the total. */
  isWhole: boolean
}
/** The region itself and each region right below it, every figure summed over its subtree. One statement. */
export async function listRegionRows(
  reader: Reader,
  scope: RegionScope,
  since: string,
): Promise<RegionRow[]> {
  const { rows } = await sql<RegionRow>`
    with root as (select region_code, path, level from regions where path = ${scope.path} and valid_to is null),
    places as (
      select r.region_code, r.name as region_name, r.path, r.path || ${PATH_END} as path_end, r.region_code = root.region_code as is_whole
      from root join regions r on r.region_code = root.region_code
        or (r.parent_code = root.region_code and r.level <> 'township' and r.valid_to is null))
    select region_code, region_name, is_whole, people.*, served.*, bodies.*, activities.*, hours.*
    from places
    cross join lateral (select coalesce(sum(registered), 0)::int as registered, coalesce(sum(claimed), 0)::int as claimed
      from region_people where region_path >= path and region_path < path_end) as people
    cross join lateral (select coalesce(sum(people), 0)::int as active
      from region_last_months where region_path >= path and region_path < path_end and last_month >= ${since}) as served
    cross join lateral (select coalesce(sum(active), 0)::int as teams
      from region_teams where region_path >= path and region_path < path_end) as bodies
    cross join lateral (select coalesce(sum(published), 0)::int as projects
      from region_projects where region_path >= path and region_path < path_end) as activities
    cross join lateral (select coalesce(sum(minutes), 0)::bigint as minutes, coalesce(sum(entry_count), 0)::int as entries
      from region_months where region_path >= path and region_path < path_end) as hours
    order by is_whole desc, path`.execute(reader)
  return rows
}

export interface MonthFigures {
  month: string
  minutes: number
  entries: number
}
/** Every one of the months, those without hours too. */
export async function listMonths(
  reader: Reader,
  scope: RegionScope,
  months: readonly string[],
): Promise<MonthFigures[]> {
  const { rows } = await sql<MonthFigures>`
    select wanted.month, coalesce(sum(minutes), 0)::bigint as minutes, coalesce(sum(entry_count), 0)::int as entries
    from unnest(${[...months]}::text[]) as wanted (month)
    left join region_months r on r.month = wanted.month
      and r.region_path >= ${scope.path} and r.region_path < ${scope.path + PATH_END}
    group by wanted.month order by wanted.month`.execute(reader)
  return rows
}
