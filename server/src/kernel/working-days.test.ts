import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, localDate, type LocalDate } from './local-date.ts'
import { addWorkingDays, isWorkingDay, type WorkingCalendar } from './working-days.ts'

function daysOff(from: string, to: string): [LocalDate, 'holiday'][] {
  const days: [LocalDate, 'holiday'][] = []
  for (let date = localDate(from); date <= to; date = addDays(date, 1)) days.push([date, 'holiday'])
  return days
}
/** The State Council's arrangement of 2026 around Spring Festival, Mid-Autumn and National Day. */
const calendar: WorkingCalendar = new Map([
  [localDate('2026-02-14'), 'workday'],
  ...daysOff('2026-02-15', '2026-02-23'),
  [localDate('2026-02-28'), 'workday'],
  [localDate('2026-09-20'), 'workday'],
  ...daysOff('2026-09-25', '2026-09-27'),
  ...daysOff('2026-10-01', '2026-10-07'),
  [localDate('2026-10-10'), 'workday'],
])

describe('which days are worked', () => {
  test.each([
    ['2026-11-24', true, 'a Tuesday'],
    ['2026-11-28', false, 'a Saturday'],
    ['2026-02-14', true, 'a Saturday made up for Spring Festival'],
    ['2026-10-10', true, 'a Saturday made up for National Day'],
    ['2026-02-23', false, 'a Monday of Spring Festival'],
    ['2026-10-05', false, 'a Monday of National Day week'],
  ])('%s: %s, %s', (date, worked) => expect(isWorkingDay(localDate(date), calendar)).toBe(worked))
})

describe('counting working days', () => {
  test.each([
    ['the starting day is not counted', '2026-11-24', 1, '2026-11-25'],
    ['over a weekend', '2026-11-27', 1, '2026-11-30'],
    ['a made-up Saturday counts', '2026-02-13', 1, '2026-02-14'],
    ['Spring Festival is passed over', '2026-02-14', 1, '2026-02-24'],
    ['National Day week, then the made-up Saturday', '2026-09-30', 3, '2026-10-10'],
    ['an activity that ends on the Friday before a long holiday', '2026-09-25', 10, '2026-10-15'],
    ['starting on a day off', '2026-10-03', 1, '2026-10-08'],
    ['nothing to count stays on a working day', '2026-10-08', 0, '2026-10-08'],
    ['nothing to count moves off a holiday', '2026-10-01', 0, '2026-10-08'],
  ])('%s: %s + %i = %s', (_, start, count, end) => {
    expect(addWorkingDays(localDate(start), count, calendar)).toBe(end)
  })
  test('a deadline is never a day off, and exactly that many worked days lie after the start', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 365 }), fc.integer({ min: 1, max: 30 }), (offset, count) => {
        const start = addDays(localDate('2026-01-01'), offset)
        const end = addWorkingDays(start, count, calendar)
        let worked = 0
        for (let date = addDays(start, 1); date <= end; date = addDays(date, 1))
          if (isWorkingDay(date, calendar)) worked += 1
        expect(isWorkingDay(end, calendar)).toBe(true)
        expect(worked).toBe(count)
      }),
    )
  })
  test.each([-1, 1.5, Number.NaN])('%d is no number of days', (count) => {
    expect(() => addWorkingDays(localDate('2026-11-24'), count, calendar)).toThrow(RangeError)
  })
})
