import { expect, test } from 'vitest'
import { gatewayDueAfter, stepAfter, whyNotResubmit } from './verification.rules.ts'

test.each([
  ['match', false, 'verify'],
  ['match', true, 'leave_to_reviewer'],
  ['mismatch', false, 'refuse'],
  ['mismatch', true, 'refuse'],
  ['unavailable', false, 'ask_again'],
  ['unavailable', true, 'ask_again'],
] as const)('stepAfter %s, duplicate %s: %s', (answer, isDuplicate, step) => {
  expect(stepAfter(answer, isDuplicate)).toBe(step)
})

test('the gateway is asked again later and later, and at last no more', () => {
  const now = new Date('2026-11-24T02:00:00Z')
  const minutes = [1, 2, 3, 4, 5, 6, 7, 8].map((attempts) => {
    const at = gatewayDueAfter(attempts, now)
    return at === null ? null : (at.getTime() - now.getTime()) / 60_000
  })
  expect(minutes).toEqual([1, 5, 15, 60, 240, 720, 1440, null])
})

test('only a refused application is sent again', () => {
  expect(whyNotResubmit('refused')).toBeNull()
  expect(whyNotResubmit('verified')).toBe('not_refused')
})
