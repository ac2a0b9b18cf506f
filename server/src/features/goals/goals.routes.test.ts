import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { TestAccount } from '../../../test/accounts.ts'
import { makeCrew, makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { lineOf, postLines, reversalOf } from '../../../test/lines.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { checked, staffClient } from '../../../test/teams.ts'
import type { SiteId, VolunteerId } from '../../kernel/ids.ts'

interface Goal {
  goalKey: string
  need: number
  amount: number
  countsLate: boolean
  siteId: string | null
}
interface GoalsOfSite {
  site: { siteId: string }
  items: {
    goalKey: string
    inForce: Goal | null
    isOwn: boolean
    above: Goal | null
    history: {
      version: number
      amount: number
      firstPeriod: string
      lastPeriod: string | null
      setBy: string
    }[]
  }[]
  whyNot: { setGoal: string | null }
}
interface Mine {
  items: {
    goal: Goal
    done: number
    left: number
    leftOut: number
    state: string
    period: { key: string; firstDay: string }
    basis: { politicalStatus: string | null }
    before: { period: { key: string }; need: number; state: string } | null
  }[]
}

const PARTY = 'party_member.activities.year'
const YEARLY = 'everyone.minutes.year'
let server: TestServer
let city: SiteId
let county: SiteId
let admin: TestAccount
let local: TestAccount
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  city = await makeSite(server)
  county = await makeSite(server, '441302')
  admin = await makeStaff(server, 'site_admin')
  local = await makeStaff(server, 'site_admin', '441302')
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

/** Staff are signed out after twelve hours, so whoever moves the clock brings them back. */
async function at(now: string): Promise<void> {
  server.setNow(now)
  admin = { ...admin, client: await staffClient(server, admin.accountId) }
  local = { ...local, client: await staffClient(server, local.accountId) }
}
const TODAY = '2026-11-24T02:00:00Z'
const form = (change: object = {}) => ({
  amount: 4,
  unitMinutes: null,
  countsLate: true,
  name: { zh: '党员活动日', en: 'Party members’ day' },
  source: '惠文明办〔2018〕92号 二（一）',
  firstPeriod: '2026',
  ...change,
})
const set = (client: Client, siteId: string, goal = PARTY, change: object = {}) =>
  client.put<{ version: number }>(`/sites/${siteId}/goals/${goal}`, form(change))
const end = (client: Client, siteId: string, goal: string, atOnce: boolean) =>
  client.post(`/sites/${siteId}/goals/${goal}/end`, { atOnce })
const goalsAt = async (client: Client, region: string) =>
  checked(await client.get<GoalsOfSite>(`/goals?region=${region}`), 200)
const goalAt = async (region: string, key = PARTY) =>
  (await goalsAt(admin.client, region)).items.find(({ goalKey }) => goalKey === key)
const mine = async (client: Client) => checked(await client.get<Mine>('/me/goals'), 200).items
const line = (volunteerId: VolunteerId, servedOn: string, minutes: number, grade: 'A' | 'E' = 'A') =>
  lineOf(server, { volunteerId, team, regionPath: '441302', servedOn, minutes, grade })
async function partyMember() {
  const [person] = await makeCrew(server, 1, { team })
  await server.db
    .updateTable('volunteers')
    .set({ politicalStatus: '01' })
    .where('volunteerId', '=', person!.volunteerId)
    .execute()
  return person!
}

describe('C9 setGoal, endGoal', () => {
  test('O7, O8: a city sets, a county below asks for more but never for less, and the trail knows', async () => {
    expect((await set(admin.client, city)).body).toEqual({ version: 1 })
    expect(await goalAt('441302')).toMatchObject({ inForce: { amount: 4, siteId: city }, isOwn: false })
    const less = await set(local.client, county, PARTY, { amount: 3 })
    expect([less.status, less.code, less.facts['amount']]).toEqual([422, 'goal_loosens', 4])
    checked(await set(local.client, county, PARTY, { amount: 6 }), 200)
    expect(await goalAt('441302')).toMatchObject({
      inForce: { amount: 6 },
      isOwn: true,
      above: { amount: 4 },
    })
    expect(await goalAt('441303')).toMatchObject({ inForce: { amount: 4 }, above: null })
    checked(await set(admin.client, city, PARTY, { amount: 8 }), 200)
    expect(await goalAt('441302')).toMatchObject({ inForce: { amount: 8, siteId: city } })
    const trail = await server.reader
      .selectFrom('auditEntries')
      .select('facts')
      .where('deed', '=', 'setGoal')
      .where('subjectId', '=', county)
      .execute()
    expect(trail).toEqual([
      { facts: expect.objectContaining({ goal: PARTY, version: 1, amount: 6 }) as object },
    ])
  })

  test('O7: history keeps every version; ended for the next period it holds on, ended at once it does not', async () => {
    checked(await end(admin.client, city, PARTY, false), 204)
    expect((await end(admin.client, city, PARTY, false)).code).toBe('goal_not_found')
    expect(await goalAt('441303')).toMatchObject({ inForce: { amount: 8 }, isOwn: true })
    await at('2027-01-10T02:00:00Z')
    expect(await goalAt('441303')).toMatchObject({ inForce: null, isOwn: false })
    await at(TODAY)
    checked(await end(admin.client, city, PARTY, true), 204)
    const goal = await goalAt('441303')
    expect(goal?.inForce).toBeNull()
    expect(goal?.history.map(({ version, amount, lastPeriod }) => [version, amount, lastPeriod])).toEqual([
      [4, 8, '2025'],
      [3, 8, '2026'],
      [2, 8, null],
      [1, 4, null],
    ])
    expect(goal?.history[0]?.setBy).toContain('曾永康')
    checked(await end(local.client, county, PARTY, true), 204)
  })

  test.each([
    ['site_admin_only', 'authority_reviewer', {}, PARTY],
    ['period_over', 'site_admin', { firstPeriod: '2025' }, PARTY],
    ['period_malformed', 'site_admin', { firstPeriod: '2026/27' }, PARTY],
    ['unit_minutes_unfit', 'site_admin', { unitMinutes: 45 }, PARTY],
    ['goal_not_found', 'site_admin', {}, 'nobody.minutes.year'],
  ] as const)('%s', async (reason, role, change, key) => {
    const { client } = await makeStaff(server, role)
    expect((await set(client, city, key, change)).code).toBe(reason)
  })
  test('a county does not set goals for its city, and says so with the list', async () => {
    expect((await set(local.client, city)).code).toBe('not_your_region')
    expect((await goalsAt(local.client, '441303')).whyNot.setGoal).toBe('not_your_region')
    expect((await goalsAt(local.client, '441302')).whyNot.setGoal).toBeNull()
    expect((await end(local.client, county, 'pupil.class_hours.school_year', true)).code).toBe(
      'goal_not_found',
    )
  })
})

describe('C9 getMyGoals', () => {
  test('O5, O6: what is done counts, a reversal falls out, and late hours only where the goal takes them', async () => {
    checked(await set(admin.client, city, PARTY, { countsLate: false }), 200)
    const person = await partyMember()
    const posted = await postLines(server, [
      line(person.volunteerId, '2026-03-05', 120),
      line(person.volunteerId, '2026-04-05', 60),
      line(person.volunteerId, '2026-05-05', 30, 'E'),
      line(person.volunteerId, '2025-05-05', 30),
    ])
    const [yearly, party] = await mine(person.client)
    expect(yearly).toMatchObject({
      goal: { goalKey: YEARLY, need: 1200, siteId: null },
      done: 210,
      left: 990,
    })
    expect(party).toMatchObject({
      goal: { goalKey: PARTY, siteId: city },
      period: { key: '2026', firstDay: '2026-01-01' },
      done: 2,
      left: 2,
      leftOut: 1,
      state: 'under_way',
      basis: { politicalStatus: '01' },
      before: null,
    })
    await postLines(server, [reversalOf(posted[0]!)])
    expect((await mine(person.client))[1]).toMatchObject({ done: 1, left: 3 })
  })

  test('O7: a goal that is changed leaves the year before as it was', async () => {
    const person = await partyMember()
    await postLines(server, [
      line(person.volunteerId, '2026-03-05', 60),
      line(person.volunteerId, '2026-04-05', 60),
      line(person.volunteerId, '2026-05-05', 60),
      line(person.volunteerId, '2026-06-05', 60),
    ])
    expect((await mine(person.client))[1]).toMatchObject({ state: 'reached' })
    await at('2027-02-01T02:00:00Z')
    checked(await set(admin.client, city, PARTY, { amount: 12, firstPeriod: '2027' }), 200)
    const client = await staffClient(server, person.accountId)
    expect((await mine(client))[1]).toMatchObject({
      goal: { need: 12 },
      state: 'not_begun',
      before: { period: { key: '2026' }, need: 4, state: 'reached' },
    })
    await at(TODAY)
  })

  test('whoever is not concerned has only the goal of everyone', async () => {
    const [person] = await makeCrew(server, 1, { team })
    expect((await mine(person!.client)).map(({ goal }) => goal.goalKey)).toEqual([YEARLY])
  })

  test('four statements, however many sites and goals there are', async () => {
    const person = await partyMember()
    const connect = vi.spyOn(pg.Pool.prototype, 'connect')
    const statementsOf = async (path: string): Promise<number> => {
      const before = connect.mock.calls.length
      await person.client.get(path)
      return connect.mock.calls.length - before
    }
    try {
      // What is refused at the door asks the database for the session only.
      const signingIn = await statementsOf('/goals')
      expect((await statementsOf('/me/goals')) - signingIn).toBeLessThanOrEqual(4)
    } finally {
      connect.mockRestore()
    }
  })
})
