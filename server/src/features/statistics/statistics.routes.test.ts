import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import type { Client } from '../../../test/harness.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { lineOf, postLines, reversalOf } from '../../../test/lines.ts'
import { makeSite, makeStaff, makeVolunteer, openReviewOf, type TestVolunteer } from '../../../test/people.ts'
import { checked, makeFederation, makeTeam, type TestTeam } from '../../../test/teams.ts'
import { projectForm } from '../../../test/crews.ts'
import { listDifferences } from './index.ts'

let server: TestServer
let authority: Client
let city: TestTeam
let huicheng: TestTeam
let huiyang: TestTeam
let ann: TestVolunteer
let bob: TestVolunteer

interface Row {
  regionCode: string
  isDirect: boolean
  registered: number
  claimed: number
  active: number
  teams: number
  projects: number
  minutes: number
  entries: number
}
interface Overview {
  region: { regionCode: string; name: string }
  totals: Row
  rows: Row[]
  trend: { month: string; minutes: number; entries: number }[]
}
const FIELDS = ['registered', 'claimed', 'active', 'teams', 'projects', 'minutes', 'entries'] as const
const figuresOf = (row: Row | undefined) => FIELDS.map((field) => row?.[field])
const overview = async (query = '', client = authority): Promise<Overview> =>
  checked(await client.get<Overview>(`/overview${query}`), 200)

/** Created by the team, approved by its liaison team. */
async function publish(team: TestTeam): Promise<void> {
  const { projectId } = checked(
    await team.leader.client.post<{ projectId: string }>(`/teams/${team.teamId}/projects`, projectForm()),
    201,
  )
  checked(await team.leader.client.post(`/projects/${projectId}/submit`), 200)
  const review = `/reviews/${await openReviewOf(server, projectId)}/project`
  checked(await city.leader.client.post(review, { decision: 'approve' }), 200)
}

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  authority = (await makeStaff(server, 'authority_viewer', '4413')).client
  city = await makeFederation(server, { leader: await makeVolunteer(server, { regionCode: '441302' }) })
  ann = await makeVolunteer(server, { regionCode: '441302001', name: '欧阳娜娜' })
  bob = await makeVolunteer(server, { regionCode: '441303' })
  huicheng = await makeTeam(server, { parent: city, leader: ann })
  huiyang = await makeTeam(server, { parent: city, leader: bob, form: { regionCode: '441303' } })
  await makeVolunteer(server, { regionCode: '441303', status: 'under_review' })
  await makeVolunteer(server, { regionCode: '441303', status: 'refused' })
  // Far away, and in no figure of the city.
  await makeVolunteer(server, { regionCode: '440103' })
  await publish(huicheng)
  const ofAnn = { volunteerId: ann.volunteerId, team: huicheng, regionPath: '441302001' }
  const [, wrong] = await postLines(server, [
    lineOf(server, { ...ofAnn, servedOn: '2026-11-20', minutes: 120 }),
    lineOf(server, { ...ofAnn, servedOn: '2026-11-21', minutes: 90, grade: 'C' }),
    lineOf(server, { ...ofAnn, servedOn: '2025-12-01', minutes: 60 }),
    lineOf(server, {
      volunteerId: bob.volunteerId,
      team: huiyang,
      regionPath: '441303',
      servedOn: '2025-11-30',
      minutes: 45,
    }),
    lineOf(server, {
      volunteerId: ann.volunteerId,
      team: city,
      regionPath: '4413',
      servedOn: '2026-10-03',
      minutes: 30,
    }),
  ])
  await postLines(server, [reversalOf(wrong!)])
})
afterAll(() => server.stop())

describe('getOverview', () => {
  test('every figure by county, what belongs to the city itself, and a trend', async () => {
    const { region, totals, rows, trend } = await overview()
    expect(region).toEqual({ regionCode: '441300', name: '惠州市' })
    const byCode = (code: string) => rows.find((row) => row.regionCode === code && !row.isDirect)
    // registered, claimed, active, teams, projects, minutes, entries
    expect(figuresOf(byCode('441302'))).toEqual([2, 2, 1, 1, 1, 180, 2])
    expect(figuresOf(byCode('441303'))).toEqual([2, 2, 0, 1, 0, 45, 1])
    expect(figuresOf(byCode('441322'))).toEqual([0, 0, 0, 0, 0, 0, 0])
    expect(figuresOf(rows.find((row) => row.isDirect))).toEqual([0, 0, 0, 1, 0, 30, 1])
    expect(figuresOf(totals)).toEqual([4, 4, 1, 3, 1, 255, 4])
    for (const field of FIELDS) expect(rows.reduce((sum, row) => sum + row[field], 0)).toBe(totals[field])
    expect(trend).toHaveLength(12)
    expect(trend.filter((month) => month.entries > 0)).toEqual([
      { month: '2025-12', minutes: 60, entries: 1 },
      { month: '2026-10', minutes: 30, entries: 1 },
      { month: '2026-11', minutes: 120, entries: 1 },
    ])
  })
  test('a county stands for itself', async () => {
    const { totals, rows } = await overview('?region=441302')
    expect(rows).toHaveLength(1)
    expect(figuresOf(rows[0])).toEqual(figuresOf(totals))
    expect(figuresOf(totals)).toEqual([2, 2, 1, 1, 1, 180, 2])
  })
  test('the platform sees the site’s region first, and the province holds the city', async () => {
    const { client } = await makeStaff(server, 'platform_admin')
    expect((await overview('', client)).region.regionCode).toBe('441300')
    const province = await overview('?region=440000', client)
    expect(province.totals.registered).toBeGreaterThan(4)
    expect(figuresOf(province.rows.find((row) => row.regionCode === '441300'))).toEqual(
      figuresOf((await overview()).totals),
    )
  })
  test.each([
    ['region_not_found', 404, '?region=999999'],
    ['not_your_region', 403, '?region=440000'],
    ['region_too_narrow', 422, '?region=441302001'],
    ['malformed', 400, '?region=44'],
  ] as const)('%s', async (code, status, query) => {
    const answer = await authority.get(`/overview${query}`)
    expect([answer.code, answer.status]).toEqual([code, status])
  })
  test('for authorities only', async () => {
    expect((await huicheng.leader.client.get('/overview')).code).toBe('wrong_door')
    expect((await server.client().get('/overview')).code).toBe('signed_out')
  })
  test.each(['', '?region=441300', '?region=441302'])('three statements at most: "%s"', async (query) => {
    const connect = vi.spyOn(pg.Pool.prototype, 'connect')
    const statementsOf = async (client: Client, path: string): Promise<number> => {
      const before = connect.mock.calls.length
      await client.get(path)
      return connect.mock.calls.length - before
    }
    try {
      for (const client of [authority, (await makeStaff(server, 'platform_admin')).client]) {
        // What is refused at the door asks the database for the session only.
        const signingIn = await statementsOf(client, '/overview?region=44')
        const all = await statementsOf(client, `/overview${query}`)
        expect(all - signingIn).toBeGreaterThan(0)
        expect(all - signingIn).toBeLessThanOrEqual(3)
      }
    } finally {
      connect.mockRestore()
    }
  })
})

