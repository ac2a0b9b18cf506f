import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../../test/harness.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer, type TestVolunteer } from '../../../test/people.ts'
import {
  checked,
  makeFederation,
  makeMember,
  makeTeam,
  staffClient,
  type TestTeam,
} from '../../../test/teams.ts'
import type { ProposalId, TeamId } from '../../kernel/ids.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
let server: TestServer
let corps: TestTeam
let team: TestTeam
let beside: TestTeam
let authority: Client

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  corps = await makeFederation(server)
  team = await makeTeam(server, { parent: corps })
  beside = await makeTeam(server, { parent: corps })
  authority = (await makeStaff(server, 'authority_reviewer', '441302')).client
})
afterAll(() => server.stop())

const propose = (who: Client, volunteerId: string, teamId = team.teamId) =>
  who.post<{ proposalId: ProposalId }>(`/teams/${teamId}/leader-proposals`, { volunteerId })
const appoint = (who: Client, volunteerNumber: string, cause = '队长已调离', teamId: TeamId = team.teamId) =>
  who.post<{ proposalId: ProposalId }>(`/teams/${teamId}/leader-appointments`, { volunteerNumber, cause })
const answer = (who: Client, proposalId: string, decision: 'accept' | 'decline' = 'accept') =>
  who.post<{ status: string }>(`/me/leader-proposals/${proposalId}/answer`, { decision, reason: '最近太忙' })
const withdraw = (who: Client, proposalId: string) => who.post(`/leader-proposals/${proposalId}/withdraw`)
const noticesOf = async (client: Client): Promise<string[]> =>
  (await client.get<{ items: { kind: string }[] }>('/me/notices')).body.items.map((notice) => notice.kind)
const leadersOf = async (teamId: TeamId) =>
  (
    await server.reader
      .selectFrom('grants')
      .select('accountId')
      .where('teamId', '=', teamId)
      .where('role', '=', 'team_leader')
      .where('endedAt', 'is', null)
      .execute()
  ).map((row) => row.accountId)
const roleOf = async (of: TestTeam, role: 'team_admin' | 'team_timekeeper') => {
  const member = await makeMember(server, of)
  const { volunteerId, accountId } = member
  checked(await of.leader.client.post(`/teams/${of.teamId}/roles`, { volunteerId, role }), 201)
  return { ...member, client: await staffClient(server, accountId) }
}

