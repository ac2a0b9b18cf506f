import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { admit, openProject } from '../../../test/door.ts'
import {
  LATER,
  mineOf,
  rateIt,
  ratePeople,
  SCORES,
  serve,
  statementsOf,
  THOUGHT,
  type Mine,
} from '../../../test/evaluations.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { enlisted } from '../../../test/parties.ts'
import { makeSite } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'
import { remindToRateJob } from '../../jobs/remind-to-rate.ts'
import { SYSTEM } from '../../kernel/actor.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
beforeEach(() => server.setNow(TEST_NOW))
afterAll(() => server.stop())

interface ServedList {
  items: {
    volunteerId: string
    name: string
    given: { scores: object; words: string } | null
    whyNot: { rateVolunteers: string | null }
  }[]
  next: string | null
}
const at = (projectId: string) => `/projects/${projectId}/evaluations`

describe('C10 rateVolunteers, rateProject', () => {
  test('V2, V5: each side sees the other’s only after both have rated', async () => {
    const { projectId, leader, people } = await serve(server, team, 2)
    const [ann, ben] = people
    expect((await ratePeople(leader.client, projectId, [ann!], { words: ' 很守时 ' })).body.results).toEqual([
      { volunteerId: ann!.volunteerId, outcome: 'rated', reason: null },
    ])
    expect((await mineOf(ann!, projectId)).theirs).toBeNull()
    expect((await rateIt(ann!, projectId)).body.outcome).toBe('rated')
    const { mine, theirs, whyNot } = await mineOf(ann!, projectId)
    expect(mine).toMatchObject({ scores: THOUGHT, changedAt: null })
    expect(theirs).toMatchObject({ scores: SCORES, words: '很守时' })
    expect(whyNot.rateProject).toBe('evaluation_shown')
    expect((await rateIt(ann!, projectId)).code).toBe('evaluation_shown')
    expect((await ratePeople(leader.client, projectId, [ann!])).body.results[0]?.reason).toBe(
      'evaluation_shown',
    )
    expect((await mineOf(ben!, projectId)).theirs).toBeNull()
  })
  test('V4: changed once, with the version of before kept', async () => {
    const { projectId, people } = await serve(server, team, 1)
    const [ann] = people
    checked(await rateIt(ann!, projectId, { words: '一般' }), 200)
    const scores = { training: 5, teamwork: 5, planKept: 5 }
    expect((await rateIt(ann!, projectId, { words: '很好', scores })).body.outcome).toBe('changed')
    expect((await rateIt(ann!, projectId)).code).toBe('evaluation_changed')
    expect((await mineOf(ann!, projectId)).mine).toMatchObject({ words: '很好', scores })
    const row = await server.reader
      .selectFrom('evaluations')
      .select(['scoresBefore', 'wordsBefore'])
      .where('projectId', '=', projectId)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ scoresBefore: [4, 5, 3], wordsBefore: '一般' })
  })
  test('V3: for seven days from the end; what one side said alone is read then', async () => {
    const { projectId, leader, people } = await serve(server, team, 2)
    const [ann, ben] = people
    checked(await ratePeople(leader.client, projectId, people), 200)
    server.setNow('2026-11-30T03:59:59Z')
    expect((await mineOf(ann!, projectId)).whyNot.rateProject).toBeNull()
    expect((await mineOf(ann!, projectId)).theirs).toBeNull()
    server.setNow('2026-11-30T04:00:00Z')
    expect((await rateIt(ann!, projectId)).code).toBe('evaluation_over')
    expect(await mineOf(ben!, projectId)).toMatchObject({ mine: null, theirs: { scores: SCORES } })
    expect((await ratePeople(leader.client, projectId, [ann!])).body.results[0]?.reason).toBe(
      'evaluation_over',
    )
  })
  test('V3: whom the door has not seen rates from the moment their hours are recorded', async () => {
    const shift = { startsAt: '2026-11-10T01:00:00.000Z', endsAt: '2026-11-10T03:00:00.000Z' }
    const { projectId, shiftIds } = await openProject(server, team, [shift])
    const [ann, ben] = [
      await enlisted(server, team, 'team_viewer'),
      await enlisted(server, team, 'team_viewer'),
    ]
    const [signupId] = await admit(server, { projectId, shiftId: shiftIds[0]! }, [ann, ben])
    expect((await rateIt(ann, projectId)).code).toBe('not_served')
    const entry = {
      signupId,
      startsAt: shift.startsAt,
      endsAt: '2026-11-10T01:30:00.000Z',
      breakMinutes: 0,
      note: '',
    }
    checked(await team.leader.client.post(`/projects/${projectId}/hours`, { entries: [entry] }), 200)
    expect((await mineOf(ann, projectId)).closesAt).toBe('2026-12-01T02:00:00.000Z')
    expect((await rateIt(ann, projectId)).status).toBe(200)
    expect((await rateIt(ben, projectId)).code).toBe('not_served')
  })
  test('V2, V6: who may not, and nobody themselves', async () => {
    const { projectId, leader, people } = await serve(server, team, 1)
    const keeper = await enlisted(server, team, 'team_timekeeper')
    const stranger = await makeCrewTeam(server)
    expect((await ratePeople(keeper.client, projectId, people)).code).toBe('not_your_team')
    expect((await ratePeople(stranger.leader.client, projectId, people)).code).toBe('not_your_team')
    const mixed = await ratePeople(leader.client, projectId, [leader, keeper, ...people, ...people])
    expect(mixed.body.results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['refused', 'not_served'],
      ['rated', null],
      ['refused', 'own_evaluation'],
    ])
    expect((await rateIt(stranger.leader, projectId)).code).toBe('wrong_door')
    expect(
      (await ratePeople(leader.client, projectId, people, { scores: { ...SCORES, skill: 6 } })).status,
    ).toBe(400)
  })
  test('V5: both rate in one moment, or one changes while the other rates: nothing read is changed', async () => {
    const { projectId, leader, people } = await serve(server, team, 6)
    await Promise.all(people.map((one) => rateIt(one, projectId)))
    const answers = await Promise.all(
      people.flatMap((one) => [
        ratePeople(leader.client, projectId, [one]).then(({ body }) => body.results[0]!.outcome),
        rateIt(one, projectId, { words: '改' }).then(({ code }) => code ?? 'changed'),
      ]),
    )
    expect(answers.filter((answer) => answer === 'rated')).toHaveLength(6)
    expect(answers.every((answer) => ['rated', 'changed', 'evaluation_shown'].includes(answer))).toBe(true)
    const twice = await Promise.all([rateIt(people[0]!, projectId), rateIt(people[0]!, projectId)])
    expect(twice.map(({ code }) => code)).toEqual(['evaluation_shown', 'evaluation_shown'])
  })
  test('V4: hours that were all reversed, or never came, are no service', async () => {
    const { projectId, people } = await serve(server, team, 1)
    await server.db
      .updateTable('attendances')
      .set({ status: 'lapsed' })
      .where('projectId', '=', projectId)
      .execute()
    expect((await rateIt(people[0]!, projectId)).code).toBe('not_served')
  })
})

