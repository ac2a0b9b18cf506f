/** R12 to R14: what stands in the way of closing, and how people without hours or a word end with it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { answer, appeal, decide, mark, minesOf, statusOf } from '../../../test/absences.ts'
import { NINE, scanOf, startDoor, type Door } from '../../../test/door.ts'
import { makeSite } from '../../../test/people.ts'
import { noticesOf } from '../../../test/signing.ts'
import { closeForgottenJob } from '../../jobs/close-forgotten.ts'
import { closeProjectsJob } from '../../jobs/close-projects.ts'
import { keepAbsencesJob } from '../../jobs/keep-absences.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import type { Client } from '../../../test/harness.ts'

let door: Door
let leader: Client
beforeAll(async () => {
  door = await startDoor()
  await makeSite(door.server)
  leader = door.team.leader.client
})
afterAll(() => door.server.stop())

/** The shift ended on 24 November at noon. */
async function ended(count: number, at = '2026-11-24T08:00:00Z') {
  door.server.setNow(NINE)
  const made = await door.withPeople(count)
  await door.server.db
    .updateTable('projects')
    .set({ status: 'ended' })
    .where('projectId', '=', made.projectId)
    .execute()
  await on(at)
  return made
}
async function on(at: string): Promise<void> {
  door.server.setNow(at)
  await door.keepSessions()
}
const close = (projectId: ProjectId) =>
  leader.post<{ people: number; unrecorded: number }>(`/projects/${projectId}/close`)
const projectStatus = async (projectId: ProjectId) =>
  (
    await door.server.reader
      .selectFrom('projects')
      .select('status')
      .where('projectId', '=', projectId)
      .executeTakeFirstOrThrow()
  ).status
const tick = () => closeProjectsJob.run(door.server.engine)
const warnings = async (client: Client, kind: string, title = '西湖花市秩序引导') =>
  (await noticesOf(client)).filter((one) => one.kind === kind && one.facts['title'] === title)

describe('R12 closeProject', () => {
  test('not while somebody may still be scanned out: four hours after the last shift', async () => {
    const { projectId } = await ended(1, '2026-11-24T07:59:59Z')
    expect((await close(projectId)).code).toBe('door_still_open')
    const { body } = await leader.get<{ whyNot: { closeProject: string } }>(`/projects/${projectId}/running`)
    expect(body.whyNot.closeProject).toBe('door_still_open')
    await on('2026-11-24T08:00:00Z')
    expect((await close(projectId)).status).toBe(200)
  })

  test('not while a sign-out that nobody made waits for the hours', async () => {
    door.server.setNow(NINE)
    const { projectId, people, signupIds } = await door.withPeople(1)
    await door.scan(projectId, scanOf(people[0]!.device, door.now()))
    await on('2026-11-24T08:00:00Z')
    await closeForgottenJob.run(door.server.engine)
    await door.server.db
      .updateTable('projects')
      .set({ status: 'ended' })
      .where('projectId', '=', projectId)
      .execute()
    expect((await close(projectId)).code).toBe('attendance_undecided')
    const entry = { startsAt: NINE, endsAt: '2026-11-24T03:00:00Z', breakMinutes: 0, note: '' }
    await leader.post(`/projects/${projectId}/hours`, { entries: [{ signupId: signupIds[0], ...entry }] })
    expect((await close(projectId)).body).toEqual({ people: 0, unrecorded: 0 })
  })

  test('not while somebody may still appeal against a mark, or has; of whom nothing was said is then not recorded', async () => {
    const { projectId, people, signupIds } = await ended(2)
    await mark(leader, projectId, signupIds[0]!)
    expect((await close(projectId)).code).toBe('no_show_open')
    await appeal(people[0]!, signupIds[0]!)
    expect((await close(projectId)).code).toBe('no_show_open')
    await answer(leader, projectId, signupIds[0]!, true)
    // Ten days are left to enter the hours of whoever came after all.
    await on('2026-12-04T07:59:59Z')
    expect((await close(projectId)).code).toBe('no_show_open')
    await on('2026-12-04T08:00:00Z')
    expect((await close(projectId)).body).toEqual({ people: 0, unrecorded: 2 })
    for (const signupId of signupIds) expect(await statusOf(door, signupId)).toBe('unrecorded')
  })

  test('a closed project takes no hours any more, and none that come in at the same moment', async () => {
    const { projectId, signupIds } = await ended(1)
    const entry = { startsAt: NINE, endsAt: '2026-11-24T03:00:00Z', breakMinutes: 0, note: '' }
    const enter = () =>
      leader.post<{ results: { outcome: string }[] }>(`/projects/${projectId}/hours`, {
        entries: [{ signupId: signupIds[0], ...entry }],
      })
    const [closed, entered] = await Promise.all([close(projectId), enter()])
    expect(closed.status).toBe(200)
    const hasHours = (await statusOf(door, signupIds[0]!)) === 'served'
    expect([entered.status === 200, closed.body.unrecorded]).toEqual([hasHours, hasHours ? 0 : 1])
    expect((await enter()).code).toBe('project_not_running')
  })
})

