import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  makeCrewTeam,
  positionForm,
  projectForm,
  publishProject,
  type CrewTeam,
  type PublishedProject,
} from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'

let server: TestServer
let guest: Client
let market: PublishedProject
let night: PublishedProject
let river: PublishedProject
let teamId: string

const day = (date: string, from: string, to: string, more = {}) =>
  positionForm({ startsAt: `${date}T${from}:00Z`, endsAt: `${date}T${to}:00Z`, ...more })

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  guest = server.client()
  const team: CrewTeam = await makeCrewTeam(server)
  teamId = team.teamId
  const elsewhere = await makeCrewTeam(server, { regionCode: '441322' })
  market = await publishProject(server, team, {
    positions: [day('2026-11-28', '01:00', '04:00'), day('2026-11-30', '01:00', '04:00', { headcount: 3 })],
  })
  night = await publishProject(server, team, {
    title: '江边夜巡',
    place: { name: '东江公园', address: '' },
    categories: ['environment'],
    acceptsMinors: false,
    insurance: '意外险',
    positions: [day('2026-11-28', '15:00', '18:00', { headcount: 1 })],
  })
  river = await publishProject(server, elsewhere, {
    title: '东江净滩',
    place: { name: '泗湄洲', address: '' },
  })
  await team.leader.client.post(`/teams/${team.teamId}/projects`, projectForm({ title: '只是草稿' }))
})
afterAll(() => server.stop())

interface Card {
  projectId: string
  headcount: number
  nextShift: { startsAt: string } | null
  hasInsurance: boolean
}
const list = async (query: string) =>
  (await guest.get<{ items: Card[]; next: string | null }>(`/projects?${query}`)).body
const idsOf = async (query: string) => (await list(query)).items.map((item) => item.projectId)

/** A line of the ledger as it stands there; how it comes about is for the tests of hours. */
const served = (projectId: string, minutes: number) =>
  sql`insert into hour_entries (volunteer_id, hour_entry_id, kind, minutes, method, grade, served_on, starts_at, ends_at,
      project_id, team_id, region_path, activity_name, content, place_name, unit_name, leader_name, entered_by, source_ref, recorded_at)
    values (gen_random_uuid(), gen_random_uuid(), 'credit', ${minutes}, 'scan', 'A', '2026-11-28', now(), now(),
      ${projectId}, ${teamId}, '441302', '', '', '', '', '', gen_random_uuid(), 'a test', now())`.execute(
    server.db,
  )

