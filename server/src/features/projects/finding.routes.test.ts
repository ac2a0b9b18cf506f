import pg from 'pg'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import {
  makeCrew,
  makeCrewTeam,
  positionForm,
  publishProject,
  type CrewMember,
  type CrewTeam,
} from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { weighDue } from './needs.store.ts'

let server: TestServer
let guest: Client
let team: CrewTeam
const ids: Record<string, string> = {}

const shift = (date: string, from: string, to: string, headcount: number) => ({
  startsAt: `${date}T${from}:00.000Z`,
  endsAt: `${date}T${to}:00.000Z`,
  headcount,
})
const at = (longitude: number, latitude: number) => ({ name: '东江公园', address: '', longitude, latitude })

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  guest = server.client()
  team = await makeCrewTeam(server, { name: '水门桥社区志愿服务队' })
  await server.db
    .updateTable('teams')
    .set({ grams: ['T=水门桥', '水', '门', '桥', '水门', '门桥'] })
    .execute()
  const publish = async (title: string, change: Readonly<Record<string, unknown>>) =>
    (ids[title] = (await publishProject(server, team, { title, ...change })).projectId)
  // Weekly from the first day on: the first stands behind the second until its first day is over.
  await publish('周末护河', {
    place: at(114.4, 23.1),
    recruitUntil: '2026-12-12T03:00:00.000Z',
    positions: [
      positionForm(
        shift('2026-11-28', '01:00', '03:00', 10),
        shift('2026-12-05', '01:00', '03:00', 10),
        shift('2026-12-12', '01:00', '03:00', 10),
      ),
    ],
  })
  await publish('夜市引导', {
    place: at(114.43, 23.1),
    categories: ['culture'],
    acceptsMinors: false,
    recruitUntil: '2026-11-25T14:00:00.000Z',
    positions: [positionForm(shift('2026-11-25', '11:00', '14:00', 2))],
  })
  await publish('银发陪诊', {
    place: at(114.6, 23.1),
    campaign: 'public_health',
    recruitUntil: '2026-11-26T04:00:00.000Z',
    positions: [positionForm(shift('2026-11-26', '01:00', '04:00', 40))],
  })
  await publish('无处可去', {
    place: { name: '线上', address: '' },
    minAge: 16,
    recruitUntil: '2026-11-27T04:00:00.000Z',
    positions: [positionForm(shift('2026-11-27', '01:00', '04:00', 5))],
  })
})
afterAll(() => server.stop())

interface Found {
  projectId: string
  distanceMetres: number | null
  nextShift: { startsAt: string } | null
  headcount: number
  fit: { categories: string[] } | null
}
interface Page {
  items: Found[]
  next: string | null
}
const list = async (query: string, client = guest) => (await client.get<Page>(`/projects?${query}`)).body
const titleOf = new Map<string, string>()
const titlesOf = async (query: string, client = guest) => {
  for (const [title, id] of Object.entries(ids)) titleOf.set(id, title)
  return (await list(query, client)).items.map(({ projectId }) => titleOf.get(projectId))
}
const HERE = 'longitude=114.4&latitude=23.1'

