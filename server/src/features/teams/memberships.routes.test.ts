import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../../test/harness.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeVolunteer, type TestVolunteer } from '../../../test/people.ts'
import {
  checked,
  makeFederation,
  makeMember,
  makeTeam,
  requestedBy,
  staffClient,
  type TestTeam,
} from '../../../test/teams.ts'
import type { MembershipId, TeamId } from '../../kernel/ids.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
let server: TestServer
let city: TestTeam
let team: TestTeam
let other: TestTeam
let openTeam: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city })
  other = await makeTeam(server, { parent: city })
  openTeam = await makeTeam(server, { parent: city, joinMode: 'open' })
})
afterAll(() => server.stop())

const ask = (who: Client, teamId: string, body: object = {}) =>
  who.post<{ membershipId: MembershipId; status: string }>(`/teams/${teamId}/memberships`, body)
const memberCount = async (teamId: TeamId): Promise<number> =>
  (
    await server.reader
      .selectFrom('teams')
      .select('memberCount')
      .where('teamId', '=', teamId)
      .executeTakeFirstOrThrow()
  ).memberCount
const countMembers = async (teamId: TeamId): Promise<number> => {
  const rows = await server.reader
    .selectFrom('memberships')
    .select('membershipId')
    .where('teamId', '=', teamId)
    .where('status', '=', 'member')
    .execute()
  return rows.length
}
const noticesOf = async (client: Client): Promise<string[]> =>
  (await client.get<{ items: { kind: string }[] }>('/me/notices')).body.items.map((notice) => notice.kind)
const whyNotJoin = async (client: Client, teamId: string): Promise<string | null> =>
  (await client.get<{ whyNot: { requestMembership: string | null } }>(`/teams/${teamId}`)).body.whyNot
    .requestMembership
let ann: TestVolunteer

describe('requestMembership', () => {
  test('a team that decides gets the request, its staff a notice', async () => {
    ann = await makeVolunteer(server)
    expect(await whyNotJoin(ann.client, team.teamId)).toBe(null)
    const answer = await ask(ann.client, team.teamId, { message: '周末有空' })
    expect([answer.status, answer.body.status]).toEqual([201, 'requested'])
    expect(await noticesOf(team.leader.client)).toContain('membership_requested')
    expect(await whyNotJoin(ann.client, team.teamId)).toBe('already_requested')
    expect((await ask(ann.client, team.teamId)).code).toBe('already_requested')
    expect(await memberCount(team.teamId)).toBe(1)
  })
  test('an open team takes at once, and is then the home team', async () => {
    const bob = await makeVolunteer(server)
    const before = await memberCount(openTeam.teamId)
    expect((await ask(bob.client, openTeam.teamId)).body.status).toBe('member')
    expect(await memberCount(openTeam.teamId)).toBe(before + 1)
    expect((await ask(bob.client, openTeam.teamId)).code).toBe('already_member')
    const second = await ask(bob.client, team.teamId)
    expect([second.code, second.status, second.facts['teamName']]).toEqual([
      'home_team_taken',
      409,
      openTeam.name,
    ])
    expect(await whyNotJoin(bob.client, team.teamId)).toBe('home_team_taken')
  })
  test('the greyed button and the deed give one reason', async () => {
    const closed = await makeTeam(server, { parent: city, joinMode: 'closed' })
    const eve = await makeVolunteer(server)
    const applicant = await makeVolunteer(server, { status: 'under_review' })
    expect(await whyNotJoin(server.client(), team.teamId)).toBe('signed_out')
    expect((await ask(server.client(), team.teamId)).code).toBe('signed_out')
    for (const [who, teamId, code, status] of [
      [eve.client, closed.teamId, 'team_closed_to_joining', 409],
      [applicant.client, team.teamId, 'not_verified', 403],
    ] as const) {
      expect(await whyNotJoin(who, teamId)).toBe(code)
      const answer = await ask(who, teamId)
      expect([answer.code, answer.status]).toEqual([code, status])
    }
    expect((await ask(eve.client, NOBODY)).code).toBe('team_not_found')
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', closed.teamId)
      .execute()
    expect((await ask(eve.client, closed.teamId)).code).toBe('team_not_active')
  })
  test('ten requests at once make one', async () => {
    const bob = await makeVolunteer(server)
    const answers = await Promise.all(Array.from({ length: 10 }, () => ask(bob.client, openTeam.teamId)))
    expect(answers.filter((a) => a.status === 201)).toHaveLength(1)
    expect(answers.filter((a) => a.code === 'already_member')).toHaveLength(9)
    expect(await memberCount(openTeam.teamId)).toBe(await countMembers(openTeam.teamId))
  })
})

