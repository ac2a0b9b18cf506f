/** Projects in short: the card of one, what a team has done, a team's own list, and the days of a week. */
import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { ProjectId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { addDays, startOfDay, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { Span } from '../../kernel/span.ts'
import type { Window } from './finding.rules.ts'
import {
  CURRENT_STATUSES,
  PUBLIC_STATUSES,
  type ProjectsOfTeam,
  type ProjectStatus,
} from './projects.rules.ts'
import { meantFor } from './welcome.store.ts'

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
const STRIP_DAYS = 7
/** H11. Who is held takes nobody on; what has begun or is over is told of all the same. */
export const isOffered = sql<boolean>`(teams.status = 'active' or projects.status not in ('recruiting', 'recruiting_paused'))`
/** Written out and not as parameters, so that a plan kept for all values still finds the partial indexes. */
export const hasStatus = (statuses: readonly ProjectStatus[]): RawBuilder<boolean> =>
  sql`projects.status in (${sql.join(statuses.map((status) => sql.lit(status)))})`

/** A shift lasts a day at most, so one that touches a span began less than a day before it. */
export const touches = (from: RawBuilder<unknown>, to: RawBuilder<unknown>): RawBuilder<boolean> =>
  sql`shifts.starts_at < ${to} and shifts.ends_at > ${from} and shifts.starts_at > ${from} - interval '1 day' and shifts.cancelled_at is null`

/** A shift in those days; without an end, one that is not over. */
export const touching = ({ from, to }: Window): RawBuilder<boolean> =>
  to === null
    ? sql`shifts.ends_at > ${from}::timestamptz and shifts.starts_at > ${from}::timestamptz - interval '1 day' and shifts.cancelled_at is null`
    : touches(sql`${from}::timestamptz`, sql`${to}::timestamptz`)

/** The columns of a card. Its places are those of all shifts, and its next shift the first that is not over; with days asked for, those of the days. */
export const cardsAt = (reader: Reader, now: Date, window: Window | null = null) =>
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
          .where('shifts.cancelledAt', 'is', null)
          .$if(window !== null, (rows) => rows.where(touching(window ?? { from: now, to: null })))
          .as('places'),
      (join) => join.onTrue(),
    )
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('shifts')
          .select(['shifts.startsAt as nextStartsAt', 'shifts.endsAt as nextEndsAt'])
          .whereRef('shifts.projectId', '=', 'projects.projectId')
          .where(touching(window ?? { from: now, to: null }))
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
      sql<boolean>`(projects.insurance <> '' or projects.insured_from is not null)`.as('hasInsurance'),
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

/** What a team has done, the latest first. */
export async function listEndedProjects(
  reader: Reader,
  teamId: TeamId,
  query: PageQuery,
  now: Date,
): Promise<Page<ProjectCard>> {
  const limit = limitOf(query)
  const after = decodeTimeKey(query.after)
  let rows = cardsAt(reader, now)
    .select(servedMinutes)
    .where(hasStatus(PUBLIC_STATUSES))
    .where('projects.visibility', '=', sql.lit('public'))
    .where('projects.endsAt', '<=', now)
    .where('projects.teamId', '=', teamId)
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

const servedMinutes = sql<number>`(
  select coalesce(sum(minutes), 0)::int from hour_entries where hour_entries.project_id = projects.project_id)`.as(
  'servedMinutes',
)

/** Asked of each project for itself; as `exists` it could become a join with all shifts there are. */
export const hasShift = (
  condition: RawBuilder<unknown>,
  of = sql.ref('projects.projectId'),
): RawBuilder<boolean> =>
  sql`(select true from shifts where shifts.project_id = ${of} and ${condition} limit 1) is true`

export const hasOpenPlace = (now: Date): RawBuilder<boolean> => sql`(
  teams.status = 'active' and projects.status in ('recruiting', 'running') and projects.pause_reason is null
  and projects.recruit_until >= ${now} and (projects.recruit_from is null or projects.recruit_from <= ${now})
  and ${hasShift(sql`shifts.ends_at > ${now} and shifts.cancelled_at is null and shifts.admitted_count + shifts.held_count < shifts.headcount`)})`

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
      and ${isOffered} and ${hasStatus(PUBLIC_STATUSES)} and projects.visibility = 'public'
      and projects.region_path >= ${root} and projects.region_path < ${root + PATH_END}
    group by days.day order by days.day`.execute(reader)
  return rows
}

/** P23. What still takes place and is not for everybody, but for this person; the nearest beginning first. */
export async function listProjectsMeant(
  reader: Reader,
  volunteerId: VolunteerId,
  query: PageQuery,
  now: Date,
): Promise<Page<ProjectCard>> {
  const limit = limitOf(query)
  const after = decodeTimeKey(query.after)
  let rows = cardsAt(reader, now)
    .where(sql<boolean>`projects.project_id in (${meantFor(sql`${volunteerId}::uuid`)})`)
    .where('projects.visibility', 'in', ['teams', 'invitation'])
    .where(hasStatus(CURRENT_STATUSES))
    .where('projects.endsAt', '>', now)
  if (after !== null)
    rows = rows.where(
      sql<boolean>`(projects.starts_at, projects.project_id) > (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  const found = await rows
    .orderBy('projects.startsAt')
    .orderBy('projects.projectId')
    .limit(limit + 1)
    .execute()
  return pageOf(found.map(cardOf), limit, (row) => [row.startsAt.toISOString(), row.projectId])
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
        and (signups.status = 'applied' or signups.status = 'waiting' and not signups.approved) and signups.starts_at > ${now})`.as(
        'pendingSignUps',
      ),
    ])
    .where('projects.teamId', '=', scope.teamId)
    .where('projects.status', '<>', 'template')
    // A draft that was given up, or ended with its team: nobody has seen it.
    .where(sql<boolean>`(projects.status <> 'cancelled' or projects.cancelled_at is not null)`)
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
