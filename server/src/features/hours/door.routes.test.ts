import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew } from '../../../test/crews.ts'
import {
  admit,
  openProject,
  scanOf,
  sendScans,
  NINE,
  NOON,
  startDoor,
  type Door,
  type Device,
} from '../../../test/door.ts'

let door: Door
beforeAll(async () => {
  door = await startDoor()
})
afterAll(() => door.server.stop())

describe('recordScans', () => {
  test('in, then out: the minutes stand in the ledger with grade A, and everybody is told', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(2)
    const [ann] = people
    const signedIn = await door.scan(projectId, scanOf(ann!.device, door.now()))
    expect(signedIn).toMatchObject({
      results: [
        {
          verdict: 'signed_in',
          reason: null,
          name: ann!.name,
          positionName: '秩序引导员',
          signedInAt: NINE,
          minutes: null,
          at: NINE,
        },
      ],
      counts: { expected: 2, present: 1, left: 0 },
    })
    door.move(95)
    const signedOut = await door.scan(projectId, scanOf(ann!.device, door.now()))
    expect(signedOut).toMatchObject({
      results: [{ verdict: 'signed_out', minutes: 95, signedInAt: NINE }],
      counts: { expected: 2, present: 0, left: 1 },
    })
    const { body } = await ann!.client.get<{ totals: object; items: object[] }>('/me/hours')
    expect(body).toMatchObject({
      totals: {
        creditMinutes: 95,
        thisYearMinutes: 95,
        honourMinutes: 0,
        star: 0,
        nextStarMinutes: 6000,
        yearlyGoalMinutes: 1200,
      },
      items: [
        {
          ...{
            kind: 'credit',
            minutes: 95,
            method: 'scan',
            grade: 'A',
            servedOn: '2026-11-24',
            activityName: '西湖花市秩序引导',
          },
          ...{
            positionName: '秩序引导员',
            placeName: '西湖花市',
            unitName: door.team.name,
            enteredByLabel: '何思远',
            approvedByLabel: null,
          },
          ...{ reverses: null, reversedBy: null, disowned: false, whyNot: { disownRecord: 'own_act' } },
        },
      ],
    })
    const notices = await ann!.client.get<{ items: object[] }>('/me/notices')
    expect(notices.body.items).toMatchObject([
      { kind: 'hours_posted', facts: { minutes: 95 }, link: '/my/hours' },
    ])
    const accesses = await ann!.client.get<{ items: { deed: string; actorLabel: string }[] }>('/me/accesses')
    expect(accesses.body.items.map(({ deed }) => deed)).toEqual(['recordScans', 'recordScans'])
    const past = await ann!.client.get<{ items: object[] }>('/me/signups?when=past')
    door.server.setNow(NINE)
    expect(JSON.stringify((await ann!.client.get('/me/signups')).body) + JSON.stringify(past.body)).toContain(
      '"served"',
    )
  })

  test('a scan sent again is answered as it was, and happens once', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(1)
    const [ann] = people
    const first = scanOf(ann!.device, door.now())
    const answer = await door.one(projectId, first)
    door.move(20)
    // The code is long dead; the scan is not judged again.
    expect(await door.one(projectId, first)).toEqual(answer)
    const out = scanOf(ann!.device, door.now())
    const left = await door.one(projectId, out)
    door.move(1)
    expect(await door.one(projectId, out)).toEqual(left)
    expect(await door.one(projectId, first)).toEqual(answer)
    const id = ann!.volunteerId
    expect([
      await door.rows('scans', id),
      await door.rows('attendances', id),
      await door.rows('hourEntries', id),
    ]).toEqual([2, 1, 1])
  })

  test('one scan raced by twenty requests is one effect and one answer', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(1)
    const [ann] = people
    for (const step of [0, 60]) {
      door.move(step)
      const body = scanOf(ann!.device, door.now())
      const answers = await Promise.all(
        Array.from({ length: 20 }, () => sendScans(door.keeper, projectId, [body])),
      )
      expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([200]))
      expect(new Set(answers.map((answer) => JSON.stringify(answer.body.results))).size).toBe(1)
    }
    const id = ann!.volunteerId
    expect([
      await door.rows('scans', id),
      await door.rows('attendances', id),
      await door.rows('hourEntries', id),
    ]).toEqual([2, 1, 1])
  })

  test('a hundred people in one request, and each at their own in a hundred', async () => {
    door.server.setNow(NINE)
    const project = await openProject(door.server, door.team, [{ startsAt: NINE, endsAt: NOON }])
    const people = await makeCrew(door.server, 40, { team: door.team })
    const [shared] = await door.guests(1)
    await admit(door.server, { projectId: project.projectId, shiftId: project.shiftIds[0]! }, people)
    // All phones of this test sign with one key; each person has their own enrolment of it.
    const key = await door.server.reader
      .selectFrom('cardKeys')
      .selectAll()
      .where('cardKeyId', '=', shared!.device.cardKeyId)
      .executeTakeFirstOrThrow()
    const devices = people.map((person) => ({
      ...shared!.device,
      cardKeyId: randomUUID() as Device['cardKeyId'],
      person,
    }))
    const sessions = await door.server.reader
      .selectFrom('sessions')
      .select(['accountId', 'sessionId'])
      .execute()
    const sessionOf = new Map(sessions.map((row) => [row.accountId, row.sessionId]))
    await door.server.db
      .insertInto('cardKeys')
      .values(
        devices.map(({ cardKeyId, person }) => ({
          ...key,
          cardKeyId,
          volunteerId: person.volunteerId,
          sessionId: sessionOf.get(person.accountId)!,
        })),
      )
      .execute()
    const together = await door.scan(
      project.projectId,
      ...devices.slice(0, 20).map((device) => scanOf(device, door.now())),
    )
    expect(together.results.map(({ verdict }) => verdict)).toEqual(
      Array.from({ length: 20 }, () => 'signed_in'),
    )
    const apart = await Promise.all(
      devices.slice(20).map((device) => door.one(project.projectId, scanOf(device, door.now()))),
    )
    expect(apart.map(({ verdict, name }) => [verdict, name])).toEqual(
      devices.slice(20).map(({ person }) => ['signed_in', person.name]),
    )
    const { body } = await door.keeper.get<{ counts: object }>(`/projects/${project.projectId}/attendances`)
    expect(body.counts).toEqual({ expected: 40, present: 40, left: 0 })
  })
})
