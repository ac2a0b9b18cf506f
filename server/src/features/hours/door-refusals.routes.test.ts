import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrewTeam } from '../../../test/crews.ts'
import {
  admit,
  codeOf,
  openProject,
  scanOf,
  sendScans,
  shortCodeOf,
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

const MINUTE = 60_000

describe('recordScans refuses', () => {
  test('what one scan lacks does not touch the others of its request', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(2)
    const [ann, ben] = people
    const [stranger] = await door.guests(1)
    const forged = codeOf({ ...ann!.device, signingKey: ben!.device.signingKey }, door.now())
    const unknown = codeOf({ ...ann!.device, cardKeyId: randomUUID() as Device['cardKeyId'] }, door.now())
    const { results } = await door.scan(
      projectId,
      scanOf(ann!.device, door.now(), { code: 'https://elsewhere.example/' }),
      scanOf(ann!.device, door.now(), { code: codeOf(ann!.device, new Date(door.now().getTime() - 90_000)) }),
      scanOf(ann!.device, door.now(), { code: unknown }),
      scanOf(ann!.device, door.now(), { code: forged }),
      scanOf(ann!.device, new Date(door.now().getTime() - 16 * MINUTE)),
      scanOf(stranger!.device, door.now()),
      scanOf(ann!.device, door.now(), { direction: 'out' }),
      scanOf(ben!.device, door.now()),
      scanOf(ben!.device, door.now()),
    )
    expect(results.map(({ verdict, reason }) => [verdict, reason])).toEqual([
      ['refused', 'code_malformed'],
      ['refused', 'code_expired'],
      ['refused', 'code_unknown_device'],
      ['refused', 'code_signature_wrong'],
      ['refused', 'scanner_clock_wrong'],
      ['refused', 'not_on_roster'],
      ['refused', 'not_signed_in'],
      ['signed_in', null],
      ['refused', 'too_soon'],
    ])
    expect(results.slice(0, 5).every(({ name }) => name === null)).toBe(true)
    expect(results[5]!.name).toBe(stranger!.name)
  })

  test('a device that was signed out, and a person who was suspended, open nothing', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(2)
    const [ann, ben] = people
    await ann!.client.delete('/sessions/current')
    await door.server.db
      .updateTable('volunteers')
      .set({ status: 'suspended', volunteerNumber: 'V1' })
      .where('volunteerId', '=', ben!.volunteerId)
      .execute()
    const { results } = await door.scan(
      projectId,
      scanOf(ann!.device, door.now()),
      scanOf(ben!.device, door.now()),
    )
    expect(results.map(({ reason }) => reason)).toEqual(['device_revoked', 'volunteer_suspended'])
  })

  test('the shift has its hours, and a person one place at a time', async () => {
    door.server.setNow('2026-11-24T00:10:00.000Z')
    const { projectId, people } = await door.withPeople(1)
    const [ann] = people
    const later = await openProject(door.server, door.team, [
      { startsAt: '2026-11-24T01:00:00Z', endsAt: '2026-11-24T02:00:00Z' },
      { startsAt: '2026-11-24T09:00:00Z', endsAt: '2026-11-24T10:00:00Z' },
    ])
    await admit(door.server, { projectId: later.projectId, shiftId: later.shiftIds[1]! }, people)
    expect(await door.one(later.projectId, scanOf(ann!.device, door.now()))).toMatchObject({
      verdict: 'refused',
      reason: 'shift_not_open_yet',
      opensAt: '2026-11-24T08:00:00.000Z',
    })
    expect((await door.one(projectId, scanOf(ann!.device, door.now()))).verdict).toBe('signed_in')
    expect((await door.one(later.projectId, scanOf(ann!.device, door.now()))).reason).toBe(
      'already_signed_in_elsewhere',
    )
    door.server.setNow(NOON)
    const [bob] = await door.guests(1)
    await admit(door.server, { projectId, shiftId: await door.shiftOf(projectId) }, [bob!])
    expect((await door.one(projectId, scanOf(bob!.device, door.now()))).reason).toBe('shift_over')
  })

  test('a typed short code stands for the code; a wrong one, or a stranger’s, for nobody', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(1)
    const [ann] = people
    const [stranger] = await door.guests(1)
    const typed = (device: Device, code = shortCodeOf(device, door.now())) =>
      scanOf(device, door.now(), { way: 'short_code', code })
    const right = shortCodeOf(ann!.device, door.now())
    const wrong = String((Number(right) + 1) % 10 ** 8).padStart(8, '0')
    expect((await door.one(projectId, typed(ann!.device, wrong))).reason).toBe('short_code_wrong')
    expect((await door.one(projectId, typed(stranger!.device))).reason).toBe('short_code_wrong')
    expect(
      await door.one(projectId, typed(ann!.device, `${right.slice(0, 4)} ${right.slice(4)}`)),
    ).toMatchObject({
      verdict: 'signed_in',
      name: ann!.name,
    })
    door.move(30)
    expect(await door.one(projectId, typed(ann!.device))).toMatchObject({
      verdict: 'signed_out',
      minutes: 30,
    })
  })

  test('who leaves has left, whatever the time is worth', async () => {
    door.server.setNow('2026-11-24T00:00:00.000Z')
    const { projectId, people } = await door.withPeople(1)
    const [ann] = people
    await door.one(projectId, scanOf(ann!.device, door.now()))
    door.move(10)
    expect(await door.one(projectId, scanOf(ann!.device, door.now()))).toMatchObject({
      verdict: 'signed_out',
      reason: 'nothing_left',
      minutes: null,
    })
    expect(await door.rows('openAttendances', ann!.volunteerId)).toBe(0)
    expect(await door.rows('hourEntries', ann!.volunteerId)).toBe(0)
  })

  test('whole requests are refused by name', async () => {
    door.server.setNow(NINE)
    const { projectId, people } = await door.withPeople(1)
    const body = () => scanOf(people[0]!.device, door.now())
    const stranger = (await makeCrewTeam(door.server)).leader.client
    const closed = await openProject(door.server, door.team, [{ startsAt: NINE, endsAt: NOON }], {
      status: 'closed',
    })
    const answers = [
      await sendScans(door.keeper, randomUUID(), [body()]),
      await sendScans(stranger, projectId, [body()]),
      await sendScans(door.keeper, closed.projectId, [body()]),
      await sendScans(people[0]!.client, projectId, [body()]),
      await sendScans(door.server.client(), projectId, [body()]),
      await sendScans(door.keeper, projectId, []),
      await sendScans(door.keeper, projectId, Array.from({ length: 101 }, body)),
    ]
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [404, 'project_not_found'],
      [403, 'not_your_team'],
      [409, 'project_not_running'],
      [403, 'wrong_door'],
      [401, 'signed_out'],
      [400, 'malformed'],
      [400, 'malformed'],
    ])
    expect(await door.rows('scans', people[0]!.volunteerId)).toBe(0)
  })

  test('requests of several teams run together and each gets its own', async () => {
    door.server.setNow(NINE)
    const mine = await door.withPeople(1)
    const foreign = await makeCrewTeam(door.server)
    const answers = await Promise.all([
      sendScans(door.keeper, mine.projectId, [scanOf(mine.people[0]!.device, door.now())]),
      sendScans(foreign.leader.client, mine.projectId, [scanOf(mine.people[0]!.device, door.now())]),
      sendScans(door.keeper, randomUUID(), [scanOf(mine.people[0]!.device, door.now())]),
    ])
    expect(answers.map(({ status }) => status)).toEqual([200, 403, 404])
    expect(answers[0].body.results[0]!.verdict).toBe('signed_in')
  })
})
