import fc from 'fast-check'
import { termsOf } from './terms.shapes.ts'
import { describe, expect, test } from 'vitest'
import { addDays, dateIn, dayOfWeek, localDate, timeIn, ZONE } from '../../kernel/local-date.ts'
import { CALENDAR } from '../catalog/data/calendar.ts'
import { copiedDraft, weeksUntil, type CopiedShifts } from './copying.rules.ts'
import type { NamedCalendar, ShiftPlan } from './planning.rules.ts'
import { periodOf, type PositionDraft, type ProjectDraft } from './projects.rules.ts'

const calendar: NamedCalendar = {
  days: new Map(CALENDAR.map(({ day, kind, name }) => [day, { kind, name }])),
  years: new Set(CALENDAR.map(({ day }) => day.slice(0, 4))),
}
const at = (day: string, time: string) => new Date(`${day}T${time}:00+08:00`)
const shift = (day: string) => ({
  startsAt: at(day, '09:00'),
  endsAt: at(day, '12:00'),
  breakMinutes: 0,
  headcount: 5,
})
const position = (plan: ShiftPlan | null, ...days: string[]): PositionDraft => ({
  ...{ name: '引导员', description: '', requirements: '', skills: [], plan },
  shifts: days.map(shift),
})
const saturdays: ShiftPlan = {
  rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;UNTIL=20260919T155959Z',
  ...{ from: localDate('2026-09-12'), startTime: '09:00', endTime: '12:00', breakMinutes: 10, headcount: 6 },
  ...{ holidays: 'skip', makeupDays: 'skip' },
}
const draft = (positions: PositionDraft[]): ProjectDraft => ({
  ...{
    title: '护河',
    campaign: null,
    categories: ['environment'],
    description: '巡河',
    riskStatement: '路滑',
  },
  ...{
    safeguards: [],
    insurance: '',
    isDangerous: false,
    acceptsMinors: false,
    minAge: 18,
    autoAdmit: false,
  },
  ...{ keepsWaitingList: true, offerHours: 24, withdrawHoursBefore: 0 },
  ...{
    leaderName: '林静',
    contactPhone: '13800138000',
    contactPublic: false,
    recruitUntil: at('2026-09-11', '18:00'),
  },
  ...termsOf({ exclusionsConfirmed: true }),
  place: { name: '东江', address: '', longitude: null, latitude: null, radiusMetres: 0 },
  positions,
})
const copy = (positions: PositionDraft[], shifts: CopiedShifts, earliest: Date) =>
  copiedDraft({ draft: draft(positions), period: periodOf(positions) }, shifts, { earliest, calendar })
const daysOf = (copied: ReturnType<typeof copy>) =>
  copied.draft.positions.map((p) => p.shifts.map(({ startsAt }) => dateIn(ZONE, startsAt)))

describe('J6: the next possible time', () => {
  test.each([
    ['2026-09-01', 0, 'it is ahead: nothing is moved'],
    ['2026-09-11', 0, 'recruiting still ends that day'],
    ['2026-09-12', 1, 'recruiting has ended by then'],
    ['2026-09-18', 1, 'seven days on, at the same time'],
    ['2026-09-19', 2, 'and a day too late'],
  ])('with a review until %s it is %s weeks on: %s', (day, weeks) =>
    expect(
      weeksUntil(at(day, '00:00'), {
        startsAt: at('2026-09-12', '09:00'),
        recruitUntil: at('2026-09-11', '18:00'),
      }),
    ).toBe(weeks),
  )

  test('weekday and time stay, nothing comes before, and a week less would not do', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 900 }), fc.integer({ min: 0, max: 1439 }), (days, minute) => {
        const earliest = new Date(at('2026-06-01', '00:00').getTime() + (days * 1440 + minute) * 60_000)
        const copied = copy([position(null, '2026-09-12', '2026-09-16')], 'moved', earliest)
        const { shifts } = copied.draft.positions[0]!
        expect(
          shifts.map(({ startsAt }) => [dayOfWeek(dateIn(ZONE, startsAt)), timeIn(ZONE, startsAt)]),
        ).toEqual([
          [6, '09:00'],
          [3, '09:00'],
        ])
        const before = copied.draft.recruitUntil
        expect(before >= earliest).toBe(true)
        const weekLess = addDays(dateIn(ZONE, before), -7)
        expect(copied.weeks === 0 || at(weekLess, '18:00') < earliest).toBe(true)
      }),
    ))

  test('without shifts there are none, and the period is the old one moved', () => {
    const copied = copy([position(null, '2026-09-12')], 'none', at('2026-09-12', '00:00'))
    expect(daysOf(copied)).toEqual([[]])
    expect(copied.period).toEqual({ startsAt: at('2026-09-19', '09:00'), endsAt: at('2026-09-19', '12:00') })
  })
})

describe('J7: positions with a rule', () => {
  test('are planned anew from the moved days, so that the holidays of then are skipped', () => {
    const copied = copy([position(saturdays, '2026-09-12', '2026-09-19')], 'moved', at('2026-09-22', '00:00'))
    expect(copied.weeks).toBe(2)
    expect(copied.draft.positions[0]?.plan).toEqual({
      ...saturdays,
      from: '2026-09-26',
      rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;UNTIL=20261003T155959Z',
    })
    // Both of its days are in the breaks of Mid-Autumn and National Day.
    expect(daysOf(copied)).toEqual([[]])
    const free = copy([position(saturdays, '2026-09-12', '2026-09-19')], 'moved', at('2026-10-06', '00:00'))
    expect(daysOf(free)).toEqual([['2026-10-17']])
    expect(free.draft.positions[0]?.shifts[0]).toMatchObject({ breakMinutes: 10, headcount: 6 })
  })

  test('beside one without a rule, whose shifts only move', () => {
    const copied = copy(
      [position(saturdays, '2026-09-12'), position(null, '2026-09-13')],
      'moved',
      at('2026-10-06', '00:00'),
    )
    expect(daysOf(copied)).toEqual([['2026-10-17'], ['2026-10-11']])
  })
})
