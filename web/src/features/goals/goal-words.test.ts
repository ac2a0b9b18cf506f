import { expect, test } from 'vitest'
import { unitsIn } from './goal-words'

test.each([
  ['activities', null, 3, 3],
  ['minutes', 1, 1199, 19.98],
  ['minutes', 1, 1200, 20],
  ['credits', 900, 899, 0.9],
  ['credits', 900, 1800, 2],
  ['class_hours', 45, 89, 1.9],
] as const)('%s of %s minutes: %s is %s, never rounded up', (measure, unitMinutes, kept, shown) => {
  expect(unitsIn({ measure, unitMinutes }, kept)).toBe(shown)
})
