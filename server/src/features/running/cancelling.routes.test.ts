/** Calling off over HTTP: what becomes of sign-ups, of people at work, of the public page, and what is refused. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, positionForm, publishProject } from '../../../test/crews.ts'
import type { CrewTeam, PublishedProject } from '../../../test/crews.ts'
import { scanOf, sendScans, startDoor, NINE, type Door } from '../../../test/door.ts'
import type { Client } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { noticesOf, pageOf, placesOf, signUp } from '../../../test/signing.ts'
import type { ProjectStatus } from '../projects/index.ts'

let door: Door
let team: CrewTeam
beforeAll(async () => {
  door = await startDoor()
  await makeSite(door.server)
  team = await makeCrewTeam(door.server)
})
afterAll(() => door.server.stop())

const reason = '台风蓝色预警，户外活动取消'
const cancel = (client: Client, { projectId }: Pick<PublishedProject, 'projectId'>, body = { reason }) =>
  client.post<{ people: number }>(`/projects/${projectId}/cancel`, body)
const cancelShift = (project: PublishedProject, shift: number) =>
  team.leader.client.post<{ people: number }>(
    `/projects/${project.projectId}/shifts/${project.shiftIds[shift]}/cancel`,
    { reason },
  )
const publish = (change: Record<string, unknown> = {}) => publishProject(door.server, team, change)
const kindsOf = async (client: Client) => (await noticesOf(client)).map(({ kind }) => kind)
interface Mine {
  status: string
  reason: string | null
}
const mineOf = async (client: Client) =>
  (await client.get<{ items: Mine[] }>('/me/signups')).body.items.map(({ status, reason: why }) => ({
    status,
    reason: why,
  }))
const SHIFTS = [{}, { startsAt: '2026-11-29T01:00:00.000Z', endsAt: '2026-11-29T04:00:00.000Z' }]

describe('R1, R3, R4 cancelProject', () => {
  test('everybody who wanted to come is told once, and the page says that it is cancelled and why', async () => {
    const project = await publish({ autoAdmit: true, positions: [positionForm(...SHIFTS)] })
    const [ann, bob, guest] = await makeCrew(door.server, 3, { team })
    await signUp(ann!.client, project)
    await signUp(ann!.client, project, { shift: 1 })
    await signUp(bob!.client, project)
    const { status, body } = await cancel(team.leader.client, project)
    expect([status, body]).toEqual([200, { people: 2 }])
    expect(await mineOf(ann!.client)).toEqual(SHIFTS.map(() => ({ status: 'cancelled', reason })))
    expect(await mineOf(bob!.client)).toEqual([{ status: 'cancelled', reason }])
    expect(await kindsOf(ann!.client)).toEqual(['project_cancelled'])
    expect(await noticesOf(bob!.client)).toMatchObject([
      { kind: 'project_cancelled', facts: { title: '西湖花市秩序引导', reason } },
    ])
    expect(await placesOf(door.server, project)).toEqual({ admitted: 0, held: 0, waiting: 0 })
    const page = await pageOf(guest!.client, project)
    expect(page).toMatchObject({ status: 'cancelled', cancelReason: reason })
    expect(page.positions[0]!.shifts[0]!.whyNot.signUp).toBe('project_cancelled')
    expect((await signUp(guest!.client, project)).code).toBe('project_cancelled')
    const { body: found } = await guest!.client.get<{ items: { projectId: string }[] }>('/projects?limit=50')
    expect(found.items.map(({ projectId }) => projectId)).not.toContain(project.projectId)
  })

  test('a second time it is refused, and nobody is told again', async () => {
    const project = await publish({ autoAdmit: true })
    const [ann] = await makeCrew(door.server, 1, { team })
    await signUp(ann!.client, project)
    expect((await cancel(team.leader.client, project, { reason: ' ' })).code).toBe('reason_missing')
    expect((await cancel(team.leader.client, project)).status).toBe(200)
    expect((await cancel(team.leader.client, project)).code).toBe('project_cancelled')
    expect(await kindsOf(ann!.client)).toEqual(['project_cancelled'])
  })

  test('R3 who is at work is signed out as a proposal, keeps the place, and what was recorded stays', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(3)
    const [ann, bob, kim] = people
    await door.scan(projectId, scanOf(ann!.device, door.now()))
    await door.scan(projectId, scanOf(bob!.device, door.now()))
    door.move(60)
    await door.scan(projectId, scanOf(bob!.device, door.now()))
    door.move(5)
    expect((await cancel(door.team.leader.client, { projectId })).body).toEqual({ people: 2 })
    expect(await kindsOf(ann!.client)).toEqual(['project_cancelled'])
    const attendances = await door.server.reader
      .selectFrom('attendances')
      .select(['volunteerId', 'status', 'signedOutAt'])
      .where('projectId', '=', projectId)
      .where('volunteerId', '=', ann!.volunteerId)
      .execute()
    expect(attendances).toMatchObject([{ status: 'auto_closed', signedOutAt: door.now() }])
    const statuses = await door.server.reader
      .selectFrom('signups')
      .select(['volunteerId', 'status'])
      .where('projectId', '=', projectId)
      .execute()
    expect(new Map(statuses.map((row) => [row.volunteerId, row.status]))).toEqual(
      new Map([
        [ann!.volunteerId, 'admitted'],
        [bob!.volunteerId, 'served'],
        [kim!.volunteerId, 'cancelled'],
      ]),
    )
    const { body } = await bob!.client.get<{ totals: { creditMinutes: number } }>('/me/hours')
    expect(body.totals.creditMinutes).toBe(60)
    const counts = await door.server.reader
      .selectFrom('doorCounts')
      .select(['present', 'gone'])
      .where('projectId', '=', projectId)
      .executeTakeFirstOrThrow()
    expect(counts).toEqual({ present: 0, gone: 2 })
    const late = await sendScans(door.keeper, projectId, [scanOf(kim!.device, door.now())])
    expect(late.code).toBe('project_not_running')
    door.server.setNow('2026-11-24T02:00:00Z')
  })

  test.each<[ProjectStatus, string | null]>([
    ['draft', 'not_published_yet'],
    ['under_review', 'not_published_yet'],
    ['refused', 'not_published_yet'],
    ['recruiting', null],
    ['recruiting_paused', null],
    ['running', null],
    ['ended', 'activity_over'],
    ['closed', 'activity_over'],
  ])('R1 of a project that is %s: %s', async (status, expected) => {
    const project = await publish()
    await door.server.db
      .updateTable('projects')
      .set({ status })
      .where('projectId', '=', project.projectId)
      .execute()
    const { body } = await team.leader.client.get<{ whyNot: { cancelProject: string | null } }>(
      `/projects/${project.projectId}/running`,
    )
    expect(body.whyNot.cancelProject).toBe(expected)
    expect((await cancel(team.leader.client, project)).code).toBe(expected)
  })
})

describe('R2 cancelShift', () => {
  test('only its own people are told; the project lasts from the first to the last of what is left', async () => {
    const project = await publish({ autoAdmit: true, positions: [positionForm(...SHIFTS)] })
    const [ann, bob] = await makeCrew(door.server, 2, { team })
    await signUp(ann!.client, project)
    await signUp(bob!.client, project, { shift: 1 })
    expect((await cancelShift(project, 1)).body).toEqual({ people: 1 })
    expect(await mineOf(ann!.client)).toEqual([{ status: 'admitted', reason: null }])
    expect(await kindsOf(ann!.client)).toEqual([])
    expect(await noticesOf(bob!.client)).toMatchObject([
      { kind: 'shift_cancelled', facts: { startsOn: '2026-11-29', reason } },
    ])
    expect(await pageOf(bob!.client, project)).toMatchObject({
      status: 'recruiting',
      headcount: 5,
      endsAt: '2026-11-28T04:00:00.000Z',
      positions: [{ shifts: [{ cancelReason: null }, { cancelReason: reason }] }],
    })
    expect((await signUp(bob!.client, project, { shift: 1 })).code).toBe('shift_cancelled')
    expect((await cancelShift(project, 1)).code).toBe('shift_cancelled')
    expect((await cancelShift(project, 0)).code).toBe('last_shift')
  })

  test('a shift that is over is not called off', async () => {
    const project = await publish({ positions: [positionForm(...SHIFTS)] })
    await door.keepSessions()
    door.server.setNow('2026-11-28T05:00:00Z')
    expect((await cancelShift(project, 0)).code).toBe('shift_over')
    door.server.setNow('2026-11-24T02:00:00Z')
  })
})
