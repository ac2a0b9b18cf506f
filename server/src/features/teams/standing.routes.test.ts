import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectForm } from '../../../test/crews.ts'
import type { Client } from '../../../test/harness.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer, openReviewOf } from '../../../test/people.ts'
import {
  checked,
  makeFederation,
  makeMember,
  makeTeam,
  requestedBy,
  staffClient,
  teamForm,
  type TestTeam,
} from '../../../test/teams.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead' as TeamId
let server: TestServer
let city: TestTeam
let corps: TestTeam
let team: TestTeam
let beside: TestTeam
let authority: Client

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  corps = await makeFederation(server, { regionCode: '441302', level: 'corps', parentId: city.teamId })
  checked(await corps.leader.client.put(`/teams/${corps.teamId}/join-mode`, { joinMode: 'by_approval' }), 200)
  team = await makeTeam(server, { parent: corps })
  beside = await makeTeam(server, { parent: corps })
  authority = (await makeStaff(server, 'authority_reviewer', '441302')).client
})
afterAll(() => server.stop())

const suspend = (who: Client, teamId: TeamId, cause = '逾期未整改') =>
  who.post<{ teams: number }>(`/teams/${teamId}/suspend`, { cause })
const resume = (who: Client, teamId: TeamId) => who.post<{ teams: number }>(`/teams/${teamId}/resume`)
interface Standing {
  status: string
  suspensions: { team: { name: string }; cause: string; byName: string }[]
  whyNot: Record<string, string | null>
}
const standingOf = (who: Client, teamId: TeamId) => who.get<Standing>(`/teams/${teamId}/standing`)
const statusOf = async (teamId: TeamId): Promise<string> =>
  (
    await server.reader
      .selectFrom('teams')
      .select('status')
      .where('teamId', '=', teamId)
      .executeTakeFirstOrThrow()
  ).status
const noticesOf = async (client: Client): Promise<{ kind: string; facts: Record<string, unknown> }[]> =>
  (await client.get<{ items: { kind: string; facts: Record<string, unknown> }[] }>('/me/notices')).body.items
const roleOf = async (of: TestTeam, role: 'team_admin' | 'team_timekeeper') => {
  const { volunteerId, accountId } = await makeMember(server, of)
  checked(await of.leader.client.post(`/teams/${of.teamId}/roles`, { volunteerId, role }), 201)
  return staffClient(server, accountId)
}
async function expectCountsRight(): Promise<void> {
  const { rows } = await sql`select left(region_path, 6) as region_path, count(*)::int as active from teams
    where status = 'active' group by 1 except select region_path, active from region_teams`.execute(
    server.reader,
  )
  expect(rows).toEqual([])
}

