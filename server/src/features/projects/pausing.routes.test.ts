/** Recruiting that rests, a submission taken back and a draft given up, over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, positionForm, projectForm, publishProject } from '../../../test/crews.ts'
import type { CrewTeam, PublishedProject } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { noticesOf, pageOf, placesOf, shiftOf, signUp } from '../../../test/signing.ts'
import { advanceProjectsJob } from '../../jobs/advance-projects.ts'
import { offerPlacesJob } from '../../jobs/pass-on-places.ts'
import type { ProjectStatus } from './projects.rules.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const ask = ({ projectId }: { projectId: string }, deed: string, body: object = {}) =>
  team.leader.client.post<{ status: string }>(`/projects/${projectId}/${deed}`, body)
const pause = (project: PublishedProject) => ask(project, 'pause', { reason: 'weather' })
const setStatus = ({ projectId }: PublishedProject, status: ProjectStatus) =>
  server.db.updateTable('projects').set({ status }).where('projectId', '=', projectId).execute()

describe('R8 pauseRecruiting, resumeRecruiting', () => {
  test('the public reads why, nobody signs up, who has a place keeps it, and it goes on', async () => {
    const project = await publishProject(server, team, {
      ...{ autoAdmit: true, keepsWaitingList: true, positions: [positionForm({ headcount: 1 })] },
    })
    const [ann, bob, kim] = await makeCrew(server, 3, { team })
    const { body: place } = await signUp(ann!.client, project)
    await signUp(bob!.client, project)
    expect((await pause(project)).body.status).toBe('recruiting_paused')
    expect((await pause(project)).code).toBe('recruiting_paused')
    expect(await pageOf(kim!.client, project)).toMatchObject({
      status: 'recruiting_paused',
      pauseReason: 'weather',
    })
    expect((await shiftOf(kim!.client, project)).whyNot.signUp).toBe('recruiting_paused')
    expect((await signUp(kim!.client, project)).code).toBe('recruiting_paused')
    await ann!.client.post(`/me/signups/${place.signupId}/withdraw`, {})
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 0, waiting: 1 })
    expect((await ask(project, 'resume')).body.status).toBe('recruiting')
    expect((await ask(project, 'resume')).code).toBe('not_paused')
    await offerPlacesJob.run(server.engine)
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 1, waiting: 0 })
    expect((await pageOf(kim!.client, project)) as object).toMatchObject({ pauseReason: null })
  })

  test('what rests when it begins goes on resting, and the end ends that too', async () => {
    const project = await publishProject(server, team)
    await pause(project)
    await server.db
      .updateTable('sessions')
      .set({ expiresAt: new Date('2099-01-01') })
      .execute()
    server.setNow('2026-11-28T02:00:00Z')
    await advanceProjectsJob.run(server.engine)
    const [ann] = await makeCrew(server, 1, { team })
    expect(await pageOf(ann!.client, project)).toMatchObject({ status: 'running', pauseReason: 'weather' })
    expect((await signUp(ann!.client, project)).code).toBe('recruiting_paused')
    expect((await ask(project, 'resume')).body.status).toBe('running')
    await pause(project)
    server.setNow('2026-11-28T04:00:01Z')
    expect((await ask(project, 'resume')).code).toBe('recruiting_over')
    await advanceProjectsJob.run(server.engine)
    expect(await pageOf(ann!.client, project)).toMatchObject({ status: 'ended', pauseReason: null })
    expect((await pause(project)).code).toBe('activity_over')
    server.setNow(TEST_NOW)
  })

  test.each<[ProjectStatus, string | null]>([
    ['draft', 'not_published_yet'],
    ['under_review', 'not_published_yet'],
    ['recruiting', null],
    ['recruiting_paused', 'recruiting_paused'],
    ['running', null],
    ['ended', 'activity_over'],
    ['closed', 'activity_over'],
    ['cancelled', 'project_cancelled'],
  ])('pausing one that is %s: %s', async (status, expected) => {
    const project = await publishProject(server, team)
    await setStatus(project, status)
    const { body } = await team.leader.client.get<{ whyNot: Record<string, string | null> }>(
      `/projects/${project.projectId}/running`,
    )
    expect(body.whyNot['pauseRecruiting']).toBe(expected)
    expect((await pause(project)).code).toBe(expected)
  })

  test('a team that is held does not go on', async () => {
    const held = await makeCrewTeam(server)
    const project = await publishProject(server, held)
    const { client } = held.leader
    await client.post(`/projects/${project.projectId}/pause`, { reason: 'other' })
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', held.teamId)
      .execute()
    expect((await client.post(`/projects/${project.projectId}/resume`)).code).toBe('team_not_active')
  })
})

async function submitted() {
  const created = await team.leader.client.post<{ projectId: string }>(
    `/teams/${team.teamId}/projects`,
    projectForm(),
  )
  const { body } = await ask(created.body, 'submit')
  return { ...created.body, ...(body as unknown as { reviewId: string }) }
}
const listed = async () =>
  (
    await team.leader.client.get<{ items: { projectId: string }[] }>(
      `/teams/${team.teamId}/projects?limit=50`,
    )
  ).body.items.map(({ projectId }) => projectId)

describe('R9 withdrawSubmission', () => {
  test('back to a draft: nobody has it to decide, the notice is read, and it is sent again', async () => {
    const { client } = await makeStaff(server, 'site_admin')
    const project = await submitted()
    expect((await ask(project, 'withdraw-submission')).body.status).toBe('draft')
    expect((await ask(project, 'withdraw-submission')).code).toBe('nothing_submitted')
    const decided = await client.post(`/reviews/${project.reviewId}/project`, { decision: 'approve' })
    expect(decided.code).toBe('review_not_found')
    const notices = (await noticesOf(client)) as unknown as { kind: string; readAt: string | null }[]
    expect(notices.filter(({ kind }) => kind === 'project_submitted')[0]?.readAt).not.toBeNull()
    expect((await ask(project, 'submit')).status).toBe(200)
  })
})

describe('R10 discardProject', () => {
  test('a draft goes from the list; what is in review or was published does not', async () => {
    const project = await submitted()
    expect((await ask(project, 'discard')).code).toBe('withdraw_first')
    await ask(project, 'withdraw-submission')
    expect(await listed()).toContain(project.projectId)
    expect((await ask(project, 'discard')).status).toBe(200)
    expect(await listed()).not.toContain(project.projectId)
    expect((await ask(project, 'submit')).code).toBe('already_submitted')
    expect((await server.client().get(`/projects/${project.projectId}`)).code).toBe('project_not_found')
    expect((await ask(await publishProject(server, team), 'discard')).code).toBe('project_locked')
  })
})