describe('C10 the lists', () => {
  test('listServedVolunteers: by pages, without stars filled in, in one statement beside the project', async () => {
    const { projectId, leader, people } = await serve(server, team, 3)
    await ratePeople(leader.client, projectId, [people[0]!])
    const first = checked(await leader.client.get<ServedList>(`${at(projectId)}/volunteers?limit=2`), 200)
    const rest = checked(
      await leader.client.get<ServedList>(`${at(projectId)}/volunteers?limit=2&after=${first.next ?? ''}`),
      200,
    )
    const all = [...first.items, ...rest.items]
    expect([all.length, rest.next]).toEqual([3, null])
    expect(all.map(({ given }) => given?.scores ?? null).sort()).toEqual([SCORES, null, null].sort())
    expect(await statementsOf(leader.client, `${at(projectId)}/volunteers`)).toBe(2)
    expect((await people[0]!.client.get(`${at(projectId)}/volunteers`)).code).toBe('wrong_door')
  })
  test('every page stays below 50 kB, with the longest words in every row', async () => {
    const served = await serve(server, team, 21)
    const words = '好'.repeat(500)
    checked(await ratePeople(served.leader.client, served.projectId, served.people, { words }), 200)
    const page = await served.leader.client.get<ServedList>(`${at(served.projectId)}/volunteers`)
    expect([page.body.items.length, Buffer.byteLength(JSON.stringify(page.body)) < 50_000]).toEqual([
      20,
      true,
    ])
    const row = { mine: { scores: THOUGHT, words }, theirs: { scores: SCORES, words } }
    expect(
      Buffer.byteLength(JSON.stringify(Array(12).fill({ ...row, title: '好'.repeat(50) }))),
    ).toBeLessThan(45_000)
    expect((await served.leader.client.get(`${at(served.projectId)}/volunteers?limit=21`)).status).toBe(400)
    expect((await served.people[0]!.client.get('/me/evaluations?limit=13')).status).toBe(400)
    expect((await served.leader.client.get(`${at(served.projectId)}/words?limit=26`)).status).toBe(400)
  })
  test('listMyEvaluations: the latest first, in one statement', async () => {
    const { projectId, people } = await serve(server, team, 1)
    const page = checked(
      await people[0]!.client.get<{ items: (Mine & { projectId: string })[] }>('/me/evaluations'),
      200,
    )
    expect(page.items.map((one) => [one.projectId, one.mine, one.whyNot.rateProject])).toEqual([
      [projectId, null, null],
    ])
    expect(await statementsOf(people[0]!.client, '/me/evaluations')).toBe(1)
    const other = await serve(server, team, 0)
    expect((await people[0]!.client.get(`/me/evaluations/${other.projectId}`)).code).toBe('not_served')
  })
})

describe('C10 remindToRate', () => {
  const kinds = async (client: Client) =>
    (await client.get<{ items: { kind: string }[] }>('/me/notices')).body.items.map(({ kind }) => kind)
  test('V7: once, on the day after; who has rated is not asked', async () => {
    const { projectId, leader, people } = await serve(server, team, 2)
    const [ann, ben] = people
    checked(await rateIt(ben!, projectId), 200)
    server.setNow('2026-11-23T15:59:00Z')
    await remindToRateJob.run(server.engine)
    expect(await kinds(ann!.client)).toEqual([])
    server.setNow('2026-11-23T16:30:00Z')
    await remindToRateJob.run(server.engine)
    await remindToRateJob.run(server.engine)
    expect(await kinds(ann!.client)).toEqual(['evaluation_wanted'])
    expect(await kinds(ben!.client)).toEqual([])
    expect(
      (await kinds(leader.client)).filter((kind) => kind === 'evaluations_wanted').length,
    ).toBeGreaterThan(0)
    const trail = await server.reader
      .selectFrom('auditEntries')
      .select('actorLabel')
      .where('deed', '=', 'remindToRate')
      .where('subjectId', '=', projectId)
      .execute()
    expect(trail).toEqual([{ actorLabel: SYSTEM.label }])
    expect(
      (
        await server.reader
          .selectFrom('evaluations')
          .select('side')
          .where('projectId', '=', projectId)
          .execute()
      ).length,
    ).toBe(1)
    server.setNow(LATER(20))
    const late = await serve(server, team, 1)
    await remindToRateJob.run(server.engine)
    expect(await kinds(late.people[0]!.client)).toEqual([])
  })
})
