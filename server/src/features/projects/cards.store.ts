/** Projects as people find them: lists in short, by words, place, day and kind. */
import { sql, type RawBuilder } from 'kysely'
import { gramQuery } from '../../db/grams.ts'
import type { Reader } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { addDays, startOfDay, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { Span } from '../../kernel/span.ts'
import {
  CURRENT_STATUSES,
  PUBLIC_STATUSES,
  type ProjectsOfTeam,
  type ProjectStatus,
} from './projects.rules.ts'

export interface ProjectCard extends Span {
  projectId: ProjectId
  projectNumber: string | null
  title: string
  status: ProjectStatus
  teamId: TeamId
  teamName: string
  regionName: string
  placeName: string
  nextShift: Span | null
  headcount: number
  admitted: number
  acceptsMinors: boolean
  hasInsurance: boolean
  categories: string[]
  /** What was served in it; told only of what has ended. */
  servedMinutes?: number
}
export interface TeamProject extends ProjectCard {
  refusalReason: string | null
  pendingSignUps: number
}
export interface ProjectFilter extends PageQuery {
  q?: string | undefined
  regionPath?: string | undefined
  category?: string | undefined
  campaign?: string | undefined
  on?: LocalDate | undefined
  open?: boolean | undefined
  minors?: boolean | undefined
  team?: string | undefined
  endedOf?: string | undefined
}

const STRIP_DAYS = 7
/** H11. Who is held takes nobody on; what has begun or is over is told of all the same. */
const isOffered = sql<boolean>`(teams.status = 'active' or projects.status not in ('recruiting', 'recruiting_paused'))`
/** Written out and not as parameters, so that a plan kept for all values still finds the partial indexes. */
const hasStatus = (statuses: readonly ProjectStatus[]): RawBuilder<boolean> =>
  sql`projects.status in (${sql.join(statuses.map((status) => sql.lit(status)))})`

/** A shift lasts a day at most, so one that touches a span began less than a day before it. */
const touches = (from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`shifts.starts_at < ${to} and shifts.ends_at > ${from} and shifts.starts_at > ${from} - interval '1 day'`

/** The columns of a card; places and the next shift are summed up from the shifts. */
export const cardsAt = (reader: Reader, now: Date) =>
  reader
    .selectFrom('projects')
    .innerJoin('teams', 'teams.teamId', 'projects.teamId')
    .innerJoin('regions', 'regions.regionCode', 'projects.regionCode')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('shifts')
          .select([
            sql<number>`coalesce(sum(headcount), 0)::int`.as('headcount'),
            sql<number>`coalesce(sum(admitted_count), 0)::int`.as('admitted'),
          ])
          .whereRef('shifts.projectId', '=', 'projects.projectId')
          .as('places'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('shifts')
          .select(['shifts.startsAt as nextStartsAt', 'shifts.endsAt as nextEndsAt'])
          .whereRef('shifts.projectId', '=', 'projects.projectId')
          .where('shifts.endsAt', '>', now)
          .orderBy('shifts.startsAt')
          .limit(1)
          .as('next'),
      (join) => join.onTrue(),
    )
    .select([
      'projects.projectId',
      'projects.projectNumber',
      'projects.title',
      'projects.status',
      'projects.teamId',
      'teams.name as teamName',
      'regions.name as regionName',
      'projects.placeName',
      'projects.startsAt',
      'projects.endsAt',
      'projects.acceptsMinors',
      'projects.categories',
      'places.headcount',
      'places.admitted',
      'next.nextStartsAt',
      'next.nextEndsAt',
      sql<boolean>`projects.insurance <> ''`.as('hasInsurance'),
    ])

type CardRow = Omit<ProjectCard, 'nextShift' | 'headcount' | 'admitted'> & {
  headcount: number | null
  admitted: number | null
  nextStartsAt: Date | null
  nextEndsAt: Date | null
}
export function cardOf<Row extends CardRow>({ nextStartsAt, nextEndsAt, ...row }: Row) {
  return {
    ...row,
    headcount: row.headcount ?? 0,
    admitted: row.admitted ?? 0,
    nextShift:
      nextStartsAt === null || nextEndsAt === null ? null : { startsAt: nextStartsAt, endsAt: nextEndsAt },
  }
}

/**
 * The public list, the nearest beginning first. Without a day it holds what still takes place, with
 * one it holds every published project that has a shift on it, past days too. What a team has done
 * is asked for by the team, and comes the other way round.
 */
export async function listProjects(
  reader: Reader,
  filter: ProjectFilter,
  now: Date,
): Promise<Page<ProjectCard>> {
  const limit = limitOf(filter)
  const after = decodeTimeKey(filter.after)
  const { q = '', regionPath, category, campaign, on, endedOf } = filter
  let rows = cardsAt(reader, now)
  if (endedOf !== undefined) rows = rows.where(hasStatus(PUBLIC_STATUSES)).where('projects.endsAt', '<=', now)
  else if (on === undefined) rows = rows.where(hasStatus(CURRENT_STATUSES)).where('projects.endsAt', '>', now)
  if (on !== undefined) rows = rows.where(hasStatus(PUBLIC_STATUSES)).where(hasShiftOn(on))
  // The page of the team itself says that it is held.
  if (filter.team === undefined) rows = rows.where(isOffered)
  for (const team of [filter.team, endedOf])
    if (team !== undefined) rows = rows.where('projects.teamId', '=', team as TeamId)
  const words = gramQuery(q, 'projects.grams')
  if (words !== null) rows = rows.where(words)
  if (regionPath !== undefined)
    rows = rows
      .where('projects.regionPath', '>=', regionPath)
      .where('projects.regionPath', '<', regionPath + PATH_END)
  if (category !== undefined)
    rows = rows.where(sql<boolean>`projects.categories @> array[${category}]::text[]`)
  if (campaign !== undefined) rows = rows.where('projects.campaign', '=', campaign)
  if (filter.open === true) rows = rows.where(hasOpenPlace(now))
  if (filter.minors === true) rows = rows.where('projects.acceptsMinors', '=', true)
  if (endedOf !== undefined) rows = rows.select(servedMinutes)
  const way = endedOf === undefined ? 'asc' : 'desc'
  if (after !== null)
    rows = rows.where(
      sql<boolean>`(projects.starts_at, projects.project_id) ${way === 'asc' ? sql`>` : sql`<`} (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  const found = await rows
    .orderBy('projects.startsAt', way)
    .orderBy('projects.projectId', way)
    .limit(limit + 1)
    .execute()
  return pageOf(found.map(cardOf), limit, (row) => [row.startsAt.toISOString(), row.projectId])
}

const servedMinutes = sql<number>`(
  select coalesce(sum(minutes), 0)::int from hour_entries where hour_entries.project_id = projects.project_id)`.as(
  'servedMinutes',
)

const hasShiftOn = (day: LocalDate): RawBuilder<boolean> => {
  const from = sql`${startOfDay(ZONE, day)}::timestamptz`
  const to = sql`${startOfDay(ZONE, addDays(day, 1))}::timestamptz`
  return sql`exists (select from shifts where shifts.project_id = projects.project_id and ${touches(from, to)})`
}

const hasOpenPlace = (now: Date): RawBuilder<boolean> => sql`(
  teams.status = 'active' and projects.status in ('recruiting', 'running') and projects.recruit_until >= ${now} and exists (
    select from shifts where shifts.project_id = projects.project_id
      and shifts.ends_at > ${now} and shifts.admitted_count < shifts.headcount))`

/** How many published projects have a shift on each of seven days; each number is the length of that day's list. */
export async function listProjectDays(
  reader: Reader,
  from: LocalDate,
  regionPath: string | null,
): Promise<{ date: string; projects: number }[]> {
  const days = Array.from({ length: STRIP_DAYS + 1 }, (_, i) => addDays(from, i))
  const bounds = days.map((day) => startOfDay(ZONE, day))
  const root = regionPath ?? ''
  const { rows } = await sql<{ date: string; projects: number }>`
    select days.day as date, count(distinct projects.project_id)::int as projects
    from unnest(${days.slice(0, STRIP_DAYS)}::date[], ${bounds.slice(0, STRIP_DAYS)}::timestamptz[], ${bounds.slice(1)}::timestamptz[])
      as days (day, starts_at, ends_at)
    left join shifts on ${touches(sql`days.starts_at`, sql`days.ends_at`)}
    left join (projects join teams using (team_id)) on projects.project_id = shifts.project_id
      and ${isOffered} and ${hasStatus(PUBLIC_STATUSES)}
      and projects.region_path >= ${root} and projects.region_path < ${root + PATH_END}
    group by days.day order by days.day`.execute(reader)
  return rows
}

/** A team's own list, the newest first, drafts included. */
export async function listTeamProjects(
  reader: Reader,
  scope: ProjectsOfTeam,
  query: PageQuery & { status?: ProjectStatus | undefined },
  now: Date,
): Promise<Page<TeamProject>> {
  const limit = limitOf(query)
  const after = decodeTimeKey(query.after)
  let rows = cardsAt(reader, now)
    .select([
      'projects.refusalReason',
      sql<number>`(select count(*)::int from signups where signups.project_id = projects.project_id
        and signups.status = 'applied' and signups.starts_at > ${now})`.as('pendingSignUps'),
    ])
    .where('projects.teamId', '=', scope.teamId)
    .where('projects.status', '<>', 'template')
  if (query.status !== undefined) rows = rows.where('projects.status', '=', query.status)
  if (after !== null)
    rows = rows.where(
      sql<boolean>`(projects.starts_at, projects.project_id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  const found = await rows
    .orderBy('projects.startsAt', 'desc')
    .orderBy('projects.projectId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(found.map(cardOf), limit, (row) => [row.startsAt.toISOString(), row.projectId])
}