describe('C3: listProjects', () => {
  test('Q2: by date a project stands at its next shift, and its places are those still to come', async () => {
    expect(await titlesOf('')).toEqual(['夜市引导', '银发陪诊', '无处可去', '周末护河'])
    server.setNow('2026-11-28T03:00:00Z')
    const [first] = (await list('')).items
    expect([first?.nextShift?.startsAt, first?.headcount]).toEqual(['2026-12-05T01:00:00.000Z', 20])
    server.setNow(TEST_NOW)
  })

  test.each<[string, string[]]>([
    ['q=水门桥', ['夜市引导', '银发陪诊', '无处可去', '周末护河']],
    ['q=水门桥 护河', ['周末护河']],
    ['q=zmhh', ['周末护河']],
    ['q=yeshi', ['夜市引导']],
    ['campaign=public_health', ['银发陪诊']],
    ['category=culture', ['夜市引导']],
    ['category=culture&campaign=public_health', []],
    ['region=441302&q=dongjiang', ['夜市引导', '银发陪诊', '周末护河']],
    ['from=2026-11-26&to=2026-11-27', ['银发陪诊', '无处可去']],
    ['from=2026-12-04', ['周末护河']],
    ['from=2026-11-29&to=2026-12-04', []],
    ['to=2026-11-25', ['夜市引导']],
    ['minors=true&to=2026-11-27', ['银发陪诊', '无处可去']],
    [`${HERE}&km=1`, ['周末护河']],
    [`${HERE}&km=5`, ['周末护河', '夜市引导']],
    [HERE, ['周末护河', '夜市引导', '银发陪诊']],
    [`${HERE}&km=5&sort=date`, ['夜市引导', '周末护河']],
    [`${HERE}&q=夜市`, ['夜市引导']],
    [`${HERE}&from=2026-12-05`, ['周末护河']],
    ['sort=need', ['银发陪诊', '周末护河', '无处可去', '夜市引导']],
    ['sort=need&category=community&to=2026-11-27', ['银发陪诊', '无处可去']],
    ['fits=true', []],
  ])('Q1–Q5: ?%s', async (query, expected) => expect(await titlesOf(query)).toEqual(expected))

  test('Q5: the row of a range tells the shift in it', async () => {
    const [row] = (await list('from=2026-12-06')).items
    expect([row?.nextShift?.startsAt, row?.headcount]).toEqual(['2026-12-12T01:00:00.000Z', 10])
  })

  test.each(['sort=date', 'sort=need', `sort=distance&${HERE}`, 'q=水门桥', 'region=441302&sort=need'])(
    'each order goes on page by page, leaving nothing out: %s',
    async (query) => {
      const seen: string[] = []
      for (let next: string | null = ''; next !== null;) {
        const page: Page = await list(`${query}&limit=1&after=${next}`)
        seen.push(...page.items.map(({ projectId }) => projectId))
        next = page.next
      }
      expect(seen).toEqual((await list(query)).items.map(({ projectId }) => projectId))
      expect(seen.length).toBeGreaterThan(2)
    },
  )

  test('Q7: a place is read to a thousandth of a degree, its distance told, and half a place is none', async () => {
    const near = async (query: string) => (await list(query)).items.map((one) => one.distanceMetres)
    const told = await near(`${HERE}&km=5`)
    expect(told[0]).toBe(0)
    expect(Math.abs(told[1]! - 3068)).toBeLessThan(20)
    expect(await near('longitude=114.40012&latitude=23.10049&km=5')).toEqual(told)
    expect(await near('limit=1')).toEqual([null])
    for (const wrong of ['km=3', 'longitude=114.4&km=3', 'sort=distance', `${HERE}&km=21`, 'sort=best'])
      expect((await guest.get(`/projects?${wrong}`)).code).toBe('malformed')
    expect((await guest.get('/projects?from=2026-12-02&to=2026-12-01')).facts).toEqual({ field: 'to' })
  })

  test('a cursor of another order, or none of ours, reads as the first page', async () => {
    const whole = await titlesOf('sort=need')
    const { next } = await list('sort=date&limit=1')
    for (const after of [next, 'rubbish', Buffer.from('["NaN","x"]').toString('base64url')])
      expect(await titlesOf(`sort=need&after=${after}`)).toEqual(whole)
  })
})

describe('Q3: need', () => {
  const places = (title: string, count: number) =>
    sql`update shifts set admitted_count = ${count} where project_id = ${ids[title]}`.execute(server.db)
  const weighAt = async (moment: string) => {
    server.setNow(moment)
    return server.db.transaction().execute((tx) => weighDue(tx, server.now()))
  }
  const orderAt = async (moment: string) => {
    await weighAt(moment)
    return titlesOf('sort=need')
  }

  test('falls as places are taken, is nothing for what is full or over, and is weighed again in time', async () => {
    await places('银发陪诊', 39)
    expect(await titlesOf('sort=need')).toEqual(['银发陪诊', '周末护河', '无处可去', '夜市引导'])
    expect(await orderAt('2026-11-24T03:00:00Z')).toEqual(['周末护河', '无处可去', '夜市引导', '银发陪诊'])
    await places('银发陪诊', 40)
    expect(await titlesOf('sort=need')).toEqual(['周末护河', '无处可去', '夜市引导'])
    await places('银发陪诊', 0)
    await orderAt('2026-11-24T06:00:00Z')
    expect(await weighAt('2026-11-24T06:00:01Z')).toBe(0)
    server.setNow(TEST_NOW)
  })

  test('the order of two projects is the same at any time before their shifts', async () => {
    const order = async (moment: string) => (await orderAt(moment)).slice(0, 3)
    const first = await order('2026-11-24T12:00:00Z')
    expect(await order('2026-11-25T09:00:00Z')).toEqual(first)
    server.setNow(TEST_NOW)
  })

  test('what is over goes, and a new name of the team is found', async () => {
    await sql`update projects set status = 'closed' where project_id = ${ids['夜市引导']}`.execute(server.db)
    await server.db
      .updateTable('teams')
      .set({ grams: ['T=新桥', '新', '桥', '新桥'] })
      .execute()
    await weighAt('2026-11-25T20:00:00Z')
    const kept = await server.reader.selectFrom('projectNeeds').select('projectId').execute()
    expect(kept.map(({ projectId }) => projectId)).not.toContain(ids['夜市引导'])
    expect(await titlesOf('q=新桥')).toEqual(['银发陪诊', '无处可去', '周末护河'])
    await sql`update projects set status = 'recruiting' where project_id = ${ids['夜市引导']}`.execute(
      server.db,
    )
    server.setNow(TEST_NOW)
  })
})

