import { describe, expect, test } from 'vitest'
import {
  addDays,
  dayPart,
  dayText,
  dayTimeRangeText,
  dayYearText,
  monthText,
  siteDate,
  siteInstant,
  timeRangeText,
} from './dates'

describe('days and times are the site’s, whatever zone the browser is in', () => {
  test('an evening in UTC is the next day at the site', () => {
    expect(siteDate('2026-11-24T16:30:00Z')).toBe('2026-11-25')
    expect(dayText('2026-11-24T16:30:00Z', 'zh-CN')).toBe('11月25日 周三')
    expect(dayText('2026-11-24T16:30:00Z', 'en')).toBe('Wed 25 Nov')
  })
  test('a bare date is not moved by any zone', () => {
    expect(dayText('2026-08-30', 'zh-CN')).toBe('8月30日 周日')
    expect(dayYearText('2026-08-30', 'zh-CN')).toBe('2026年8月30日')
    expect(dayYearText('2026-08-30', 'en')).toBe('30 Aug 2026')
  })
  test('a range has an en dash, and names the second day when it ends on another', () => {
    expect(timeRangeText('2026-11-28T00:30:00Z', '2026-11-28T03:30:00Z', 'zh-CN')).toBe('08:30–11:30')
    expect(timeRangeText('2026-11-28T14:00:00Z', '2026-11-28T18:00:00Z', 'zh-CN')).toBe(
      '22:00–次日\u00a002:00',
    )
    expect(timeRangeText('2026-11-28T14:00:00Z', '2026-11-29T18:00:00Z', 'zh-CN')).toBe(
      '22:00–11月30日 02:00',
    )
    expect(dayTimeRangeText('2026-11-28T00:30:00Z', '2026-11-28T03:30:00Z', 'zh-CN')).toBe(
      '11月28日 周六 08:30–11:30',
    )
  })
  test('midnight is 00:00 and belongs to the new day', () => {
    expect(timeRangeText('2026-11-27T16:00:00Z', '2026-11-27T18:00:00Z', 'zh-CN')).toBe('00:00–02:00')
    expect(siteDate('2026-11-27T15:59:59Z')).toBe('2026-11-27')
  })
  test('what is typed as a wall clock becomes the right instant', () => {
    expect(siteInstant('2026-11-28', '08:30')).toBe('2026-11-28T00:30:00.000Z')
  })
  test('days are counted over the ends of months and years', () => {
    expect(addDays('2026-12-31', 1)).toBe('2027-01-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(monthText('2026-11', 'zh-CN')).toBe('2026年11月')
  })
  test('parts of the day', () => {
    expect(dayPart('2026-11-28T00:30:00Z', '2026-11-28T03:30:00Z')).toBe('morning')
    expect(dayPart('2026-11-28T09:30:00Z', '2026-11-28T12:30:00Z')).toBe('evening')
    expect(dayPart('2026-11-28T01:00:00Z', '2026-11-28T09:00:00Z')).toBe('whole_day')
  })
})
