import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { GUEST, type Actor } from '../../kernel/actor.ts'
import type { HourEntryId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  daysWith,
  hoursOfTeam,
  minutesOf,
  piecesOf,
  presencePieces,
  touches,
  whyNotCredit,
  whyNotDisownHours,
  whyNotReverseHours,
  withinDayLimit,
  type Grade,
} from './hours.rules.ts'

/** Local time at Shanghai on 24 November 2026; hours above 24 are on the next day. */
const at = (clock: string): Date => {
  const [hours = 0, minutes = 0, seconds = 0] = clock.split(':').map(Number)
  return new Date(Date.parse('2026-11-23T16:00:00Z') + ((hours * 60 + minutes) * 60 + seconds) * 1000)
}
const span = (from: string, to: string) => ({ startsAt: at(from), endsAt: at(to) })
const shift = (from: string, to: string, breakMinutes = 0) => ({ ...span(from, to), breakMinutes })
const shown = (pieces: ReturnType<typeof piecesOf>) => pieces.map((piece) => [piece.servedOn, piece.minutes])
const TODAY = '2026-11-24'
const TOMORROW = '2026-11-25'

describe('what a presence is worth', () => {
  test.each<[string, ReturnType<typeof span>, ReturnType<typeof shift>, [string, number][]]>([
    ['H1 whole minutes, rounded down', span('09:00:31', '12:00:30'), shift('09:00', '12:00'), [[TODAY, 179]]],
    ['H1 less than a minute is nothing', span('09:00:00', '09:00:59'), shift('09:00', '12:00'), []],
    [
      'H2 an hour early counts from half an hour early',
      span('08:00', '12:00'),
      shift('09:00', '12:00'),
      [[TODAY, 210]],
    ],
    [
      'H2 a long goodbye counts for half an hour',
      span('09:00', '15:00'),
      shift('09:00', '12:00'),
      [[TODAY, 210]],
    ],
    ['H2 outside of the shift is nothing', span('07:00', '08:20'), shift('09:00', '12:00'), []],
    ['H3 the break lies in the middle', span('09:00', '17:00'), shift('09:00', '17:00', 60), [[TODAY, 420]]],
    [
      'H3 whoever left before it has not had it',
      span('09:00', '12:30'),
      shift('09:00', '17:00', 60),
      [[TODAY, 210]],
    ],
    [
      'H3 whoever left within it has had a part',
      span('09:00', '13:00'),
      shift('09:00', '17:00', 60),
      [[TODAY, 210]],
    ],
    ['H3 nothing but break', span('12:30', '13:30'), shift('09:00', '17:00', 60), []],
    [
      'H4 a night is two days',
      span('22:00', '26:00'),
      shift('22:00', '26:00'),
      [
        [TODAY, 120],
        [TOMORROW, 120],
      ],
    ],
    ['H4 ending at midnight is one day', span('22:00', '24:00'), shift('22:00', '24:00'), [[TODAY, 120]]],
    [
      'H4 the break is taken from the day it lies in',
      span('20:00', '26:00'),
      shift('20:00', '26:00', 60),
      [
        [TODAY, 180],
        [TOMORROW, 120],
      ],
    ],
    ['reversed time is nothing', span('12:00', '09:00'), shift('09:00', '12:00'), []],
  ])('%s', (_, presence, of, expected) => expect(shown(presencePieces(presence, of))).toEqual(expected))

  test('H1–H4 for any times: inside the window, never more than was given, staying longer is never worth less', () => {
    const minute = fc.integer({ min: 0, max: 48 * 60 })
    const second = fc.integer({ min: 0, max: 59 })
    fc.assert(
      fc.property(
        minute,
        second,
        minute,
        minute,
        fc.integer({ min: 1, max: 24 * 60 }),
        fc.integer({ min: 0, max: 180 }),
        (from, sec, stay, start, length, pause) => {
          const startsAt = new Date(at('00:00').getTime() + from * 60_000 + sec * 1000)
          const until = (extra: number) => new Date(startsAt.getTime() + (stay + extra) * 60_000)
          const of = {
            startsAt: new Date(at('00:00').getTime() + start * 60_000),
            endsAt: new Date(at('00:00').getTime() + (start + length) * 60_000),
            breakMinutes: pause,
          }
          const pieces = presencePieces({ startsAt, endsAt: until(0) }, of)
          expect(minutesOf(pieces)).toBeLessThanOrEqual(stay)
          expect(minutesOf(presencePieces({ startsAt, endsAt: until(7) }, of))).toBeGreaterThanOrEqual(
            minutesOf(pieces),
          )
          for (const piece of pieces) {
            expect(piece.minutes).toBeLessThanOrEqual(1440)
            expect(piece.startsAt >= startsAt && piece.endsAt <= until(0)).toBe(true)
          }
        },
      ),
    )
  })
})

