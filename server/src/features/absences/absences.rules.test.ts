/** Rules of docs/rules/absences.md, by their numbers. */
import { describe, expect, test } from 'vitest'
import { GUEST, type Actor } from '../../kernel/actor.ts'
import type { AccountId, ProjectId, SignupId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  absencesVisibleTo,
  forgetOn,
  scannedBefore,
  whyNotDecideAbsence,
  whyNotKeepAbsences,
  whyNotUndo,
  type Absence,
  type DecidingReason,
  type PlaceOnRoster,
  type Verdict,
} from './absences.rules.ts'
import { lapseOf, whyNotAnswer, whyNotAppeal, whyNotRaise, whyNotSettle } from './appeals.rules.ts'

const keeper = (role: 'team_leader' | 'team_timekeeper', teamPath = '/a/b/'): Actor => ({
  ...GUEST,
  accountId: 'k' as AccountId,
  volunteerId: 'own' as VolunteerId,
  grants: [{ role, bodyName: '', regionPath: null, teamId: 't' as TeamId, teamPath }],
})
const leader = keeper('team_leader')
const project = { projectId: 'p' as ProjectId, teamPath: '/a/b/c/', status: 'ended' }
const place: PlaceOnRoster = {
  volunteerId: 'v' as VolunteerId,
  status: 'admitted',
  startsAt: new Date('2026-11-24T01:00:00Z'),
  endsAt: new Date('2026-11-24T04:00:00Z'),
  hasCome: false,
  hasDraft: false,
  state: null,
}
const SHUT = '2026-11-24T08:00:00Z'

describe('J1 who says it', () => {
  test.each([
    ['a timekeeper of a team above', keeper('team_timekeeper'), 'ended', null],
    ['somebody of another team', keeper('team_leader', '/x/'), 'ended', 'not_your_team'],
    ['of what is called off', leader, 'cancelled', null],
    ['of what is closed', leader, 'closed', 'already_closed'],
    ['of a draft', leader, 'draft', 'already_closed'],
  ])('%s', (_, actor, status, reason) =>
    expect(whyNotKeepAbsences(actor, { ...project, status })).toBe(reason),
  )
  test('J6 timekeepers read the list and not the words', () => {
    expect(absencesVisibleTo(keeper('team_timekeeper'), project)?.readsWords).toBe(false)
    expect(absencesVisibleTo(leader, project)?.readsWords).toBe(true)
    expect(absencesVisibleTo(keeper('team_leader', '/x/'), project)).toBeNull()
  })
})

describe('J2 to J4 of whom', () => {
  test.each<[string, Partial<PlaceOnRoster>, string, Verdict, DecidingReason | null]>([
    ['who was nowhere, when the door is shut', {}, SHUT, 'no_show', null],
    ['a moment before', {}, '2026-11-24T07:59:59.999Z', 'no_show', 'door_still_open'],
    ['excused a moment before', {}, '2026-11-24T07:59:59.999Z', 'excused', 'door_still_open'],
    ['oneself', { volunteerId: 'own' as VolunteerId }, SHUT, 'excused', 'own_absence'],
    ['who signed in', { hasCome: true }, SHUT, 'no_show', 'has_come'],
    ['who has hours', { status: 'served' }, SHUT, 'excused', 'has_come'],
    ['whose hours wait', { hasDraft: true }, SHUT, 'no_show', 'hours_undecided'],
    ['who was never admitted', { status: 'applied' }, SHUT, 'no_show', 'not_admitted'],
    ['who told of it in time', { status: 'withdrawn' }, SHUT, 'no_show', 'not_admitted'],
    ['who is marked', { status: 'no_show', state: 'marked' }, SHUT, 'excused', 'already_decided'],
    ['whose mark was lifted', { state: 'lifted' }, SHUT, 'no_show', 'mark_lifted'],
    ['whose mark was lifted, excused', { state: 'lifted' }, SHUT, 'excused', null],
    ['on the thirtieth day', {}, '2026-12-24T04:00:00Z', 'no_show', null],
    ['after it', {}, '2026-12-24T04:00:00.001Z', 'no_show', 'mark_too_late'],
    ['after it, excused', {}, '2026-12-24T04:00:00.001Z', 'excused', null],
  ])('%s', (_, change, at, verdict, reason) =>
    expect(whyNotDecideAbsence(leader, { ...place, ...change }, verdict, new Date(at))).toBe(reason),
  )
  test('J2 the list begins where the door ends', () => {
    expect(scannedBefore(new Date(SHUT))).toEqual(place.endsAt)
  })
  test.each([
    ['2026-11-24T04:00:00Z', '2027-05-24'],
    ['2026-08-31T04:00:00Z', '2027-02-28'],
    // Beijing is a day further.
    ['2026-08-30T20:00:00Z', '2027-02-28'],
  ])('J11 what ended at %s is forgotten on %s', (endsAt, day) =>
    expect(forgetOn({ endsAt: new Date(endsAt) })).toBe(day),
  )
  test.each<[Partial<PlaceOnRoster>, string | null]>([
    [{ status: 'no_show', state: 'marked' }, null],
    [{ status: 'excused', state: 'excused' }, null],
    [{ status: 'no_show', state: 'upheld' }, null],
    [{ status: 'no_show', state: 'appealed' }, 'appeal_open'],
    [{ status: 'no_show', state: 'raised' }, 'appeal_open'],
    [{}, 'not_marked'],
    [{ status: 'no_show', state: 'marked', volunteerId: 'own' as VolunteerId }, 'own_absence'],
  ])('J5 taken back: %j', (change, reason) =>
    expect(whyNotUndo(leader, { ...place, ...change })).toBe(reason),
  )
})

