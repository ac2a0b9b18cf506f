import { describe, expect, it } from 'vitest'
import type { Item } from '../../api/types'
import { byMonth } from './months'

const line = (servedOn: string, minutes: number, kind: 'credit' | 'honour' = 'credit') =>
  ({ servedOn, minutes, kind }) as Item<'listMyHours'>

describe('the ledger by months', () => {
  const lines = [
    line('2026-11-18', 90),
    line('2026-11-15', -90),
    line('2026-10-25', 255),
    line('2026-10-03', 600, 'honour'),
  ]

  it('sums credited minutes with corrections, and leaves honour hours out', () => {
    expect(byMonth(lines, false).map(({ month, minutes }) => [month, minutes])).toEqual([
      ['2026-11', 0],
      ['2026-10', 255],
    ])
  })
  it('does not say a sum while more of the month may follow', () => {
    expect(byMonth(lines, true).map(({ minutes }) => minutes)).toEqual([0, null])
  })
})
