/**
 * How far people are: one person by key, a unit along its members, branches and regions by what a job has counted. Each
 * read costs what the unit has members, or what the tree has teams below it; none walks through all people.
 */
import { sql, type RawBuilder } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { MembershipId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import {
  columnOf,
  type GoalCounts,
  type GoalInForce,
  type GoalPeople,
  type GoalRegions,
  type GoalState,
  type PeriodFacts,
} from './goals.rules.ts'
import { KINDS, type Criteria, type PersonFacts, type PersonKind } from './kinds.rules.ts'
import type { Period } from './periods.rules.ts'

const COLUMNS: Readonly<Record<keyof PeriodFacts, RawBuilder<number>>> = {
  minutes: sql`coalesce(p.minutes, 0)`,
  activities: sql`coalesce(p.activities, 0)`,
  firmMinutes: sql`coalesce(p.firm_minutes, 0)`,
  firmActivities: sql`coalesce(p.firm_activities, 0)`,
}
const yearsBefore = (day: LocalDate, years: number): string =>
  `${Number(day.slice(0, 4)) - years}${day.slice(4)}`
const among = (codes: readonly string[]) => sql`(${sql.join(codes.map((code) => sql.lit(code)))})`

function meets(criteria: Criteria, firstDay: LocalDate): RawBuilder<boolean> {
  const { politicalStatus, employment, education, notEducation, ageFrom, ageBelow, inFamily } = criteria
  const parts: RawBuilder<unknown>[] = [sql`true`]
  if (politicalStatus !== undefined) parts.push(sql`v.political_status in ${among(politicalStatus)}`)
  if (employment !== undefined) parts.push(sql`v.employment in ${among(employment)}`)
  if (education !== undefined) parts.push(sql`v.education in ${among(education)}`)
  if (notEducation !== undefined) parts.push(sql`coalesce(v.education, '') not in ${among(notEducation)}`)
  if (ageFrom !== undefined) parts.push(sql`v.birth_date <= ${yearsBefore(firstDay, ageFrom)}::date`)
  if (ageBelow !== undefined) parts.push(sql`v.birth_date > ${yearsBefore(firstDay, ageBelow)}::date`)
  if (inFamily === true)
    parts.push(
      sql`exists (select from family_members f where f.volunteer_id = v.volunteer_id and f.left_at is null)`,
    )
  return sql<boolean>`(${sql.join(parts, sql` and `)})`
}
/** O2. The words of `concerns`, for the rows of volunteers as v. */
export const isConcerned = (kind: PersonKind, firstDay: LocalDate): RawBuilder<boolean> =>
  sql<boolean>`v.status = 'verified' and (${sql.join(
    KINDS[kind].map((criteria) => meets(criteria, firstDay)),
    sql` or `,
  )})`

export interface Counts {
  concerned: number
  reached: number
  underWay: number
}
/** Of the rows of volunteers as v with their period as p. */
export function countsOf(goal: GoalInForce): RawBuilder<unknown> {
  const done = COLUMNS[columnOf(goal)]
  return sql`count(*)::int as concerned, count(*) filter (where ${done} >= ${goal.need})::int as reached,
    count(*) filter (where ${done} > 0 and ${done} < ${goal.need})::int as under_way`
}
export const withPeriod = (period: Period) =>
  sql`left join volunteer_periods p on p.volunteer_id = v.volunteer_id and p.period = ${period.key}`

export interface DatedGoal {
  goal: GoalInForce
  period: Period
}
/** O10. Of the members of one team, every goal in one statement. */
export function teamCoverage({ teamId }: GoalCounts, goals: readonly DatedGoal[]) {
  const parts = goals.map(
    ({ goal, period }) => sql`
      select ${goal.goalKey}::text as goal_key, ${countsOf(goal)}
      from memberships m join volunteers v on v.volunteer_id = m.volunteer_id ${withPeriod(period)}
      where m.team_id = ${teamId} and m.status = 'member' and ${isConcerned(goal.personKind, period.firstDay)}`,
  )
  return sql<Counts & { goalKey: string }>`${sql.join(parts, sql` union all `)}`
}
export async function countTeam(
  reader: Reader,
  scope: GoalCounts,
  goals: readonly DatedGoal[],
): Promise<Map<string, Counts>> {
  const { rows } = await teamCoverage(scope, goals).execute(reader)
  return new Map(rows.map(({ goalKey, ...counts }) => [goalKey, counts]))
}

export interface GoalMember {
  membershipId: MembershipId
  volunteerId: VolunteerId
  name: string
  volunteerNumber: string | null
  done: number
  state: GoalState
}
export interface MembersQuery extends PageQuery {
  state?: GoalState | undefined
}
/** Those whom the goal concerns, in the order in which they joined. */
export function goalMembers(
  { peopleOf }: GoalPeople,
  { goal, period }: DatedGoal,
  query: MembersQuery,
  limit: number,
) {
  const done = COLUMNS[columnOf(goal)]
  const after = decodeIdKey(query.after)
  return sql<GoalMember>`
    select * from (
      select m.membership_id, v.volunteer_id, v.name, v.volunteer_number, ${done} as done,
        case when ${done} >= ${goal.need} then 'reached' when ${done} > 0 then 'under_way' else 'not_begun' end as state
      from memberships m join volunteers v on v.volunteer_id = m.volunteer_id ${withPeriod(period)}
      where m.team_id = ${peopleOf} and m.status = 'member' and (${after}::uuid is null or m.membership_id > ${after}::uuid)
        and ${isConcerned(goal.personKind, period.firstDay)}) as concerned
    where ${query.state ?? null}::text is null or state = ${query.state ?? null}
    order by membership_id limit ${limit}`
}
/** `atMost` is for a file, which has no pages. */
export async function listGoalMembers(
  reader: Reader,
  scope: GoalPeople,
  goal: DatedGoal,
  query: MembersQuery,
  atMost?: number,
): Promise<Page<GoalMember>> {
  const limit = atMost ?? limitOf(query)
  const { rows } = await goalMembers(scope, goal, query, limit + 1).execute(reader)
  return pageOf(rows, limit, (row) => [row.membershipId])
}

export interface BranchCounts extends Counts {
  teamId: TeamId
  name: string
  countedAt: Date | null
}
/** O10. The teams right below one, each with all below it. */
export async function listBranchCounts(
  reader: Reader,
  { teamId }: GoalCounts,
  { goal, period }: DatedGoal,
  query: PageQuery,
): Promise<Page<BranchCounts>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const { rows } = await sql<BranchCounts>`
    select t.team_id, t.name, c.* from teams t cross join lateral (
      select coalesce(sum(g.concerned), 0)::int as concerned, coalesce(sum(g.reached), 0)::int as reached,
        coalesce(sum(g.under_way), 0)::int as under_way, min(g.counted_at) as counted_at
      from teams b join team_goals g on g.team_id = b.team_id and g.goal_key = ${goal.goalKey} and g.period = ${period.key}
      where b.path >= t.path and b.path < t.path || ${PATH_END}) as c
    where t.parent_id = ${teamId} and t.status in ('active', 'suspended') and (${after}::uuid is null or t.team_id > ${after}::uuid)
    order by t.team_id limit ${limit + 1}`.execute(reader)
  return pageOf(rows, limit, (row) => [row.teamId])
}

