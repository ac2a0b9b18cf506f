/** The page of a series as everybody reads it: how it may be called, who hides it, how much it holds. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrewTeam, publishProject, type CrewTeam, type PublishedProject } from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { noticesOf } from '../../../test/signing.ts'

let server: TestServer
let team: CrewTeam
let other: CrewTeam
let office: Client
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  other = await makeCrewTeam(server)
  office = (await makeStaff(server, 'site_admin', '441302')).client
})
afterAll(() => server.stop())

const WORDS = { name: '每周六护河', intro: '周六上午沿东江巡河。' }
const create = (words: object = {}) =>
  team.leader.client.post<{ seriesId: string }>(`/teams/${team.teamId}/series`, { ...WORDS, ...words })
const change = (seriesId: string, words: object) =>
  team.leader.client.put(`/series/${seriesId}`, { ...WORDS, ...words })
async function shownSeries(): Promise<{ seriesId: string; project: PublishedProject }> {
  const { seriesId } = (await create()).body
  const project = await publishProject(server, team)
  await team.leader.client.put(`/series/${seriesId}/projects/${project.projectId}`, {})
  return { seriesId, project }
}
interface Shown {
  coming: object[]
  more: boolean
  hidden: object | null
  whyNot: { hideSeries: string | null; showSeries: string | null }
}
const read = (seriesId: string, client = server.client()) => client.get<Shown>(`/series/${seriesId}`)
const kindsOf = async (client: Client) => (await noticesOf(client)).map(({ kind }) => kind)

describe('J17: a series is called as a project may be', () => {
  test.each([
    ['补录往年时长', 'title_looks_back_filled'],
    ['岗前培训', 'title_not_countable'],
    ['护河\u200b队', 'title_malformed'],
    ['——！！', 'title_malformed'],
  ])('%s: %s', async (name, reason) => {
    const made = await create({ name })
    expect([made.status, made.code]).toEqual([422, reason])
    expect(made.facts).toMatchObject({ field: 'name' })
    const { seriesId } = (await create()).body
    expect((await change(seriesId, { name })).code).toBe(reason)
    expect((await change(seriesId, { intro: '新的介绍' })).status).toBe(200)
  })
})

describe('J18: hideSeries, showSeries', () => {
  test('its page, its calendar and the lines on its projects are gone until it is shown again', async () => {
    const { seriesId, project } = await shownSeries()
    const client = team.leader.client
    const hide = (who: Client, because = '有商业推广') => who.post(`/series/${seriesId}/hide`, { because })
    const show = (who: Client) => who.post(`/series/${seriesId}/show`)
    const lineOf = async () =>
      (await server.client().get<{ series: object | null }>(`/projects/${project.projectId}/series`)).body
        .series
    expect((await read(seriesId)).body.whyNot).toEqual({ hideSeries: 'signed_out', showSeries: 'signed_out' })
    expect((await read(seriesId, office)).body.whyNot).toEqual({ hideSeries: null, showSeries: 'not_hidden' })
    for (const who of [client, other.leader.client]) {
      const reason = who === client ? 'above_only' : 'not_your_team'
      expect([(await hide(who)).code, (await show(who)).code]).toEqual([reason, reason])
    }
    expect((await show(office)).code).toBe('not_hidden')
    expect((await hide(office, ' ')).code).toBe('cause_missing')
    expect((await hide(office)).status).toBe(200)
    expect((await hide(office)).code).toBe('already_hidden')
    expect((await kindsOf(client))[0]).toBe('series_hidden')
    expect((await read(seriesId)).code).toBe('series_not_found')
    expect((await read(seriesId, client)).code).toBe('series_not_found')
    expect((await server.client().get(`/series/${seriesId}/calendar.ics`)).status).toBe(404)
    expect(await lineOf()).toBeNull()
    const listed = await client.get<{ items: { seriesId: string; hiddenBecause: string | null }[] }>(
      `/teams/${team.teamId}/series`,
    )
    expect(listed.body.items.find((one) => one.seriesId === seriesId)?.hiddenBecause).toBe('有商业推广')
    await change(seriesId, {})
    expect((await read(seriesId, office)).body.hidden).toEqual({ because: '有商业推广', mendedAt: null })
    await change(seriesId, { intro: '周六上午沿东江巡河，工具现场领。' })
    expect((await read(seriesId)).code).toBe('series_not_found')
    expect((await kindsOf(office))[0]).toBe('series_mended')
    expect((await read(seriesId, office)).body.hidden).toMatchObject({ mendedAt: server.now().toISOString() })
    expect((await show(office)).status).toBe(200)
    expect((await read(seriesId)).body.hidden).toBeNull()
    expect((await kindsOf(client))[0]).toBe('series_shown')
    expect(await lineOf()).toMatchObject({ seriesId })
  })
})

test('J12: weighs less than 50 kB however much there is, says that there is more, and is kept for a minute', async () => {
  const { seriesId, project } = await shownSeries()
  await change(seriesId, { intro: '介'.repeat(1000) })
  await sql`
    insert into shifts (project_id, shift_id, position_id, starts_at, ends_at, headcount)
    select project_id, gen_random_uuid(), position_id, starts_at + n * interval '1 day', ends_at + n * interval '1 day', 1
    from shifts, generate_series(1, 40) as n where shift_id = ${project.shiftIds[0]!}`.execute(server.db)
  const page = await server.app.inject({ url: `/api/v1/series/${seriesId}` })
  expect(page.rawPayload.length).toBeLessThan(50_000)
  expect(page.json<Shown>().coming).toHaveLength(30)
  expect(page.json<Shown>().more).toBe(true)
  const done = await server.app.inject({ url: `/api/v1/series/${seriesId}/done?limit=50` })
  for (const { headers } of [page, done])
    expect([headers['cache-control'], headers['vary']]).toEqual(['public, max-age=60', 'cookie'])
  const own = await server.app.inject({
    url: `/api/v1/series/${seriesId}`,
    headers: { cookie: office.cookie ?? '' },
  })
  expect(own.headers['cache-control']).toBe('no-store')
})
