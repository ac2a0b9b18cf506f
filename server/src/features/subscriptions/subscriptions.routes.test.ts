import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  makeCrew,
  makeCrewTeam,
  publishProject,
  type CrewMember,
  type CrewTeam,
} from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { tellDigestsJob, tellSubscribersJob } from '../../jobs/tell-subscribers.ts'

let server: TestServer
let team: CrewTeam
let crew: CrewMember[]
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server, { name: '水门桥社区志愿服务队' })
})
afterAll(() => server.stop())

interface Saved {
  subscriptionId: string
}
interface Own {
  items: { subscriptionId: string; name: string; isPaused: boolean; place: object | null }[]
  whyNot: { saveSearch: string | null }
}
const save = (who: CrewMember, search: object) =>
  who.client.post<Saved>('/me/subscriptions', { name: '花市', ...search })
const own = async (who: CrewMember) => (await who.client.get<Own>('/me/subscriptions')).body
const publish = (title: string, change: object = {}) => publishProject(server, team, { title, ...change })
const tell = () => tellSubscribersJob.run(server.engine)
const noticesOf = async (who: CrewMember) =>
  (
    await who.client.get<{ items: { kind: string; link: string; facts: Record<string, unknown> }[] }>(
      '/me/notices',
    )
  ).body.items

describe('saveSearch and what its owner does with it', () => {
  beforeAll(async () => void (crew = await makeCrew(server, 3, { team })))

  test('U1, U4: it is kept, its place to about a kilometre, and listed', async () => {
    const place = { longitude: 114.41234, latitude: 23.09876, km: 5, isAgreed: true }
    const saved = await save(crew[0]!, {
      name: ' 周末 花市 ',
      q: '花市',
      region: '441302',
      weekdays: [6, 0, 6],
      place,
    })
    expect(saved.status).toBe(201)
    expect((await own(crew[0]!)).items).toMatchObject([
      {
        subscriptionId: saved.body.subscriptionId,
        name: '周末 花市',
        q: '花市',
        region: '441302',
        weekdays: [6, 0],
        place: { longitude: 114.41, latitude: 23.1, km: 5 },
        isPaused: false,
      },
    ])
  })

  const place = { longitude: 114.4, latitude: 23.1, km: 5 }
  test.each<[string, number, object]>([
    ['search_too_wide', 422, { minors: true, fits: true, weekdays: [6] }],
    ['place_consent_missing', 422, { place: { ...place, isAgreed: false } }],
    ['region_not_found', 422, { region: '999999' }],
    ['code_unknown', 422, { category: 'nothing_of_the_kind' }],
    ['code_unknown', 422, { campaign: 'nothing_of_the_kind' }],
    ['subscription_name_malformed', 422, { name: '  ', q: '花市' }],
    ['subscription_name_malformed', 422, { name: '长'.repeat(31), q: '花市' }],
    ['malformed', 400, { q: '花市', place: { ...place, km: 4, isAgreed: true } }],
    ['malformed', 400, { q: '花市', weekdays: [7] }],
  ])('U2–U4: %s', async (code, status, search) => {
    const answer = await save(crew[1]!, search)
    expect([answer.code, answer.status]).toEqual([code, status])
  })

  test('U2: at most ten, none of them twice', async () => {
    const who = crew[1]!
    for (let number = 0; number < 10; number += 1)
      expect((await save(who, { q: `花市${number}` })).status).toBe(201)
    expect((await save(who, { name: '另一个名字', q: '花市3' })).code).toBe('already_subscribed')
    expect((await save(who, { q: '第十一个' })).code).toBe('too_many_subscriptions')
    expect((await own(who)).whyNot.saveSearch).toBe('too_many_subscriptions')
    const [first] = (await own(who)).items
    expect((await who.client.delete(`/me/subscriptions/${first!.subscriptionId}`)).status).toBe(200)
    expect((await save(who, { q: '第十一个' })).status).toBe(201)
  })

  test('U1: renamed, paused, resumed, deleted; another’s is not there', async () => {
    const [mine] = (await own(crew[0]!)).items
    const path = `/me/subscriptions/${mine!.subscriptionId}`
    for (const [verb, rest] of [
      ['put', '/name'],
      ['post', '/pause'],
      ['post', '/resume'],
      ['delete', ''],
    ] as const) {
      const answer = await crew[2]!.client[verb](`${path}${rest}`, {
        ...(rest === '/name' ? { name: '别人的' } : {}),
      })
      expect([answer.code, answer.status]).toEqual(['subscription_not_found', 404])
    }
    expect((await crew[0]!.client.put(`${path}/name`, { name: '江边' })).status).toBe(200)
    expect((await crew[0]!.client.put(`${path}/name`, { name: '' })).code).toBe('subscription_name_malformed')
    await crew[0]!.client.post(`${path}/pause`)
    expect((await own(crew[0]!)).items[0]).toMatchObject({ name: '江边', isPaused: true })
    await crew[0]!.client.post(`${path}/resume`)
    expect((await own(crew[0]!)).items[0]).toMatchObject({ isPaused: false })
    await crew[0]!.client.delete(path)
    expect((await own(crew[0]!)).items).toEqual([])
    expect((await crew[0]!.client.delete(path)).code).toBe('subscription_not_found')
  })

  test('U1: is for verified volunteers', async () => {
    const [applicant] = await makeCrew(server, 1, { status: 'under_review' })
    expect((await save(applicant!, { q: '花市' })).code).toBe('not_verified')
    expect((await server.client().post('/me/subscriptions', { name: '花市', q: '花市' })).code).toBe(
      'signed_out',
    )
  })
})