describe('R14 the clock', () => {
  test('a team hears after 20 and 27 days of people without hours or a word, they themselves the second time', async () => {
    const { projectId, people, signupIds } = await ended(3)
    await decide(leader, projectId, { signupId: signupIds[1]!, verdict: 'excused' })
    const title = `花市 ${projectId}`
    await door.server.db.updateTable('projects').set({ title }).where('projectId', '=', projectId).execute()
    const told = async () => (await warnings(leader, 'absences_undecided', title)).map(({ facts }) => facts)
    await on('2026-12-14T03:59:59Z')
    await tick()
    expect(await told()).toEqual([])
    await on('2026-12-14T04:00:00Z')
    await tick()
    await tick()
    expect(await told()).toMatchObject([{ count: 2, closesOn: '2026-12-24' }])
    expect(await warnings(people[0]!.client, 'hours_missing', title)).toEqual([])
    await on('2026-12-21T04:00:01Z')
    await tick()
    await tick()
    expect((await told()).length).toBe(2)
    expect(await warnings(people[0]!.client, 'hours_missing', title)).toMatchObject([
      { facts: { closesOn: '2026-12-24' } },
    ])
    expect(await warnings(people[1]!.client, 'hours_missing', title)).toEqual([])
    await on('2026-12-24T04:00:00Z')
    await tick()
    expect(await projectStatus(projectId)).toBe('ended')
    await on('2026-12-24T04:00:02Z')
    await tick()
    expect(await projectStatus(projectId)).toBe('closed')
    expect(await statusOf(door, signupIds[0]!)).toBe('unrecorded')
    expect(await statusOf(door, signupIds[1]!)).toBe('excused')
  })

  test('who stood still for long is warned all the same, with days left before it closes', async () => {
    const { projectId } = await ended(1)
    await on('2027-02-01T00:00:00Z')
    await tick()
    expect(await projectStatus(projectId)).toBe('ended')
    await on('2027-02-08T00:00:01Z')
    await tick()
    await on('2027-02-11T00:00:00Z')
    await tick()
    expect(await projectStatus(projectId)).toBe('ended')
    await on('2027-02-11T00:00:02Z')
    await tick()
    expect(await projectStatus(projectId)).toBe('closed')
  })

  test('everybody served, marked or excused: closed after thirty days, but not before the last word on a mark', async () => {
    const { projectId, people, signupIds } = await ended(1)
    await on('2026-12-20T02:00:00Z')
    await mark(leader, projectId, signupIds[0]!)
    await on('2026-12-25T02:00:00Z')
    await tick()
    expect(await projectStatus(projectId)).toBe('ended')
    await appeal(people[0]!, signupIds[0]!)
    // The team says nothing; the person does not take it further: the mark is lifted, and ten days later it closes.
    for (const day of ['2027-01-05', '2027-01-25']) {
      await on(`${day}T02:00:00Z`)
      await keepAbsencesJob.run(door.server.engine)
      await tick()
    }
    expect(await minesOf(people[0]!.client)).toMatchObject([{ state: 'lifted' }])
    expect(await projectStatus(projectId)).toBe('ended')
    for (const day of ['2027-02-01', '2027-02-05']) {
      await on(`${day}T02:00:00Z`)
      await tick()
    }
    expect(await projectStatus(projectId)).toBe('closed')
  })

  test('R11 a project that goes on is warned anew after its new end', async () => {
    const { projectId } = await ended(1)
    await on('2026-12-14T04:00:00Z')
    await tick()
    await on('2026-12-21T04:00:01Z')
    await tick()
    const position = await door.server.reader
      .selectFrom('positions')
      .select('positionId')
      .where('projectId', '=', projectId)
      .executeTakeFirstOrThrow()
    const shift = { startsAt: '2026-12-22T01:00:00Z', endsAt: '2026-12-22T03:00:00Z' }
    const more = { ...position, ...shift, breakMinutes: 0, headcount: 2 }
    const extended = await leader.post(`/projects/${projectId}/extend`, { shifts: [more] })
    expect(extended.status).toBe(200)
    const since = async () => (await warnings(leader, 'absences_undecided')).length
    const before = await since()
    await door.server.db
      .updateTable('projects')
      .set({ status: 'ended' })
      .where('projectId', '=', projectId)
      .execute()
    // Thirty days after the new end and more, but nobody has been warned of it.
    await on('2027-01-25T03:00:00Z')
    await tick()
    expect(await projectStatus(projectId)).toBe('ended')
    expect((await since()) - before).toBeGreaterThanOrEqual(1)
  })
})
