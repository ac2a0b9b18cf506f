import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectForm } from '../../../test/crews.ts'
import type { Client } from '../../../test/harness.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer, openReviewOf } from '../../../test/people.ts'
import {
  checked,
  legalPersonForm,
  makeFederation,
  makeMember,
  makeTeam,
  staffClient,
  type TestTeam,
} from '../../../test/teams.ts'
import type { MoveId, ProjectId, TeamId } from '../../kernel/ids.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
let server: TestServer
let province: TestTeam
let city: TestTeam
let north: TestTeam
let south: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  province = await makeFederation(server, { regionCode: '441300' })
  city = province
  north = await makeFederation(server, { regionCode: '441302', level: 'corps', parentId: city.teamId })
  south = await makeFederation(server, { regionCode: '441302', level: 'corps', parentId: city.teamId })
})
afterAll(() => server.stop())

const propose = (who: Client, teamId: TeamId, parentId: TeamId | null, reason = '片区调整') =>
  who.post<{ moveId: MoveId }>(`/teams/${teamId}/moves`, { parentId, reason })
const decide = (who: Client, moveId: string, body: object = { decision: 'agree' }) =>
  who.post<{ status: string }>(`/team-moves/${moveId}/decide`, body)
const withdraw = (who: Client, moveId: string) => who.post(`/team-moves/${moveId}/withdraw`)
interface Listed {
  moveId: string
  status: string
  endReason: string | null
  sides: { side: string; name: string; agreedAt: string | null }[]
  whyNot: { decideMove: string | null; withdrawMove: string | null }
}
const movesOf = async (who: Client, team: TestTeam) =>
  (await who.get<{ items: Listed[] }>(`/teams/${team.teamId}/moves`)).body.items
const placeOf = (teamId: TeamId) =>
  server.reader
    .selectFrom('teams')
    .select(['path', 'parentId'])
    .where('teamId', '=', teamId)
    .executeTakeFirstOrThrow()
const noticesOf = async (client: Client): Promise<string[]> =>
  (await client.get<{ items: { kind: string }[] }>('/me/notices')).body.items.map((notice) => notice.kind)
const roleOf = async (team: TestTeam, role: 'team_admin' | 'team_timekeeper') => {
  const { volunteerId, accountId } = await makeMember(server, team)
  checked(await team.leader.client.post(`/teams/${team.teamId}/roles`, { volunteerId, role }), 201)
  return staffClient(server, accountId)
}