describe('J6 to J8 the appeal', () => {
  const day = localDate
  const mark: Absence = {
    projectId: 'p' as ProjectId,
    signupId: 's' as SignupId,
    volunteerId: 'v' as VolunteerId,
    state: 'marked',
    decidedBy: 'm' as AccountId,
    forgetOn: day('2027-05-24'),
    appealUntil: day('2026-12-15'),
    answerDueOn: null,
    answeredBy: null,
    raiseUntil: null,
    finalDueOn: null,
  }
  const appealed: Absence = { ...mark, state: 'appealed', answerDueOn: day('2026-12-01') }
  const late: Absence = { ...appealed, raiseUntil: day('2026-12-16') }
  const upheld: Absence = { ...appealed, state: 'upheld', raiseUntil: day('2026-12-08') }
  const raised: Absence = { ...upheld, state: 'raised', finalDueOn: day('2026-12-15') }

  test.each<[Absence, string, string | null]>([
    [mark, '2026-12-15', null],
    [mark, '2026-12-16', 'appeal_too_late'],
    [appealed, '2026-12-01', 'already_appealed'],
  ])('J6 %j on %s', (absence, today, reason) => expect(whyNotAppeal(absence, day(today))).toBe(reason))
  test('J7 a no says why and is not late; nobody answers about themselves', () => {
    const [yes, no, silentNo] = [
      { accepts: true, reason: '' },
      { accepts: false, reason: '签到表上没有' },
      { accepts: false, reason: '' },
    ]
    const [lastDay, dayAfter] = [day('2026-12-01'), day('2026-12-02')]
    expect(whyNotAnswer(leader, appealed, yes, lastDay)).toBeNull()
    expect(whyNotAnswer(leader, appealed, no, lastDay)).toBeNull()
    expect(whyNotAnswer(leader, appealed, silentNo, lastDay)).toBe('reason_missing')
    expect(whyNotAnswer(leader, appealed, no, dayAfter)).toBe('answer_too_late')
    expect(whyNotAnswer(leader, appealed, yes, dayAfter)).toBeNull()
    expect(whyNotAnswer(leader, upheld, yes, lastDay)).toBe('no_appeal_open')
    const own = { ...appealed, volunteerId: 'own' as VolunteerId }
    expect(whyNotAnswer(leader, own, yes, lastDay)).toBe('own_absence')
  })
  test.each<[Absence, string, string | null]>([
    [mark, '2026-12-01', 'no_appeal_open'],
    [appealed, '2026-12-01', 'appeal_not_answered_yet'],
    [appealed, '2026-12-02', null],
    [late, '2026-12-16', null],
    [late, '2026-12-17', 'raise_too_late'],
    [upheld, '2026-12-08', null],
    [upheld, '2026-12-09', 'raise_too_late'],
    [raised, '2026-12-09', 'already_raised'],
    [{ ...raised, state: 'final' }, '2026-12-09', 'appeal_settled'],
    [{ ...raised, state: 'lifted' }, '2026-12-09', 'appeal_settled'],
  ])('J8 taken further: %j on %s', (absence, today, reason) =>
    expect(whyNotRaise(absence, day(today))).toBe(reason),
  )
  test.each<[Absence | undefined, string, string | null]>([
    [raised, 'k', null],
    [raised, 'm', 'own_mark'],
    [{ ...raised, answeredBy: 'k' as AccountId }, 'k', 'own_mark'],
    [upheld, 'k', 'appeal_settled'],
    [undefined, 'k', 'appeal_settled'],
  ])('J8 the last word on %j by %s', (absence, accountId, reason) =>
    expect(
      whyNotSettle(
        { ...leader, accountId: accountId as AccountId },
        absence,
        { accepts: true },
        day('2026-12-15'),
      ),
    ).toBe(reason),
  )
  test.each([
    [false, '2026-12-15', null],
    [false, '2026-12-16', 'answer_too_late'],
    [true, '2026-12-16', null],
  ])('J8 the last word, a yes: %s, on %s', (accepts, today, reason) => {
    const judge = { ...leader, accountId: 'k' as AccountId }
    expect(whyNotSettle(judge, raised, { accepts }, day(today))).toBe(reason)
  })
  test.each<[Absence, string, string | null]>([
    [mark, '2027-01-01', null],
    [appealed, '2026-12-01', null],
    [appealed, '2026-12-02', 'opens_way_up'],
    [late, '2026-12-16', null],
    [late, '2026-12-17', 'lifted'],
    [upheld, '2027-01-01', null],
    [raised, '2026-12-15', null],
    [raised, '2026-12-16', 'lifted'],
    [{ ...raised, state: 'final' }, '2027-01-01', null],
  ])('J8 silence: %j on %s', (absence, today, lapse) => expect(lapseOf(absence, day(today))).toBe(lapse))
})
