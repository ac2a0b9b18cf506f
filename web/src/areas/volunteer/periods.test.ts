import { describe, expect, it } from 'vitest'
import { periodOf } from './periods'

describe('ready periods of a proof', () => {
  it.each([
    ['this_year', { from: '2026-01-01', to: '2026-11-24' }],
    ['last_year', { from: '2025-01-01', to: '2025-12-31' }],
    ['twelve_months', { from: '2025-11-25', to: '2026-11-24' }],
    ['all', { from: '2019-03-09', to: '2026-11-24' }],
  ] as const)('%s', (preset, period) => {
    expect(periodOf(preset, '2026-11-24', '2019-03-09')).toEqual(period)
  })
})