export interface RegionCounts extends Counts {
  regionCode: string
  regionName: string
  isWhole: boolean
  goalKey: string
  countedAt: Date | null
}
/** O12. The region itself and each right below it, every goal that has been counted there. One statement. */
export async function listRegionCounts(
  reader: Reader,
  { regionPath }: GoalRegions,
  periods: readonly string[],
): Promise<RegionCounts[]> {
  const { rows } = await sql<RegionCounts>`
    with root as (select region_code, path from regions where path = ${regionPath} and valid_to is null),
    places as (
      select r.region_code, r.name as region_name, r.path, r.region_code = root.region_code as is_whole
      from root join regions r on r.region_code = root.region_code
        or (r.parent_code = root.region_code and r.level <> 'township' and r.valid_to is null))
    select region_code, region_name, is_whole, goal_key, sum(concerned)::int as concerned, sum(reached)::int as reached,
      sum(under_way)::int as under_way, min(counted_at) as counted_at
    from places join region_goals g on g.region_path >= path and g.region_path < path || ${PATH_END}
      and g.period = any(${[...periods]}::text[])
    group by region_code, region_name, is_whole, path, goal_key order by is_whole desc, path, goal_key`.execute(
    reader,
  )
  return rows
}

export interface OwnFacts extends PersonFacts {
  regionPath: string
}
export async function findOwnFacts(reader: Reader, volunteerId: VolunteerId): Promise<OwnFacts | undefined> {
  const { rows } = await sql<OwnFacts & { birthDate: string }>`
    select v.status = 'verified' as is_verified, v.political_status, v.employment, v.education, v.birth_date, v.region_path,
      exists (select from family_members f where f.volunteer_id = v.volunteer_id and f.left_at is null) as in_family
    from volunteers v where v.volunteer_id = ${volunteerId}`.execute(reader)
  const row = rows[0]
  return row === undefined ? undefined : { ...row, birthDate: localDate(row.birthDate) }
}

export async function findPeriodFacts(
  reader: Reader,
  volunteerId: VolunteerId,
  periods: readonly string[],
): Promise<Map<string, PeriodFacts>> {
  const rows = await reader
    .selectFrom('volunteerPeriods')
    .select(['period', 'minutes', 'activities', 'firmMinutes', 'firmActivities'])
    .where('volunteerId', '=', volunteerId)
    .where('period', 'in', [...periods])
    .execute()
  return new Map(rows.map(({ period, ...facts }) => [period, facts]))
}
