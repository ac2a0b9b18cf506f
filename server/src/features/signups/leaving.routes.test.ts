/** Leaving late, and changing one place for another, over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, positionForm, publishProject } from '../../../test/crews.ts'
import type { CrewMember, CrewTeam, PublishedProject } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { noticesOf, placesOf, signUp } from '../../../test/signing.ts'

let server: TestServer
let team: CrewTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

/** Saturday morning, Saturday noon (which shares an hour with it), and Sunday. */
const threeShifts = [
  positionForm(
    { headcount: 1 },
    { headcount: 1, startsAt: '2026-11-28T03:00:00.000Z', endsAt: '2026-11-28T05:00:00.000Z' },
    { headcount: 1, startsAt: '2026-11-29T01:00:00.000Z', endsAt: '2026-11-29T02:00:00.000Z' },
  ),
]
const published = (change: Record<string, unknown> = {}): Promise<PublishedProject> =>
  publishProject(server, team, {
    autoAdmit: true,
    keepsWaitingList: true,
    positions: threeShifts,
    recruitUntil: '2026-11-28T04:00:00.000Z',
    ...change,
  })
const someone = async (): Promise<CrewMember> => (await makeCrew(server, 1, { team }))[0]!
const own = (client: Client, signupId: string, deed: string, body: object = {}) =>
  client.post<{ status: string; signupId: string }>(`/me/signups/${signupId}/${deed}`, body)
const change = (client: Client, signupId: string, shiftId: string | undefined) =>
  own(client, signupId, 'change', { shiftId })
interface Listed {
  signupId: string
  status: string
  reason: string | null
  withdrawnLate: boolean
}
const rosterOf = async ({ projectId }: PublishedProject): Promise<Listed[]> =>
  (await team.leader.client.get<{ items: Listed[] }>(`/projects/${projectId}/signups`)).body.items

describe('C4 S15, S21: leaving after the deadline', () => {
  test('is no withdrawal any more, but still frees the place, with a reason that the team sees', async () => {
    const project = await published({ withdrawHoursBefore: 24 })
    const [first, second] = (await makeCrew(server, 2, { team })) as [CrewMember, CrewMember]
    const { signupId } = (await signUp(first.client, project)).body
    await signUp(second.client, project)
    expect((await own(first.client, signupId, 'absence', { reason: '发烧' })).code).toBe('withdraw_instead')
    server.setNow('2026-11-27T01:00:00Z')
    expect((await own(first.client, signupId, 'withdraw')).code).toBe('withdraw_deadline_passed')
    const bare = await own(first.client, signupId, 'absence', { reason: '  ' })
    expect([bare.status, bare.code]).toEqual([422, 'reason_missing'])
    expect((await own(first.client, signupId, 'absence', { reason: ' 发烧 ' })).body).toEqual({
      status: 'withdrawn',
    })
    server.setNow(TEST_NOW)
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 1, waiting: 0 })
    expect(await rosterOf(project)).toMatchObject([
      { signupId, status: 'withdrawn', reason: '发烧', withdrawnLate: true },
      { status: 'offered', withdrawnLate: false },
    ])
    const told = (await noticesOf(team.leader.client)).find(({ kind }) => kind === 'absence_reported')
    expect(told?.facts).toMatchObject({ name: first.name, title: '西湖花市秩序引导' })
  })

  test('binds nobody who only waits, and the reason of a withdrawal is shown to the team', async () => {
    const project = await published({ withdrawHoursBefore: 168 })
    const first = await someone()
    const second = await someone()
    await signUp(first.client, project)
    const { signupId } = (await signUp(second.client, project)).body
    expect((await own(second.client, signupId, 'withdraw', { reason: '路太远' })).status).toBe(200)
    expect((await rosterOf(project))[1]).toMatchObject({ reason: '路太远', withdrawnLate: false })
    expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 0 })
  })
})

