import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Client } from '../../../test/harness.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeVolunteer, type TestVolunteer } from '../../../test/people.ts'
import { checked, makeFederation, makeTeam, requestedBy, type TestTeam } from '../../../test/teams.ts'
import type { MembershipId, TeamId } from '../../kernel/ids.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
let server: TestServer
let city: TestTeam
let team: TestTeam
let other: TestTeam
let ann: TestVolunteer

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city })
  other = await makeTeam(server, { parent: city })
  ann = await makeVolunteer(server)
  checked(await ask(ann.client, team.teamId, { message: '周末有空' }), 201)
})
afterAll(() => server.stop())

const ask = (who: Client, teamId: string, body: object = {}) =>
  who.post<{ membershipId: MembershipId; status: string }>(`/teams/${teamId}/memberships`, body)
const decide = (who: Client, teamId: string, ...decisions: object[]) =>
  who.post<{ results: { membershipId: string; outcome: string; reason: string | null }[] }>(
    `/teams/${teamId}/membership-decisions`,
    { decisions },
  )
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

describe('decideMemberships', () => {
  interface Asking {
    name: string
    volunteerNumber: string
    isMinor: boolean
    message: string
    otherTeams: string[]
    whyNot: { approve: string | null }
  }
  test('staff see who asks, with the answer that the deed will give', async () => {
    const minor = await makeVolunteer(server, { age: 15 })
    await requestedBy(minor, team)
    const { body } = await team.leader.client.get<{ items: Asking[]; count: number }>(
      `/teams/${team.teamId}/membership-requests`,
    )
    expect(body.items[0]).toMatchObject({
      name: ann.name,
      volunteerNumber: ann.number,
      isMinor: false,
      message: '周末有空',
      otherTeams: [],
      whyNot: { approve: null },
    })
    expect(body.items.find((item) => item.name === minor.name)?.isMinor).toBe(true)
    expect(body.count).toBe(body.items.length)
    const half = await team.leader.client.get<{ items: Asking[]; next: string | null }>(
      `/teams/${team.teamId}/membership-requests?limit=1`,
    )
    expect(half.body.items).toHaveLength(1)
    const rest = await team.leader.client.get<{ items: Asking[] }>(
      `/teams/${team.teamId}/membership-requests?after=${half.body.next ?? ''}`,
    )
    expect(rest.body.items.map((item) => item.name)).toEqual(body.items.slice(1).map((item) => item.name))
  })
  test('each gets an answer of their own, those let in a notice', async () => {
    const [bob, cyd] = await Promise.all([makeVolunteer(server), makeVolunteer(server)])
    const yes = (await requestedBy(bob, team)).membershipId
    const no = (await requestedBy(cyd, team)).membershipId
    const before = await memberCount(team.teamId)
    const { body } = await decide(
      team.leader.client,
      team.teamId,
      { membershipId: yes, decision: 'approve' },
      { membershipId: no, decision: 'refuse' },
      { membershipId: yes, decision: 'approve' },
      { membershipId: NOBODY, decision: 'approve' },
    )
    expect(body.results.map((r) => [r.outcome, r.reason])).toEqual([
      ['approved', null],
      ['failed', 'reason_missing'],
      ['failed', 'already_decided'],
      ['failed', 'membership_not_found'],
    ])
    const refused = await decide(team.leader.client, team.teamId, {
      membershipId: no,
      decision: 'refuse',
      reason: '名额已满',
    })
    expect(refused.body.results[0]?.outcome).toBe('refused')
    expect(await memberCount(team.teamId)).toBe(before + 1)
    expect(await noticesOf(bob.client)).toContain('membership_approved')
    expect(await noticesOf(cyd.client)).toContain('membership_refused')
    const own = await cyd.client.get<{ items: { status: string; reason: string }[] }>('/me/memberships')
    expect(own.body.items[0]).toMatchObject({
      status: 'refused',
      reason: '名额已满',
      teamName: team.name,
      whyNot: { leaveTeam: 'not_a_member' },
    })
    // Who was refused may ask again.
    expect((await ask(cyd.client, team.teamId)).status).toBe(201)
    const accesses = await bob.client.get<{ items: { deed: string }[] }>('/me/accesses')
    expect(accesses.body.items.map((a) => a.deed)).toContain('decideMemberships')
  })
  test('a request of another team is not found here', async () => {
    const bob = await makeVolunteer(server)
    const { membershipId } = await requestedBy(bob, other)
    const { body } = await decide(team.leader.client, team.teamId, { membershipId, decision: 'approve' })
    expect(body.results[0]).toMatchObject({ outcome: 'failed', reason: 'membership_not_found' })
  })
  test('the federation above decides as well; beside and below nobody does', async () => {
    const bob = await makeVolunteer(server)
    const { membershipId } = await requestedBy(bob, team)
    const decision = { membershipId, decision: 'approve' }
    const beside = await decide(other.leader.client, team.teamId, decision)
    expect([beside.code, beside.status]).toEqual(['not_your_team', 403])
    expect((await decide(team.leader.client, city.teamId, decision)).code).toBe('not_your_team')
    expect((await decide(bob.client, team.teamId, decision)).code).toBe('wrong_door')
    expect((await decide(city.leader.client, NOBODY, decision)).code).toBe('team_not_found')
    expect((await other.leader.client.get(`/teams/${team.teamId}/membership-requests`)).code).toBe(
      'not_your_team',
    )
    expect((await decide(city.leader.client, team.teamId, decision)).body.results[0]?.outcome).toBe(
      'approved',
    )
  })
  test('nobody admits themselves', async () => {
    // Staff of a liaison team decide for the teams below it, and may ask to join one of those.
    const admin = await makeVolunteer(server)
    const site = await makeFederation(server, {
      leader: admin,
      regionCode: '441302',
      parentId: city.teamId,
      level: 'corps',
    })
    const sub = await makeTeam(server, { parent: site })
    const { membershipId } = await requestedBy(admin, sub)
    const own = await decide(site.leader.client, sub.teamId, { membershipId, decision: 'approve' })
    expect(own.body.results[0]).toMatchObject({ outcome: 'failed', reason: 'own_application' })
  })
  test('race: two approvals of one request make one member', async () => {
    const bob = await makeVolunteer(server)
    const { membershipId } = await requestedBy(bob, team)
    const before = await memberCount(team.teamId)
    const answers = await Promise.all(
      [team.leader.client, city.leader.client, team.leader.client, city.leader.client].map((client) =>
        decide(client, team.teamId, { membershipId, decision: 'approve' }),
      ),
    )
    expect(answers.map((a) => a.body.results[0]?.reason).sort()).toEqual([
      'already_decided',
      'already_decided',
      'already_decided',
      null,
    ])
    expect(await memberCount(team.teamId)).toBe(before + 1)
  })
  test('race: two teams that take one person at once, and one home team', async () => {
    const bob = await makeVolunteer(server)
    const [first, second] = [await requestedBy(bob, team), await requestedBy(bob, other)]
    const answers = await Promise.all([
      decide(team.leader.client, team.teamId, { membershipId: first.membershipId, decision: 'approve' }),
      decide(other.leader.client, other.teamId, { membershipId: second.membershipId, decision: 'approve' }),
    ])
    expect(answers.map((a) => a.body.results[0]?.reason ?? 'in').sort()).toEqual(['home_team_taken', 'in'])
    for (const { teamId } of [team, other]) expect(await memberCount(teamId)).toBe(await countMembers(teamId))
  })
})
