/** The end of a project over HTTP: one extension, and closed by the team or by the clock. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, publishProject } from '../../../test/crews.ts'
import type { CrewTeam, PublishedProject } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { noticesOf, pageOf, signUp } from '../../../test/signing.ts'
import { advanceProjectsJob } from '../../jobs/advance-projects.ts'
import { closeProjectsJob } from '../../jobs/close-projects.ts'
import type { ProjectStatus } from '../projects/index.ts'

/** The one shift of the form ends on Saturday, 28 November, at noon; its door is shut at four. */
const AFTER = '2026-11-28T08:00:00Z'
let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const keepSessions = () =>
  server.db
    .updateTable('sessions')
    .set({ expiresAt: new Date('2099-01-01') })
    .execute()
const statusOf = async ({ projectId }: PublishedProject) =>
  (
    await server.reader
      .selectFrom('projects')
      .select('status')
      .where('projectId', '=', projectId)
      .executeTakeFirstOrThrow()
  ).status
async function ended(change: Record<string, unknown> = {}, count = 0) {
  const project = await publishProject(server, team, change)
  const people = await makeCrew(server, count, { team })
  for (const person of people) await signUp(person.client, project)
  const position = await server.reader
    .selectFrom('positions')
    .select('positionId')
    .where('projectId', '=', project.projectId)
    .executeTakeFirstOrThrow()
  await keepSessions()
  server.setNow(AFTER)
  await advanceProjectsJob.run(server.engine)
  return { project, people, ...position }
}
const close = ({ projectId }: PublishedProject) =>
  team.leader.client.post<{ people: number }>(`/projects/${projectId}/close`)
const extend = ({ projectId }: PublishedProject, positionId: string, day: string) =>
  team.leader.client.post<{ endsAt: string }>(`/projects/${projectId}/extend`, {
    shifts: [
      {
        positionId,
        startsAt: `${day}T01:00:00.000Z`,
        endsAt: `${day}T03:00:00.000Z`,
        ...{ breakMinutes: 0, headcount: 2 },
      },
    ],
  })

describe('R12, R13 closeProject', () => {
  test('who had no answer is told once, the rest stays, and it cannot be undone', async () => {
    const { project, people } = await ended({}, 2)
    const ids = await server.reader
      .selectFrom('signups')
      .select('signupId')
      .where('projectId', '=', project.projectId)
      .orderBy('signupId')
      .execute()
    await server.db
      .updateTable('signups')
      .set({ status: 'served' })
      .where('projectId', '=', project.projectId)
      .where('signupId', '=', ids[0]!.signupId)
      .execute()
    expect((await close(project)).body).toEqual({ people: 1, unrecorded: 0 })
    expect((await close(project)).code).toBe('already_closed')
    expect((await noticesOf(people[1]!.client)).map(({ kind }) => kind)).toEqual(['signup_unanswered'])
    expect((await noticesOf(people[0]!.client)).map(({ kind }) => kind)).toEqual([])
    expect(await pageOf(people[0]!.client, project)).toMatchObject({ status: 'closed' })
    server.setNow(TEST_NOW)
  })

  test('not while somebody is at work or hours wait for a second person', async () => {
    const { project, people } = await ended({ autoAdmit: true }, 1)
    const signup = await server.reader
      .selectFrom('signups')
      .select(['signupId', 'shiftId', 'volunteerId'])
      .where('projectId', '=', project.projectId)
      .executeTakeFirstOrThrow()
    const { volunteerId } = people[0]!
    await server.db
      .insertInto('openAttendances')
      .values({
        ...{ volunteerId, projectId: project.projectId },
        ...{ attendanceId: crypto.randomUUID() as never, signedInAt: server.now() },
      })
      .execute()
    expect((await close(project)).code).toBe('people_at_work')
    await server.db.deleteFrom('openAttendances').where('volunteerId', '=', volunteerId).execute()
    await server.db
      .insertInto('hourDrafts')
      .values({
        ...{ projectId: project.projectId, hourDraftId: crypto.randomUUID() as never, ...signup },
        ...{ teamId: team.teamId, startsAt: new Date('2026-11-28T01:00:00Z'), endsAt: server.now() },
        ...{ breakMinutes: 0, minutes: 60, isLate: false, note: '', status: 'pending' as const },
        ...{ enteredBy: team.leader.accountId, enteredAt: server.now() },
      })
      .execute()
    expect((await close(project)).code).toBe('hours_undecided')
    server.setNow(TEST_NOW)
  })

  test.each<[ProjectStatus, string]>([
    ['draft', 'activity_not_over'],
    ['recruiting', 'activity_not_over'],
    ['running', 'activity_not_over'],
    ['cancelled', 'activity_not_over'],
    ['closed', 'already_closed'],
  ])('of one that is %s: %s', async (status, expected) => {
    const project = await publishProject(server, team)
    await server.db
      .updateTable('projects')
      .set({ status })
      .where('projectId', '=', project.projectId)
      .execute()
    expect((await close(project)).code).toBe(expected)
  })

  test('the clock closes thirty days after the end, once', async () => {
    const { project, people } = await ended({}, 1)
    server.setNow('2026-12-28T03:59:59Z')
    await closeProjectsJob.run(server.engine)
    expect(await statusOf(project)).toBe('ended')
    server.setNow('2026-12-28T04:00:00Z')
    await closeProjectsJob.run(server.engine)
    await closeProjectsJob.run(server.engine)
    expect(await statusOf(project)).toBe('closed')
    expect((await noticesOf(people[0]!.client)).map(({ kind }) => kind)).toEqual(['signup_unanswered'])
    server.setNow(TEST_NOW)
  })
})

describe('R11 extendProject', () => {
  test('it goes on with new shifts, people sign up, and the reviewer is told', async () => {
    const reviewer = await makeStaff(server, 'site_admin')
    const { project, positionId } = await ended()
    expect((await extend(project, positionId, '2026-12-28')).code).toBeNull()
    expect((await extend(project, positionId, '2026-12-20')).code).toBe('already_extended')
    expect(await statusOf(project)).toBe('running')
    const needed = await server.client().get<{ items: { projectId: string }[] }>('/projects?sort=need')
    expect(needed.body.items.map(({ projectId }) => projectId)).toContain(project.projectId)
    const [ann] = await makeCrew(server, 1, { team })
    const page = await pageOf(ann!.client, project)
    expect(page).toMatchObject({ endsAt: '2026-12-28T03:00:00.000Z', headcount: 7 })
    const added = page.positions[0]!.shifts[1]!
    expect(added.whyNot.signUp).toBeNull()
    const told = (await noticesOf(reviewer.client)).filter(({ kind }) => kind === 'project_extended')
    expect(told).toMatchObject([{ facts: { untilOn: '2026-12-28' } }])
    server.setNow(TEST_NOW)
  })

  test('thirty days at most, asked for within thirty days, into time to come', async () => {
    const { project, positionId } = await ended()
    expect((await extend(project, positionId, '2026-12-29')).code).toBe('extension_too_long')
    expect((await extend(project, positionId, '2026-11-27')).code).toBe('shift_in_past')
    expect((await extend(project, crypto.randomUUID(), '2026-12-01')).code).toBe('position_unknown')
    server.setNow('2026-12-28T04:00:00Z')
    expect((await extend(project, positionId, '2026-12-29')).code).toBe('extension_too_late')
    server.setNow(TEST_NOW)
    const early = await publishProject(server, team)
    expect((await extend(early, positionId, '2026-12-01')).code).toBe('extension_too_early')
  })
})
