import { afterAll, beforeAll, describe, expect, test } from 'vitest'
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
import { admittedAt, noticesOf, pageOf, shiftOf, signUp } from '../../../test/signing.ts'

let server: TestServer
let team: CrewTeam
let guest: Client

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  guest = server.client()
})
afterAll(() => server.stop())

const someone = async (wishes: Parameters<typeof makeCrew>[2] = { team }): Promise<CrewMember> =>
  (await makeCrew(server, 1, wishes))[0]!

describe('signUp', () => {
  test('is an application that takes no place, until the project admits by itself', async () => {
    const asked = await publishProject(server, team)
    const open = await publishProject(server, team, {
      autoAdmit: true,
      positions: [positionForm({ startsAt: '2026-11-29T01:00:00Z', endsAt: '2026-11-29T02:00:00Z' })],
    })
    const person = await someone()
    const applied = await signUp(person.client, asked)
    const admitted = await signUp(person.client, open)
    expect([applied.status, applied.body.status]).toEqual([201, 'applied'])
    expect([admitted.status, admitted.body.status]).toEqual([201, 'admitted'])
    expect([await admittedAt(server, asked), await admittedAt(server, open)]).toEqual([0, 1])
    expect(await shiftOf(person.client, open)).toMatchObject({
      admitted: 1,
      mine: { signupId: admitted.body.signupId, status: 'admitted' },
      whyNot: { signUp: 'already_signed_up' },
    })
  })

  test('calls the staff once, when the first begins to wait', async () => {
    const own = await makeCrewTeam(server)
    const project = await publishProject(server, own)
    for (const person of await makeCrew(server, 3, { team })) await signUp(person.client, project)
    const calls = (await noticesOf(own.leader.client)).filter((notice) => notice.kind === 'signup_received')
    expect(calls).toMatchObject([{ facts: { name: '志愿者1', title: '西湖花市秩序引导' } }])
  })

  test('leaves nothing behind when it is refused', async () => {
    const project = await publishProject(server, team)
    const person = await someone()
    const answer = await signUp(person.client, project, { riskAccepted: false })
    expect([answer.status, answer.code]).toEqual([422, 'risk_not_accepted'])
    expect((await person.client.get('/me/signups')).body).toEqual({ items: [], next: null })
    expect((await shiftOf(person.client, project)).whyNot.signUp).toBeNull()
  })

  test('knows no drafts, and no shift of another project', async () => {
    const project = await publishProject(server, team)
    const other = await publishProject(server, team)
    const person = await someone()
    const nowhere = { ...project, projectId: '00000000-0000-7000-8000-000000000000' as never }
    expect((await signUp(person.client, nowhere)).code).toBe('project_not_found')
    expect((await signUp(person.client, { ...project, shiftIds: other.shiftIds })).code).toBe(
      'shift_not_found',
    )
    await server.db
      .updateTable('projects')
      .set({ status: 'draft' })
      .where('projectId', '=', other.projectId)
      .execute()
    expect((await signUp(person.client, other)).code).toBe('project_not_found')
    expect((await guest.get(`/projects/${other.projectId}`)).status).toBe(404)
    expect((await signUp(guest, project)).code).toBe('signed_out')
    expect((await shiftOf(guest, project)).whyNot.signUp).toBe('signed_out')
  })

  test('tells the contact to those who are expected', async () => {
    const project = await publishProject(server, team, { autoAdmit: true })
    const person = await someone()
    expect((await pageOf(person.client, project)).contactPhone).toBeNull()
    await signUp(person.client, project)
    expect((await pageOf(person.client, project)).contactPhone).toBe('13800138000')
    expect((await pageOf(team.leader.client, project)).contactPhone).toBe('13800138000')
    expect((await pageOf(guest, project)).contactPhone).toBeNull()
  })
})

