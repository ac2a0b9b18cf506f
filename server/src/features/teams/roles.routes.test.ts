import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { projectForm } from '../../../test/crews.ts'
import { makeSite, makeVolunteer, openReviewOf, type TestVolunteer } from '../../../test/people.ts'
import {
  checked,
  makeFederation,
  makeTeam,
  requestedBy,
  staffClient,
  teamForm,
  type TestTeam,
} from '../../../test/teams.ts'
import { PLEDGE_VERSION } from './pledges.rules.ts'

type GivenRole = 'team_admin' | 'team_reviewer' | 'team_timekeeper' | 'team_viewer'
interface Held {
  person: TestVolunteer
  client: Client
  grantId: string
}

let server: TestServer
let city: TestTeam
let team: TestTeam
const staff = new Map<GivenRole, Held>()

async function appoint(role: GivenRole): Promise<Held> {
  const person = await makeVolunteer(server)
  checked(await person.client.post(`/teams/${city.teamId}/memberships`, {}), 201)
  const body = { volunteerId: person.volunteerId, role }
  const { grantId } = checked(
    await city.leader.client.post<{ grantId: string }>(`/teams/${city.teamId}/roles`, body),
    201,
  )
  return { person, client: await staffClient(server, person.accountId), grantId }
}

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  checked(await city.leader.client.put(`/teams/${city.teamId}/join-mode`, { joinMode: 'open' }), 200)
  team = await makeTeam(server, { parent: city })
  for (const role of ['team_admin', 'team_reviewer', 'team_timekeeper', 'team_viewer'] as const)
    staff.set(role, await appoint(role))
})
afterAll(() => server.stop())

const of = (role: GivenRole): Client => staff.get(role)!.client
const codeOf = async (answer: Promise<{ status: number; code?: string | null }>): Promise<string> => {
  const { status, code } = await answer
  return status < 300 ? '+' : (code ?? String(status))
}

test('M14: the list of members says to whom roles are the asker’s to give: the leader’s, and a leader’s above', async () => {
  const member = await makeVolunteer(server)
  await requestedBy(member, team)
  const answersOf = async (who: Client) => {
    const { items } = checked(
      await who.get<{
        items: { name: string; role: string | null; whyNot: { grantTeamRole: string | null } }[]
      }>(`/teams/${team.teamId}/members`),
      200,
    )
    return new Map(items.map(({ role, whyNot }) => [role ?? 'none', whyNot.grantTeamRole]))
  }
  const decisions = (
    await team.leader.client.get<{ items: { membershipId: string }[] }>(
      `/teams/${team.teamId}/membership-requests`,
    )
  ).body.items.map(({ membershipId }) => ({ membershipId, decision: 'approve' }))
  checked(await team.leader.client.post(`/teams/${team.teamId}/membership-decisions`, { decisions }), 200)
  for (const who of [team.leader.client, city.leader.client])
    expect((await answersOf(who)).get('none')).toBeNull()
  expect((await answersOf(of('team_admin'))).get('none')).toBe('leader_only')
})

