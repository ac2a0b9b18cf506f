/** What a program never sends and somebody sends all the same: the asker's mistake, and never a fault of ours. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { NINE, NOON, openProject, sendScans, startDoor, type Door, type ScanBody } from '../../test/door.ts'

let door: Door
beforeAll(async () => void (door = await startDoor()))
afterAll(() => door.server.stop())

const scan = (change: Partial<ScanBody>): ScanBody => ({
  ...{ scanId: randomUUID(), way: 'code', code: 'x', scannedAt: door.now().toISOString(), direction: 'auto' },
  ...change,
})
const answers = async (change: Partial<ScanBody>) => {
  const { projectId } = await openProject(door.server, door.team, [{ startsAt: NINE, endsAt: NOON }])
  const { status, code } = await sendScans(door.keeper, projectId, [scan(change)])
  return [status, code]
}

test('a character that no database keeps', async () => {
  const { status, code } = await door.server.client().get('/teams?q=a%00b')
  expect([status, code]).toEqual([400, 'malformed'])
})
test('an address that cannot be one', async () => {
  for (const path of ['/teams/%ZZ', `/teams/${'a'.repeat(3_000)}`]) {
    const { status, code } = await door.server.client().get(path)
    expect([status, code]).toEqual([404, 'not_found'])
  }
})
test('an id in another writing than the one in which ids are compared', async () => {
  expect(await answers({})).toEqual([200, null])
  expect(await answers({ scanId: randomUUID().toUpperCase() })).toEqual([400, 'malformed'])
  expect(await answers({ scanId: `urn:uuid:${randomUUID()}` })).toEqual([400, 'malformed'])
})
test('a cursor with a day that no database keeps', async () => {
  for (const day of ['+275760-09-13T00:00:00Z', '2026-02-30', 'no day']) {
    const after = Buffer.from(JSON.stringify([day, randomUUID()])).toString('base64url')
    const { status, code } = await door.keeper.get(`/reviews?after=${after}`)
    expect([status, code]).toEqual([400, 'malformed'])
  }
})
test('a day of the year 0', async () => {
  const { status, code } = await door.server.client().get('/projects?on=0000-01-01')
  expect([status, code]).toEqual([400, 'malformed'])
})
test('an instant that no clock shows', async () => {
  expect(await answers({ scannedAt: '2026-11-24T23:59:60Z' })).toEqual([400, 'malformed'])
  expect(await answers({ scannedAt: '2026-02-30T10:00:00Z' })).toEqual([400, 'malformed'])
  expect(await answers({ scannedAt: '2026-11-24T10:00:00+08:00' })).toEqual([200, null])
})
