import { describe, expect, test } from 'vitest'
import type { Actor } from '../../kernel/actor.ts'
import { GUEST } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  INVITATIONS_A_DAY,
  reachedBy,
  readInvitees,
  shownState,
  whyNotAcceptInvitation,
  whyNotDeclineInvitation,
  whyNotInvite,
  whyNotSendMore,
  whyNotWithdrawInvitation,
  type AcceptingFacts,
  type Meeting,
} from './invitations.rules.ts'

const today = localDate('2026-11-27')
const now = new Date('2026-11-27T04:00:00Z')
const later = new Date('2026-12-20T04:00:00Z')
const before = new Date('2026-11-20T04:00:00Z')
const leaderOf = (teamPath: string): Actor => ({
  ...GUEST,
  grants: [{ role: 'team_leader', bodyName: '', regionPath: null, teamId: 't' as TeamId, teamPath }],
})

describe('B7 I1 the rows of a list', () => {
  const read = (name: string, idNumber: string, idKind: 'mainland_id' | 'passport' = 'mainland_id') =>
    readInvitees([{ name, idNumber, idKind }], today)[0]
  test('a right row is read in one writing', () => {
    expect(read(' 李明 ', '110101 19900307 4477')).toEqual({
      invitee: { name: '李明', idNumber: '110101199003074477' },
    })
  })
  test.each([
    ['李', '110101199003074477', 'name_malformed'],
    ['李明1', '110101199003074477', 'name_malformed'],
    ['李明', '110101199003074478', 'id_check_digit_wrong'],
    ['李明', '110101199002314471', 'id_birth_date_unreal'],
    ['李明', '11010119900307447', 'id_number_malformed'],
    ['李明', '', 'id_number_malformed'],
    ['李明', '110101209003074477', 'id_birth_date_in_future'],
    ['李明', 'E12345678', 'id_number_malformed'],
  ])('%s %s: %s', (name, idNumber, reason) => {
    expect(read(name, idNumber)).toEqual({ reason })
  })
  test('whoever stands in the list twice is invited once', () => {
    const row = { name: '李明', idNumber: '110101199003074477', idKind: 'mainland_id' as const }
    expect(readInvitees([row, { ...row, idNumber: '110101 199003074477' }], today)[1]).toEqual({
      reason: 'person_repeated',
    })
  })
})

test('B7 I2 a team invites in every way of joining, by those who decide for it', () => {
  const team = { path: '/a/b/', status: 'active' as const }
  expect(whyNotInvite(leaderOf('/a/'), team)).toBe(null)
  expect(whyNotInvite(leaderOf('/a/b/'), { ...team, status: 'suspended' })).toBe('team_not_active')
  expect(whyNotInvite(leaderOf('/a/b/c/'), team)).toBe('not_your_team')
})

test('B7 I4 a day has an end', () => {
  expect(whyNotSendMore(INVITATIONS_A_DAY - 50, 50)).toBe(null)
  expect(whyNotSendMore(INVITATIONS_A_DAY - 49, 50)).toBe('too_many_invitations')
})

describe('B7 I6 to I8', () => {
  test('what was declined looks open until its time is over', () => {
    expect(shownState({ state: 'declined', expiresAt: later }, now)).toBe('open')
    expect(shownState({ state: 'declined', expiresAt: before }, now)).toBe('expired')
    expect(shownState({ state: 'open', expiresAt: before }, now)).toBe('expired')
    expect(shownState({ state: 'accepted', expiresAt: before }, now)).toBe('accepted')
    expect(shownState({ state: 'withdrawn', expiresAt: later }, now)).toBe('withdrawn')
  })
  test('and is withdrawn like an open one', () => {
    expect(whyNotWithdrawInvitation({ state: 'declined', expiresAt: later }, now)).toBe(null)
    expect(whyNotWithdrawInvitation({ state: 'open', expiresAt: later }, now)).toBe(null)
    expect(whyNotWithdrawInvitation({ state: 'declined', expiresAt: before }, now)).toBe('invitation_ended')
    expect(whyNotWithdrawInvitation({ state: 'accepted', expiresAt: later }, now)).toBe('invitation_accepted')
  })
  const facts: AcceptingFacts = {
    invitation: { state: 'open', expiresAt: later },
    team: { status: 'active' },
    membership: null,
    homeTeams: 0,
    homeTeamsMax: 1,
  }
  test.each<[Partial<AcceptingFacts>, string | null]>([
    [{}, null],
    [{ membership: 'requested' }, null],
    [{ membership: 'member', homeTeams: 1 }, null],
    [{ homeTeams: 1 }, 'home_team_taken'],
    [{ team: { status: 'suspended' } }, 'team_not_active'],
    [{ invitation: { state: 'open', expiresAt: before } }, 'invitation_ended'],
    [{ invitation: { state: 'withdrawn', expiresAt: later } }, 'invitation_ended'],
    [{ invitation: { state: 'declined', expiresAt: later } }, 'invitation_answered'],
  ])('accepting with %o: %s', (change, reason) => {
    expect(whyNotAcceptInvitation({ ...facts, ...change }, now)).toBe(reason)
  })
  test('declining asks for nothing but an open invitation', () => {
    expect(whyNotDeclineInvitation({ state: 'open', expiresAt: later }, now)).toBe(null)
    expect(whyNotDeclineInvitation({ state: 'expired', expiresAt: before }, now)).toBe('invitation_ended')
  })
})

describe('B7 I3, I5, I9 whom an invitation reaches', () => {
  const meeting: Meeting = {
    person: { name: '李明' },
    invitedName: '李明',
    membership: null,
    hasDeclined: false,
    hasConsented: false,
    whyNotAccept: null,
  }
  test.each<[Partial<Meeting>, string]>([
    [{}, 'asked'],
    [{ person: null }, 'nobody'],
    [{ invitedName: '李鸣' }, 'nobody'],
    [{ person: { name: 'Anna Lee' }, invitedName: 'ANNA  LEE' }, 'asked'],
    [{ membership: 'member' }, 'nobody'],
    [{ membership: 'requested' }, 'asked'],
    [{ hasDeclined: true }, 'declined'],
    [{ hasDeclined: true, hasConsented: true }, 'declined'],
    [{ hasConsented: true }, 'joined'],
    [{ hasConsented: true, whyNotAccept: 'home_team_taken' }, 'asked'],
  ])('%o: %s', (change, reached) => {
    expect(reachedBy({ ...meeting, ...change })).toBe(reached)
  })
})
