import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Grant, type Role } from '../../kernel/actor.ts'
import type { AccountId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  nearestOf,
  reviewsVisibleTo,
  superiorsOf,
  whyNotDecide,
  whyNotRead,
  whyNotReview,
  workingDaysLeft,
  type Review,
} from './reviews.rules.ts'

const account = (name: string): AccountId => name as AccountId
const grant = (role: Role, reach: Partial<Grant>): Grant => ({
  role,
  bodyName: '',
  regionPath: null,
  teamId: null,
  teamPath: null,
  ...reach,
})
const actor = (...grants: Grant[]): Actor => ({ ...GUEST, accountId: account('me'), grants })

const ofRegion: Review = {
  reviewId: 'r' as ReviewId,
  subjectKind: 'volunteer',
  subjectId: 's',
  title: '',
  regionPath: '441302',
  reviewerTeamId: null,
  reviewerTeamPath: null,
  submittedBy: account('applicant'),
  submittedAt: new Date(0),
  dueOn: localDate('2026-12-01'),
  outcome: null,
}
const ofTeam: Review = {
  ...ofRegion,
  subjectKind: 'team',
  reviewerTeamId: 't' as TeamId,
  reviewerTeamPath: '/a/b/',
}
const county = actor(grant('site_admin', { regionPath: '441302' }))
const leader = actor(grant('team_leader', { teamId: 't' as TeamId, teamPath: '/a/b/' }))

describe('whyNotReview', () => {
  test.each<[string, Actor, Review, string | null]>([
    ['an administrator of the region', county, ofRegion, null],
    ['a reviewer above it', actor(grant('authority_reviewer', { regionPath: '44' })), ofRegion, null],
    ['the platform', actor(grant('platform_admin', {})), ofRegion, null],
    ['a viewer', actor(grant('authority_viewer', { regionPath: '4413' })), ofRegion, 'not_your_region'],
    ['a neighbour', actor(grant('site_admin', { regionPath: '441303' })), ofRegion, 'not_your_region'],
    ['team staff', leader, ofRegion, 'not_your_region'],
    ['the reviewing team', leader, ofTeam, null],
    ['a team above it', actor(grant('team_admin', { teamPath: '/a/' })), ofTeam, null],
    ['a timekeeper', actor(grant('team_timekeeper', { teamPath: '/a/b/' })), ofTeam, 'not_your_team'],
    ['an authority, for a team to decide', county, ofTeam, 'not_your_team'],
    ['the applicant', { ...county, accountId: account('applicant') }, ofRegion, 'own_application'],
    ['once decided', county, { ...ofRegion, outcome: 'approved' }, 'already_decided'],
  ])('%s', (_, who, review, reason) => {
    expect(whyNotReview(who, review)).toBe(reason)
  })
  test('a viewer reads what it may not decide', () => {
    expect(whyNotRead(actor(grant('authority_viewer', { regionPath: '4413' })), ofRegion)).toBeNull()
  })
  test('a refusal says why', () => {
    expect(whyNotDecide(county, ofRegion, { decision: 'approve' })).toBeNull()
    expect(whyNotDecide(county, ofRegion, { decision: 'refuse', reason: '  ' })).toBe('reason_missing')
    expect(whyNotDecide(county, ofRegion, { decision: 'refuse', reason: '照片不清' })).toBeNull()
    expect(whyNotDecide(leader, ofRegion, { decision: 'refuse' })).toBe('not_your_region')
  })
})

test('reviewsVisibleTo: an authority its regions, a team its own; a named team is asked as a team', () => {
  const both = actor(...county.grants, ...leader.grants)
  expect(reviewsVisibleTo(both, null)).toEqual({ kind: 'regions', roots: ['441302'] })
  expect(reviewsVisibleTo(both, 't' as TeamId)).toEqual({ kind: 'teams', roots: ['/a/b/'], teamId: 't' })
  expect(reviewsVisibleTo(leader, null)).toEqual({ kind: 'teams', roots: ['/a/b/'], teamId: null })
  expect(reviewsVisibleTo(actor(grant('platform_admin', {})), null)).toEqual({ kind: 'regions', roots: [''] })
  expect(reviewsVisibleTo(actor(grant('team_timekeeper', { teamPath: '/a/' })), null)).toEqual({
    kind: 'teams',
    roots: [],
    teamId: null,
  })
})

test.each([
  ['2026-11-24', '2026-12-01', 5],
  ['2026-12-01', '2026-12-01', 0],
  ['2026-12-02', '2026-12-01', -1],
  ['2026-12-06', '2026-12-01', -3],
  ['2026-09-30', '2026-10-10', 3],
])('workingDaysLeft on %s until %s: %i', (today, dueOn, days) => {
  const calendar = new Map([
    ...['01', '02', '05', '06', '07'].map((day) => [localDate(`2026-10-${day}`), 'holiday'] as const),
    [localDate('2026-10-10'), 'workday'] as const,
  ])
  expect(workingDaysLeft(localDate(today), localDate(dueOn), calendar)).toBe(days)
})

test('the nearest body reviews, the next one above it hears of delay', () => {
  const reaches = [
    { accountId: account('county'), root: '441302' },
    { accountId: account('city'), root: '4413' },
    { accountId: account('city-2'), root: '4413' },
    { accountId: account('city'), root: '4413' },
    { accountId: account('province'), root: '44' },
  ]
  expect(nearestOf(reaches)).toEqual(['county'])
  expect(superiorsOf(reaches)).toEqual(['city', 'city-2'])
  expect(superiorsOf(reaches.slice(4))).toEqual([])
  expect(nearestOf([])).toEqual([])
})