describe('H12 to H16: a change of leader that both confirm', () => {
  test('B3: the leader names, the person accepts, and the grants change hands at once', async () => {
    const next = await roleOf(team, 'team_admin')
    await server.db
      .updateTable('teams')
      .set({ leaderPublic: true })
      .where('teamId', '=', team.teamId)
      .execute()
    const { proposalId } = checked(await propose(team.leader.client, next.volunteerId), 201)
    expect(await noticesOf(next.client)).toContain('leadership_proposed')
    const waiting = await next.client.get<{ items: { proposalId: string; byName: string }[] }>(
      '/me/leader-proposals',
    )
    expect(waiting.body.items.map((item) => item.proposalId)).toEqual([proposalId])
    expect(await leadersOf(team.teamId)).toEqual([team.leader.accountId])
    expect((await propose(team.leader.client, next.volunteerId)).code).toBe('proposal_open')
    expect(checked(await answer(next.client, proposalId), 200)).toEqual({ status: 'accepted' })
    expect(await leadersOf(team.teamId)).toEqual([next.accountId])
    const grants = await server.reader
      .selectFrom('grants')
      .select('role')
      .where('accountId', '=', next.accountId)
      .where('endedAt', 'is', null)
      .execute()
    expect(grants.map((grant) => grant.role)).toEqual(['team_leader'])
    const row = await server.reader
      .selectFrom('teams')
      .select(['leaderVolunteerId', 'leaderPublic'])
      .where('teamId', '=', team.teamId)
      .executeTakeFirstOrThrow()
    expect(row).toEqual({ leaderVolunteerId: next.volunteerId, leaderPublic: false })
    expect(await noticesOf(team.leader.client)).toContain('leader_changed')
    expect(await noticesOf(corps.leader.client)).toContain('leader_changed')
    // What was the leader's is the leader's no more; a member they remain.
    expect((await team.leader.client.get(`/teams/${team.teamId}/members`)).code).toBe('wrong_door')
    expect((await answer(next.client, proposalId)).code).toBe('already_decided')
    team = { ...team, leader: next }
  })

  test('declined, withdrawn, and answered by nobody else', async () => {
    const next = await makeMember(server, team)
    const first = checked(await propose(team.leader.client, next.volunteerId), 201)
    const other = await makeMember(server, team)
    expect((await answer(other.client, first.proposalId)).code).toBe('proposal_not_found')
    expect((await answer(other.client, NOBODY)).code).toBe('proposal_not_found')
    expect(checked(await answer(next.client, first.proposalId, 'decline'), 200)).toEqual({
      status: 'declined',
    })
    expect(await noticesOf(team.leader.client)).toContain('leadership_declined')
    const second = checked(await propose(team.leader.client, next.volunteerId), 201)
    const admin = await roleOf(team, 'team_admin')
    for (const [who, code] of [
      [admin.client, 'leader_only'],
      [beside.leader.client, 'not_your_team'],
      [corps.leader.client, 'leader_only'],
      [authority, 'not_your_team'],
      [next.client, 'wrong_door'],
    ] as const)
      expect((await withdraw(who, second.proposalId)).code).toBe(code)
    checked(await withdraw(team.leader.client, second.proposalId), 200)
    expect(await noticesOf(next.client)).toContain('leadership_withdrawn')
    expect((await withdraw(team.leader.client, second.proposalId)).code).toBe('already_decided')
    expect((await withdraw(team.leader.client, NOBODY)).code).toBe('proposal_not_found')
    expect((await answer(next.client, second.proposalId)).code).toBe('already_decided')
  })

  test('only a verified member of age, then and when the answer falls', async () => {
    const minor = await makeMember(server, team, { age: 16 })
    const stranger = await makeVolunteer(server)
    const { client } = team.leader
    expect((await propose(client, minor.volunteerId)).code).toBe('leader_minor')
    expect((await propose(client, stranger.volunteerId)).code).toBe('not_a_member')
    expect((await propose(client, NOBODY)).code).toBe('not_a_member')
    expect((await propose(client, team.leader.volunteerId)).code).toBe('already_leader')
    expect((await propose(client, stranger.volunteerId, NOBODY as TeamId)).code).toBe('team_not_found')
    const next = await makeMember(server, team)
    const { proposalId } = checked(await propose(client, next.volunteerId), 201)
    checked(await next.client.post(`/me/memberships/${next.membershipId}/leave`), 200)
    expect((await answer(next.client, proposalId)).code).toBe('not_a_member')
    checked(await withdraw(client, proposalId), 200)
  })

  test('only the leader names; whoever else reaches the team does not', async () => {
    const next = await makeMember(server, team)
    const admin = await roleOf(team, 'team_admin')
    const keeper = await roleOf(team, 'team_timekeeper')
    const askers: [Client, string][] = [
      [admin.client, 'leader_only'],
      [keeper.client, 'leader_only'],
      [corps.leader.client, 'leader_only'],
      [beside.leader.client, 'not_your_team'],
      [authority, 'wrong_door'],
      [next.client, 'wrong_door'],
      [server.client(), 'signed_out'],
    ]
    for (const [who, code] of askers) expect((await propose(who, next.volunteerId)).code).toBe(code)
    // And no leader's grant is ended by the way that ends the others.
    const { grantId } = await server.reader
      .selectFrom('grants')
      .select('grantId')
      .where('teamId', '=', team.teamId)
      .where('role', '=', 'team_leader')
      .where('endedAt', 'is', null)
      .executeTakeFirstOrThrow()
    expect((await corps.leader.client.post(`/teams/${team.teamId}/roles/${grantId}/end`)).code).toBe(
      'leads_team',
    )
  })

  test('those above appoint with a cause that the old leader reads; the person still has to say yes', async () => {
    const next = await makeMember(server, team)
    const old = team.leader
    for (const [who, code] of [
      [old.client, 'above_only'],
      [beside.leader.client, 'not_your_team'],
      [(await makeStaff(server, 'authority_viewer', '441302')).client, 'not_your_region'],
      [(await makeStaff(server, 'site_admin', '441303')).client, 'not_your_region'],
      [next.client, 'wrong_door'],
      [server.client(), 'signed_out'],
    ] as const)
      expect((await appoint(who, next.number)).code).toBe(code)
    const stranger: TestVolunteer = await makeVolunteer(server)
    expect((await appoint(authority, stranger.number)).code).toBe('not_a_member')
    expect((await appoint(authority, 'V000000000000000000')).code).toBe('not_a_member')
    expect((await appoint(authority, next.number, ' ')).code).toBe('cause_missing')
    expect((await appoint(authority, next.number, '调离', NOBODY as TeamId)).code).toBe('team_not_found')
    const first = checked(await appoint(corps.leader.client, next.number), 201)
    expect((await appoint(authority, next.number)).code).toBe('proposal_open')
    expect((await withdraw(old.client, first.proposalId)).code).toBe('above_only')
    checked(await withdraw(authority, first.proposalId), 200)
    const { proposalId } = checked(await appoint(authority, next.number), 201)
    expect(await noticesOf(old.client)).toContain('leader_appointed')
    expect(await leadersOf(team.teamId)).toEqual([old.accountId])
    checked(await answer(next.client, proposalId), 200)
    expect(await leadersOf(team.teamId)).toEqual([next.accountId])
    expect(await noticesOf(old.client)).toContain('leader_changed')
    const client = await staffClient(server, next.accountId)
    team = { ...team, leader: { ...next, client } }
  })

  test('a suspended team names nobody itself; from above it still gets a leader', async () => {
    const next = await makeMember(server, beside)
    checked(await authority.post(`/teams/${beside.teamId}/suspend`, { cause: '逾期未整改' }), 200)
    const { client } = beside.leader
    expect((await propose(client, next.volunteerId, beside.teamId)).code).toBe('team_not_active')
    const { proposalId } = checked(await appoint(authority, next.number, '队长失联', beside.teamId), 201)
    checked(await answer(next.client, proposalId), 200)
    expect(await leadersOf(beside.teamId)).toEqual([next.accountId])
  })
})
