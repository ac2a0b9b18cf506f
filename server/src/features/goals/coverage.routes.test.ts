import { sql } from 'kysely'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { makeAccount, type TestAccount } from '../../../test/accounts.ts'
import { makeCrew, makeCrewTeam, type CrewMember, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { lineOf, postLines } from '../../../test/lines.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'
import { countGoalsJob } from '../../jobs/count-goals.ts'
import type { SiteId } from '../../kernel/ids.ts'

interface Counts {
  concerned: number
  reached: number
  underWay: number
  notBegun: number
}
type Dated = Counts & { goal: { goalKey: string } }
interface TeamGoals {
  items: Dated[]
  mayReadPeople: boolean
  hasBranches: boolean
}
interface Members {
  items: { membershipId: string; name: string; volunteerNumber: string; done: number; state: string }[]
  next: string | null
}
interface RegionGoals {
  items: {
    goal: { goalKey: string }
    total: Counts & { countedAt: string | null }
    rows: (Counts & { regionCode: string })[]
  }[]
}

const PARTY = 'party_member.activities.year'
let server: TestServer
let site: SiteId
let admin: TestAccount
let team: CrewTeam
let below: CrewTeam
let people: CrewMember[]
beforeAll(async () => {
  server = await startTestServer()
  site = await makeSite(server)
  admin = await makeStaff(server, 'site_admin')
  team = await makeCrewTeam(server)
  below = await makeCrewTeam(server)
  await server.db
    .updateTable('teams')
    .set({ parentId: team.teamId, path: `${team.path}x/` })
    .where('teamId', '=', below.teamId)
    .execute()
  const asked = {
    amount: 2,
    unitMinutes: null,
    countsLate: true,
    name: { zh: '党员活动日', en: 'Party members' },
    source: '',
    firstPeriod: '2026',
  }
  checked(await admin.client.put(`/sites/${site}/goals/${PARTY}`, asked), 200)
  people = await makeCrew(server, 5, { team })
  const others = await makeCrew(server, 2, { team: below })
  await server.db
    .updateTable('volunteers')
    .set({ politicalStatus: '01' })
    .where(
      'volunteerId',
      'in',
      [...people.slice(0, 4), ...others].map(({ volunteerId }) => volunteerId),
    )
    .execute()
  const served = (person: CrewMember, ...days: string[]) =>
    days.map((servedOn) =>
      lineOf(server, { volunteerId: person.volunteerId, team, regionPath: '441302', servedOn, minutes: 60 }),
    )
  await postLines(server, [
    ...served(people[0]!, '2026-03-05', '2026-04-05'),
    ...served(people[1]!, '2026-03-05'),
    ...served(people[4]!, '2026-03-05', '2026-04-05', '2026-05-05'),
    ...served(others[0]!, '2026-03-05', '2026-04-05'),
  ])
})
afterAll(() => server.stop())

const ofTeam = (path = '') => `/teams/${team.teamId}/goals${path}`
const counts = async (client: Client, query = '') => checked(await client.get<TeamGoals>(ofTeam(query)), 200)
const party = (list: { items: Dated[] }) => list.items.find(({ goal }) => goal.goalKey === PARTY)
const members = (client: Client, query = '') => client.get<Members>(ofTeam(`/${PARTY}/members${query}`))

describe('C9 O10 getTeamGoals', () => {
  test('of the members whom the goal concerns: reached, under way, not begun', async () => {
    const body = await counts(team.leader.client)
    expect(party(body)).toMatchObject({ concerned: 4, reached: 1, underWay: 1, notBegun: 2 })
    expect(body.items[0]).toMatchObject({ concerned: 5, reached: 0, underWay: 3, notBegun: 2 })
    expect([body.mayReadPeople, body.hasBranches]).toEqual([true, true])
    expect(party(await counts(team.leader.client, '?when=previous'))).toBeUndefined()
  })
  test('whoever reads about people has the counts, and no names', async () => {
    const grant = {
      role: 'team_viewer' as const,
      bodyName: team.name,
      teamId: team.teamId,
      teamPath: team.path,
    }
    const viewer = await makeAccount(server, { displayName: '王安宁', grants: [grant] })
    expect((await counts(viewer.client)).mayReadPeople).toBe(false)
    expect((await members(viewer.client)).code).toBe('not_your_team')
  })
  test('one statement for all goals, whatever the number of members', async () => {
    const connect = vi.spyOn(pg.Pool.prototype, 'connect')
    try {
      await counts(team.leader.client)
      const before = connect.mock.calls.length
      await counts(team.leader.client)
      expect(connect.mock.calls.length - before).toBeLessThanOrEqual(7)
    } finally {
      connect.mockRestore()
    }
  })
})

describe('C9 O11 listGoalMembers, exportGoalMembers', () => {
  test('in the order of joining, page by page, and by how far they are', async () => {
    const all = checked(await members(team.leader.client), 200).items
    expect(all.map(({ done, state }) => [done, state])).toEqual([
      [2, 'reached'],
      [1, 'under_way'],
      [0, 'not_begun'],
      [0, 'not_begun'],
    ])
    const late = checked(await members(team.leader.client, '?state=not_begun&limit=1'), 200)
    expect(late.items.map(({ membershipId }) => membershipId)).toEqual([all[2]!.membershipId])
    const next = checked(await members(team.leader.client, `?state=not_begun&after=${late.next}`), 200)
    expect([next.items[0]!.membershipId, next.next]).toEqual([all[3]!.membershipId, null])
  })
  test('each of them sees in their own trail that the unit has looked', async () => {
    checked(await members(team.leader.client, '?state=reached'), 200)
    const seen = await server.reader
      .selectFrom('recordAccesses')
      .select('volunteerId')
      .where('deed', '=', 'listGoalMembers')
      .where('volunteerId', '=', people[0]!.volunteerId)
      .execute()
    expect(seen.length).toBeGreaterThan(0)
  })
  test('the file has masked names', async () => {
    const file = checked(
      await team.leader.client.get<Members & { isCut: boolean }>(ofTeam(`/${PARTY}/member-export`)),
      200,
    )
    expect([file.items.length, file.isCut]).toEqual([4, false])
    expect(file.items.every(({ name }) => name.includes('*'))).toBe(true)
  })
  test('a goal that does not hold there', async () => {
    const path = `/teams/${team.teamId}/goals/pupil.class_hours.school_year/members`
    expect((await team.leader.client.get(path)).code).toBe('goal_not_found')
    expect((await below.leader.client.get(ofTeam(`/${PARTY}/members`))).code).toBe('not_your_team')
  })
})

describe('C9 O12, O13 branches and regions', () => {
  const branches = async () =>
    checked(
      await team.leader.client.get<{ items: (Counts & { teamId: string })[] }>(ofTeam(`/${PARTY}/branches`)),
      200,
    ).items
  const regions = async (client: Client, query = '') =>
    checked(await client.get<RegionGoals>(`/region-goals${query}`), 200).items.find(
      ({ goal }) => goal.goalKey === PARTY,
    )!

  test('before the first count a goal is there, and says that nobody has been counted', async () => {
    const goal = await regions(admin.client)
    expect(goal).toMatchObject({ total: { concerned: 0, countedAt: null }, rows: [] })
  })
  test('the job counts teams and counties, again without doubling, and forgets what holds no longer', async () => {
    await sql`insert into region_people (region_path, registered) values ('441302', 7)
      on conflict (region_path) do update set registered = 7`.execute(server.db)
    await countGoalsJob.run(server.engine)
    await countGoalsJob.run(server.engine)
    expect(await branches()).toEqual([
      expect.objectContaining({ teamId: below.teamId, concerned: 2, reached: 1, underWay: 0, notBegun: 1 }),
    ])
    const goal = await regions(admin.client, '?region=441300')
    expect(goal.total).toMatchObject({ concerned: 6, reached: 2, underWay: 1, notBegun: 3 })
    expect(goal.rows).toEqual([expect.objectContaining({ regionCode: '441302', concerned: 6, reached: 2 })])
    checked(await admin.client.post(`/sites/${site}/goals/${PARTY}/end`, { atOnce: true }), 204)
    await countGoalsJob.run(server.engine)
    const { rows } = await sql`select from team_goals where goal_key = ${PARTY}`.execute(server.db)
    expect(rows).toEqual([])
  })
  test('an authority of another place is told so', async () => {
    const elsewhere = await makeStaff(server, 'authority_viewer', '4403')
    expect((await elsewhere.client.get('/region-goals?region=441300')).code).toBe('not_your_region')
  })
})
