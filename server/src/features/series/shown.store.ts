/** What the public reads of a series: of its projects only those that stand before it. */
import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ProjectId, SeriesId, TeamId } from '../../kernel/ids.ts'
import { decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { Span } from '../../kernel/span.ts'

/** Dates ahead on one page. A series that meets more often than weekly shows the next of them. */
const COMING_MAX = 30

export interface ShownSeries {
  seriesId: SeriesId
  name: string
  intro: string
  teamId: TeamId
  teamName: string
  projects: number
  /** Days on which it has met. */
  days: number
  people: number
  minutes: number
  hiddenBecause: string | null
  mendedAt: Date | null
}

const isShown = sql`p.visibility = 'public' and p.status in ('recruiting', 'recruiting_paused', 'running', 'ended', 'closed')`

/** Of whom everything was reversed is not counted as having served. */
const served = (where: RawBuilder<unknown>) => sql`
  select count(*) filter (where minutes > 0)::int as people, sum(minutes)::int as minutes
  from (select sum(minutes) as minutes from hour_entries where ${where} group by volunteer_id) each`

/** Undefined while none of its projects stands before the public. Of one that is hidden the caller says who reads it. */
export async function findShownSeries(
  reader: Reader,
  seriesId: SeriesId,
  now: Date,
): Promise<ShownSeries | undefined> {
  const { rows } = await sql<ShownSeries>`
    with shown as (
      select p.project_id from series_projects sp join projects p using (project_id)
      where sp.series_id = ${seriesId} and ${isShown})
    select s.series_id, s.name, s.intro, s.team_id, t.name as team_name, s.hidden_because, s.mended_at,
      (select count(*)::int from shown) as projects,
      (select count(distinct (shifts.starts_at at time zone 'Asia/Shanghai')::date)::int
        from shown join shifts using (project_id) where shifts.ends_at <= ${now} and shifts.cancelled_at is null) as days,
      coalesce(done.people, 0) as people, coalesce(done.minutes, 0) as minutes
    from series s join teams t on t.team_id = s.team_id
    cross join lateral (${served(sql`project_id in (select project_id from shown)`)}) done
    where s.series_id = ${seriesId} and exists (select from shown)`.execute(reader)
  return rows[0]
}

export interface ComingDate extends Span {
  projectId: ProjectId
  title: string
  placeName: string
  headcount: number
  admitted: number
}

/** Shifts of one project at the same time are one date, whatever their positions. */
export async function listComingDates(
  reader: Reader,
  seriesId: SeriesId,
  now: Date,
): Promise<{ dates: ComingDate[]; more: boolean }> {
  const { rows } = await sql<ComingDate>`
    select p.project_id, p.title, p.place_name, shifts.starts_at, shifts.ends_at,
      sum(shifts.headcount)::int as headcount, sum(shifts.admitted_count)::int as admitted
    from series_projects sp join projects p using (project_id) join shifts using (project_id)
    where sp.series_id = ${seriesId} and shifts.ends_at > ${now} and shifts.cancelled_at is null
      and p.visibility = 'public' and p.status in ('recruiting', 'recruiting_paused', 'running')
    group by p.project_id, shifts.starts_at, shifts.ends_at
    order by shifts.starts_at, p.project_id limit ${COMING_MAX + 1}`.execute(reader)
  return { dates: rows.slice(0, COMING_MAX), more: rows.length > COMING_MAX }
}

export interface DoneProject extends Span {
  projectId: ProjectId
  title: string
  people: number
  minutes: number
}

/** What has begun, the latest first, with the hours that were credited in it. */
export async function listDone(
  reader: Reader,
  seriesId: SeriesId,
  query: PageQuery & { oversees: boolean },
  now: Date,
): Promise<Page<DoneProject>> {
  const { oversees } = query
  const limit = limitOf(query)
  const after = decodeTimeKey(query.after)
  const isAfter =
    after === null
      ? sql`true`
      : sql`(p.starts_at, p.project_id) < (${after.at}::timestamptz, ${after.id}::uuid)`
  const { rows } = await sql<DoneProject>`
    select p.project_id, p.title, p.starts_at, p.ends_at, coalesce(done.people, 0) as people, coalesce(done.minutes, 0) as minutes
    from series_projects sp join projects p using (project_id)
    join series s on s.series_id = sp.series_id and (s.hidden_at is null or ${oversees})
    cross join lateral (${served(sql`hour_entries.project_id = p.project_id`)}) done
    where sp.series_id = ${seriesId} and ${isShown} and p.starts_at <= ${now} and ${isAfter}
    order by p.starts_at desc, p.project_id desc limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.startsAt.toISOString(), row.projectId])
}

/** The series of a public project, for its page. */
export async function findShownSeriesOf(
  reader: Reader,
  projectId: ProjectId,
): Promise<{ seriesId: SeriesId; name: string } | undefined> {
  const { rows } = await sql<{ seriesId: SeriesId; name: string }>`
    select s.series_id, s.name from series_projects sp join series s using (series_id) join projects p using (project_id)
    where sp.project_id = ${projectId} and ${isShown} and s.hidden_at is null`.execute(reader)
  return rows[0]
}