describe('tellSubscribers', () => {
  beforeAll(async () => {
    await tell()
    crew = await makeCrew(server, 8, { team })
  })

  test('U5: whoever follows it hears of a new project, once, and of nothing that does not fit', async () => {
    const [words, team1, place, far, late, paused, adult, twice] = crew as [
      CrewMember,
      CrewMember,
      CrewMember,
      CrewMember,
      CrewMember,
      CrewMember,
      CrewMember,
      CrewMember,
    ]
    await save(words, { name: '我的花市', q: 'huashi' })
    await save(team1, { q: '水门桥 花市' })
    await save(place, { place: { longitude: 114.41, latitude: 23.09, km: 3, isAgreed: true }, weekdays: [6] })
    await save(far, { place: { longitude: 114.8, latitude: 23.09, km: 20, isAgreed: true } })
    await save(paused, { q: '花市' })
    const [held] = (await own(paused)).items
    await paused.client.post(`/me/subscriptions/${held!.subscriptionId}/pause`)
    await save(adult, { q: '花市', weekdays: [1, 2, 3, 4, 5] })
    await save(twice, { q: '花市' })
    await save(twice, { category: 'community' })
    server.setNow('2026-11-24T03:00:00Z')
    const { projectId } = await publish('西湖花市秩序引导')
    server.setNow('2026-11-24T03:01:00Z')
    await save(late, { q: '花市' })
    await tell()
    await tell()
    for (const who of [words, team1, place, twice]) expect(await noticesOf(who)).toHaveLength(1)
    for (const who of [far, late, paused, adult]) expect(await noticesOf(who)).toEqual([])
    expect((await noticesOf(words))[0]).toMatchObject({
      kind: 'project_found',
      link: `/projects/${projectId}`,
      facts: { title: '西湖花市秩序引导', name: '我的花市', placeName: '西湖花市', startsOn: '2026-11-28' },
    })
  })

  test('U5: the run may be lost and done again: nobody is told twice', async () => {
    const before = await noticesOf(crew[0]!)
    await server.db.deleteFrom('subscriptionRuns').execute()
    await tell()
    expect(await noticesOf(crew[0]!)).toEqual(before)
    // The control: without the finding that was kept, they would be.
    await server.db.deleteFrom('subscriptionRuns').execute()
    await server.db.deleteFrom('toldProjects').execute()
    await tell()
    expect((await noticesOf(crew[0]!)).length).toBeGreaterThan(before.length)
  })

  test('U6: three a day at once, the rest in the morning with what still takes place, once', async () => {
    const [who] = await makeCrew(server, 1, { team })
    await save(who!, { q: '净滩' })
    server.setNow('2026-11-24T04:00:00Z')
    const ids: string[] = []
    for (const place of ['东江', '西枝江', '红花湖', '平湖', '南湖', '丰湖'])
      ids.push((await publish(`${place}净滩`)).projectId)
    await tell()
    expect((await noticesOf(who!)).map(({ kind }) => kind)).toEqual([
      'project_found',
      'project_found',
      'project_found',
    ])
    await tellDigestsJob.run(server.engine)
    expect(await noticesOf(who!)).toHaveLength(3)
    await server.db
      .updateTable('projects')
      .set({ status: 'cancelled' })
      .where('title', '=', '丰湖净滩')
      .execute()
    server.setNow('2026-11-25T00:00:00Z')
    await tellDigestsJob.run(server.engine)
    await tellDigestsJob.run(server.engine)
    const all = await noticesOf(who!)
    expect(all).toHaveLength(4)
    expect(all[0]).toMatchObject({ kind: 'projects_found', link: '/my/subscriptions', facts: { count: 2 } })
    server.setNow(TEST_NOW)
  })

  test('U5: what is for invited people alone is told to nobody who follows', async () => {
    const [who] = await makeCrew(server, 1, { team })
    await save(who!, { q: '内部' })
    server.setNow('2026-11-24T05:00:00Z')
    const { projectId } = await publish('内部义诊')
    await sql`update projects set visibility = 'teams' where project_id = ${projectId}`.execute(server.db)
    await tell()
    expect(await noticesOf(who!)).toEqual([])
    server.setNow(TEST_NOW)
  })

  test('U5: what is no longer public when its turn comes is not told', async () => {
    const [who] = await makeCrew(server, 1, { team })
    await save(who!, { q: '义诊' })
    server.setNow('2026-11-24T05:00:00Z')
    const { projectId } = await publish('广场义诊')
    await server.db
      .updateTable('projects')
      .set({ status: 'cancelled' })
      .where('projectId', '=', projectId as never)
      .execute()
    await tell()
    expect(await noticesOf(who!)).toEqual([])
    server.setNow(TEST_NOW)
  })
})