describe('H7 to H11: suspension', () => {
  test('B3: it falls on all below, each reads why, and what it set comes back with it alone', async () => {
    expect(checked(await suspend(corps.leader.client, team.teamId, '一年未开展活动'), 200)).toEqual({
      teams: 1,
    })
    expect(checked(await suspend(authority, corps.teamId), 200)).toEqual({ teams: 2 })
    expect(await statusOf(beside.teamId)).toBe('suspended')
    await expectCountsRight()
    const read = checked(await standingOf(team.leader.client, team.teamId), 200)
    expect(read.suspensions.map((one) => [one.team.name, one.cause, one.byName])).toEqual([
      [corps.name, '逾期未整改', '惠州市文明办'],
      [team.name, '一年未开展活动', corps.name],
    ])
    expect((await noticesOf(beside.leader.client))[0]).toMatchObject({
      kind: 'team_suspended',
      facts: { aboveName: corps.name, teamName: beside.name, cause: '逾期未整改' },
    })
    expect((await resume(authority, beside.teamId)).code).toBe('not_suspended')
    expect((await resume(city.leader.client, corps.teamId)).code).toBe('authority_only')
    expect(checked(await resume(authority, corps.teamId), 200)).toEqual({ teams: 2 })
    expect(await statusOf(beside.teamId)).toBe('active')
    expect(await statusOf(team.teamId)).toBe('suspended')
    expect((await noticesOf(beside.leader.client))[0]).toMatchObject({ kind: 'team_resumed' })
    expect(checked(await resume(city.leader.client, team.teamId), 200)).toEqual({ teams: 1 })
    expect(await statusOf(team.teamId)).toBe('active')
    await expectCountsRight()
  })

  test('below a suspended team nobody publishes, recruits, joins, registers or is admitted', async () => {
    const asking = await makeVolunteer(server)
    const { membershipId } = await requestedBy(asking, team)
    const draft = async () =>
      checked(
        await team.leader.client.post<{ projectId: ProjectId }>(
          `/teams/${team.teamId}/projects`,
          projectForm(),
        ),
        201,
      ).projectId
    const [waiting, lying] = [await draft(), await draft()]
    checked(await team.leader.client.post(`/projects/${waiting}/submit`), 200)
    const registering = await makeVolunteer(server)
    const { teamId: founded } = checked(
      await registering.client.post<{ teamId: TeamId }>('/teams', teamForm(corps.teamId)),
      201,
    )
    checked(await suspend(city.leader.client, corps.teamId), 200)
    const { client } = team.leader
    expect((await client.post(`/teams/${team.teamId}/projects`, projectForm())).code).toBe('team_not_active')
    expect((await client.post(`/projects/${lying}/submit`)).code).toBe('team_not_active')
    const approve = { decision: 'approve' }
    const reviewed = `/reviews/${await openReviewOf(server, waiting)}/project`
    expect((await corps.leader.client.post(reviewed, approve)).code).toBe('team_not_active')
    const registration = `/reviews/${await openReviewOf(server, founded)}/team`
    expect((await corps.leader.client.post(registration, approve)).code).toBe('parent_not_active')
    const late = await makeVolunteer(server)
    expect((await late.client.post(`/teams/${team.teamId}/memberships`, {})).code).toBe('team_not_active')
    const decided = await client.post<{ results: { reason: string | null }[] }>(
      `/teams/${team.teamId}/membership-decisions`,
      { decisions: [{ membershipId, decision: 'approve' }] },
    )
    expect(decided.body.results[0]!.reason).toBe('team_not_active')
    expect((await client.put(`/teams/${team.teamId}/join-mode`, { joinMode: 'open' })).code).toBe(
      'team_not_active',
    )
    expect((await late.client.post('/teams', teamForm(corps.teamId))).code).toBe('parent_not_active')
    // Everybody sees that it stands still; the list of teams to join leaves it out.
    const shown = await server.client().get<{ status: string }>(`/teams/${team.teamId}`)
    expect(shown.body.status).toBe('suspended')
    const found = await server.client().get<{ items: unknown[] }>(`/teams?q=${encodeURIComponent(team.name)}`)
    expect(found.body.items).toEqual([])
    checked(await resume(city.leader.client, corps.teamId), 200)
    checked(await client.post(`/projects/${lying}/submit`), 200)
  })

  test('only the authorities of its region and the leaders above it oversee a team', async () => {
    const admin = await roleOf(team, 'team_admin')
    const keeper = await roleOf(team, 'team_timekeeper')
    const adminAbove = await roleOf(corps, 'team_admin')
    const person = (await makeVolunteer(server)).client
    const staff = async (
      role: 'authority_viewer' | 'authority_reviewer' | 'site_admin',
      regionPath: string,
    ) => (await makeStaff(server, role, regionPath)).client
    const askers: [Client, string][] = [
      [team.leader.client, 'above_only'],
      [admin, 'above_only'],
      [keeper, 'above_only'],
      [adminAbove, 'above_only'],
      [beside.leader.client, 'not_your_team'],
      [await staff('authority_viewer', '441302'), 'not_your_region'],
      [await staff('site_admin', '441303'), 'not_your_region'],
      [await staff('authority_reviewer', '441302001002'), 'not_your_region'],
      [person, 'wrong_door'],
      [server.client(), 'signed_out'],
    ]
    for (const [who, code] of askers) {
      expect((await suspend(who, team.teamId)).code).toBe(code)
      expect((await resume(who, team.teamId)).code).toBe(code)
    }
    const overseers = [
      corps.leader.client,
      city.leader.client,
      authority,
      await staff('site_admin', '4413'),
      (await makeStaff(server, 'platform_admin')).client,
    ]
    for (const who of overseers) {
      expect((await standingOf(who, team.teamId)).body.whyNot).toMatchObject({
        suspendTeam: null,
        resumeTeam: 'not_suspended',
      })
      checked(await suspend(who, team.teamId), 200)
      expect((await suspend(who, team.teamId)).code).toBe('already_suspended')
      checked(await resume(who, team.teamId), 200)
    }
  })

  test('a cause is given, and only a team that stands is suspended', async () => {
    expect((await suspend(authority, team.teamId, '  ')).code).toBe('cause_missing')
    expect((await suspend(authority, NOBODY)).code).toBe('team_not_found')
    expect((await resume(authority, NOBODY)).code).toBe('team_not_found')
    expect((await resume(authority, team.teamId)).code).toBe('not_suspended')
    const registering = await makeVolunteer(server)
    const { teamId } = checked(
      await registering.client.post<{ teamId: TeamId }>('/teams', teamForm(corps.teamId)),
      201,
    )
    expect((await suspend(authority, teamId)).code).toBe('team_not_active')
  })

  test('the standing is read by its staff, those above and the authorities of its region', async () => {
    const keeper = await roleOf(team, 'team_timekeeper')
    const viewer = (await makeStaff(server, 'authority_viewer', '441302')).client
    const foreign = (await makeStaff(server, 'authority_viewer', '441303')).client
    for (const who of [team.leader.client, keeper, corps.leader.client, viewer])
      expect((await standingOf(who, team.teamId)).status).toBe(200)
    expect((await standingOf(beside.leader.client, team.teamId)).code).toBe('not_your_team')
    expect((await standingOf(foreign, team.teamId)).code).toBe('not_your_region')
    expect((await standingOf(viewer, NOBODY)).code).toBe('team_not_found')
  })
})
