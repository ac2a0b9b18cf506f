import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CALENDAR } from '../catalog/data/calendar.ts'
import { addDays, dayOfWeek, localDate, type LocalDate } from '../../kernel/local-date.ts'
import { recurrenceText } from '../../kernel/recurrence.ts'
import {
  calendarDay,
  PLANNED_MAX,
  plannedDays,
  whyNotPlan,
  type NamedCalendar,
  type PlanQuestion,
} from './planning.rules.ts'

const calendar: NamedCalendar = {
  days: new Map(CALENDAR.map(({ day, kind, name }) => [day, { kind, name }])),
  years: new Set(CALENDAR.map(({ day }) => day.slice(0, 4))),
}
const LONG_AGO = new Date('2020-01-01T00:00:00Z')
const saturdays = (from: string, until: string, change: Partial<PlanQuestion> = {}): PlanQuestion => ({
  rule: recurrenceText({ rhythm: { every: 'week', weekdays: [6] }, interval: 1, until: localDate(until) }),
  from: localDate(from),
  startTime: '09:00',
  endTime: '11:30',
  holidays: 'skip',
  makeupDays: 'skip',
  ...change,
})
const told = (plan: PlanQuestion, now = LONG_AGO) =>
  plannedDays(plan, calendar, now).map(({ date, skipped, name }) =>
    `${date.slice(5)} ${skipped ?? 'held'} ${name}`.trim(),
  )

describe('J3, J4: the weeks of 2026 that the State Council moved', () => {
  test('J4: Saturdays around National Day: the break is skipped, and so is the Saturday worked for it', () =>
    expect(told(saturdays('2026-09-18', '2026-10-20'))).toEqual([
      '09-19 held',
      '09-26 holiday 中秋节',
      '10-03 holiday 国庆节',
      '10-10 makeup_day 国庆节',
      '10-17 held',
    ]))

  test('J4: the worked Saturday is held where the team wants it, and the break as well', () =>
    expect(told(saturdays('2026-09-25', '2026-10-11', { makeupDays: 'hold', holidays: 'hold' }))).toEqual([
      '09-26 held 中秋节',
      '10-03 held 国庆节',
      '10-10 held 国庆节',
    ]))

  test('J4: Saturdays around Spring Festival', () =>
    expect(told(saturdays('2026-02-01', '2026-03-08'))).toEqual([
      '02-07 held',
      '02-14 makeup_day 春节',
      '02-21 holiday 春节',
      '02-28 makeup_day 春节',
      '03-07 held',
    ]))

  test('J3: a Sunday worked, and one that begins the break', () => {
    const sundays = {
      ...saturdays('2026-02-10', '2026-02-23'),
      rule: recurrenceText({
        rhythm: { every: 'week', weekdays: [0] },
        interval: 1,
        until: localDate('2026-02-23'),
      }),
    }
    expect(told(sundays)).toEqual(['02-15 holiday 春节', '02-22 holiday 春节'])
    expect(calendarDay(localDate('2026-09-20'), calendar)).toEqual({
      kind: 'makeup_day',
      name: '国庆节',
      isKnown: true,
    })
    expect(calendarDay(localDate('2026-01-03'), calendar)).toMatchObject({ kind: 'holiday', name: '元旦' })
    expect(calendarDay(localDate('2026-01-10'), calendar)).toEqual({ kind: 'plain', name: '', isKnown: true })
  })

  test('J3: a year that is not out yet is told, and nothing of it is guessed', () =>
    expect(plannedDays(saturdays('2026-12-24', '2027-01-10'), calendar, LONG_AGO)).toMatchObject([
      { date: '2026-12-26', isKnown: true, skipped: null },
      { date: '2027-01-02', isKnown: false, kind: 'plain', skipped: null },
      { date: '2027-01-09', isKnown: false, kind: 'plain', skipped: null },
    ]))
})

describe('J5: what a plan gives', () => {
  test('a day that has begun is skipped', () =>
    expect(told(saturdays('2026-11-20', '2026-11-30'), new Date('2026-11-21T01:00:01Z'))).toEqual([
      '11-21 in_past',
      '11-28 held',
    ]))

  test('an end before the start is the next day, on the clock of Shanghai wherever the program runs', () => {
    const zone = process.env['TZ']
    for (const elsewhere of ['America/New_York', 'Europe/Berlin', 'UTC']) {
      process.env['TZ'] = elsewhere
      const [night] = plannedDays(
        saturdays('2026-10-24', '2026-10-25', { startTime: '22:00', endTime: '01:30' }),
        calendar,
        LONG_AGO,
      )
      expect([night?.startsAt.toISOString(), night?.endsAt.toISOString()]).toEqual([
        '2026-10-24T14:00:00.000Z',
        '2026-10-24T17:30:00.000Z',
      ])
    }
    if (zone === undefined) delete process.env['TZ']
    else process.env['TZ'] = zone
  })

  test.each([
    [{ endTime: '09:00' }, 'shift_reversed'],
    [{ rule: 'FREQ=DAILY' }, 'rule_not_understood'],
    [{ from: localDate('2023-01-01') }, 'rule_too_long'],
    [
      { from: localDate('2026-12-06'), rule: saturdays('2026-12-01', '2026-12-11').rule },
      'rule_gives_nothing',
    ],
    [
      {
        rule: recurrenceText({
          rhythm: { every: 'week', weekdays: [0, 1, 2, 3, 4, 5, 6] },
          interval: 1,
          until: localDate('2026-12-31'),
        }),
      },
      'too_many_shifts',
    ],
    [{}, null],
  ])('%j: %s', (change, reason) =>
    expect(whyNotPlan(saturdays('2026-01-01', '2026-12-31', change))).toBe(reason),
  )

  const day = fc.integer({ min: 0, max: 1000 }).map((n): LocalDate => addDays(localDate('2024-06-01'), n))
  const choice = fc.constantFrom('skip' as const, 'hold' as const)
  test('never a date outside, never one on a skipped day, always the weekday asked for, never too many', () =>
    fc.assert(
      fc.property(
        day,
        day,
        fc.integer({ min: 0, max: 6 }),
        choice,
        choice,
        (from, until, weekday, holidays, makeupDays) => {
          const rule = recurrenceText({ rhythm: { every: 'week', weekdays: [weekday] }, interval: 1, until })
          const plan = { ...saturdays(from, until), rule, holidays, makeupDays }
          const all = plannedDays(plan, calendar, LONG_AGO)
          expect(all.length).toBeLessThanOrEqual(PLANNED_MAX)
          for (const { date, skipped } of all) {
            expect([date >= from, date <= until, dayOfWeek(date)]).toEqual([true, true, weekday])
            const { kind } = calendarDay(date, calendar)
            const isSkipped =
              (kind === 'holiday' && holidays === 'skip') || (kind === 'makeup_day' && makeupDays === 'skip')
            expect(skipped !== null).toBe(isSkipped)
          }
        },
      ),
    ))
})
