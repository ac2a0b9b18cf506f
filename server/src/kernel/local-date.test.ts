import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  addDays,
  dateIn,
  dayOfWeek,
  daysBetween,
  fullYears,
  isLocalDate,
  localDate,
  parseLocalDate,
  startOfDay,
  ZONE,
  type LocalDate,
} from './local-date.ts'

const day = localDate
const anyDay = fc
  .date({ min: new Date('1900-01-01T00:00:00Z'), max: new Date('2199-12-31T00:00:00Z'), noInvalidDate: true })
  .map((instant) => instant.toISOString().slice(0, 10) as LocalDate)

describe('days that exist', () => {
  test.each(['2024-02-29', '1949-12-31', '2026-11-24'])('%s is a day', (text) =>
    expect(isLocalDate(text)).toBe(true),
  )
  test.each([
    '2026-02-29',
    '1900-02-29',
    '2026-13-01',
    '2026-00-10',
    '0000-01-01',
    '2026-04-31',
    '2026-1-1',
    '20260101',
    '',
    '2026-11-24T00:00:00Z',
  ])('%s is none', (text) => {
    expect(isLocalDate(text)).toBe(false)
    expect(parseLocalDate(text)).toBeNull()
    expect(() => localDate(text)).toThrow(RangeError)
  })
})

describe('age in full years', () => {
  test.each([
    ['2008-11-24', '2026-11-24', 18],
    ['2008-11-25', '2026-11-24', 17],
    ['2012-02-29', '2026-02-28', 13],
    ['2012-02-29', '2026-03-01', 14],
    ['2012-02-29', '2028-02-29', 16],
    ['2026-11-24', '2026-11-24', 0],
    ['2026-11-25', '2026-11-24', -1],
  ])('born %s, on %s: %i', (born, on, years) => expect(fullYears(day(born), day(on))).toBe(years))
  test('it grows by one on the birthday and on no other day', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: 1, max: 45_000 }), (born, later) => {
        const on = addDays(born, later)
        const grown = fullYears(born, on) - fullYears(born, addDays(on, -1))
        const birthday =
          born.slice(5) === '02-29' && !isLocalDate(`${on.slice(0, 4)}-02-29`) ? '03-01' : born.slice(5)
        expect(grown).toBe(on.slice(5) === birthday ? 1 : 0)
      }),
    )
  })
})

describe('moving along the calendar', () => {
  test('over the end of a month, a year and a leap day', () => {
    expect(addDays(day('2026-12-31'), 1)).toBe('2027-01-01')
    expect(addDays(day('2024-02-28'), 1)).toBe('2024-02-29')
    expect(addDays(day('2026-03-01'), -1)).toBe('2026-02-28')
  })
  test('there and back is where it began, and the distance is the number of days', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -20_000, max: 20_000 }), (from, days) => {
        const to = addDays(from, days)
        expect(addDays(to, -days)).toBe(from)
        expect(daysBetween(from, to)).toBe(days)
        expect((((dayOfWeek(to) - dayOfWeek(from) - days) % 7) + 7) % 7).toBe(0)
      }),
    )
  })
  test('the day of the week', () => {
    expect(dayOfWeek(day('2026-11-24'))).toBe(2)
    expect(dayOfWeek(day('2026-11-29'))).toBe(0)
  })
})

describe('day borders in a zone', () => {
  test('16:00 UTC begins the next day in Shanghai', () => {
    expect(dateIn(ZONE, new Date('2026-11-24T15:59:59.999Z'))).toBe('2026-11-24')
    expect(dateIn(ZONE, new Date('2026-11-24T16:00:00Z'))).toBe('2026-11-25')
    expect(startOfDay(ZONE, day('2026-11-25')).toISOString()).toBe('2026-11-24T16:00:00.000Z')
  })
  test('Shanghai kept summer time in 1990', () => {
    expect(startOfDay(ZONE, day('1990-07-01')).toISOString()).toBe('1990-06-30T15:00:00.000Z')
  })
  test.each([
    ['America/New_York', '2026-03-08', '2026-03-08T05:00:00.000Z'],
    ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
    ['America/New_York', '2026-11-02', '2026-11-02T05:00:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04', '2018-11-04T03:00:00.000Z'],
  ])('where clocks change: %s %s', (zone, date, start) => {
    expect(startOfDay(zone, day(date)).toISOString()).toBe(start)
  })
  test('the start of a day is its first instant', () => {
    fc.assert(
      fc.property(
        anyDay,
        fc.constantFrom(ZONE, 'UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'),
        (date, zone) => {
          const start = startOfDay(zone, date)
          expect(dateIn(zone, start)).toBe(date)
          expect(dateIn(zone, new Date(start.getTime() - 1)) < date).toBe(true)
        },
      ),
    )
  })
})
