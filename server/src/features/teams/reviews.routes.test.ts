import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer, openReviewOf, type TestVolunteer } from '../../../test/people.ts'
import {
  legalPersonForm,
  madeUpTeamName,
  makeFederation,
  makeTeam,
  staffClient,
  teamForm,
  type RegisteredTeam,
  type TestTeam,
} from '../../../test/teams.ts'
import { isPublicNumber } from '../../kernel/public-number.ts'

let server: TestServer
let city: TestTeam
let corps: TestTeam
let ann: TestVolunteer
let bob: TestVolunteer

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  await makeStaff(server, 'authority_reviewer', '4413')
  city = await makeFederation(server)
  corps = await makeFederation(server, { level: 'corps', regionCode: '441302', parentId: city.teamId })
  ;[ann, bob] = await Promise.all([makeVolunteer(server), makeVolunteer(server)])
})
afterAll(() => server.stop())

const register = (form: object, who: TestVolunteer = ann) => who.client.post<RegisteredTeam>('/teams', form)
const legalForm = (wishes: object = {}) => legalPersonForm(server, ann.client, wishes)

const regionTeams = async (): Promise<number> =>
  (
    await server.reader
      .selectFrom('regionTeams')
      .select('active')
      .where('regionPath', '=', '441302')
      .executeTakeFirst()
  )?.active ?? 0

