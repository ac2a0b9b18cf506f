/**
 * The counts of a county, taken again from its people and its teams. Only the job writes here; the rows of a period that
 * is over stay as they were counted last.
 */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import { countsOf, isConcerned, withPeriod, type DatedGoal } from './coverage.store.ts'

/** Counties, and wider regions whose people or teams belong to none of theirs. */
export async function listCountedPlaces(reader: Reader): Promise<string[]> {
  const { rows } = await sql<{ path: string }>`
    select region_path as path from region_people where registered > 0
    union select region_path from region_teams where active > 0 order by path`.execute(reader)
  return rows.map(({ path }) => path)
}

/** The people and teams of a place itself: of a county with its towns, of a wider region without its counties. */
const lies = (alias: string, path: string) => sql`${sql.ref(`${alias}.region_path`)} >= ${path}
  and ${sql.ref(`${alias}.region_path`)} < ${path + PATH_END} and left(${sql.ref(`${alias}.region_path`)}, 6) = ${path}`

export async function clearCounts(tx: Tx, path: string, periods: readonly string[]): Promise<void> {
  await sql`delete from region_goals where region_path = ${path} and period = any(${[...periods]}::text[])`.execute(
    tx,
  )
  await sql`
    delete from team_goals g using teams t where g.team_id = t.team_id and ${lies('t', path)}
      and g.period = any(${[...periods]}::text[])`.execute(tx)
}

export async function insertRegionCounts(
  tx: Tx,
  path: string,
  { goal, period }: DatedGoal,
  now: Date,
): Promise<void> {
  await sql`
    insert into region_goals (region_path, goal_key, period, concerned, reached, under_way, counted_at)
    select ${path}, ${goal.goalKey}, ${period.key}, ${countsOf(goal)}, ${now}::timestamptz
    from volunteers v ${withPeriod(period)}
    where ${lies('v', path)} and ${isConcerned(goal.personKind, period.firstDay)}`.execute(tx)
}

export async function insertTeamCounts(
  tx: Tx,
  path: string,
  { goal, period }: DatedGoal,
  now: Date,
): Promise<void> {
  await sql`
    insert into team_goals (team_id, goal_key, period, concerned, reached, under_way, counted_at)
    select t.team_id, ${goal.goalKey}, ${period.key}, ${countsOf(goal)}, ${now}::timestamptz
    from teams t join memberships m on m.team_id = t.team_id and m.status = 'member'
    join volunteers v on v.volunteer_id = m.volunteer_id ${withPeriod(period)}
    where ${lies('t', path)} and t.status in ('active', 'suspended') and ${isConcerned(goal.personKind, period.firstDay)}
    group by t.team_id`.execute(tx)
}
