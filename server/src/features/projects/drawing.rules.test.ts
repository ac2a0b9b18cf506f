import { expect, test } from 'vitest'
import { whyNotDrawThen } from './drawing.rules.ts'

const at = (text: string): Date => new Date(`2026-11-${text}:00Z`)
const NOW = at('24T02:00')
const FIRST = { startsAt: at('28T01:00') }

test.each<[string, string | null, string | null, string | null]>([
  ['not at all', null, null, null],
  ['a day before the first shift, to the minute', '27T01:00', null, null],
  ['a minute later', '27T01:01', null, 'draw_too_late'],
  ['now', '24T02:00', null, 'draw_in_past'],
  ['in a minute', '24T02:01', null, null],
  ['when recruiting opens', '25T00:00', '25T00:00', 'draw_before_opening'],
  ['a minute after it opens', '25T00:01', '25T00:00', null],
])('V1: drawn %s', (_, drawAt, recruitFrom, reason) => {
  const terms = {
    drawAt: drawAt === null ? null : at(drawAt),
    recruitFrom: recruitFrom === null ? null : at(recruitFrom),
  }
  expect(whyNotDrawThen(terms, FIRST, NOW)).toBe(reason)
})