describe('leaveTeam', () => {
  test('a member leaves, and with the membership goes the duty', async () => {
    const bob = await makeMember(server, team)
    checked(
      await team.leader.client.post(`/teams/${team.teamId}/roles`, {
        volunteerId: bob.volunteerId,
        role: 'team_admin',
      }),
      201,
    )
    const staff = await staffClient(server, bob.accountId)
    expect((await staff.get(`/teams/${team.teamId}/members`)).status).toBe(200)
    const before = await memberCount(team.teamId)
    expect((await staff.post(`/me/memberships/${bob.membershipId}/leave`)).body).toEqual({
      membershipId: bob.membershipId,
      status: 'left',
    })
    expect(await memberCount(team.teamId)).toBe(before - 1)
    expect((await staff.get(`/teams/${team.teamId}/members`)).code).toBe('wrong_door')
    expect((await staff.post(`/me/memberships/${bob.membershipId}/leave`)).code).toBe('not_a_member')
  })
  test('a request is withdrawn; a leader stays; another’s membership is not found', async () => {
    const bob = await makeVolunteer(server)
    const { membershipId } = await requestedBy(bob, team)
    expect((await ann.client.post(`/me/memberships/${membershipId}/leave`)).code).toBe('membership_not_found')
    expect((await bob.client.post(`/me/memberships/${membershipId}/leave`)).status).toBe(200)
    const { body } = await team.leader.client.get<{ items: { membershipId: string; whyNot: object }[] }>(
      '/me/memberships',
    )
    expect(body.items[0]?.whyNot).toEqual({ leaveTeam: 'leads_team' })
    const leaving = await team.leader.client.post(
      `/me/memberships/${body.items[0]?.membershipId ?? ''}/leave`,
    )
    expect([leaving.code, leaving.status]).toEqual(['leads_team', 409])
  })
  test('race: leaving twice at once counts once', async () => {
    const bob = await makeMember(server, team)
    const answers = await Promise.all(
      [1, 2, 3].map(() => bob.client.post(`/me/memberships/${bob.membershipId}/leave`)),
    )
    expect(answers.map((a) => a.status).sort()).toEqual([200, 409, 409])
    expect(await memberCount(team.teamId)).toBe(await countMembers(team.teamId))
  })
})

describe('setJoinMode, grantTeamRole, endTeamRole, listMembers', () => {
  test('the team’s own staff settle how one joins', async () => {
    const path = `/teams/${other.teamId}/join-mode`
    expect((await other.leader.client.put(path, { joinMode: 'open' })).body).toEqual({
      teamId: other.teamId,
      joinMode: 'open',
    })
    expect((await city.leader.client.put(path, { joinMode: 'by_approval' })).status).toBe(200)
    expect((await team.leader.client.put(path, { joinMode: 'open' })).code).toBe('not_your_team')
    expect((await team.leader.client.put(`/teams/${NOBODY}/join-mode`, { joinMode: 'open' })).code).toBe(
      'team_not_found',
    )
    expect((await other.leader.client.put(path, { joinMode: 'by_code' })).status).toBe(200)
    expect((await other.leader.client.put(path, { joinMode: 'by_approval' })).status).toBe(200)
    expect((await other.leader.client.put(path, { joinMode: 'by_lot' })).code).toBe('malformed')
    expect((await ann.client.put(path, { joinMode: 'open' })).code).toBe('wrong_door')
  })
  test('a leader gives and ends duties; others are told why not', async () => {
    const bob = await makeMember(server, other, { name: '欧阳思源' })
    const grant = (client: Client, volunteerId: string, role = 'team_timekeeper') =>
      client.post<{ grantId: string }>(`/teams/${other.teamId}/roles`, { volunteerId, role })
    const { grantId } = checked(await grant(other.leader.client, bob.volunteerId), 201)
    expect((await grant(other.leader.client, bob.volunteerId)).code).toBe('already_granted')
    expect((await grant(other.leader.client, ann.volunteerId)).code).toBe('not_a_member')
    expect((await grant(other.leader.client, NOBODY)).code).toBe('not_a_member')
    expect((await grant(team.leader.client, bob.volunteerId)).code).toBe('not_your_team')
    const keeper = await staffClient(server, bob.accountId)
    expect((await grant(keeper, bob.volunteerId)).code).toBe('leader_only')
    // Timekeepers reach the door, not the members.
    expect((await keeper.get(`/teams/${other.teamId}/members`)).code).toBe('not_your_team')
    const found = await other.leader.client.get<{ items: object[] }>(
      `/teams/${other.teamId}/members?q=${encodeURIComponent('阳思')}`,
    )
    expect(found.body.items).toMatchObject([
      { name: '欧阳思源', role: 'team_timekeeper', grantId, whyNot: { endTeamRole: null } },
    ])
    const byNumber = await other.leader.client.get<{ items: object[] }>(
      `/teams/${other.teamId}/members?q=${bob.number.toLowerCase()}`,
    )
    expect(byNumber.body.items).toHaveLength(1)
    const end = (client: Client, id: string) => client.post(`/teams/${other.teamId}/roles/${id}/end`)
    expect((await end(keeper, grantId)).code).toBe('leader_only')
    expect((await end(team.leader.client, grantId)).code).toBe('not_your_team')
    expect((await end(other.leader.client, grantId)).status).toBe(200)
    expect((await end(other.leader.client, grantId)).code).toBe('grant_not_found')
    const leader = await other.leader.client.get<{
      items: { grantId: string; role: string; whyNot: object }[]
    }>(`/teams/${other.teamId}/members`)
    const own = leader.body.items.find((member) => member.role === 'team_leader')
    expect(own?.whyNot).toEqual({ endTeamRole: 'leads_team', grantTeamRole: 'already_granted' })
    expect((await end(other.leader.client, own?.grantId ?? '')).code).toBe('leads_team')
    expect((await other.leader.client.get(`/teams/${NOBODY}/members`)).code).toBe('team_not_found')
  })
})
