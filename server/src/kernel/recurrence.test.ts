import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { addDays, dayOfWeek, localDate, type LocalDate } from './local-date.ts'
import { daysThatCome, parseRecurrence, recurrenceText, type Recurrence, type Rhythm } from './recurrence.ts'

const days = (rule: string, from: string, max = 200): string[] => {
  const read = parseRecurrence(rule)
  if (read === null) throw new Error(`not understood: ${rule}`)
  return daysThatCome(read, localDate(from), max)
}

describe('C1: a rule as RFC 5545 writes it', () => {
  test.each([
    [
      'every Saturday',
      'FREQ=WEEKLY;BYDAY=SA;UNTIL=20261219T155959Z',
      ['2026-11-28', '2026-12-05', '2026-12-12', '2026-12-19'],
    ],
    [
      'every second week on Saturday and Sunday',
      'FREQ=WEEKLY;INTERVAL=2;BYDAY=SA,SU;UNTIL=20261231T155959Z',
      ['2026-11-28', '2026-11-29', '2026-12-12', '2026-12-13', '2026-12-26', '2026-12-27'],
    ],
    [
      'the last day of the month',
      'FREQ=MONTHLY;BYMONTHDAY=-1;UNTIL=20270301T155959Z',
      ['2026-11-30', '2026-12-31', '2027-01-31', '2027-02-28'],
    ],
    [
      'the 31st, which not every month has',
      'FREQ=MONTHLY;BYMONTHDAY=31;UNTIL=20270401T155959Z',
      ['2026-12-31', '2027-01-31', '2027-03-31'],
    ],
    ['the second Saturday', 'FREQ=MONTHLY;BYDAY=2SA;UNTIL=20270131T155959Z', ['2026-12-12', '2027-01-09']],
    [
      'the last Friday',
      'FREQ=MONTHLY;INTERVAL=1;BYDAY=-1FR;UNTIL=20270131T155959Z',
      ['2026-11-27', '2026-12-25', '2027-01-29'],
    ],
  ])('%s', (_, rule, expected) => expect(days(rule, '2026-11-26')).toEqual(expected))

  test('every second Saturday told on a Sunday begins with the next one', () =>
    expect(days('FREQ=WEEKLY;INTERVAL=2;BYDAY=SA;UNTIL=20261220T155959Z', '2026-11-29')).toEqual([
      '2026-12-05',
      '2026-12-19',
    ]))

  test.each([
    '',
    'FREQ=DAILY;UNTIL=20261231T155959Z',
    'FREQ=WEEKLY;BYDAY=SA',
    'FREQ=WEEKLY;BYDAY=SA;COUNT=5',
    'FREQ=WEEKLY;BYDAY=SA;UNTIL=20261231',
    'FREQ=WEEKLY;BYDAY=SA;UNTIL=20261231T000000Z',
    'FREQ=WEEKLY;BYDAY=SA;UNTIL=20261331T155959Z',
    'FREQ=WEEKLY;BYDAY=SA,SA;UNTIL=20261231T155959Z',
    'FREQ=WEEKLY;BYDAY=1SA;UNTIL=20261231T155959Z',
    'FREQ=WEEKLY;BYMONTHDAY=1;UNTIL=20261231T155959Z',
    'FREQ=WEEKLY;INTERVAL=0;BYDAY=SA;UNTIL=20261231T155959Z',
    'FREQ=WEEKLY;INTERVAL=53;BYDAY=SA;UNTIL=20261231T155959Z',
    'FREQ=MONTHLY;BYDAY=5SA;UNTIL=20261231T155959Z',
    'FREQ=MONTHLY;BYDAY=SA;UNTIL=20261231T155959Z',
    'FREQ=MONTHLY;BYMONTHDAY=32;UNTIL=20261231T155959Z',
    'FREQ=MONTHLY;BYMONTHDAY=1;BYDAY=1SA;UNTIL=20261231T155959Z',
    'FREQ=MONTHLY;FREQ=WEEKLY;BYDAY=1SA;UNTIL=20261231T155959Z',
    'FREQ=WEEKLY;BYDAY=SA;UNTIL=20261231T155959Z;BYHOUR=9',
    'FREQ=WEEKLY;BYDAY=SA;UNTIL=20261231T155959Z\r\nEXRULE:FREQ=DAILY',
  ])('is not guessed at: %s', (rule) => expect(parseRecurrence(rule)).toBeNull())
})

const day = fc.integer({ min: 0, max: 3000 }).map((n): LocalDate => addDays(localDate('2024-01-01'), n))
const some = <T>(from: readonly T[]) => fc.subarray([...from], { minLength: 1 })
const rhythm: fc.Arbitrary<Rhythm> = fc.oneof(
  some([0, 1, 2, 3, 4, 5, 6]).map((weekdays): Rhythm => ({ every: 'week', weekdays })),
  some([1, 15, 28, 29, 30, 31, -1]).map((monthDays): Rhythm => ({ every: 'month', monthDays })),
  some([1, 2, 3, 4, -1])
    .chain((nths) => fc.integer({ min: 0, max: 6 }).map((weekday) => nths.map((nth) => ({ nth, weekday }))))
    .map((nths): Rhythm => ({ every: 'month', nths })),
)
const recurrence = fc.record({ rhythm, interval: fc.integer({ min: 1, max: 12 }), until: day })

const fits = (date: LocalDate, { rhythm: wanted }: Recurrence): boolean => {
  const last = Number(
    addDays(localDate(`${addDays(localDate(`${date.slice(0, 7)}-01`), 31).slice(0, 7)}-01`), -1).slice(8),
  )
  const at = Number(date.slice(8))
  if ('weekdays' in wanted) return wanted.weekdays.includes(dayOfWeek(date))
  if ('monthDays' in wanted) return wanted.monthDays.some((n) => (n === -1 ? at === last : at === n))
  return wanted.nths.some(
    ({ nth, weekday }) =>
      dayOfWeek(date) === weekday && (nth === -1 ? at > last - 7 : Math.ceil(at / 7) === nth),
  )
}

describe('C1, C2: whatever the rule', () => {
  test('it is written as it is read', () =>
    fc.assert(
      fc.property(recurrence, (rule) => {
        expect(parseRecurrence(recurrenceText(rule))).toEqual(rule)
      }),
    ))

  test('the days lie within it, fit it, come in order, each once, never more than asked for', () =>
    fc.assert(
      fc.property(recurrence, day, fc.integer({ min: 1, max: 200 }), (rule, from, max) => {
        const found = daysThatCome(rule, from, max)
        expect(found.length).toBeLessThanOrEqual(max)
        expect([...new Set(found)].sort()).toEqual(found)
        for (const date of found)
          expect([date >= from, date <= rule.until, fits(date, rule)]).toEqual([true, true, true])
      }),
    ))

  test('with an interval of one, no day that fits is left out', () =>
    fc.assert(
      fc.property(recurrence, day, (rule, from) => {
        const found = new Set(daysThatCome({ ...rule, interval: 1 }, from, 10_000))
        for (let date = from; date <= rule.until; date = addDays(date, 1))
          if (fits(date, rule)) expect(found.has(date), date).toBe(true)
      }),
      { numRuns: 30 },
    ))
})
