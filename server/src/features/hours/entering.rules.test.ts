import { describe, expect, test } from 'vitest'
import { GUEST, type Actor } from '../../kernel/actor.ts'
import type { AccountId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  entryGrade,
  needsSecondPerson,
  whyNotApproveHours,
  whyNotEnterAt,
  whyNotEnterHours,
  type EntrySpan,
} from './entering.rules.ts'
import { piecesOf, type Credited } from './hours.rules.ts'

const at = (clock: string): Date => new Date(`2026-11-24T${clock}:00+08:00`)
const entry = (from: string, to: string, breakMinutes = 0): EntrySpan => ({
  startsAt: at(from),
  endsAt: at(to),
  breakMinutes,
})
const volunteerId = '019ab000-0000-7000-8000-00000000000b' as VolunteerId
const enterer = '019ab000-0000-7000-8000-00000000000d' as AccountId
const other = '019ab000-0000-7000-8000-00000000000e' as AccountId
const actor: Actor = { ...GUEST, accountId: enterer }
const policy = { maxDayMinutes: 1440, secondPersonDayMinutes: 720, secondPersonEntryMinutes: 480 }
const nothing: Credited = { spans: [], days: new Map() }
const project = { startsAt: at('08:00'), endsAt: at('20:00') }
const admitted = { volunteerId, status: 'admitted' }

describe('whyNotEnterHours', () => {
  const facts = { actor, project, credited: nothing, policy, now: at('21:00') }
  test.each<
    [
      string,
      EntrySpan,
      { volunteerId: VolunteerId; status: string } | undefined,
      Partial<typeof facts>,
      string | null,
    ]
  >([
    ['a plain entry', entry('09:00', '12:00'), admitted, {}, null],
    ['for one who has served before', entry('09:00', '12:00'), { ...admitted, status: 'served' }, {}, null],
    ['for one who came after all', entry('09:00', '12:00'), { ...admitted, status: 'no_show' }, {}, null],
    ['nobody of that id', entry('09:00', '12:00'), undefined, {}, 'signup_not_found'],
    [
      'only who was admitted',
      entry('09:00', '12:00'),
      { ...admitted, status: 'applied' },
      {},
      'not_admitted',
    ],
    [
      'H8 nobody their own',
      entry('09:00', '12:00'),
      admitted,
      { actor: { ...actor, volunteerId } },
      'own_hours',
    ],
    ['reversed', entry('12:00', '09:00'), admitted, {}, 'span_reversed'],
    ['H2 half an hour before the project', entry('07:30', '12:00'), admitted, {}, null],
    ['H2 not more', entry('07:29', '12:00'), admitted, {}, 'outside_project'],
    ['H2 nor long after', entry('19:00', '20:31'), admitted, {}, 'outside_project'],
    ['not before it is over', entry('09:00', '12:00'), admitted, { now: at('11:59') }, 'not_over_yet'],
    ['nothing but break', entry('09:00', '10:00', 60), admitted, {}, 'nothing_left'],
    [
      'H6 time credited elsewhere',
      entry('09:00', '12:00'),
      admitted,
      { credited: { spans: [entry('11:59', '13:00')], days: new Map() } },
      'hours_overlap',
    ],
    [
      'H5 the day is full',
      entry('09:00', '12:00'),
      admitted,
      { credited: { spans: [], days: new Map([[localDate('2026-11-24'), 1261]]) } },
      'day_limit',
    ],
  ])('%s', (_, given, signup, change, reason) =>
    expect(whyNotEnterHours(given, signup, { ...facts, ...change })).toBe(reason),
  )
})

describe('H7 needsSecondPerson', () => {
  const day = (minutes: number): Credited => ({
    spans: [],
    days: new Map([[localDate('2026-11-24'), minutes]]),
  })
  test.each<[string, EntrySpan, Credited, boolean, boolean]>([
    ['eight hours pass', entry('09:00', '17:00'), nothing, false, false],
    ['a minute more waits', entry('09:00', '17:01'), nothing, false, true],
    ['the break is not counted', entry('09:00', '18:00', 60), nothing, false, false],
    ['twelve hours in a day pass', entry('09:00', '13:00'), day(480), false, false],
    ['a minute more in the day waits', entry('09:00', '13:00'), day(481), false, true],
    ['H9 late waits always', entry('09:00', '10:00'), nothing, true, true],
  ])('%s', (_, given, credited, isLate, expected) =>
    expect(needsSecondPerson(piecesOf(given, given), credited, policy, isLate)).toBe(expected),
  )
})

test('H9 late is graded E', () => expect([entryGrade(false), entryGrade(true)]).toEqual(['C', 'E']))

describe('whyNotApproveHours', () => {
  const draft = { volunteerId, enteredBy: enterer, status: 'pending' }
  test.each<[string, typeof draft, Actor, string | null]>([
    ['another of the staff', draft, { ...actor, accountId: other }, null],
    ['H7 not who entered it', draft, actor, 'own_entry'],
    ['H8 not whose hours they are', draft, { ...actor, accountId: other, volunteerId }, 'own_hours'],
    ['not twice', { ...draft, status: 'approved' }, { ...actor, accountId: other }, 'already_decided'],
  ])('%s', (_, given, by, reason) => expect(whyNotApproveHours(given, by)).toBe(reason))
})

test.each([
  [undefined, '/t/', 'project_not_found'],
  [{ teamPath: '/t/', status: 'running' }, '/x/', 'not_your_team'],
  [{ teamPath: '/t/', status: 'running' }, '/t/', null],
  [{ teamPath: '/t/', status: 'ended' }, '/t/', null],
  [{ teamPath: '/t/', status: 'closed' }, '/t/', 'project_not_running'],
  [{ teamPath: '/t/', status: 'draft' }, '/t/', 'project_not_running'],
])('whyNotEnterAt %j for staff of %s', (given, teamPath, reason) => {
  const grant = { role: 'team_timekeeper' as const, bodyName: '', regionPath: null, teamId: null, teamPath }
  expect(whyNotEnterAt({ ...GUEST, grants: [grant] }, given)).toBe(reason)
})
