import sharp from 'sharp'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, type CrewMember, type CrewTeam } from '../../../test/crews.ts'
import { admit, openProject } from '../../../test/door.ts'
import { LATER, rateIt, seen, serve, statementsOf, type Served } from '../../../test/evaluations.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { enlisted } from '../../../test/parties.ts'
import { makeSite } from '../../../test/people.ts'
import { checked, uploaded } from '../../../test/teams.ts'
import type { FamilyId, FamilyMemberId, VolunteerId } from '../../kernel/ids.ts'

let server: TestServer
let parent: CrewTeam
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  parent = await makeCrewTeam(server)
  team = await makeCrewTeam(server, { parent })
})
beforeEach(() => server.setNow(TEST_NOW))
afterAll(() => server.stop())

interface Done {
  people: number
  shifts: number
  minutes: number
  grades: { grade: string; minutes: number }[]
  ratings: { volunteers: { count: number; stars: number | null } }
  report: {
    words: string
    peopleServed: number | null
    pictures: { fileId: string; caption: string }[]
  } | null
  names: string[]
  others: number
  whyNot: { hideReport: string | null }
}
const doneOf = async ({ projectId }: Pick<Served, 'projectId'>, client = server.client()): Promise<Done> =>
  checked(await client.get<Done>(`/projects/${projectId}/done`), 200)
const picture = (): Promise<Buffer> =>
  sharp({ create: { width: 40, height: 30, channels: 3, background: '#1a7' } })
    .jpeg()
    .toBuffer()
const publish = (client: Client, { projectId }: Pick<Served, 'projectId'>, change: object = {}) =>
  client.put(`/projects/${projectId}/report`, {
    words: '活动顺利。',
    peopleServed: 60,
    pictures: [],
    ...change,
  })
const show = ({ client }: CrewMember, shows: boolean) => client.put<object>('/me/shown-name', { shows })
const pictureAt = (projectId: string, fileId: string) =>
  server.app.inject({ url: `/api/v1/projects/${projectId}/done/pictures/${fileId}` })

describe('C10 publishProjectReport', () => {
  test('V13: words and pictures stand before everybody, changed at once, and gone when withdrawn', async () => {
    const served = await serve(server, team, 2)
    const { client } = served.leader
    expect(await doneOf(served)).toMatchObject({ people: 2, shifts: 1, report: null, others: 2 })
    const { fileId } = await uploaded(server, client, await picture())
    const pictures = [{ fileId, caption: '志愿者在花市入口' }]
    expect((await pictureAt(served.projectId, fileId)).statusCode).toBe(404)
    checked(await publish(client, served, { pictures }), 200)
    expect((await doneOf(served)).report).toMatchObject({ words: '活动顺利。', peopleServed: 60, pictures })
    const answer = await pictureAt(served.projectId, fileId)
    expect([
      answer.statusCode,
      answer.headers['content-type'],
      answer.headers['x-content-type-options'],
    ]).toEqual([...[200, 'image/jpeg', 'nosniff']])
    checked(await publish(client, served, { words: '补充了人数。', pictures }), 200)
    expect((await doneOf(served)).report?.words).toBe('补充了人数。')
    checked(await publish(client, served), 200)
    expect((await pictureAt(served.projectId, fileId)).statusCode).toBe(404)
    checked(await client.post(`/projects/${served.projectId}/report/withdraw`), 200)
    expect((await doneOf(served)).report).toBeNull()
    expect((await client.post(`/projects/${served.projectId}/report/withdraw`)).code).toBe('report_not_found')
    expect((await client.get<object>(`/projects/${served.projectId}/report`)).body).toMatchObject({
      ...{ report: { state: 'withdrawn', words: '活动顺利。' }, whyNot: { publishProjectReport: null } },
    })
  })
  test('V13: every refusal', async () => {
    const served = await serve(server, team, 1)
    const { client } = served.leader
    const going = await openProject(server, team, [
      { startsAt: '2026-11-24T01:00:00.000Z', endsAt: '2026-11-24T04:00:00.000Z' },
    ])
    const [other] = await makeCrew(server, 1)
    const foreign = (await uploaded(server, other!.client, await picture())).fileId
    const keeper = await enlisted(server, team, 'team_timekeeper')
    const refused = [
      [keeper.client, served, {}, 'not_your_team'],
      [client, going, {}, 'project_not_ended'],
      [client, served, { words: ' ' }, 'report_words_missing'],
      [client, served, { pictures: [{ fileId: foreign, caption: ' ' }] }, 'caption_missing'],
      [client, served, { pictures: [{ fileId: foreign, caption: '别人的' }] }, 'file_not_found'],
    ] as const
    for (const [who, which, change, code] of refused)
      expect((await publish(who, which, change)).code).toBe(code)
    expect((await server.client().get(`/projects/${going.projectId}/done`)).code).toBe('project_not_found')
  })
})

