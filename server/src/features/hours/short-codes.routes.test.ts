/** Typing short codes until one fits. The server runs with the limits of production. */
import { expect, test } from 'vitest'
import { scanOf, sendScans, shortCodeOf, NINE, startDoor, type Device } from '../../../test/door.ts'

test('recordScans hears a hundred wrong short codes of an account in ten minutes, and no more', async () => {
  const door = await startDoor({ RATE_LIMIT_FACTOR: '1' })
  door.server.setNow(NINE)
  const { projectId, people } = await door.withPeople(2)
  const [ann, ben] = people
  const now = door.now()
  const typed = (device: Device, code = shortCodeOf(device, now)) =>
    scanOf(device, now, { way: 'short_code', code })
  const right = shortCodeOf(ann!.device, now)
  const guesses = (count: number) =>
    Array.from({ length: count }, (_, i) =>
      typed(ann!.device, String((Number(right) + 7 * (i + 1)) % 10 ** 8).padStart(8, '0')),
    )
  // Many at once are one budget, and what is right costs nothing of it.
  const first = await Promise.all([1, 2, 3].map(() => sendScans(door.keeper, projectId, guesses(50))))
  expect(first.map(({ status }) => status).sort()).toEqual([200, 200, 429])
  const refused = await sendScans(door.keeper, projectId, [typed(ann!.device)])
  expect([refused.status, refused.code, refused.facts]).toEqual([
    429,
    'rate_limited',
    { retryAfterSeconds: 6 },
  ])
  expect((await door.one(projectId, scanOf(ben!.device, now))).verdict).toBe('signed_in')
  door.server.setNow(new Date(now.getTime() + 6_000))
  for (const direction of ['in', 'in', 'out'] as const)
    expect((await door.one(projectId, { ...typed(ann!.device), direction })).reason).not.toBe(
      'short_code_wrong',
    )
  await door.server.stop()
})
