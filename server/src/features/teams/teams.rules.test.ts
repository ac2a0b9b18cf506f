import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Grant, type Role } from '../../kernel/actor.ts'
import type { AccountId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import {
  normalizeContactPhone,
  normalizeTeamName,
  reviewerKindOf,
  whyNotFoundFederation,
  whyNotResubmit,
  whyNotSeeFile,
  whyNotSetJoinMode,
} from './teams.rules.ts'

test.each([
  [' 惠州市  志愿者 联合会 ', '惠州市志愿者联合会'],
  ['ＢＹＤ  Volunteers', 'BYD Volunteers'],
  ['惠州 BYD 义工队', '惠州BYD义工队'],
])('a name has one writing: "%s"', (typed, kept) => expect(normalizeTeamName(typed)).toBe(kept))

test.each([
  ['０７５２－２８０ ８０８０', '0752-2808080'],
  [' 138 1234 5678 ', '13812345678'],
])('a phone has one writing: "%s"', (typed, kept) => expect(normalizeContactPhone(typed)).toBe(kept))

test('T8: one reviewer each', () => {
  expect([reviewerKindOf('legal_person'), reviewerKindOf('unregistered')]).toEqual([
    'authority',
    'liaison_team',
  ])
})

const grant = (role: Role, reach: Partial<Grant>): Grant => ({
  role,
  bodyName: '',
  regionPath: null,
  teamId: null,
  teamPath: null,
  ...reach,
})
const actor = (...grants: Grant[]): Actor => ({
  ...GUEST,
  accountId: 'me' as AccountId,
  volunteerId: 'v' as VolunteerId,
  grants,
})

test.each([
  ['the platform', grant('platform_admin', {}), '4413', null],
  ['the site of the city', grant('site_admin', { regionPath: '4413' }), '441302', null],
  ['the site of another city', grant('site_admin', { regionPath: '4401' }), '4413', 'not_your_region'],
  [
    'the site of a county for its city',
    grant('site_admin', { regionPath: '441302' }),
    '4413',
    'not_your_region',
  ],
  ['a reviewer', grant('authority_reviewer', { regionPath: '4413' }), '4413', 'not_your_region'],
  [
    'a team leader',
    grant('team_leader', { teamId: 't' as TeamId, teamPath: '/a/' }),
    '4413',
    'not_your_region',
  ],
] as const)('T10: a federation founded by %s', (_, held, region, reason) => {
  expect(whyNotFoundFederation(actor(held), region)).toBe(reason)
})

test.each([
  ['its registrant', 'v', 'refused', null],
  ['somebody else', 'w', 'refused', 'not_your_team'],
  ['its registrant while it waits', 'v', 'under_review', 'not_refused'],
  ['its registrant when it is active', 'v', 'active', 'not_refused'],
] as const)('T11: handed in again by %s', (_, leader, status, reason) => {
  expect(whyNotResubmit(actor(), { leaderVolunteerId: leader as VolunteerId, status })).toBe(reason)
})

describe('T12: who sees a certificate', () => {
  const leader = grant('team_leader', { teamId: 't' as TeamId, teamPath: '/a/' })
  const reviewer = grant('authority_reviewer', { regionPath: '4413' })
  const ofLegal = { uploadedBy: 'o' as AccountId, team: { regionPath: '441302', parentPath: null } }
  const ofUnregistered = { uploadedBy: 'o' as AccountId, team: { regionPath: '441302', parentPath: '/a/' } }
  test.each([
    ['who uploaded it', actor(), { ...ofLegal, uploadedBy: 'me' as AccountId }, null],
    ['who uploaded it, before it is used', actor(), { uploadedBy: 'me' as AccountId, team: null }, null],
    [
      'the platform, before it is used',
      actor(grant('platform_admin', {})),
      { uploadedBy: 'o' as AccountId, team: null },
      'file_not_found',
    ],
    ['the registering authority', actor(reviewer), ofLegal, null],
    [
      'a viewer of the authority',
      actor(grant('authority_viewer', { regionPath: '4413' })),
      ofLegal,
      'file_not_found',
    ],
    [
      'an authority elsewhere',
      actor(grant('authority_reviewer', { regionPath: '4401' })),
      ofLegal,
      'file_not_found',
    ],
    ['the liaison team', actor(leader), ofUnregistered, null],
    ['the authority of what a liaison team reviews', actor(reviewer), ofUnregistered, 'file_not_found'],
    [
      'a timekeeper of the liaison team',
      actor(grant('team_timekeeper', { teamId: 't' as TeamId, teamPath: '/a/' })),
      ofUnregistered,
      'file_not_found',
    ],
    ['a liaison team of a legal person', actor(leader), ofLegal, 'file_not_found'],
    ['a stranger', actor(), ofLegal, 'file_not_found'],
  ])('%s', (_, who, file, reason) => expect(whyNotSeeFile(who, file)).toBe(reason))
})

test.each([
  ['its leader', '/a/b/', 'active', null],
  ['a leader above', '/a/', 'active', null],
  ['a leader beside', '/a/c/', 'active', 'not_your_team'],
  ['its leader while it waits', '/a/b/', 'under_review', 'team_not_active'],
] as const)('T15: the way of joining set by %s', (_, teamPath, status, reason) => {
  const held = grant('team_leader', { teamId: 't' as TeamId, teamPath })
  expect(whyNotSetJoinMode(actor(held), { path: '/a/b/', status })).toBe(reason)
})