describe('listProjects', () => {
  test('H11: what a suspended team recruits for is not offered, but its own page has it', async () => {
    const held = await makeCrewTeam(server)
    const { projectId } = await publishProject(server, held, { title: '龙丰义剪' })
    const days = async () =>
      (await guest.get<{ items: { projects: number }[] }>('/project-days?from=2026-11-28')).body.items[0]!
        .projects
    const before = await days()
    expect(await idsOf('q=龙丰义剪')).toEqual([projectId])
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', held.teamId)
      .execute()
    for (const query of ['q=龙丰义剪', 'q=龙丰义剪&on=2026-11-28', 'q=龙丰义剪&open=true'])
      expect(await idsOf(query)).toEqual([])
    expect(await days()).toBe(before - 1)
    expect(await idsOf(`team=${held.teamId}`)).toEqual([projectId])
    await server.db
      .updateTable('projects')
      .set({ status: 'running' })
      .where('projectId', '=', projectId)
      .execute()
    expect(await idsOf('q=龙丰义剪')).toEqual([projectId])
    expect(await idsOf('q=龙丰义剪&open=true')).toEqual([])
    await server.db
      .updateTable('projects')
      .set({ status: 'cancelled' })
      .where('projectId', '=', projectId)
      .execute()
  })

  test('shows what takes place, the nearest first, with places and the next shift', async () => {
    const { items, next } = await list('')
    expect(items.map((item) => item.projectId)).toEqual([market.projectId, river.projectId, night.projectId])
    expect(next).toBeNull()
    expect(items[0]).toMatchObject({
      title: '西湖花市秩序引导',
      status: 'recruiting',
      placeName: '西湖花市',
      regionName: '惠城区',
      headcount: 8,
      admitted: 0,
      nextShift: { startsAt: '2026-11-28T01:00:00.000Z', endsAt: '2026-11-28T04:00:00.000Z' },
      acceptsMinors: true,
      hasInsurance: false,
    })
    expect(items[2]?.hasInsurance).toBe(true)
  })

  test.each<[string, () => string[]]>([
    ['q=花市', () => [market.projectId]],
    ['q=jiangbian', () => [night.projectId]],
    ['q=djjt', () => [river.projectId]],
    ['q=泗湄洲', () => [river.projectId]],
    ['q=没有', () => []],
    ['region=441302', () => [market.projectId, night.projectId]],
    ['region=441300', () => [market.projectId, river.projectId, night.projectId]],
    ['region=440100', () => []],
    ['category=environment', () => [night.projectId]],
    ['minors=true', () => [market.projectId, river.projectId]],
    ['on=2026-11-28', () => [market.projectId, river.projectId, night.projectId]],
    ['on=2026-11-29', () => [night.projectId]],
    ['on=2026-11-30', () => [market.projectId]],
    ['on=2026-12-01', () => []],
    ['on=2026-11-30&q=花市&minors=true&open=true', () => [market.projectId]],
    ['campaign=no_such_campaign', () => []],
    ['after=rubbish&region=441302', () => [market.projectId, night.projectId]],
  ])('?%s', async (query, expected) => expect(await idsOf(query)).toEqual(expected()))

  test('pages leave nothing out and show nothing twice, also when beginnings are equal', async () => {
    const seen: string[] = []
    let after = ''
    for (;;) {
      const { items, next } = await list(`limit=1&after=${after}`)
      seen.push(...items.map((item) => item.projectId))
      if (next === null) break
      after = next
    }
    expect(seen).toEqual(await idsOf(''))
  })

  test('open places: what is full, closed or over is left out', async () => {
    const whole = [market.projectId, river.projectId, night.projectId]
    expect(await idsOf('open=true')).toEqual(whole)
    const places = (count: number) =>
      server.db
        .updateTable('shifts')
        .set({ admittedCount: count })
        .where('projectId', '=', night.projectId)
        .execute()
    await places(1)
    expect(await idsOf('open=true')).toEqual(whole.slice(0, 2))
    await places(0)
    server.setNow('2026-11-28T04:00:00.001Z')
    expect(await idsOf('open=true')).toEqual([])
    server.setNow(TEST_NOW)
  })

  test('what is over is listed on its day only, and its next shift is the one to come', async () => {
    server.setNow('2026-11-29T00:00:00Z')
    expect(await idsOf('')).toEqual([market.projectId])
    expect((await list('')).items[0]?.nextShift?.startsAt).toBe('2026-11-30T01:00:00.000Z')
    expect(await idsOf('on=2026-11-28')).toHaveLength(3)
    server.setNow(TEST_NOW)
  })

  test('of one team: what takes place, and what it has done, the latest first and page by page', async () => {
    expect(await idsOf(`team=${teamId}`)).toEqual([market.projectId, night.projectId])
    expect(await idsOf(`endedOf=${teamId}`)).toEqual([])
    server.setNow('2026-12-05T00:00:00Z')
    expect(await idsOf(`team=${teamId}`)).toEqual([])
    expect(await idsOf(`endedOf=${teamId}`)).toEqual([night.projectId, market.projectId])
    await served(night.projectId, 150)
    const { items, next } = await list(`endedOf=${teamId}&limit=1`)
    expect(items[0]).toMatchObject({ servedMinutes: 150 })
    expect(items.map((item) => item.projectId)).toEqual([night.projectId])
    expect(await idsOf(`endedOf=${teamId}&limit=1&after=${next}`)).toEqual([market.projectId])
    server.setNow(TEST_NOW)
  })

  test('an unknown region or a day that does not exist is refused', async () => {
    const region = await guest.get('/projects?region=999999')
    expect([region.status, region.code]).toEqual([422, 'region_not_found'])
    expect((await guest.get('/projects?on=2026-02-30')).code).toBe('malformed')
    expect((await guest.get('/project-days?region=999999')).code).toBe('region_not_found')
  })
})

test('listProjectDays counts what each day of the list shows', async () => {
  const strip = await guest.get<{ items: { date: string; projects: number }[] }>(
    '/project-days?from=2026-11-27',
  )
  const lengths = await Promise.all(
    strip.body.items.map(async ({ date }) => (await list(`on=${date}`)).items.length),
  )
  expect(strip.body.items.map(({ date, projects }) => [date, projects])).toEqual([
    ['2026-11-27', 0],
    ['2026-11-28', 3],
    ['2026-11-29', 1],
    ['2026-11-30', 1],
    ['2026-12-01', 0],
    ['2026-12-02', 0],
    ['2026-12-03', 0],
  ])
  expect(strip.body.items.map(({ projects }) => projects)).toEqual(lengths)
  const today = await guest.get<{ items: { date: string; projects: number }[] }>(
    '/project-days?region=441322',
  )
  expect([today.body.items[0]?.date, today.body.items[4]]).toEqual([
    '2026-11-24',
    { date: '2026-11-28', projects: 1 },
  ])
})