describe('H1 to H6: a move that all sides agree to', () => {
  test('B3: the last answer moves the team, its people, its projects and what waits for review', async () => {
    const team = await makeTeam(server, { parent: north })
    const keeper = await roleOf(team, 'team_timekeeper')
    const { projectId } = checked(
      await team.leader.client.post<{ projectId: ProjectId }>(
        `/teams/${team.teamId}/projects`,
        projectForm(),
      ),
      201,
    )
    checked(await team.leader.client.post(`/projects/${projectId}/submit`), 200)
    const { moveId } = checked(await propose(team.leader.client, team.teamId, south.teamId), 201)
    expect(await noticesOf(north.leader.client)).toContain('move_proposed')
    expect(await noticesOf(south.leader.client)).toContain('move_proposed')
    const [listed] = await movesOf(south.leader.client, south)
    expect(listed).toMatchObject({ moveId, status: 'open', whyNot: { decideMove: null } })
    expect(listed!.sides.map(({ side, agreedAt }) => [side, agreedAt !== null])).toEqual([
      ['team', true],
      ['from', false],
      ['to', false],
    ])
    expect((await movesOf(team.leader.client, team))[0]!.whyNot).toEqual({
      decideMove: 'already_agreed',
      withdrawMove: null,
    })
    expect(checked(await decide(north.leader.client, moveId), 200)).toEqual({ status: 'open' })
    expect((await decide(north.leader.client, moveId)).code).toBe('already_agreed')
    expect((await placeOf(team.teamId)).parentId).toBe(north.teamId)
    expect(checked(await decide(south.leader.client, moveId), 200)).toEqual({ status: 'moved' })
    const place = await placeOf(team.teamId)
    expect(place.parentId).toBe(south.teamId)
    expect(place.path.startsWith((await placeOf(south.teamId)).path)).toBe(true)
    // What the old parent reviewed is now the new one's, and the old one reaches the team no more.
    const reviewId = await openReviewOf(server, projectId)
    expect((await north.leader.client.get(`/reviews/${reviewId}/project`)).code).toBe('not_your_team')
    expect((await south.leader.client.get(`/reviews/${reviewId}/project`)).status).toBe(200)
    expect((await north.leader.client.get(`/teams/${team.teamId}/members`)).code).toBe('not_your_team')
    expect((await south.leader.client.get(`/teams/${team.teamId}/members`)).status).toBe(200)
    expect((await city.leader.client.get(`/teams/${team.teamId}/members`)).status).toBe(200)
    expect((await keeper.get(`/teams/${team.teamId}/projects`)).status).toBe(200)
    expect(await noticesOf(team.leader.client)).toContain('team_moved')
    expect(await noticesOf(north.leader.client)).toContain('team_moved')
    expect((await decide(south.leader.client, moveId)).code).toBe('already_decided')
    expect((await withdraw(team.leader.client, moveId)).code).toBe('already_decided')
  })

  test('either parent may ask for it; a no ends it and is read with its reason', async () => {
    const team = await makeTeam(server, { parent: north })
    const { moveId } = checked(await propose(south.leader.client, team.teamId, south.teamId), 201)
    expect((await propose(north.leader.client, team.teamId, south.teamId)).code).toBe('move_open')
    expect((await decide(team.leader.client, moveId, { decision: 'decline', reason: ' ' })).code).toBe(
      'reason_missing',
    )
    const no = { decision: 'decline', reason: '成员多住在北边' }
    expect(checked(await decide(team.leader.client, moveId, no), 200)).toEqual({ status: 'declined' })
    expect(await noticesOf(south.leader.client)).toContain('move_declined')
    expect((await movesOf(north.leader.client, north)).find((move) => move.moveId === moveId)).toMatchObject({
      status: 'declined',
      endReason: '成员多住在北边',
    })
    checked(await propose(north.leader.client, team.teamId, south.teamId), 201)
  })

  test('it is withdrawn by who proposed it or by the leader of the team', async () => {
    const team = await makeTeam(server, { parent: north })
    const first = checked(await propose(south.leader.client, team.teamId, south.teamId), 201)
    expect((await withdraw(north.leader.client, first.moveId)).code).toBe('not_your_proposal')
    checked(await withdraw(team.leader.client, first.moveId), 200)
    const second = checked(await propose(south.leader.client, team.teamId, south.teamId), 201)
    checked(await withdraw(south.leader.client, second.moveId), 200)
    expect(await noticesOf(team.leader.client)).toContain('move_withdrawn')
    expect((await withdraw(south.leader.client, NOBODY)).code).toBe('move_not_found')
    expect((await decide(south.leader.client, NOBODY)).code).toBe('move_not_found')
  })

  test('only leaders of the sides speak for them, whoever reaches the team from elsewhere', async () => {
    const team = await makeTeam(server, { parent: north })
    const admin = await roleOf(team, 'team_admin')
    const keeper = await roleOf(team, 'team_timekeeper')
    const other = (await makeTeam(server, { parent: south })).leader.client
    const authority = (await makeStaff(server, 'site_admin', '441302')).client
    const person = (await makeVolunteer(server)).client
    const askers: [Client, string][] = [
      [admin, 'leader_only'],
      [keeper, 'leader_only'],
      [city.leader.client, 'leader_only'],
      [other, 'not_your_team'],
      [authority, 'wrong_door'],
      [person, 'wrong_door'],
      [server.client(), 'signed_out'],
    ]
    for (const [who, code] of askers) expect((await propose(who, team.teamId, south.teamId)).code).toBe(code)
    const { moveId } = checked(await propose(team.leader.client, team.teamId, south.teamId), 201)
    for (const [who, code] of askers) {
      expect((await decide(who, moveId)).code).toBe(code)
      expect((await withdraw(who, moveId)).code).toBe(code)
    }
    expect((await other.get(`/teams/${team.teamId}/moves`)).code).toBe('not_your_team')
    expect((await keeper.get(`/teams/${team.teamId}/moves`)).code).toBe('not_your_team')
    expect(await movesOf(admin, team)).toHaveLength(1)
  })

  test('a place that no registration could take is refused, also when it turned so since', async () => {
    const team = await makeTeam(server, { parent: north })
    const sibling = await makeTeam(server, { parent: north })
    const beside = await makeFederation(server, {
      regionCode: '441303',
      level: 'corps',
      parentId: city.teamId,
    })
    const { client } = team.leader
    expect((await propose(client, team.teamId, north.teamId)).code).toBe('already_there')
    expect((await propose(client, team.teamId, null)).code).toBe('parent_missing')
    expect((await propose(client, team.teamId, sibling.teamId)).code).toBe('parent_missing')
    expect((await propose(client, team.teamId, NOBODY as TeamId)).code).toBe('parent_missing')
    expect((await propose(client, team.teamId, beside.teamId)).code).toBe('parent_not_above')
    expect(await propose(client, team.teamId, city.teamId)).toMatchObject({ code: 'skips_level' })
    expect((await propose(client, team.teamId, south.teamId, ' ')).code).toBe('reason_missing')
    expect((await propose(client, NOBODY as TeamId, south.teamId)).code).toBe('team_not_found')
    expect((await propose(north.leader.client, north.teamId, north.teamId)).code).toBe('under_itself')
    const { moveId } = checked(await propose(client, team.teamId, south.teamId), 201)
    checked(await decide(north.leader.client, moveId), 200)
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', south.teamId)
      .execute()
    expect((await decide(south.leader.client, moveId)).code).toBe('parent_not_active')
    await server.db
      .updateTable('teams')
      .set({ status: 'active' })
      .where('teamId', '=', south.teamId)
      .execute()
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', team.teamId)
      .execute()
    expect((await decide(south.leader.client, moveId)).code).toBe('team_not_active')
    checked(await withdraw(client, moveId), 200)
    expect((await propose(client, team.teamId, south.teamId)).code).toBe('team_not_active')
  })

  test('a legal person at the root comes under a federation and leaves it again, each time by agreement', async () => {
    const person = await makeVolunteer(server)
    const form = await legalPersonForm(server, person.client)
    const { teamId } = checked(await person.client.post<{ teamId: TeamId }>('/teams', form), 201)
    const authority = (await makeStaff(server, 'site_admin', '441302')).client
    checked(
      await authority.post(`/reviews/${await openReviewOf(server, teamId)}/team`, { decision: 'approve' }),
      200,
    )
    const leader = await staffClient(server, person.accountId)
    const into = checked(await propose(leader, teamId, north.teamId), 201)
    expect(checked(await decide(north.leader.client, into.moveId), 200)).toEqual({ status: 'moved' })
    expect((await placeOf(teamId)).parentId).toBe(north.teamId)
    const out = checked(await propose(leader, teamId, null), 201)
    expect(checked(await decide(north.leader.client, out.moveId), 200)).toEqual({ status: 'moved' })
    expect((await placeOf(teamId)).parentId).toBeNull()
  })
})

test('B3: each team of the tree shows the figures of its branch, and its own branch is asked in the same way', async () => {
  const team = await makeTeam(server, { parent: south })
  await makeMember(server, team)
  interface Branch {
    teamId: string
    teamsBelow: number
    membersBelow: number
    minutesBelow: number
  }
  const branches = async (of: TestTeam) =>
    (await city.leader.client.get<{ items: Branch[] }>(`/teams/${of.teamId}/children?limit=50`)).body.items
  const branch = (await branches(city)).find((one) => one.teamId === south.teamId)!
  const { rows } = await sql<{ teams: number; members: number }>`
    with recursive tree as (select team_id, member_count, status from teams where team_id = ${south.teamId}
      union all select t.team_id, t.member_count, t.status from teams t join tree on t.parent_id = tree.team_id)
    select count(*)::int - 1 as teams, sum(member_count)::int as members from tree`.execute(server.reader)
  expect(branch).toMatchObject({
    teamsBelow: rows[0]!.teams,
    membersBelow: rows[0]!.members,
    minutesBelow: 0,
  })
  const own = (await branches(south)).find((one) => one.teamId === team.teamId)!
  expect(own).toMatchObject({ teamsBelow: 0, membersBelow: 2 })
})
