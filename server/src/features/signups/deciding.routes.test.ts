import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectId, SignupId } from '../../kernel/ids.ts'
import { makeAccount } from '../../../test/accounts.ts'
import {
  makeCrew,
  makeCrewTeam,
  positionForm,
  publishProject,
  type CrewMember,
  type CrewTeam,
  type PublishedProject,
} from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { admittedAt, noticesOf, shiftOf, signUp } from '../../../test/signing.ts'

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

describe('decideSignUps and listSignUps', () => {
  const decide = (client: Client, { projectId }: PublishedProject, decisions: object[]) =>
    client.post<{ results: { signupId: string; outcome: string; reason: string | null }[] }>(
      `/projects/${projectId}/signup-decisions`,
      { decisions },
    )
  const apply = async (project: PublishedProject, count: number) => {
    const people = await makeCrew(server, count, { team })
    const ids: SignupId[] = []
    for (const person of people) ids.push((await signUp(person.client, project)).body.signupId)
    return { people, ids }
  }

  test('admits in the order given, never more than there are places, and tells everybody', async () => {
    const project = await publishProject(server, team, { positions: [positionForm({ headcount: 2 })] })
    const { people, ids } = await apply(project, 4)
    const [a, b, c, d] = ids as [SignupId, SignupId, SignupId, SignupId]
    const decisions = [
      { signupId: d, decision: 'refuse', reason: '' },
      { signupId: a, decision: 'admit' },
      { signupId: b, decision: 'admit' },
      { signupId: c, decision: 'admit' },
      { signupId: a, decision: 'refuse', reason: '再想想' },
      { signupId: d, decision: 'refuse', reason: '人已够' },
      { signupId: '00000000-0000-7000-8000-000000000000', decision: 'admit' },
    ]
    const { status, body } = await decide(team.leader.client, project, decisions)
    expect([status, body.results.map(({ outcome, reason }) => [outcome, reason])]).toEqual([
      200,
      [
        ['failed', 'reason_missing'],
        ['admitted', null],
        ['admitted', null],
        ['failed', 'shift_full'],
        ['failed', 'already_decided'],
        ['refused', null],
        ['failed', 'signup_not_found'],
      ],
    ])
    expect(await admittedAt(server, project)).toBe(2)
    expect(await noticesOf(people[0]!.client)).toMatchObject([
      { kind: 'signup_admitted', facts: { title: '西湖花市秩序引导' } },
    ])
    expect(await noticesOf(people[3]!.client)).toMatchObject([
      { kind: 'signup_refused', facts: { reason: '人已够' } },
    ])
    expect(await noticesOf(people[2]!.client)).toEqual([])
    const list = await team.leader.client.get<{ items: object[]; counts: object }>(
      `/projects/${project.projectId}/signups`,
    )
    expect(list.body.counts).toEqual({ applied: 1, admitted: 2, headcount: 2, held: 0, waiting: 0 })
    expect(list.body.items).toMatchObject([
      {
        signupId: a,
        name: '志愿者1',
        status: 'admitted',
        isMinor: false,
        creditMinutes: 0,
        whyNot: { admit: 'already_decided' },
      },
      { signupId: b, status: 'admitted' },
      { signupId: c, status: 'applied', positionName: '秩序引导员', whyNot: { admit: 'shift_full' } },
      { signupId: d, status: 'refused' },
    ])
  })

  test('one who was refused may ask again, and one may withdraw while waiting', async () => {
    const project = await publishProject(server, team)
    const { people, ids } = await apply(project, 1)
    await decide(team.leader.client, project, [{ signupId: ids[0], decision: 'refuse', reason: '人已够' }])
    expect((await shiftOf(people[0]!.client, project)).mine).toMatchObject({ status: 'refused' })
    expect((await signUp(people[0]!.client, project)).body.status).toBe('applied')
  })

  test('nobody is put on the roster of a shift that is over', async () => {
    const project = await publishProject(server, team)
    const { ids } = await apply(project, 1)
    server.setNow('2026-11-28T04:00:00Z')
    const staff = await makeAccount(server, {
      grants: [{ role: 'team_admin', teamId: team.teamId, teamPath: team.path }],
    })
    const { body } = await decide(staff.client, project, [{ signupId: ids[0], decision: 'admit' }])
    server.setNow(TEST_NOW)
    expect(body.results).toMatchObject([{ outcome: 'failed', reason: 'shift_over' }])
  })

  test('pages by arrival and filters by shift and state', async () => {
    const project = await publishProject(server, team, {
      positions: [positionForm({}, { startsAt: '2026-11-29T01:00:00Z', endsAt: '2026-11-29T02:00:00Z' })],
    })
    const { people, ids } = await apply(project, 3)
    await signUp(people[0]!.client, project, { shift: 1 })
    const list = async (query: string) =>
      (
        await team.leader.client.get<{ items: { signupId: string }[]; next: string | null; counts: object }>(
          `/projects/${project.projectId}/signups?${query}`,
        )
      ).body
    const first = await list('limit=2')
    const second = await list(`limit=2&after=${first.next}`)
    expect([...first.items, ...second.items].slice(0, 3).map((item) => item.signupId)).toEqual(ids)
    const onSunday = await list(`shiftId=${project.shiftIds[1]}`)
    expect([onSunday.items.length, onSunday.counts]).toEqual([
      1,
      { applied: 1, admitted: 0, headcount: 5, held: 0, waiting: 0 },
    ])
    expect((await list('status=admitted')).items).toEqual([])
  })

  test('are for the staff of the team; a timekeeper reads and does not decide', async () => {
    const project = await publishProject(server, team)
    const { ids } = await apply(project, 1)
    const stranger = await makeCrewTeam(server)
    const keeper = await makeAccount(server, {
      grants: [{ role: 'team_timekeeper', teamId: team.teamId, teamPath: team.path }],
    })
    const path = `/projects/${project.projectId}/signups`
    const asked = [{ signupId: ids[0], decision: 'admit' }]
    expect((await stranger.leader.client.get(path)).code).toBe('not_your_team')
    expect((await decide(stranger.leader.client, project, asked)).code).toBe('not_your_team')
    expect((await keeper.client.get(path)).status).toBe(200)
    expect((await decide(keeper.client, project, asked)).code).toBe('not_your_team')
    expect((await decide(guest, project, asked)).code).toBe('signed_out')
    expect((await decide((await someone()).client, project, asked)).code).toBe('wrong_door')
    const nowhere = '00000000-0000-7000-8000-000000000000' as ProjectId
    expect((await team.leader.client.get(`/projects/${nowhere}/signups`)).code).toBe('project_not_found')
    expect((await decide(team.leader.client, { ...project, projectId: nowhere }, asked)).code).toBe(
      'project_not_found',
    )
    expect((await decide(team.leader.client, project, [])).code).toBe('malformed')
  })
})