describe('H5 the day', () => {
  const pieces = piecesOf(span('09:00', '17:00'), shift('09:00', '17:00'))
  test('a machine record is cut to what is left of it', () => {
    expect(minutesOf(withinDayLimit(pieces, new Map(), 1440))).toBe(480)
    expect(minutesOf(withinDayLimit(pieces, new Map([[localDate(TODAY), 1200]]), 1440))).toBe(240)
    expect(withinDayLimit(pieces, new Map([[localDate(TODAY), 1440]]), 1440)).toEqual([])
    expect(minutesOf(withinDayLimit(pieces, new Map([[localDate(TOMORROW), 1440]]), 1440))).toBe(480)
  })
  test('two pieces of one day share what is left', () => {
    expect(minutesOf(withinDayLimit([...pieces, ...pieces], new Map(), 600))).toBe(600)
  })
  test('an entry that goes over is refused', () => {
    const policy = { maxDayMinutes: 600, secondPersonDayMinutes: 600, secondPersonEntryMinutes: 600 }
    const done = (minutes: number) => ({ spans: [], days: new Map([[localDate(TODAY), minutes]]) })
    expect(whyNotCredit(pieces, done(120), policy)).toBeNull()
    expect(whyNotCredit(pieces, done(121), policy)).toBe('day_limit')
  })
  test('days add up', () =>
    expect(daysWith(new Map([[localDate(TODAY), 20]]), pieces).get(localDate(TODAY))).toBe(500))
})

test.each<[string, string, string, boolean]>([
  ['H6 one minute shared', '11:59', '13:00', true],
  ['H6 back to back', '12:00', '13:00', false],
  ['H6 before', '07:00', '09:00', false],
  ['H6 around', '08:00', '13:00', true],
])('%s', (_, from, to, expected) =>
  expect(touches([span('09:00', '12:00')], [span(from, to)])).toBe(expected),
)

const teamId = '019ab000-0000-7000-8000-00000000000a' as TeamId
const volunteerId = '019ab000-0000-7000-8000-00000000000b' as VolunteerId
const entryId = '019ab000-0000-7000-8000-00000000000c' as HourEntryId
const staff = (role: 'team_leader' | 'team_timekeeper', teamPath: string): Actor => ({
  ...GUEST,
  grants: [{ role, bodyName: '', regionPath: null, teamId, teamPath }],
})
const line = { hourEntryId: entryId, volunteerId, grade: 'A' as Grade, reverses: null, reversedBy: null }

describe('H10 whyNotReverseHours', () => {
  test.each([
    ['the leader may', line, staff('team_leader', '/a/b/'), null],
    ['so may the team above', line, staff('team_leader', '/a/'), null],
    ['a timekeeper may not', line, staff('team_timekeeper', '/a/b/'), 'not_your_team'],
    ['nor another team', line, staff('team_leader', '/a/c/'), 'not_your_team'],
    ['nobody their own', line, { ...staff('team_leader', '/a/b/'), volunteerId }, 'own_hours'],
    ['not twice', { ...line, reversedBy: entryId }, staff('team_leader', '/a/b/'), 'already_reversed'],
    ['not a reversal', { ...line, reverses: entryId }, staff('team_leader', '/a/b/'), 'is_reversal'],
  ])('%s', (_, given, actor, reason) => expect(whyNotReverseHours(given, '/a/b/', actor)).toBe(reason))
})

test.each<[Grade, boolean, string | null]>([
  ['A', false, 'own_act'],
  ['B', false, 'own_act'],
  ['C', false, null],
  ['D', false, null],
  ['E', true, 'already_disowned'],
])('H11 a line of grade %s, disowned before: %s', (grade, disowned, reason) =>
  expect(whyNotDisownHours({ grade }, disowned)).toBe(reason),
)

test('H12 a team’s hours are for those who keep its time', () => {
  expect(hoursOfTeam(staff('team_timekeeper', '/a/'), { teamId, path: '/a/b/' })).toEqual({ teamId })
  expect(hoursOfTeam(staff('team_leader', '/a/b/c/'), { teamId, path: '/a/b/' })).toBeNull()
})
