import { describe, expect, it } from 'vitest'
import {
  commonSpan,
  entryOf,
  outcomeOf,
  planned,
  sumOf,
  tidyTime,
  weekdaysSince,
  type Attendance,
  type Edit,
  type Frame,
  type SignUp,
} from './entry'

const signUp: SignUp = {
  signupId: 's1',
  volunteerId: 'v1',
  name: '赖文彬',
  volunteerNumber: 'V4413021805007719Y',
  isMinor: false,
  positionName: '入户清洁岗',
  shiftId: 'h1',
  startsAt: '2026-11-21T00:00:00.000Z',
  endsAt: '2026-11-21T04:00:00.000Z',
  status: 'admitted',
  appliedAt: '2026-11-11T00:00:00.000Z',
  creditMinutes: 0,
  declaresQualified: false,
  guardianPresent: false,
  position: null,
  approved: false,
  answerBy: null,
  reason: null,
  withdrawnLate: false,
  recentNoShows: null,
  whyNot: { admit: null, waitlist: null, refuse: null },
}
const frame: Frame = {
  project: { startsAt: signUp.startsAt, endsAt: '2026-11-21T14:00:00.000Z' },
  policies: { secondPersonEntryMinutes: 480, secondPersonDayMinutes: 720, recordDueDays: 10 },
  now: Date.parse('2026-11-24T02:00:00Z'),
  self: 'v9',
}
const edit = (change: Partial<Edit> = {}): Edit => ({
  ...planned(signUp, undefined, 15),
  isOn: true,
  ...change,
})

describe('outcomeOf', () => {
  it.each<[string, Edit, Partial<Frame>, object]>([
    ['the plan', edit(), {}, { kind: 'posted', minutes: 225 }],
    ['not ticked', edit({ isOn: false }), {}, { kind: 'off' }],
    ['one’s own', edit(), { self: 'v1' }, { kind: 'wrong', reason: 'own_hours' }],
    ['no end', edit({ to: '' }), {}, { kind: 'wrong', reason: 'time_malformed' }],
    ['a break in words', edit({ breakMinutes: '半' }), {}, { kind: 'wrong', reason: 'number_malformed' }],
    ['no time between', edit({ from: '08:00', to: '08:00' }), {}, { kind: 'wrong', reason: 'span_reversed' }],
    [
      'an end on the next day',
      edit({ from: '13:00', to: '12:00' }),
      {},
      { kind: 'wrong', reason: 'outside_project' },
    ],
    ['too early', edit({ from: '07:00' }), {}, { kind: 'wrong', reason: 'outside_project' }],
    ['half an hour early', edit({ from: '07:30' }), {}, { kind: 'posted', minutes: 255 }],
    [
      'still going on',
      edit(),
      { now: Date.parse('2026-11-21T03:00:00Z') },
      { kind: 'wrong', reason: 'not_over_yet' },
    ],
    ['all break', edit({ breakMinutes: '240' }), {}, { kind: 'wrong', reason: 'nothing_left' }],
    [
      'more than 8 hours',
      edit({ to: '16:30', breakMinutes: '0' }),
      {},
      { kind: 'second', minutes: 510, why: 'long_entry' },
    ],
    ['exactly 8 hours', edit({ to: '16:00', breakMinutes: '0' }), {}, { kind: 'posted', minutes: 480 }],
    [
      'weeks later',
      edit(),
      { now: Date.parse('2026-12-08T02:00:00Z') },
      { kind: 'second', minutes: 225, why: 'late' },
    ],
  ])('%s', (_, typed, change, outcome) => {
    expect(outcomeOf(typed, signUp, { ...frame, ...change })).toEqual(outcome)
  })
})

it.each([
  ['8', '08:00'],
  ['830', '08:30'],
  ['0830', '08:30'],
  ['8：05', '08:05'],
  ['19.30', '19:30'],
  ['24:00', '24:00'],
  ['半夜', '半夜'],
])('reads %s as %s', (typed, time) => expect(tidyTime(typed)).toBe(time))

it('counts weekdays only', () => {
  expect(weekdaysSince('2026-11-21T04:00:00Z', Date.parse('2026-11-24T02:00:00Z'))).toBe(2)
  expect(weekdaysSince('2026-11-24T01:00:00Z', Date.parse('2026-11-24T02:00:00Z'))).toBe(0)
})

it('proposes from the sign-in on where the sign-out is missing', () => {
  const attendance = { signedInAt: '2026-11-20T23:58:00.000Z' } as Attendance
  expect(planned(signUp, attendance, 15)).toMatchObject({ from: '07:58', to: '12:00', breakMinutes: '15' })
})

it('sends instants, and counts what will happen', () => {
  expect(entryOf(edit({ note: ' 下雨 ' }), signUp)).toEqual({
    signupId: 's1',
    startsAt: '2026-11-21T00:00:00.000Z',
    endsAt: '2026-11-21T04:00:00.000Z',
    breakMinutes: 15,
    note: '下雨',
  })
  const outcomes = [edit(), edit({ isOn: false }), edit({ to: '08:00' }), edit({ to: '16:30' })].map((one) =>
    outcomeOf(one, signUp, frame),
  )
  expect(sumOf(outcomes)).toEqual({ people: 3, minutes: 225 + 495, posted: 1, second: 1, wrong: 1 })
})

it('knows what most have', () => {
  expect(commonSpan([edit(), edit(), edit({ breakMinutes: '0' })])).toBe('08:00–12:00 15')
  expect(commonSpan([edit()])).toBeNull()
})
