import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Grant, type Role } from '../../kernel/actor.ts'
import type { AccountId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import {
  joinsAtOnce,
  needsJoinCode,
  whyNotApproveMembership,
  whyNotEndTeamRole,
  whyNotGrantTeamRole,
  whyNotLeaveTeam,
  whyNotRefuseMembership,
  whyNotRequestMembership,
  type JoiningFacts,
  type RequestFacts,
} from './memberships.rules.ts'

const teamId = 't' as TeamId
const grant = (role: Role, teamPath: string, id = teamId): Grant => ({
  role,
  bodyName: '',
  regionPath: null,
  teamId: id,
  teamPath,
})
const volunteer = (...grants: Grant[]): Actor => ({
  ...GUEST,
  accountId: 'a' as AccountId,
  volunteerId: 'v' as VolunteerId,
  volunteerVerified: true,
  grants,
})
const applicant: Actor = { ...volunteer(), volunteerVerified: false }
const leader = volunteer(grant('team_leader', '/a/b/'))

describe('M1–M6: asking to join', () => {
  const open: JoiningFacts = {
    team: { teamId, status: 'active', joinMode: 'open' },
    membership: null,
    homeTeams: 0,
    homeTeamsMax: 1,
  }
  const mode = (joinMode: 'closed' | 'by_approval' | 'open' | 'by_code'): JoiningFacts => ({
    ...open,
    team: { ...open.team, joinMode },
  })
  test.each([
    ['an open team', volunteer(), open, null],
    ['a team that decides', volunteer(), mode('by_approval'), null],
    ['a guest', GUEST, open, 'signed_out'],
    ['an applicant', applicant, open, 'not_verified'],
    [
      'a team that waits',
      volunteer(),
      { ...open, team: { ...open.team, status: 'under_review' as const } },
      'team_not_active',
    ],
    ['a member', volunteer(), { ...open, membership: 'member' as const }, 'already_member'],
    ['who has asked', volunteer(), { ...open, membership: 'requested' as const }, 'already_requested'],
    ['a closed team', volunteer(), mode('closed'), 'team_closed_to_joining'],
    ['a team with a code', volunteer(), mode('by_code'), null],
    [
      'a team with a code, having a home team',
      volunteer(),
      { ...mode('by_code'), homeTeams: 1 },
      'home_team_taken',
    ],
    ['a closed team by its own leader', leader, mode('closed'), null],
    ['who has a home team', volunteer(), { ...open, homeTeams: 1 }, 'home_team_taken'],
    ['who has one of two home teams', volunteer(), { ...open, homeTeams: 1, homeTeamsMax: 2 }, null],
    [
      'a closed team comes before the home team',
      volunteer(),
      { ...mode('closed'), homeTeams: 1 },
      'team_closed_to_joining',
    ],
  ])('%s', (_, who, facts, reason) => expect(whyNotRequestMembership(who, facts)).toBe(reason))
  test('M7: who is in at once', () => {
    expect(joinsAtOnce(volunteer(), { teamId, joinMode: 'open' })).toBe(true)
    expect(joinsAtOnce(volunteer(), { teamId, joinMode: 'by_approval' })).toBe(false)
    expect(joinsAtOnce(volunteer(), { teamId, joinMode: 'by_code' })).toBe(true)
    expect(joinsAtOnce(leader, { teamId, joinMode: 'closed' })).toBe(true)
    expect(joinsAtOnce(volunteer(grant('team_admin', '/a/b/')), { teamId, joinMode: 'by_approval' })).toBe(
      false,
    )
  })
})

test('M16: a team with a code asks everybody for it but its own leader', () => {
  expect(needsJoinCode(volunteer(), { teamId, joinMode: 'by_code' })).toBe(true)
  expect(needsJoinCode(volunteer(), { teamId, joinMode: 'open' })).toBe(false)
  expect(needsJoinCode(leader, { teamId, joinMode: 'by_code' })).toBe(false)
})

describe('M8–M12: deciding', () => {
  const asked: RequestFacts = {
    volunteerId: 'w' as VolunteerId,
    status: 'requested',
    teamStatus: 'active',
    isVerified: true,
    homeTeams: 0,
    homeTeamsMax: 1,
  }
  test.each([
    ['a request', asked, null, null],
    ['one’s own', { ...asked, volunteerId: 'v' as VolunteerId }, 'own_application', 'own_application'],
    ['a member', { ...asked, status: 'member' as const }, 'already_decided', 'already_decided'],
    ['who was refused', { ...asked, status: 'refused' as const }, 'already_decided', 'already_decided'],
    ['who has withdrawn', { ...asked, status: 'left' as const }, 'already_decided', 'already_decided'],
    ['who is no longer verified', { ...asked, isVerified: false }, 'not_verified', null],
    ['in a suspended team', { ...asked, teamStatus: 'suspended' as const }, 'team_not_active', null],
    ['who joined another team meanwhile', { ...asked, homeTeams: 1 }, 'home_team_taken', null],
  ])('%s', (_, request, approve, refuse) => {
    expect(whyNotApproveMembership(leader, request)).toBe(approve)
    expect(whyNotRefuseMembership(leader, request, '名额已满')).toBe(refuse)
  })
  test('who is refused reads why', () =>
    expect(whyNotRefuseMembership(leader, asked, '  ')).toBe('reason_missing'))
})

test.each([
  ['member', false, null],
  ['member', true, 'leads_team'],
  ['requested', false, null],
  ['requested', true, null],
  ['refused', false, 'not_a_member'],
  ['left', false, 'not_a_member'],
] as const)('M13: leaving as %s, leader %s', (status, isLeader, reason) => {
  expect(whyNotLeaveTeam({ status, isLeader })).toBe(reason)
})

describe('M14, M15: duties', () => {
  const team = { path: '/a/b/' }
  const member = { isMember: true, roles: [] as string[] }
  test.each([
    ['the leader', leader, member, null],
    ['a leader above', volunteer(grant('team_leader', '/a/')), member, null],
    ['an administrator', volunteer(grant('team_admin', '/a/b/')), member, 'leader_only'],
    ['a timekeeper', volunteer(grant('team_timekeeper', '/a/b/')), member, 'leader_only'],
    ['a leader beside', volunteer(grant('team_leader', '/a/c/')), member, 'not_your_team'],
    ['a leader below', volunteer(grant('team_leader', '/a/b/c/')), member, 'not_your_team'],
    ['the leader, to a stranger', leader, { ...member, isMember: false }, 'not_a_member'],
    ['the leader, once more', leader, { ...member, roles: ['team_admin'] }, 'already_granted'],
    ['the leader, beside another duty', leader, { ...member, roles: ['team_timekeeper'] }, null],
    ['the leader, to the leader', leader, { ...member, roles: ['team_leader'] }, 'already_granted'],
  ])('given by %s', (_, who, receiver, reason) => {
    expect(whyNotGrantTeamRole(who, team, receiver, 'team_admin')).toBe(reason)
  })
  test.each([
    ['the leader', leader, 'team_admin', null],
    ['the leader, their own', leader, 'team_leader', 'leads_team'],
    ['an administrator', volunteer(grant('team_admin', '/a/b/')), 'team_timekeeper', 'leader_only'],
    ['a stranger', volunteer(), 'team_timekeeper', 'not_your_team'],
  ] as const)('ended by %s', (_, who, role, reason) =>
    expect(whyNotEndTeamRole(who, team, role)).toBe(reason),
  )
})