describe('C4 S22: one place for another', () => {
  test('gives back the old one and takes the new one, also where the two share time', async () => {
    const project = await published()
    const [first, second] = (await makeCrew(server, 2, { team })) as [CrewMember, CrewMember]
    const { signupId } = (await signUp(first.client, project)).body
    await signUp(second.client, project)
    const choices = await first.client.get<{ items: { shiftId: string; free: number; whyNot: object }[] }>(
      `/me/signups/${signupId}/choices`,
    )
    expect(choices.body.items).toMatchObject([
      { shiftId: project.shiftIds[1], free: 1, whyNot: { changeSignUp: null } },
      { shiftId: project.shiftIds[2], free: 1, whyNot: { changeSignUp: null } },
    ])
    const changed = await change(first.client, signupId, project.shiftIds[1])
    expect(changed.body).toMatchObject({ status: 'admitted', position: null })
    expect([await placesOf(server, project), await placesOf(server, project, 1)]).toEqual([
      { admitted: 0, held: 1, waiting: 0 },
      { admitted: 1, held: 0, waiting: 0 },
    ])
    expect((await change(first.client, signupId, project.shiftIds[2])).code).toBe('not_withdrawable')
  })

  test('leaves everything as it was where the new one is not to be had', async () => {
    const project = await published()
    const elsewhere = await publishProject(server, team, {
      title: '护学岗',
      positions: [positionForm({ startsAt: '2026-11-29T01:30:00.000Z', endsAt: '2026-11-29T04:00:00.000Z' })],
    })
    const [first, other] = (await makeCrew(server, 2, { team })) as [CrewMember, CrewMember]
    const { signupId } = (await signUp(first.client, project)).body
    await signUp(other.client, project, { shift: 1 })
    await signUp(first.client, elsewhere)
    const choices = await first.client.get<{ items: { whyNot: { changeSignUp: string; facts?: object } }[] }>(
      `/me/signups/${signupId}/choices`,
    )
    const shown = choices.body.items.map(({ whyNot }) => whyNot.changeSignUp)
    const asked = await Promise.all(
      [1, 2].map((shift) => change(first.client, signupId, project.shiftIds[shift])),
    )
    expect(asked.map(({ code }) => code)).toEqual(['shift_full', 'shift_clashes'])
    expect(shown).toEqual(['shift_full', 'shift_clashes'])
    expect(choices.body.items[1]?.whyNot.facts).toEqual(asked[1]?.facts)
    expect((await change(first.client, signupId, project.shiftIds[0])).code).toBe('same_shift')
    expect((await change(first.client, signupId, elsewhere.shiftIds[0])).code).toBe('shift_not_found')
    expect((await change(other.client, signupId, project.shiftIds[2])).code).toBe('signup_not_found')
    expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 0 })
    const mine = await first.client.get<{ items: { signupId: string; status: string }[] }>('/me/signups')
    expect(mine.body.items[0]).toMatchObject({ signupId, status: 'admitted' })
  })

  test('keeps the yes of the team for the position, and for no other', async () => {
    const later = { startsAt: '2026-11-29T01:00:00.000Z', endsAt: '2026-11-29T02:00:00.000Z' }
    const project = await published({
      autoAdmit: false,
      positions: [positionForm({}, later), { ...positionForm(later), name: '物资岗' }],
    })
    const person = await someone()
    const { signupId } = (await signUp(person.client, project)).body
    await team.leader.client.post(`/projects/${project.projectId}/signup-decisions`, {
      decisions: [{ signupId, decision: 'admit' }],
    })
    const other = await change(person.client, signupId, project.shiftIds[2])
    expect(other.code).toBe('position_differs')
    const changed = await change(person.client, signupId, project.shiftIds[1])
    expect(changed.body.status).toBe('admitted')
    expect((await own(person.client, changed.body.signupId, 'withdraw')).status).toBe(200)
  })
})

describe('signing up in a crowd', () => {
  const asking = (person: CrewMember, project: PublishedProject, key: string, riskAccepted = true) =>
    server.app.inject({
      method: 'POST',
      url: `/api/v1/projects/${project.projectId}/signups`,
      headers: {
        'x-requested-with': 'zhiyuan',
        'idempotency-key': key,
        cookie: person.client.cookie ?? '',
      },
      payload: { shiftId: project.shiftIds[0], riskAccepted },
    })

  test('asked twice at once under one key, one place is taken and both are told the same', async () => {
    const project = await published()
    const person = await someone()
    const key = 'a'.repeat(32)
    const answers = await Promise.all([1, 2, 3].map(() => asking(person, project, key)))
    answers.push(await asking(person, project, key))
    expect(new Set(answers.map(({ statusCode, body }) => `${statusCode} ${body}`)).size).toBe(1)
    expect(answers[0]!.statusCode).toBe(201)
    expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 0 })
  })

  test('a key that was refused is free again; one used for something else is a mistake', async () => {
    const project = await published()
    const person = await someone()
    const key = 'b'.repeat(32)
    expect((await asking(person, project, key, false)).statusCode).toBe(422)
    const [first, second] = await Promise.all([
      asking(person, project, key),
      asking(person, project, key, false),
    ])
    expect([first.statusCode, second.statusCode]).toEqual([201, 400])
    expect((await asking(person, project, key, false)).statusCode).toBe(400)
  })

  test('each line of the trail names its own person', async () => {
    const project = await published()
    const people = await makeCrew(server, 3, { team })
    const answers = await Promise.all(people.map(({ client }) => signUp(client, project)))
    const ids = answers.map(({ body }) => body.signupId)
    const lines = await server.reader
      .selectFrom('auditEntries')
      .select(['actorAccountId', 'subjectId'])
      .where('deed', '=', 'signUp')
      .where('subjectId', 'in', ids)
      .execute()
    expect(new Map(lines.map((line) => [line.subjectId, line.actorAccountId]))).toEqual(
      new Map(people.map(({ accountId }, i) => [ids[i], accountId])),
    )
  })
})