describe('listVolunteers', () => {
  interface Item {
    volunteerId: string
    nameMasked: string
    volunteerNumber: string | null
    regionName: string
    lastMonth: string | null
  }
  const list = async (query: string, client = authority): Promise<Item[]> => {
    const items: Item[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: { items: Item[]; next: string | null } = checked(
        await client.get<{ items: Item[]; next: string | null }>(
          `/volunteers?limit=2&after=${next}&${query}`,
        ),
        200,
      )
      items.push(...page.items)
      next = page.next
    }
    expect(new Set(items.map((item) => item.volunteerId)).size).toBe(items.length)
    return items
  }
  test('each figure opens to exactly as many rows', async () => {
    for (const region of ['441300', '441302', '441303']) {
      const { totals } = await overview(`?region=${region}`)
      for (const figure of ['registered', 'claimed', 'active'] as const)
        expect(await list(`region=${region}&figure=${figure}`)).toHaveLength(totals[figure])
    }
  })
  test('names are masked; number, piece and status find', async () => {
    const [found] = await list(`q=${ann.number.toLowerCase()}`)
    expect(found).toMatchObject({
      nameMasked: '欧阳**',
      volunteerNumber: ann.number,
      lastMonth: '2026-11',
      regionName: '桥东街道',
    })
    expect(JSON.stringify(await list(encodeURI('q=阳娜')))).not.toContain('娜')
    expect(await list('status=refused')).toHaveLength(1)
    expect(await list('status=under_review&region=441302')).toHaveLength(0)
    expect(await list('region=441302001')).toHaveLength(1)
  })
  test('nothing beyond one’s region', async () => {
    expect((await list('')).every((item) => item.regionName !== '荔湾区')).toBe(true)
    expect((await authority.get('/volunteers?region=440103')).code).toBe('not_your_region')
    expect((await authority.get('/volunteers?region=999999')).code).toBe('region_not_found')
    expect((await ann.client.get('/volunteers')).code).toBe('wrong_door')
    const cursor = Buffer.from(JSON.stringify(["44' or true", ann.volunteerId])).toString('base64url')
    expect((await authority.get(`/volunteers?after=${cursor}`)).status).toBe(200)
  })
})

describe('listRegionHours', () => {
  interface Line {
    minutes: number
    nameMasked: string
    reversedBy: string | null
  }
  const lines = async (query: string): Promise<Line[]> =>
    checked(await authority.get<{ items: Line[] }>(`/region-hours?${query}`), 200).items
  test('the lines of a subtree and a month, the person masked', async () => {
    expect((await lines('')).map((line) => line.minutes).sort((a, b) => a - b)).toEqual([
      -90, 30, 45, 60, 90, 120,
    ])
    expect(
      (await lines('region=441302&month=2026-11')).map((line) => line.minutes).sort((a, b) => a - b),
    ).toEqual([-90, 90, 120])
    expect((await lines('region=441303')).map((line) => line.minutes)).toEqual([45])
    const sum = (await lines('region=441302')).reduce((total, line) => total + line.minutes, 0)
    expect(sum).toBe((await overview('?region=441302')).totals.minutes)
    const first = await authority.get<{ items: Line[]; next: string }>('/region-hours?limit=4')
    expect((await lines(`after=${first.body.next}`)).length).toBe(2)
    expect(JSON.stringify(first.body)).not.toContain(ann.name)
  })
  test('refusals', async () => {
    expect((await authority.get('/region-hours?region=440000')).code).toBe('not_your_region')
    expect((await authority.get('/region-hours?region=999999')).code).toBe('region_not_found')
    expect((await authority.get('/region-hours?month=2026-13')).code).toBe('malformed')
    expect((await huicheng.leader.client.get('/region-hours')).code).toBe('wrong_door')
  })
})

test('getFigures: of the whole service, for everybody', async () => {
  const { body } = await server.client().get('/figures')
  expect(body).toMatchObject({
    registered: 5,
    claimed: 5,
    active: 1,
    teams: 3,
    openProjects: 1,
    minutesThisYear: 150,
    onDuty: 0,
    asOf: '2026-11-24T02:00:00.000Z',
  })
})

test('every kept figure equals a full recount after all of it', async () => {
  expect(await listDifferences(server.reader)).toEqual([])
})
