/** What is hidden stays so until those who oversee the team have looked; whom words are about asks for it. */
import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { LATER, mineOf, rateIt, ratePeople, serve, type Served } from '../../../test/evaluations.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { noticesOf } from '../../../test/signing.ts'
import { checked, uploaded } from '../../../test/teams.ts'

let server: TestServer
let parent: CrewTeam
let team: CrewTeam
let office: Client
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  parent = await makeCrewTeam(server)
  team = await makeCrewTeam(server, { parent })
  office = (await makeStaff(server, 'site_admin', '441302')).client
})
beforeEach(() => server.setNow(TEST_NOW))
afterAll(() => server.stop())

interface Done {
  report: { words: string } | null
  hidden: { words: string; because: string; mendedAt: string | null } | null
  whyNot: { hideReport: string | null; showReport: string | null }
}
const doneOf = async ({ projectId }: Served, client = server.client()): Promise<Done> =>
  checked(await client.get<Done>(`/projects/${projectId}/done`), 200)
const because = '照片露出了证件'
const hide = ({ projectId }: Served, who: Client) =>
  who.post(`/projects/${projectId}/report/hide`, { because })
const show = ({ projectId }: Served, who: Client) => who.post(`/projects/${projectId}/report/show`)
const publish = ({ projectId, leader }: Served, change: object = {}) =>
  leader.client.put<{ state: string }>(`/projects/${projectId}/report`, {
    ...{ words: '活动顺利。', peopleServed: 60, pictures: [] },
    ...change,
  })
const kindsOf = async (client: Client) => (await noticesOf(client)).map(({ kind }) => kind)

describe('C10 hideReport, showReport', () => {
  test('V16: saved again as it was, it stays hidden, also after it was withdrawn', async () => {
    const served = await serve(server, team, 1)
    const { client } = served.leader
    checked(await publish(served), 200)
    expect((await doneOf(served)).whyNot).toEqual({ hideReport: 'signed_out', showReport: 'signed_out' })
    expect((await doneOf(served, office)).whyNot).toEqual({ hideReport: null, showReport: 'not_hidden' })
    expect([(await hide(served, client)).code, (await show(served, client)).code]).toEqual([
      'above_only',
      'above_only',
    ])
    expect((await show(served, office)).code).toBe('not_hidden')
    checked(await hide(served, office), 200)
    expect((await hide(served, office)).code).toBe('already_hidden')
    expect((await kindsOf(client))[0]).toBe('report_hidden')
    expect(checked(await publish(served, { words: ' 活动顺利。 ' }), 200).state).toBe('hidden')
    checked(await client.post(`/projects/${served.projectId}/report/withdraw`), 200)
    expect(checked(await publish(served), 200).state).toBe('hidden')
    expect(await doneOf(served)).toMatchObject({ report: null, hidden: null })
    expect(await kindsOf(office)).not.toContain('report_mended')
    const own = await client.get<{ report: object }>(`/projects/${served.projectId}/report`)
    expect(own.body.report).toMatchObject({ state: 'hidden', hiddenBecause: because, mendedAt: null })
  })

  test('V16: mended, it is read by those above first, and by everybody once they show it', async () => {
    const served = await serve(server, team, 1)
    checked(await publish(served), 200)
    checked(await hide(served, office), 200)
    const bytes = await sharp({ create: { width: 20, height: 20, channels: 3, background: '#1a7' } })
      .jpeg()
      .toBuffer()
    const { fileId } = await uploaded(server, served.leader.client, bytes)
    const mended = { words: '换了照片。', pictures: [{ fileId, caption: '花市入口' }] }
    expect(checked(await publish(served, mended), 200).state).toBe('hidden')
    expect(await doneOf(served)).toMatchObject({ report: null, hidden: null })
    const picture = (client: Client) =>
      server.app.inject({
        url: `/api/v1/projects/${served.projectId}/done/pictures/${fileId}`,
        headers: client.cookie === null ? {} : { cookie: client.cookie },
      })
    expect([(await picture(server.client())).statusCode, (await picture(office)).statusCode]).toEqual([
      404, 200,
    ])
    expect((await kindsOf(office))[0]).toBe('report_mended')
    const read = await doneOf(served, parent.leader.client)
    expect(read.hidden).toMatchObject({ words: '换了照片。', because, mendedAt: server.now().toISOString() })
    expect(read.whyNot.showReport).toBeNull()
    checked(await show(served, parent.leader.client), 200)
    expect(await doneOf(served)).toMatchObject({ report: { words: '换了照片。' }, hidden: null })
    expect((await picture(server.client())).statusCode).toBe(200)
    expect((await kindsOf(served.leader.client))[0]).toBe('report_shown')
    expect(checked(await publish(served, { words: '又补了一句。' }), 200).state).toBe('published')
  })
})

