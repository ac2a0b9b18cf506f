import { describe, expect, test } from 'vitest'
import { checkDraw, listText, ticketText, type DrawProof, type DrawTicket } from './draw-check'

/** The same as in the server's own test of the draw, server/src/kernel/fair-draw.test.ts: two programs, one answer. */
const PROOF: DrawProof = {
  commitment: '4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0',
  digest: '7bb176f2565265fa7ab8c093e30fb076834bf16d4dd828e588bbaefd3e89a8ff',
  seed: '2496fcf57ea583c0c89d94480b87bf673afc1a63685e89a6dd3ab403f4682eac',
  secret: '07'.repeat(32),
}
const LOTS = [{ shiftId: 's1', places: 1 }]
const TICKETS: DrawTicket[] = [
  { ticket: 'AAAAAAAAAAAA', shiftId: 's1', outcome: 'waiting', place: 2 },
  { ticket: 'BBBBBBBBBBBB', shiftId: 's1', outcome: 'waiting', place: 3 },
  { ticket: 'CCCCCCCCCCCC', shiftId: 's1', outcome: 'out', place: null },
  { ticket: 'DDDDDDDDDDDD', shiftId: 's1', outcome: 'in', place: 1 },
]
const check = (proof = PROOF, lots = LOTS, tickets = TICKETS) => checkDraw('p1', proof, lots, tickets)
const changed = (at: number, change: Partial<DrawTicket>): DrawTicket[] =>
  TICKETS.map((one, i) => (i === at ? { ...one, ...change } : one))
const other = (hex: string): string => (hex.startsWith('0') ? `1${hex.slice(1)}` : `0${hex.slice(1)}`)

describe('V7: what was published is computed again', () => {
  test('as it was drawn', async () => {
    expect(await check()).toBeNull()
    expect(await check(PROOF, LOTS, [...TICKETS].reverse())).toBeNull()
  })
  test('another secret than was promised', async () => {
    expect(await check({ ...PROOF, secret: other(PROOF.secret) })).toBe('commitment')
    expect(await check({ ...PROOF, commitment: other(PROOF.commitment) })).toBe('commitment')
  })
  test('a list that is not the one that was written down', async () => {
    expect(await check(PROOF, LOTS, TICKETS.slice(1))).toBe('digest')
    expect(await check(PROOF, [{ shiftId: 's1', places: 2 }])).toBe('digest')
    expect(await check(PROOF, LOTS, changed(0, { outcome: 'out', place: null }))).toBe('digest')
    expect(await check({ ...PROOF, digest: other(PROOF.digest) })).toBe('digest')
  })
  test('another seed', async () => {
    expect(await check({ ...PROOF, seed: other(PROOF.seed) })).toBe('seed')
  })
  test('somebody moved', async () => {
    const swapped = TICKETS.map((one) => {
      if (one.place === 1) return { ...one, place: 2, outcome: 'waiting' as const }
      return one.place === 2 ? { ...one, place: 1, outcome: 'in' as const } : one
    })
    expect(await check(PROOF, LOTS, swapped)).toBe('result')
    expect(await check(PROOF, LOTS, changed(2, { place: 4 }))).toBe('result')
  })
})

test('the list is written as the server writes it', () => {
  expect(listText('p1', LOTS, TICKETS)).toBe(
    'zhiyuan-draw-1\np1\nlot s1 1\nAAAAAAAAAAAA s1 fit\nBBBBBBBBBBBB s1 fit\nCCCCCCCCCCCC s1 out\nDDDDDDDDDDDD s1 fit\n',
  )
})
test('a ticket is read in fours', () => {
  expect(ticketText('7K3M9QXAPD2T')).toBe('7K3M\u00a09QXA\u00a0PD2T')
})
