import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dateIn, ZONE } from './local-date.ts'
import { minutesIn, overlaps, splitAtMidnight, type Span } from './span.ts'

const span = (startsAt: string, endsAt: string): Span => ({
  startsAt: new Date(startsAt),
  endsAt: new Date(endsAt),
})
const anySpan = fc
  .tuple(fc.integer({ min: 0, max: 500_000_000 }), fc.integer({ min: 1, max: 400_000 }))
  .map(([start, length]) => {
    const startsAt = new Date(Date.UTC(2018, 0, 1) + start * 1000)
    return { startsAt, endsAt: new Date(startsAt.getTime() + length * 1000) }
  })

test('minutes are whole and never rounded up', () => {
  expect(minutesIn(span('2026-05-19T00:00:00Z', '2026-05-19T01:00:59Z'))).toBe(60)
  expect(minutesIn(span('2026-05-19T00:00:00Z', '2026-05-19T00:00:59Z'))).toBe(0)
})

describe('overlapping', () => {
  const morning = span('2026-05-19T00:00:00Z', '2026-05-19T04:00:00Z')
  test('one shared minute is an overlap, a shared border is not', () => {
    expect(overlaps(morning, span('2026-05-19T03:59:00Z', '2026-05-19T06:00:00Z'))).toBe(true)
    expect(overlaps(morning, span('2026-05-19T04:00:00Z', '2026-05-19T06:00:00Z'))).toBe(false)
    expect(overlaps(morning, span('2026-05-19T01:00:00Z', '2026-05-19T02:00:00Z'))).toBe(true)
  })
  test('it does not matter who is asked', () => {
    fc.assert(
      fc.property(anySpan, anySpan, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a))
      }),
    )
  })
})

describe('splitting at midnight in Shanghai', () => {
  test('a night shift becomes two', () => {
    expect(splitAtMidnight(span('2026-05-19T14:00:00Z', '2026-05-19T18:30:00Z'))).toEqual([
      span('2026-05-19T14:00:00Z', '2026-05-19T16:00:00Z'),
      span('2026-05-19T16:00:00Z', '2026-05-19T18:30:00Z'),
    ])
  })
  test('ending exactly at midnight leaves nothing for the next day', () => {
    const evening = span('2026-05-19T14:00:00Z', '2026-05-19T16:00:00Z')
    expect(splitAtMidnight(evening)).toEqual([evening])
  })
  test('an empty span stays one', () => {
    const empty = span('2026-05-19T16:00:00Z', '2026-05-19T16:00:00Z')
    expect(splitAtMidnight(empty)).toEqual([empty])
  })
  test('the pieces join up to the whole, each within one day, none overlapping', () => {
    fc.assert(
      fc.property(anySpan, (whole) => {
        const pieces = splitAtMidnight(whole)
        expect(pieces[0]?.startsAt).toEqual(whole.startsAt)
        expect(pieces.at(-1)?.endsAt).toEqual(whole.endsAt)
        pieces.forEach((piece, index) => {
          expect(piece.startsAt < piece.endsAt).toBe(true)
          expect(dateIn(ZONE, piece.startsAt)).toBe(dateIn(ZONE, new Date(piece.endsAt.getTime() - 1)))
          if (index > 0) expect(piece.startsAt).toEqual(pieces[index - 1]?.endsAt)
        })
      }),
    )
  })
})