describe('reviewTeam', () => {
  test('approval gives the number, the leader’s role and membership, the count and a notice', async () => {
    const before = await regionTeams()
    const eve = await makeVolunteer(server)
    const form = teamForm(corps.teamId)
    const { body } = await register(form, eve)
    const reviewer = corps.leader.client
    const page = await reviewer.get<{ review: object; facts: Record<string, unknown>; history: unknown[] }>(
      `/reviews/${body.reviewId}/team`,
    )
    expect(page.body.facts).toMatchObject({
      name: form.name,
      contactPhone: '13812345678',
      naming: { convention: 'departs', missing: ['county', 'township', 'ending'], isTaken: false, near: [] },
      leader: { name: eve.name, volunteerNumber: eve.number },
      parent: { teamId: corps.teamId, name: corps.name },
    })
    const decided = await reviewer.post<{ outcome: string; teamNumber: string }>(
      `/reviews/${body.reviewId}/team`,
      { decision: 'approve' },
    )
    expect([decided.status, decided.body.outcome]).toEqual([200, 'approved'])
    expect(isPublicNumber(decided.body.teamNumber, 'G')).toBe(true)
    expect(decided.body.teamNumber.slice(0, 11)).toBe('G4413022611')
    const team = await server.client().get<Record<string, unknown>>(`/teams/${body.teamId}`)
    expect(team.body).toMatchObject({
      memberCount: 1,
      joinMode: 'closed',
      teamNumber: decided.body.teamNumber,
      contactPhone: null,
    })
    expect(await regionTeams()).toBe(before + 1)
    const notices = await eve.client.get<{ items: { kind: string }[] }>('/me/notices')
    expect(notices.body.items[0]?.kind).toBe('team_approved')
    const members = await (
      await staffClient(server, eve.accountId)
    ).get<{ items: object[] }>(`/teams/${body.teamId}/members`)
    expect(members.body.items).toMatchObject([{ volunteerId: eve.volunteerId, role: 'team_leader' }])
    // The leader sees who has read the form.
    const accesses = await eve.client.get<{ items: { deed: string }[] }>('/me/accesses')
    expect(accesses.body.items.map((a) => a.deed)).toEqual(
      expect.arrayContaining(['getTeamReview', 'reviewTeam']),
    )
    const again = await reviewer.post(`/reviews/${body.reviewId}/team`, { decision: 'approve' })
    expect([again.code, again.status]).toEqual(['already_decided', 409])
  })
  test('a refusal says why; the registrant mends it and hands it in again', async () => {
    const form = teamForm(corps.teamId)
    const { body } = await register(form)
    const reviewer = corps.leader.client
    expect((await reviewer.post(`/reviews/${body.reviewId}/team`, { decision: 'refuse' })).code).toBe(
      'reason_missing',
    )
    const refused = await reviewer.post(`/reviews/${body.reviewId}/team`, {
      decision: 'refuse',
      reason: '名称请写全街道',
    })
    expect(refused.body).toEqual({ outcome: 'refused', teamNumber: null })
    const kept = await ann.client.get<Record<string, unknown>>(`/teams/${body.teamId}/registration`)
    expect(kept.body).toMatchObject({
      status: 'refused',
      refusalReason: '名称请写全街道',
      name: form.name,
      contactPhone: '13812345678',
      dueOn: null,
    })
    expect((await bob.client.get(`/teams/${body.teamId}/registration`)).code).toBe('team_not_found')
    const resubmit = (who: TestVolunteer, changed: object) =>
      who.client.put<RegisteredTeam>(`/teams/${body.teamId}/registration`, { ...form, ...changed })
    expect((await resubmit(bob, {})).code).toBe('not_your_team')
    expect((await resubmit(ann, { contactPhone: '1' })).code).toBe('contact_phone_malformed')
    expect(
      (await ann.client.put(`/teams/019ab000-0000-7000-8000-00000000dead/registration`, form)).code,
    ).toBe('team_not_found')
    const name = madeUpTeamName()
    const mended = await resubmit(ann, { name })
    expect(mended.status).toBe(200)
    expect((await resubmit(ann, { name })).code).toBe('not_refused')
    const approved = await reviewer.post(`/reviews/${mended.body.reviewId}/team`, { decision: 'approve' })
    expect(approved.status).toBe(200)
    expect((await server.client().get<{ name: string }>(`/teams/${body.teamId}`)).body.name).toBe(name)
  })
  test('nobody else decides', async () => {
    const unregistered = (await register(teamForm(corps.teamId))).body.reviewId
    const legal = (await register(await legalForm())).body.reviewId
    const reviewer = await makeStaff(server, 'authority_reviewer', '4413')
    const viewer = await makeStaff(server, 'authority_viewer', '4413')
    const elsewhere = await makeStaff(server, 'authority_reviewer', '4401')
    const team = await makeTeam(server, { parent: corps })
    const tries = [
      [reviewer.client, unregistered, 'not_your_team'],
      [team.leader.client, unregistered, 'not_your_team'],
      [viewer.client, legal, 'not_your_region'],
      [elsewhere.client, legal, 'not_your_region'],
      [corps.leader.client, legal, 'not_your_region'],
      [reviewer.client, '019ab000-0000-7000-8000-00000000dead', 'review_not_found'],
      [ann.client, legal, 'wrong_door'],
    ] as const
    for (const [client, reviewId, code] of tries)
      expect((await client.post(`/reviews/${reviewId}/team`, { decision: 'approve' })).code).toBe(code)
    // The federation above reaches what its corps reviews.
    expect(
      (await city.leader.client.post(`/reviews/${unregistered}/team`, { decision: 'approve' })).status,
    ).toBe(200)
    expect((await reviewer.client.post(`/reviews/${legal}/team`, { decision: 'approve' })).status).toBe(200)
  })
  test('nobody decides an application of their own', async () => {
    const { body } = await register(teamForm(corps.teamId), corps.leader)
    const answer = await corps.leader.client.post(`/reviews/${body.reviewId}/team`, { decision: 'approve' })
    expect([answer.code, answer.status]).toEqual(['own_application', 403])
  })
  test('two approvals at once make one team', async () => {
    const before = await regionTeams()
    const { teamId } = (await register(teamForm(corps.teamId))).body
    const path = `/reviews/${await openReviewOf(server, teamId)}/team`
    const answers = await Promise.all(
      [corps.leader.client, city.leader.client, corps.leader.client].map((c) =>
        c.post(path, { decision: 'approve' }),
      ),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409])
    expect(await regionTeams()).toBe(before + 1)
    const { memberCount } = await server.reader
      .selectFrom('teams')
      .select('memberCount')
      .where('teamId', '=', teamId)
      .executeTakeFirstOrThrow()
    expect(memberCount).toBe(1)
  })
})
