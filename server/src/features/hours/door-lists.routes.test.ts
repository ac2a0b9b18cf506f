import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrewTeam } from '../../../test/crews.ts'
import {
  admit,
  openProject,
  scanOf,
  sendScans,
  NINE,
  NOON,
  startDoor,
  type Door,
} from '../../../test/door.ts'
import { TEST_NOW, type Client } from '../../../test/harness.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import { closeForgottenJob } from '../../jobs/close-forgotten.ts'

let door: Door
beforeAll(async () => {
  door = await startDoor()
})
afterAll(() => door.server.stop())

const MINUTE = 60_000

describe('undoScan', () => {
  const undo = (client: Client, projectId: string, scanId: string) =>
    client.post(`/projects/${projectId}/scans/${scanId}/undo`)
  test('takes a sign-in back for two minutes, also from later answers', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(1)
    const body = scanOf(people[0]!.device, door.now())
    await door.scan(projectId, body)
    door.move(2)
    expect((await undo(door.keeper, projectId, body.scanId)).status).toBe(200)
    expect((await undo(door.keeper, projectId, body.scanId)).status).toBe(200)
    const again = await door.scan(projectId, body)
    expect(again).toMatchObject({
      results: [{ verdict: 'refused', reason: 'undone' }],
      counts: { present: 0, left: 0 },
    })
    expect(await door.rows('attendances', people[0]!.volunteerId)).toBe(0)
    expect((await door.one(projectId, scanOf(people[0]!.device, door.now()))).verdict).toBe('signed_in')
  })
  test('refuses by name what it cannot take back', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(2)
    const [ann, ben] = people
    const [into, out, late, refused] = [
      scanOf(ann!.device, door.now()),
      scanOf(ann!.device, new Date(door.now().getTime() + 5 * MINUTE)),
      scanOf(ben!.device, door.now()),
      scanOf(ben!.device, door.now()),
    ]
    await door.scan(projectId, into, late, refused)
    door.move(5)
    await door.scan(projectId, out)
    const foreign = (await makeCrewTeam(door.server)).leader.client
    const answers = [
      await undo(door.keeper, projectId, into.scanId),
      await undo(door.keeper, projectId, out.scanId),
      await undo(door.keeper, projectId, late.scanId),
      await undo(door.keeper, projectId, randomUUID()),
      await undo(foreign, projectId, late.scanId),
      await undo(door.keeper, randomUUID(), late.scanId),
      await undo(ann!.client, projectId, late.scanId),
    ]
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [409, 'not_last_scan'],
      [409, 'hours_posted'],
      [409, 'undo_too_late'],
      [404, 'scan_not_found'],
      [403, 'not_your_team'],
      [404, 'project_not_found'],
      [403, 'wrong_door'],
    ])
    expect(await door.rows('openAttendances', ben!.volunteerId)).toBe(1)
  })
})

describe('a sign-out that nobody made', () => {
  test('is proposed two hours after the shift, and the person can sign in elsewhere', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(2)
    const [ann, ben] = people
    await door.scan(projectId, scanOf(ann!.device, door.now()), scanOf(ben!.device, door.now()))
    door.server.setNow('2026-11-24T05:59:00.000Z')
    await closeForgottenJob.run(door.server.engine)
    expect(await door.rows('openAttendances', ann!.volunteerId)).toBe(1)
    await door.scan(projectId, scanOf(ben!.device, door.now()))
    door.server.setNow('2026-11-24T06:00:00.000Z')
    await closeForgottenJob.run(door.server.engine)
    await closeForgottenJob.run(door.server.engine)
    expect(await door.rows('openAttendances', ann!.volunteerId)).toBe(0)
    const list = await door.keeper.get<{ counts: object; items: { status: string }[] }>(
      `/projects/${projectId}/attendances`,
    )
    const byName = new Map(
      list.body.items.map((item) => [(item as unknown as { volunteerId: string }).volunteerId, item]),
    )
    expect(list.body.counts).toEqual({ expected: 2, present: 0, left: 2 })
    expect(byName.get(ann!.volunteerId)).toMatchObject({
      status: 'auto_closed',
      signedInAt: NINE,
      signedOutAt: NOON,
      minutes: null,
    })
    expect(byName.get(ben!.volunteerId)).toMatchObject({ status: 'closed', minutes: 210 })
    const trail = await door.server.reader
      .selectFrom('auditEntries')
      .selectAll()
      .where('deed', '=', 'closeForgotten')
      .execute()
    expect(trail.filter((entry) => entry.actorLabel === SYSTEM.label).length).toBeGreaterThan(0)
  })
})