describe('B11 roles of a team', () => {
  /** In the order administrator, reviewer, timekeeper, viewer. */
  const table: [string, (client: Client) => ReturnType<typeof codeOf>, string[]][] = [
    ['listMembers', (c) => codeOf(c.get(`/teams/${city.teamId}/members`)), ['+', '+', 'not_your_team', '+']],
    [
      'listMembershipRequests, of a team below',
      (c) => codeOf(c.get(`/teams/${team.teamId}/membership-requests`)),
      ['+', '+', 'not_your_team', '+'],
    ],
    ['listTeamProjects', (c) => codeOf(c.get(`/teams/${city.teamId}/projects`)), ['+', '+', '+', '+']],
    ['listTeamHours', (c) => codeOf(c.get(`/teams/${city.teamId}/hours`)), ['+', '+', '+', '+']],
    [
      'setJoinMode',
      (c) => codeOf(c.put(`/teams/${city.teamId}/join-mode`, { joinMode: 'open' })),
      ['+', 'not_your_team', 'not_your_team', 'not_your_team'],
    ],
    [
      'createProject',
      (c) => codeOf(c.post(`/teams/${city.teamId}/projects`, projectForm())),
      ['+', 'not_your_team', 'not_your_team', 'not_your_team'],
    ],
  ]
  test.each(table)('%s is open to the roles that need it', async (_deed, ask, expected) => {
    const answers = []
    for (const role of ['team_admin', 'team_reviewer', 'team_timekeeper', 'team_viewer'] as const)
      answers.push(await ask(of(role)))
    expect(answers).toEqual(expected)
  })

  test('a reviewer reviews teams and admits members below, a timekeeper and a viewer do not', async () => {
    const applicant = await makeVolunteer(server)
    const { teamId } = checked(
      await applicant.client.post<{ teamId: string }>('/teams', teamForm(city.teamId)),
      201,
    )
    const review = `/reviews/${await openReviewOf(server, teamId)}/team`
    for (const role of ['team_timekeeper', 'team_viewer'] as const)
      expect((await of(role).post(review, { decision: 'approve' })).code).toBe('not_your_team')
    expect((await of('team_reviewer').post(review, { decision: 'approve' })).status).toBe(200)

    const person = await makeVolunteer(server)
    const { membershipId } = await requestedBy(person, team)
    const body = { decisions: [{ membershipId, decision: 'approve' }] }
    const path = `/teams/${team.teamId}/membership-decisions`
    expect((await of('team_viewer').post(path, body)).code).toBe('not_your_team')
    expect((await of('team_reviewer').post(path, body)).body).toMatchObject({
      results: [{ outcome: 'approved' }],
    })
  })

  test('listTeamStaff tells the members who keeps their team, and strangers nothing', async () => {
    const { person } = staff.get('team_timekeeper')!
    const { body } = await person.client.get<{ items: { name: string; role: string }[] }>(
      `/teams/${city.teamId}/staff`,
    )
    expect(body.items.map(({ role }) => role)).toEqual([
      'team_leader',
      'team_admin',
      'team_reviewer',
      'team_timekeeper',
      'team_viewer',
    ])
    expect(body.items[3]).toMatchObject({ name: person.name })
    const stranger = await makeVolunteer(server)
    expect((await stranger.client.get(`/teams/${city.teamId}/staff`)).code).toBe('not_your_team')
    await requestedBy(stranger, team)
    expect((await stranger.client.get(`/teams/${team.teamId}/staff`)).code).toBe('not_your_team')
  })

  test('a role that is taken away opens nothing any more', async () => {
    const { client, grantId } = await appoint('team_viewer')
    expect((await client.get(`/teams/${city.teamId}/members`)).status).toBe(200)
    checked(await city.leader.client.post(`/teams/${city.teamId}/roles/${grantId}/end`, {}), 200)
    expect((await client.get(`/teams/${city.teamId}/members`)).code).toBe('wrong_door')
  })
})

describe('B11 the integrity pledge', () => {
  interface Pledge {
    version: string
    accepted: { name: string } | null
    whyNot: { acceptPledge: string | null }
  }
  test('nothing is published before the team has taken it', async () => {
    await server.db.deleteFrom('teamPledges').where('teamId', '=', team.teamId).execute()
    const { client } = team.leader
    const pledge = `/teams/${team.teamId}/pledge`
    const { projectId } = checked(
      await client.post<{ projectId: string }>(`/teams/${team.teamId}/projects`, projectForm()),
      201,
    )
    const submit = () => client.post(`/projects/${projectId}/submit`, {})
    expect((await submit()).code).toBe('pledge_missing')
    expect((await client.get<Pledge>(pledge)).body).toEqual({
      version: PLEDGE_VERSION,
      accepted: null,
      whyNot: { acceptPledge: null },
    })
    const outdated = await client.post(pledge, { version: '2020-01' })
    expect([outdated.code, outdated.facts]).toEqual(['pledge_outdated', { version: PLEDGE_VERSION }])
    expect((await of('team_reviewer').post(pledge, { version: PLEDGE_VERSION })).code).toBe('not_your_team')
    checked(await client.post(pledge, { version: PLEDGE_VERSION }), 201)
    expect((await client.post(pledge, { version: PLEDGE_VERSION })).code).toBe('already_accepted')
    const { body } = await client.get<Pledge>(pledge)
    expect([body.accepted?.name, body.whyNot.acceptPledge]).toEqual([
      `${team.name} ${team.leader.name}`,
      'already_accepted',
    ])
    expect((await submit()).status).toBe(200)
  })
})