describe('C10 getDoneProject', () => {
  test('figures are those of the ledger, ratings from three on', async () => {
    const served = await serve(server, team, 3)
    const entries = served.signupIds.slice(0, 2).map((signupId, i) => ({
      ...{ signupId, startsAt: '2026-11-23T01:00:00.000Z', breakMinutes: 0, note: '' },
      endsAt: i === 0 ? '2026-11-23T02:00:00.000Z' : '2026-11-23T01:30:00.000Z',
    }))
    await server.db
      .updateTable('projects')
      .set({ status: 'ended' })
      .where('projectId', '=', served.projectId)
      .execute()
    checked(await team.leader.client.post(`/projects/${served.projectId}/hours`, { entries }), 200)
    expect(await doneOf(served)).toMatchObject({
      people: 3,
      minutes: 90,
      grades: [{ grade: 'C', minutes: 90 }],
    })
    for (const one of served.people) checked(await rateIt(one, served.projectId), 200)
    expect((await doneOf(served)).ratings.volunteers).toEqual({ count: 0, stars: null })
    server.setNow(LATER(8))
    expect((await doneOf(served)).ratings.volunteers).toEqual({ count: 3, stars: 4 })
    expect(
      await statementsOf(served.leader.client, `/projects/${served.projectId}/done`),
    ).toBeLessThanOrEqual(9)
  })
  test('V14: of a project for named teams, those who served and its staff alone read what was done', async () => {
    const served = await serve(server, team, 1)
    const [absent] = await makeCrew(server, 1, { team })
    const { shiftId } = await server.reader
      .selectFrom('shifts')
      .select('shiftId')
      .where('projectId', '=', served.projectId)
      .executeTakeFirstOrThrow()
    await admit(server, { projectId: served.projectId, shiftId }, [absent!])
    await server.db
      .updateTable('projects')
      .set({ visibility: 'teams' })
      .where('projectId', '=', served.projectId)
      .execute()
    expect((await server.client().get(`/projects/${served.projectId}/done`)).code).toBe('project_not_found')
    expect((await pictureAt(served.projectId, served.projectId)).json<{ code: string }>().code).toBe(
      'project_not_found',
    )
    expect((await doneOf(served, served.people[0]!.client)).people).toBe(1)
    expect((await absent!.client.get(`/projects/${served.projectId}/done`)).code).toBe('project_not_found')
    expect((await doneOf(served, served.leader.client)).people).toBe(1)
  })
  test('V14, V15: names of those alone who said yes, masked, and gone at once', async () => {
    const served = await serve(server, team, 3)
    const [ann] = served.people as [CrewMember]
    expect((await doneOf(served)).names).toEqual([])
    expect((await ann.client.get<object>('/me/shown-name')).body).toEqual({
      shows: false,
      whyNot: { showMyName: null },
    })
    checked(await show(ann, true), 200)
    checked(await show(ann, true), 200)
    expect(await doneOf(served)).toMatchObject({ names: [`${ann.name.slice(0, 1)}***`], others: 2 })
    checked(await show(ann, false), 200)
    expect(await doneOf(served)).toMatchObject({ names: [], others: 3 })
    const kept = await server.reader
      .selectFrom('nameConsents')
      .select(['givenAt', 'endedAt'])
      .where('volunteerId', '=', ann.volunteerId)
      .execute()
    expect(kept).toEqual([{ givenAt: server.now(), endedAt: server.now() }])
  })
  test('V15: a minor is refused, and neither minors nor wards are named whatever they once said', async () => {
    const past = { startsAt: '2026-11-23T01:00:00.000Z', endsAt: '2026-11-23T04:00:00.000Z' }
    const { projectId, shiftIds } = await openProject(server, team, [past], { status: 'closed' })
    const [child] = await makeCrew(server, 1, { team, birthDate: '2012-05-01' })
    const [ward, adult] = await makeCrew(server, 2, { team })
    const people = [child!, ward!, adult!]
    const signupIds = await admit(server, { projectId, shiftId: shiftIds[0]! }, people)
    await seen(server, { projectId, signupIds })
    expect(await show(child!, true)).toMatchObject({ status: 403, code: 'minor_never_named' })
    const consent = ({ volunteerId }: { volunteerId: VolunteerId }) => ({
      ...{ volunteerId, nameConsentId: crypto.randomUUID() as never, givenAt: server.now() },
    })
    await server.db.insertInto('nameConsents').values(people.map(consent)).execute()
    await server.db
      .insertInto('familyMembers')
      .values({
        ...{ volunteerId: ward!.volunteerId, familyMemberId: crypto.randomUUID() as FamilyMemberId },
        ...{
          familyId: crypto.randomUUID() as FamilyId,
          guardianId: adult!.volunteerId,
          joinedAt: server.now(),
        },
      })
      .execute()
    expect(await doneOf({ projectId })).toMatchObject({ people: 3, names: [expect.any(String)], others: 2 })
  })
})