describe('Q6: what suits the reader', () => {
  let child: CrewMember
  let young: CrewMember
  beforeAll(async () => {
    child = (await makeCrew(server, 1, { team, birthDate: '2011-11-27', hasGuardian: true }))[0]!
    young = (await makeCrew(server, 1, { team, birthDate: '2008-11-26' }))[0]!
  })

  test('ages are those of the first day: a minor is offered what takes minors and their age', async () => {
    expect(await titlesOf('fits=true', child.client)).toEqual(['银发陪诊', '周末护河'])
    expect(await titlesOf('fits=true', young.client)).toEqual(['银发陪诊', '无处可去', '周末护河'])
  })

  test('a position that wants other skills is no offer; own skills that are wanted are told', async () => {
    await sql`update positions set skills = '{first_aid}' where project_id = ${ids['银发陪诊']}`.execute(
      server.db,
    )
    expect(await titlesOf('fits=true', child.client)).toEqual(['周末护河'])
    await sql`update volunteers set skills = '{first_aid,teaching}' where volunteer_id = ${child.volunteerId}`.execute(
      server.db,
    )
    expect(await titlesOf('fits=true', child.client)).toEqual(['银发陪诊', '周末护河'])
    const [row] = (await list('fits=true', child.client)).items
    expect(row?.fit).toMatchObject({ skills: ['first_aid'] })
    await sql`update positions set skills = '{}'`.execute(server.db)
  })

  test('ages have an upper end as well', async () => {
    await sql`update projects set max_age = 16 where project_id = ${ids['无处可去']}`.execute(server.db)
    expect(await titlesOf('fits=true', young.client)).toEqual(['银发陪诊', '周末护河'])
    await sql`update projects set max_age = null`.execute(server.db)
  })

  test('a row says which of one’s own categories it is about, to the reader alone', async () => {
    await sql`update volunteers set categories = '{culture,health}' where volunteer_id = ${young.volunteerId}`.execute(
      server.db,
    )
    const fits = async (client: Client) => (await list('to=2026-11-26', client)).items.map(({ fit }) => fit)
    expect(await fits(young.client)).toEqual([{ skills: [], categories: ['culture'] }, null])
    expect(await fits(child.client)).toEqual([null, null])
    expect(await fits(guest)).toEqual([null, null])
  })

  test('statements: five at most for a guest, three more for a volunteer, whatever is asked', async () => {
    const connect = vi.spyOn(pg.Pool.prototype, 'connect')
    const statementsOf = async (client: Client, path: string): Promise<number> => {
      const before = connect.mock.calls.length
      await client.get(path)
      return connect.mock.calls.length - before
    }
    try {
      for (const query of [
        '',
        'region=441302',
        'q=护河',
        'region=440000&q=护河',
        `${HERE}&km=5&q=hh&region=441302`,
        'sort=need&open=true',
      ]) {
        // The region, the page by one way after the other, and its cards.
        expect(await statementsOf(guest, `/projects?${query}`)).toBeLessThanOrEqual(5)
        const signingIn = await statementsOf(young.client, '/projects?on=x')
        const all = await statementsOf(young.client, `/projects?${query}`)
        expect(all - signingIn).toBeLessThanOrEqual(8)
      }
    } finally {
      connect.mockRestore()
    }
  })
})

test('a page of the longest names is lighter than 50 kB', async () => {
  const long = '长'.repeat(50)
  await sql`
    insert into projects (project_id, team_id, team_path, region_code, region_path, title, status, categories, description,
      risk_statement, leader_name, contact_phone_enc, recruit_until, starts_at, ends_at, place_name, grams, created_by, created_at,
      published_at, published_team_id, insurance)
    select gen_random_uuid(), team_id, team_path, region_code, region_path, ${long}, 'recruiting',
      '{community,culture,education,environment}', '', '', '', '', ends_at, starts_at, ends_at, repeat('远', 100), '{}', gen_random_uuid(),
      created_at, created_at, team_id, '意外险'
    from projects cross join generate_series(1, 60) where project_id = ${ids['银发陪诊']}`.execute(server.db)
  await sql`
    insert into shifts (project_id, shift_id, position_id, starts_at, ends_at, headcount)
    select project_id, gen_random_uuid(), gen_random_uuid(), starts_at, ends_at, 8 from projects where title = ${long}`.execute(
    server.db,
  )
  const answer = await server.app.inject({ url: '/api/v1/projects?from=2026-11-26' })
  expect(answer.json<Page>().items).toHaveLength(20)
  expect(Buffer.byteLength(answer.body)).toBeLessThan(50_000)
})