describe('withdrawSignUp', () => {
  const withdraw = (client: Client, signupId: string) =>
    client.post(`/me/signups/${signupId}/withdraw`, { reason: '临时有事' })

  test('gives the place to the next', async () => {
    const project = await publishProject(server, team, {
      autoAdmit: true,
      positions: [positionForm({ headcount: 1 })],
    })
    const [first, second] = (await makeCrew(server, 2, { team })) as [CrewMember, CrewMember]
    const mine = await signUp(first.client, project)
    expect((await signUp(second.client, project)).code).toBe('shift_full')
    expect((await withdraw(first.client, mine.body.signupId)).body).toEqual({ status: 'withdrawn' })
    expect(await admittedAt(server, project)).toBe(0)
    expect((await signUp(second.client, project)).status).toBe(201)
    expect((await withdraw(first.client, mine.body.signupId)).code).toBe('not_withdrawable')
    expect(await admittedAt(server, project)).toBe(1)
    expect((await signUp(first.client, project)).code).toBe('shift_full')
  })

  test("is for one's own, before it begins", async () => {
    const project = await publishProject(server, team)
    const [own, other] = (await makeCrew(server, 2, { team })) as [CrewMember, CrewMember]
    const { signupId } = (await signUp(own.client, project)).body
    expect([
      (await withdraw(other.client, signupId)).status,
      (await withdraw(other.client, signupId)).code,
    ]).toEqual([404, 'signup_not_found'])
    expect((await withdraw(guest, signupId)).code).toBe('signed_out')
    expect((await withdraw(team.leader.client, signupId)).code).toBe('wrong_door')
    server.setNow('2026-11-28T01:00:00Z')
    const late = await withdraw(own.client, signupId)
    server.setNow(TEST_NOW)
    expect([late.status, late.code]).toEqual([409, 'shift_started'])
  })
})

test('listMySignUps: what comes, the nearest first, and what was', async () => {
  const later = await publishProject(server, team, {
    title: '周日清洁',
    leaderPublic: false,
    positions: [positionForm({ startsAt: '2026-11-29T01:00:00Z', endsAt: '2026-11-29T02:00:00Z' })],
  })
  const sooner = await publishProject(server, team, { autoAdmit: true, leaderPublic: false })
  const person = await someone()
  await signUp(person.client, later)
  await signUp(person.client, sooner)
  const list = async (query: string) =>
    (
      await person.client.get<{ items: { title: string; status: string }[]; next: string | null }>(
        `/me/signups${query}`,
      )
    ).body
  const { items } = await list('')
  expect(items).toMatchObject([
    {
      projectId: sooner.projectId,
      title: '西湖花市秩序引导',
      teamName: team.name,
      positionName: '秩序引导员',
      placeName: '西湖花市',
      longitude: 114.41,
      leaderName: '陈思远',
      status: 'admitted',
      reason: null,
      signedInAt: null,
      signInFrom: '2026-11-28T00:00:00.000Z',
      whyNot: { withdrawSignUp: null },
    },
    { title: '周日清洁', status: 'applied', leaderName: null },
  ])
  // S18: a leader who is not public is named to whoever is admitted, and to nobody who only asks to come.
  await server.db
    .updateTable('projects')
    .set({ leaderPublic: true })
    .where('projectId', '=', later.projectId)
    .execute()
  expect((await list('')).items[1]).toMatchObject({ leaderName: '陈思远' })
  const first = await list('?limit=1')
  expect((await list(`?limit=1&after=${first.next}`)).items[0]?.title).toBe('周日清洁')
  expect((await list('?when=past')).items).toEqual([])
  server.setNow('2026-11-28T04:00:00Z')
  expect((await list('?when=past')).items).toMatchObject([
    { title: '西湖花市秩序引导', whyNot: { withdrawSignUp: 'shift_started' } },
  ])
  expect((await list('?when=upcoming')).items.map((item) => item.title)).toEqual(['周日清洁'])
  server.setNow(TEST_NOW)
  expect((await guest.get('/me/signups')).code).toBe('signed_out')
})
