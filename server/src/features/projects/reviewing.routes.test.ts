import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { advanceProjectsJob } from '../../jobs/advance-projects.ts'
import type { ProjectId, ReviewId } from '../../kernel/ids.ts'
import { isPublicNumber } from '../../kernel/public-number.ts'
import type { TestAccount } from '../../../test/accounts.ts'
import { makeCrewTeam, projectForm, publishProject, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'

let server: TestServer
let federation: CrewTeam
let team: CrewTeam
let authority: TestAccount
let guest: Client

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  authority = await makeStaff(server, 'site_admin')
  federation = await makeCrewTeam(server, { name: '惠州市志愿服务联合会' })
  team = await makeCrewTeam(server, { parent: federation, name: '桥东社区志愿服务队' })
  guest = server.client()
})
afterAll(() => server.stop())

const draftOf = async (owner: CrewTeam, change = {}): Promise<ProjectId> => {
  const made = await owner.leader.client.post<{ projectId: ProjectId }>(
    `/teams/${owner.teamId}/projects`,
    projectForm(change),
  )
  expect(made.status).toBe(201)
  return made.body.projectId
}
const submit = (owner: CrewTeam, projectId: ProjectId) =>
  owner.leader.client.post<{ reviewId: ReviewId }>(`/projects/${projectId}/submit`)
const noticesOf = async ({ leader }: CrewTeam) =>
  (
    await leader.client.get<{ items: { kind: string; facts: Record<string, unknown>; link: string }[] }>(
      '/me/notices',
    )
  ).body.items