describe('C10 askToHideWords', () => {
  test('V17: asked by the person they are about, read by those above from then on, hidden by them', async () => {
    const served = await serve(server, team, 2)
    const { projectId } = served
    const [ann, bob] = served.people as [Served['people'][0], Served['people'][0]]
    const ask = (client: Client, why = '写得不实') =>
      client.post(`/me/evaluations/${projectId}/hide-request`, { because: why })
    const words = '迟到还顶嘴'
    checked(await ratePeople(served.leader.client, projectId, [ann], { words }), 200)
    // Not read yet: neither has Ann rated, nor is its time over.
    expect((await ask(ann.client)).code).toBe('evaluation_not_found')
    checked(await rateIt(ann, projectId), 200)
    expect((await mineOf(ann, projectId)).whyNot).toMatchObject({ askToHideWords: null })
    expect((await ask(ann.client, ' ')).code).toBe('cause_missing')
    expect((await ask(bob.client)).code).toBe('evaluation_not_found')
    const listed = async (client: Client) =>
      (await client.get<{ items: object[] }>(`/projects/${projectId}/evaluations/words`)).body.items
    expect(await listed(parent.leader.client)).toEqual([])
    checked(await ask(ann.client), 200)
    expect((await ask(ann.client)).code).toBe('already_asked')
    expect((await mineOf(ann, projectId)).whyNot).toMatchObject({ askToHideWords: 'already_asked' })
    expect((await kindsOf(parent.leader.client))[0]).toBe('hiding_asked')
    expect(await kindsOf(served.leader.client)).not.toContain('hiding_asked')
    expect(await listed(served.leader.client)).toEqual([])
    const [found] = (await listed(parent.leader.client)) as [{ evaluationId: string }]
    expect(found).toMatchObject({ side: 'by_team', words, askedBecause: '写得不实' })
    expect(JSON.stringify(found)).not.toContain(ann.name)
    const path = `/projects/${projectId}/evaluations/${found.evaluationId}/hide`
    checked(await parent.leader.client.post(path, { because: '有辱人格' }), 200)
    expect((await mineOf(ann, projectId)).theirs).toMatchObject({ words: '' })
    expect((await mineOf(ann, projectId)).whyNot).toMatchObject({ askToHideWords: 'already_hidden' })
  })
})

describe('C10 getDoneProject', () => {
  test('weighs less than 50 kB however much there is, counts who is not named, and is kept for a minute', async () => {
    const served = await serve(server, team, 205)
    const consents = served.people.map(({ volunteerId }) => ({
      ...{ volunteerId, nameConsentId: crypto.randomUUID() as never, givenAt: server.now() },
    }))
    await server.db.insertInto('nameConsents').values(consents).execute()
    checked(await publish(served, { words: '花'.repeat(5000) }), 200)
    const url = `/api/v1/projects/${served.projectId}/done`
    const answer = await server.app.inject({ url })
    expect(answer.rawPayload.length).toBeLessThan(50_000)
    const { names, others } = answer.json<{ names: string[]; others: number }>()
    expect([names.length, others]).toEqual([200, 5])
    expect([answer.headers['cache-control'], answer.headers['vary']]).toEqual([
      'public, max-age=60',
      'cookie',
    ])
    const own = await server.app.inject({ url, headers: { cookie: served.people[0]!.client.cookie ?? '' } })
    expect(own.headers['cache-control']).toBe('no-store')
    server.setNow(LATER(1))
    const [stranger] = await makeCrew(server, 1)
    expect((await stranger!.client.get(`/projects/${served.projectId}/done`)).status).toBe(200)
  }, 60_000)
})
