/** What is counted in SQL equals what the rules say of each person, and no read walks through all people. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import type { SiteId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { countGoalsJob } from '../../jobs/count-goals.ts'
import { goalMembers, isConcerned, teamCoverage, type DatedGoal } from './coverage.store.ts'
import { NOTHING_DONE, progressOf, type GoalCounts, type GoalPeople } from './goals.rules.ts'
import { concerns, PERSON_KINDS } from './kinds.rules.ts'
import { goalsAt, periodsAt } from './places.ts'

const PEOPLE = 40_000
const COUNTIES = ['441302', '441303', '441322', '441323']
let server: TestServer
let site: SiteId
let teams: CrewTeam[]

beforeAll(async () => {
  server = await startTestServer()
  site = await makeSite(server)
  teams = [await makeCrewTeam(server), await makeCrewTeam(server)]
  await sql`
    insert into volunteers (volunteer_id, account_id, status, name, id_kind, id_number_enc, phone_enc, gender, birth_date,
      region_code, region_path, volunteer_number, registered_at, political_status, employment, education)
    select gen_random_uuid(), gen_random_uuid(), case n % 11 when 0 then 'under_review' else 'verified' end, '志愿者', 'mainland_id', '\\x00', '\\x00',
      'female', date '1960-01-01' + (n * 37 % 20000), region, region, 'V' || n, now(), (array['01', '02', '13', null])[n % 4 + 1],
      (array['31', '11', null])[n % 3 + 1], (array['20', '60', '70', '40', null])[n % 5 + 1]
    from (select n, (${COUNTIES}::text[])[n % 4 + 1] as region from generate_series(1, ${PEOPLE}) as n) as made`.execute(
    server.db,
  )
  await sql`
    insert into volunteer_periods (volunteer_id, period, minutes, activities, firm_minutes, firm_activities)
    select volunteer_id, period, n * 30, n, n * 20, n / 2 from (
      select volunteer_id, (ascii(substr(volunteer_id::text, 1, 1)) % 9 + 1)::int as n from volunteers
      where volunteer_id::text ~ '^[0-7]') as those cross join (values ('2026'), ('2026/27')) as p (period)`.execute(
    server.db,
  )
  await sql`
    insert into memberships (volunteer_id, membership_id, team_id, status, requested_at, joined_at)
    select volunteer_id, gen_random_uuid(), case when n % 200 = 0 then ${teams[0]!.teamId}::uuid else ${teams[1]!.teamId}::uuid end,
      'member', now(), now()
    from (select volunteer_id, row_number() over (order by volunteer_id) as n from volunteers) as people`.execute(
    server.db,
  )
  await sql`
    insert into families (family_id, name, region_code, region_path, head_id, people, founded_at)
    values (gen_random_uuid(), '家', '441302', '441302', gen_random_uuid(), 2, now())`.execute(server.db)
  await sql`
    insert into family_members (volunteer_id, family_member_id, family_id, joined_at)
    select volunteer_id, gen_random_uuid(), (select family_id from families), now() from volunteers where volunteer_id::text ~ '^3'`.execute(
    server.db,
  )
  await sql`
    insert into goal_versions (site_id, goal_key, version, person_kind, measure, period_kind, amount, unit_minutes, counts_late,
      name_zh, name_en, source, first_period, set_by, set_by_label, set_at)
    select ${site}, concat_ws('.', person, measure, period), 1, person, measure, period, amount, unit, late, '', '', '', first, gen_random_uuid(), '', now()
    from (values ('party_member', 'activities', 'year', 4, null, true, '2026'), ('pupil', 'class_hours', 'school_year', 2, 45, false, '2026/27'),
      ('student', 'credits', 'school_year', 2, 60, false, '2026/27'), ('family', 'activities', 'year', 3, null, false, '2026'))
      as goal (person, measure, period, amount, unit, late, first)`.execute(server.db)
  await sql`insert into region_people (region_path, registered) select unnest(${COUNTIES}::text[]), 1
    on conflict (region_path) do update set registered = 1`.execute(server.db)
  await sql`analyze volunteers, volunteer_periods, memberships, family_members`.execute(server.db)
})
afterAll(() => server.stop())

const datedGoals = async (): Promise<DatedGoal[]> => {
  const periods = periodsAt(server.now(), 'current')
  const { goals } = await goalsAt(server.reader, '441302', periods)
  return goals.map((goal) => ({ goal, period: periods[goal.periodKind] }))
}

interface Row {
  volunteerId: VolunteerId
  status: string
  politicalStatus: string | null
  employment: string | null
  education: string | null
  birthDate: string
  inFamily: boolean
  county: string
  teamId: string | null
}
async function everybody(): Promise<Row[]> {
  const { rows } = await sql<Row>`
    select v.volunteer_id, v.status, v.political_status, v.employment, v.education, v.birth_date, left(v.region_path, 6) as county,
      m.team_id, exists (select from family_members f where f.volunteer_id = v.volunteer_id) as in_family
    from volunteers v left join memberships m on m.volunteer_id = v.volunteer_id`.execute(server.reader)
  return rows
}
const factsOf = ({ status, birthDate, ...row }: Row) => ({
  ...row,
  isVerified: status === 'verified',
  birthDate: localDate(birthDate),
})

test.each(PERSON_KINDS)('C9 O2: SQL and the rule mean the same people by %s', async (kind) => {
  for (const firstDay of [localDate('2026-01-01'), localDate('2026-09-01')]) {
    const { rows } = await sql<{ volunteerId: VolunteerId }>`
      select volunteer_id from volunteers v where ${isConcerned(kind, firstDay)}`.execute(server.reader)
    const bySql = new Set(rows.map(({ volunteerId }) => volunteerId))
    const byRule = (await everybody()).filter((row) => concerns(kind, factsOf(row), firstDay))
    expect(byRule.length).toBeGreaterThan(0)
    expect(bySql.size).toBe(byRule.length)
    expect(byRule.every(({ volunteerId }) => bySql.has(volunteerId))).toBe(true)
  }
})

test('C9 O13: what the job has counted equals a recount person by person, for each team and county', async () => {
  await countGoalsJob.run(server.engine)
  const people = await everybody()
  const periods = await server.reader.selectFrom('volunteerPeriods').selectAll().execute()
  const facts = new Map(periods.map((row) => [`${row.volunteerId} ${row.period}`, row]))
  const expected = new Map<string, number>()
  for (const { goal, period } of await datedGoals())
    for (const person of people.filter((row) => concerns(goal.personKind, factsOf(row), period.firstDay))) {
      const { state } = progressOf(goal, facts.get(`${person.volunteerId} ${period.key}`) ?? NOTHING_DONE)
      for (const place of [person.county, person.teamId])
        if (place !== null) {
          const key = `${place} ${goal.goalKey} ${state}`
          expected.set(key, (expected.get(key) ?? 0) + 1)
        }
    }
  const { rows } = await sql<{ key: string; value: number }>`
    select concat_ws(' ', place, goal_key, state) as key, value from (
      select region_path as place, goal_key, concerned, reached, under_way from region_goals
      union all select team_id::text, goal_key, concerned, reached, under_way from team_goals) as kept
    cross join lateral (values ('reached', reached), ('under_way', under_way), ('not_begun', concerned - reached - under_way)) as s (state, value)
    where value > 0`.execute(server.reader)
  expect(new Map(rows.map(({ key, value }) => [key, value]))).toEqual(expected)
  expect(expected.size).toBeGreaterThan(40)
})

describe('C9 O10: reads go along the members, at forty thousand people', () => {
  const planOf = async (query: ReturnType<typeof sql>): Promise<string> => {
    const { rows } = await sql<Record<string, string>>`explain ${query}`.execute(server.db)
    return rows.map((row) => Object.values(row)[0]).join('\n')
  }
  const scope = { teamId: '', path: '' } as unknown as GoalCounts
  test('the counts of a team', async () => {
    const plan = await planOf(teamCoverage({ ...scope, teamId: teams[0]!.teamId }, await datedGoals()))
    expect(plan).not.toMatch(/Seq Scan on (volunteers|volunteer_periods|memberships)/)
  })
  test('its people', async () => {
    const people = { peopleOf: teams[0]!.teamId } as GoalPeople
    for (const goal of await datedGoals())
      for (const state of [undefined, 'not_begun'] as const)
        expect(await planOf(goalMembers(people, goal, { state }, 21))).not.toMatch(
          /Seq Scan on (volunteers|volunteer_periods|memberships)/,
        )
  })
})