describe('reviewProject', () => {
  const submitted = async () => {
    const projectId = await draftOf(team)
    return { projectId, reviewId: (await submit(team, projectId)).body.reviewId }
  }
  const decide = (client: Client, reviewId: string, body: object) =>
    client.post<{ outcome: string; projectNumber: string | null }>(`/reviews/${reviewId}/project`, body)

  test('approval numbers it, publishes it, counts it and tells the team', async () => {
    const before = await server.reader
      .selectFrom('regionProjects')
      .select('published')
      .where('regionPath', '=', '441302')
      .executeTakeFirst()
    const { projectId, reviewId } = await submitted()
    const read = await federation.leader.client.get(`/reviews/${reviewId}/project`)
    expect(read.body).toMatchObject({
      review: { reviewId, whyNot: { review: null } },
      facts: {
        project: {
          title: '西湖花市秩序引导',
          contactPhone: '13800138000',
          positions: [{ shifts: [{ headcount: 5 }] }],
        },
      },
    })
    const { body } = await decide(federation.leader.client, reviewId, { decision: 'approve' })
    expect(body.outcome).toBe('approved')
    expect(isPublicNumber(body.projectNumber ?? '', 'P')).toBe(true)
    expect(body.projectNumber?.slice(1, 7)).toBe('441302')
    expect((await guest.get(`/projects/${projectId}`)).body).toMatchObject({
      status: 'recruiting',
      projectNumber: body.projectNumber,
    })
    const after = await server.reader
      .selectFrom('regionProjects')
      .select('published')
      .where('regionPath', '=', '441302')
      .executeTakeFirst()
    expect(after?.published).toBe((before?.published ?? 0) + 1)
    expect((await noticesOf(team))[0]).toMatchObject({
      kind: 'project_approved',
      link: `/team/${team.teamId}/projects/${projectId}`,
    })
  })

  test('refusal gives a reason; mended, it goes to review again', async () => {
    const { projectId, reviewId } = await submitted()
    expect((await decide(federation.leader.client, reviewId, { decision: 'refuse', reason: ' ' })).code).toBe(
      'reason_missing',
    )
    expect(
      (await decide(federation.leader.client, reviewId, { decision: 'refuse', reason: '请写清集合地点' }))
        .body,
    ).toEqual({ outcome: 'refused', projectNumber: null })
    expect((await noticesOf(team))[0]).toMatchObject({
      kind: 'project_refused',
      facts: { reason: '请写清集合地点' },
    })
    const list = await team.leader.client.get<{ items: object[] }>(
      `/teams/${team.teamId}/projects?status=refused`,
    )
    expect(list.body.items[0]).toMatchObject({
      projectId,
      refusalReason: '请写清集合地点',
      whyNot: { submitProject: null, updateProject: null },
    })
    expect(
      (await team.leader.client.put(`/projects/${projectId}`, projectForm({ title: '花市引导（北门集合）' })))
        .status,
    ).toBe(200)
    expect((await submit(team, projectId)).status).toBe(200)
  })

  test('is for the reviewer alone, once', async () => {
    const { reviewId } = await submitted()
    const outcome = async (client: Client) => {
      const answer = await decide(client, reviewId, { decision: 'approve' })
      return [answer.status, answer.code]
    }
    expect(await outcome(guest)).toEqual([401, 'signed_out'])
    expect(await outcome(team.leader.client)).toEqual([403, 'not_your_team'])
    expect(await outcome(authority.client)).toEqual([403, 'not_your_team'])
    expect((await authority.client.get(`/reviews/${reviewId}/project`)).code).toBe('not_your_team')
    expect(await outcome(federation.leader.client)).toEqual([200, null])
    expect(await outcome(federation.leader.client)).toEqual([409, 'already_decided'])
    const nobody = await decide(authority.client, '00000000-0000-7000-8000-000000000000', {
      decision: 'approve',
    })
    expect([nobody.status, nobody.code]).toEqual([404, 'review_not_found'])
    const far = await makeStaff(server, 'site_admin', '4401')
    const root = (await submit(federation, await draftOf(federation))).body.reviewId
    expect((await decide(far.client, root, { decision: 'approve' })).code).toBe('not_your_region')
  })

  test('nobody reviews what they have submitted', async () => {
    const made = await federation.leader.client.post<{ projectId: ProjectId }>(
      `/teams/${team.teamId}/projects`,
      projectForm(),
    )
    const sent = await federation.leader.client.post<{ reviewId: ReviewId }>(
      `/projects/${made.body.projectId}/submit`,
    )
    const answer = await decide(federation.leader.client, sent.body.reviewId, { decision: 'approve' })
    expect([answer.status, answer.code]).toEqual([403, 'own_application'])
  })

  test('what is over when it is approved is refused', async () => {
    const { projectId, reviewId } = await submitted()
    await server.db
      .updateTable('projects')
      .set({
        startsAt: new Date('2026-11-20T01:00:00Z'),
        endsAt: new Date('2026-11-20T04:00:00Z'),
        recruitUntil: new Date('2026-11-20T01:00:00Z'),
      })
      .where('projectId', '=', projectId)
      .execute()
    const answer = await decide(federation.leader.client, reviewId, { decision: 'approve' })
    expect([answer.status, answer.code]).toEqual([409, 'project_over'])
    expect(
      (await decide(federation.leader.client, reviewId, { decision: 'refuse', reason: '已过期' })).status,
    ).toBe(200)
  })
})

test('advanceProjects begins and ends them by the clock', async () => {
  const { projectId } = await publishProject(server, federation)
  const stateAfter = async (moment: string): Promise<string> => {
    server.setNow(moment)
    await advanceProjectsJob.run(server.engine)
    const row = await server.reader
      .selectFrom('projects')
      .select('status')
      .where('projectId', '=', projectId)
      .executeTakeFirstOrThrow()
    return row.status
  }
  const states = [
    await stateAfter('2026-11-28T00:59:00Z'),
    await stateAfter('2026-11-28T01:00:00Z'),
    await stateAfter('2026-11-28T04:00:00Z'),
  ]
  const again = await stateAfter('2026-11-28T05:00:00Z')
  server.setNow(TEST_NOW)
  expect([...states, again]).toEqual(['recruiting', 'running', 'ended', 'ended'])
  const lines = await server.reader
    .selectFrom('auditEntries')
    .select(['facts', 'actorLabel'])
    .where('deed', '=', 'advanceProjects')
    .where('subjectId', '=', projectId)
    .orderBy('happenedAt')
    .execute()
  expect(lines).toEqual([
    { facts: { status: 'running' }, actorLabel: 'system' },
    { facts: { status: 'ended' }, actorLabel: 'system' },
  ])
})
