import { expect, it } from 'vitest'
import { lastMonths } from './months'

it('counts months back over the new year', () => {
  expect(lastMonths('2026-02-24', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11'])
})
