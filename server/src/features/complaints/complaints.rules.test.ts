import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Grant } from '../../kernel/actor.ts'
import type { AccountId, ComplaintId, TeamId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  complaintsVisibleTo,
  officeOf,
  whyNotAccept,
  whyNotAskComplainant,
  whyNotAskForStatement,
  whyNotHandle,
  whyNotReadComplaint,
  whyNotRecordMeasure,
  whyNotSettle,
  type Complaint,
} from './complaints.rules.ts'
import {
  closingDay,
  forgettingDay,
  whyNotAddToComplaint,
  whyNotGiveStatement,
  whyNotReopen,
  whyNotReport,
} from './reporting.rules.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const ME = '019ab000-0000-7000-8000-000000000001' as AccountId
const grant = (change: Partial<Grant>): Grant => ({
  ...{
    role: 'authority_reviewer',
    bodyName: '惠城区文明办',
    regionPath: '441302',
    teamId: null,
    teamPath: null,
  },
  ...change,
})
const actor = (...grants: Grant[]): Actor => ({ ...GUEST, accountId: ME, grants })
const reviewer = actor(grant({}))
const complaint = (change: Partial<Complaint> = {}): Complaint => ({
  complaintId: '019ab000-0000-7000-8000-0000000000c1' as ComplaintId,
  ...{ complaintNumber: '26BCDFGHJKMN', reporterAccountId: null, subjectKind: 'team', subjectId: 'x' },
  ...{
    subjectName: '东湖',
    teamId: 't' as TeamId,
    teamName: '东湖',
    teamPath: '/a/b/',
    regionPath: '441302001',
  },
  ...{ kind: 'fees', happenedOn: null, mayName: false, status: 'accepted', round: 1, outcome: null },
  ...{
    dismissal: null,
    redirectedTo: null,
    submittedAt: NOW,
    acceptedAt: NOW,
    dueOn: localDate('2026-12-01'),
  },
  ...{
    answerDaysLeft: null,
    wasLate: false,
    settledAt: null,
    closesOn: null,
    closedAt: null,
    forgottenAt: null,
  },
  ...change,
})
const settled = complaint({
  ...{ status: 'answered', outcome: 'answered', dueOn: null, settledAt: NOW },
  closesOn: localDate('2026-12-24'),
})

describe('Y7, Y8: who reads and handles', () => {
  const team = (teamPath: string) => grant({ role: 'team_viewer', regionPath: null, teamPath })
  test.each([
    ['an authority of the region', reviewer, null, null],
    ['a viewer reads only', actor(grant({ role: 'authority_viewer' })), null, 'not_your_region'],
    ['of another county', actor(grant({ regionPath: '441303' })), 'not_your_region', 'not_your_region'],
    ['with a role in the team', actor(grant({}), team('/a/b/')), 'own_team', 'own_team'],
    ['with a role in the team above', actor(grant({}), team('/a/')), 'own_team', 'own_team'],
    ['with a role in a team below', actor(grant({}), team('/a/b/c/')), null, null],
    ['with a role in a team beside', actor(grant({}), team('/a/bb/')), null, null],
  ] as const)('%s', (_, who, reads, handles) => {
    expect(whyNotReadComplaint(who, complaint())).toBe(reads)
    expect(whyNotHandle(who, complaint())).toBe(handles)
  })
  test('who reported it, and nobody of a guest’s', () => {
    expect(whyNotReadComplaint(reviewer, complaint({ reporterAccountId: ME }))).toBe('own_complaint')
    expect(whyNotReadComplaint(actor(), complaint())).toBe('not_your_region')
    expect(whyNotReadComplaint({ ...reviewer, accountId: null }, complaint())).toBe(null)
  })
  test('the scope of lists leaves out one’s own teams and reports', () => {
    const scope = complaintsVisibleTo(actor(grant({}), team('/a/')))
    expect(scope).toEqual({ roots: ['441302'], ownTeams: ['/a/'], reporter: ME })
    expect(officeOf(actor(grant({ bodyName: '市', regionPath: '4413' }), grant({})), '441302001')).toBe(
      '惠城区文明办',
    )
  })
})