describe('lists at the door', () => {
  test('listDoorShifts: around midnight, whatever door is open belongs to the day', async () => {
    const own = await makeCrewTeam(door.server)
    // 23:10 to 23:50 on the 24th, and half past midnight to three on the 25th, on the clocks of the site.
    door.server.setNow('2026-11-24T15:10:00Z')
    const [late, early] = [
      await openProject(door.server, own, [
        { startsAt: '2026-11-24T15:10:00Z', endsAt: '2026-11-24T15:50:00Z' },
      ]),
      await openProject(door.server, own, [
        { startsAt: '2026-11-24T16:30:00Z', endsAt: '2026-11-24T19:00:00Z' },
      ]),
    ]
    const listedAt = async (now: string): Promise<string[]> => {
      door.server.setNow(now)
      const { body } = await own.leader.client.get<{ items: { projectId: string }[] }>(
        `/teams/${own.teamId}/door`,
      )
      return body.items.map(({ projectId }) => projectId)
    }
    expect(await listedAt('2026-11-24T15:20:00Z')).toEqual([late.projectId])
    expect(await listedAt('2026-11-24T15:40:00Z')).toEqual([late.projectId, early.projectId])
    expect(await listedAt('2026-11-24T16:10:00Z')).toEqual([late.projectId, early.projectId])
    door.server.setNow(NINE)
  })

  test('listDoorShifts: today’s shifts of the team with their counts', async () => {
    const own = await makeCrewTeam(door.server)
    door.server.setNow(NINE)
    const project = await openProject(door.server, own, [
      { startsAt: NINE, endsAt: NOON, headcount: 3 },
      { startsAt: '2026-11-25T01:00:00Z', endsAt: '2026-11-25T04:00:00Z' },
    ])
    const people = await door.guests(1)
    await admit(door.server, { projectId: project.projectId, shiftId: project.shiftIds[0]! }, people)
    await sendScans(own.leader.client, project.projectId, [scanOf(people[0]!.device, door.now())])
    const { body } = await own.leader.client.get<{ items: object[] }>(`/teams/${own.teamId}/door`)
    expect(body.items).toEqual([
      {
        ...{
          projectId: project.projectId,
          title: '西湖花市秩序引导',
          shiftId: project.shiftIds[0],
          positionName: '秩序引导员',
        },
        ...{
          startsAt: NINE,
          endsAt: NOON,
          placeName: '西湖花市',
          expected: 1,
          present: 1,
          left: 0,
          opensAt: '2026-11-24T00:00:00.000Z',
        },
      },
    ])
    expect((await door.keeper.get(`/teams/${own.teamId}/door`)).code).toBe('not_your_team')
    expect((await door.keeper.get(`/teams/${randomUUID()}/door`)).code).toBe('team_not_found')
    expect((await people[0]!.client.get(`/teams/${own.teamId}/door`)).code).toBe('wrong_door')
  })

  test('listAttendances: page by page, by shift, and only for the team', async () => {
    door.server.setNow(NINE)
    const { projectId, people, project } = await door.withPeople(3)
    await door.scan(projectId, ...people.map(({ device }) => scanOf(device, door.now())))
    type Page = { items: { attendanceId: string; name: string }[]; next: string | null }
    const first = await door.keeper.get<Page>(`/projects/${projectId}/attendances?limit=2`)
    const second = await door.keeper.get<Page>(
      `/projects/${projectId}/attendances?limit=2&after=${first.body.next}`,
    )
    expect([first.body.items.length, second.body.items.length, second.body.next]).toEqual([2, 1, null])
    expect(new Set([...first.body.items, ...second.body.items].map((item) => item.name)).size).toBe(3)
    const byShift = await door.keeper.get<Page>(
      `/projects/${projectId}/attendances?shiftId=${project.shiftIds[0]}`,
    )
    expect(byShift.body.items).toHaveLength(3)
    expect(
      (await door.keeper.get<Page>(`/projects/${projectId}/attendances?shiftId=${randomUUID()}`)).body.items,
    ).toEqual([])
    const foreign = (await makeCrewTeam(door.server)).leader.client
    expect((await foreign.get(`/projects/${projectId}/attendances`)).code).toBe('not_your_team')
    expect((await door.keeper.get(`/projects/${randomUUID()}/attendances`)).code).toBe('project_not_found')
    expect((await people[0]!.client.get(`/projects/${projectId}/attendances`)).code).toBe('wrong_door')
  })

  test('door counts equal a recount of the attendances', async () => {
    door.server.setNow(TEST_NOW)
    const kept = await door.server.reader.selectFrom('doorCounts').selectAll().orderBy('shiftId').execute()
    const counted = await door.server.reader
      .selectFrom('attendances as a')
      .select((eb) => [
        'a.shiftId',
        eb.fn.countAll<number>().filterWhere('a.status', '=', 'open').as('present'),
        eb.fn.count<number>('a.signupId').distinct().filterWhere('a.status', '<>', 'open').as('gone'),
      ])
      .groupBy('a.shiftId')
      .orderBy('a.shiftId')
      .execute()
    const nonzero = kept.filter(({ present, gone }) => present + gone > 0)
    expect(nonzero.map(({ shiftId, present, gone }) => ({ shiftId, present, gone }))).toEqual(counted)
  })
})