describe('Y11 to Y15: which step may follow which', () => {
  const states = ['submitted', 'accepted', 'more_asked', 'answered', 'closed'] as const
  const of = (status: (typeof states)[number]) => complaint({ status })
  test.each([
    [
      'acceptComplaint',
      (one: Complaint) => whyNotAccept(reviewer, one),
      [null, 'already_taken_up', 'already_taken_up'],
    ],
    [
      'askComplainant',
      (one: Complaint) => whyNotAskComplainant(reviewer, one),
      ['not_accepted_yet', null, 'already_asked'],
    ],
    [
      'askForStatement',
      (one: Complaint) => whyNotAskForStatement(reviewer, one, false),
      ['not_accepted_yet', null, null],
    ],
    ['settleComplaint', (one: Complaint) => whyNotSettle(reviewer, one, null), [null, null, null]],
  ] as const)('%s', (_, why, open) => {
    expect(states.map((state) => why(of(state)))).toEqual([...open, 'already_settled', 'complaint_closed'])
  })
  test('an open statement is waited for', () => {
    expect(whyNotAskForStatement(reviewer, complaint(), true)).toBe('statement_open')
  })
  test('Y14: not competent is said at once, an answer only after the case was taken up', () => {
    const settle = (change: object, status: Complaint['status'] = 'submitted') =>
      whyNotSettle(reviewer, complaint({ status }), {
        ...{ outcome: 'redirected', words: '请拨打 12315', redirectedTo: '市场监管局', dismissal: null },
        ...change,
      })
    expect(settle({})).toBe(null)
    expect(settle({ redirectedTo: ' ' })).toBe('redirect_target_missing')
    expect(settle({ outcome: 'answered' })).toBe('not_accepted_yet')
    expect(settle({ outcome: 'answered' }, 'accepted')).toBe(null)
    expect(settle({ outcome: 'dismissed' })).toBe('dismissal_missing')
    expect(settle({ outcome: 'dismissed', dismissal: 'untrue', words: '' })).toBe('answer_missing')
  })
  test('Y15: what a measure needs', () => {
    const known = { teamStatus: 'active', today: localDate('2026-11-24') }
    const of = (change: object, status: Complaint['status'] = 'accepted') =>
      whyNotRecordMeasure(
        reviewer,
        complaint({ status }),
        { measure: 'warning', article: 'tl_38', words: '限期补录', mendBy: null, passedTo: '', ...change },
        known,
      )
    expect(of({})).toBe(null)
    expect(of({}, 'answered')).toBe(null)
    expect(of({}, 'submitted')).toBe('not_accepted_yet')
    expect(of({ measure: 'suspended' })).toBe('team_not_suspended')
    expect(of({ measure: 'deadline', mendBy: localDate('2026-11-24') })).toBe('mend_by_past')
    expect(of({ measure: 'deadline', mendBy: localDate('2026-11-25') })).toBe(null)
  })
})

describe('Y3, Y9, Y16, Y19: what a reporter may do, and when', () => {
  test.each([
    ['收费五十元没有收据', 'words_too_short'],
    ['活动收费五十元没有收据', null],
    ['          字          ', 'words_too_short'],
  ] as const)('words: %s', (words, reason) => {
    expect(whyNotReport({ words, happenedOn: localDate('2026-11-24'), fileIds: [] }, NOW)).toBe(reason)
  })
  test('says more while it is open, ten times', () => {
    expect(whyNotAddToComplaint(complaint(), 9, null)).toBe(null)
    expect(whyNotAddToComplaint(complaint(), 10, null)).toBe('additions_full')
    expect(whyNotAddToComplaint(settled, 0, null)).toBe('already_settled')
  })
  test.each([
    ['open', complaint(), NOW, 'not_settled'],
    ['settled', settled, NOW, null],
    ['on the last day', settled, new Date('2026-12-24T15:59:59Z'), null],
    ['a day later', settled, new Date('2026-12-24T16:00:00Z'), 'complaint_closed'],
    ['again', { ...settled, round: 2 }, NOW, 'already_reopened'],
  ] as const)('questions the outcome: %s', (_, one, now, reason) => {
    expect(whyNotReopen(one, { now, words: null })).toBe(reason)
  })
  test('a statement once, and not after the case is settled', () => {
    expect(whyNotGiveStatement({ givenAt: null, endedAt: null }, null)).toBe(null)
    expect(whyNotGiveStatement({ givenAt: NOW, endedAt: null }, null)).toBe('statement_given')
    expect(whyNotGiveStatement({ givenAt: null, endedAt: NOW }, null)).toBe('statement_ended')
  })
  test('days and months are those of the site', () => {
    expect(closingDay(new Date('2026-11-24T16:00:00Z'), 30)).toBe('2026-12-25')
    expect(forgettingDay(new Date('2026-08-31T02:00:00Z'), 6)).toBe('2027-02-28')
    expect(forgettingDay(new Date('2026-12-25T02:00:00Z'), 6)).toBe('2027-06-25')
  })
})
