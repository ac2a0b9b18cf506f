import { describe, expect, test } from 'vitest'
import { GUEST, type Actor } from '../../kernel/actor.ts'
import type { OverseenTeam } from './standing.rules.ts'
import { criteriaOf, whyNotTrust, whyNotUntrust, type TrustRecord } from './trusting.rules.ts'

const NOW = new Date('2026-11-24T02:00:00Z')
const RECORD: TrustRecord = {
  activatedAt: new Date('2025-11-24T15:59:59Z'),
  projects: 10,
  wasSuspended: false,
  hadCheckRefused: false,
  hasUpheldComplaint: false,
}
const county: Actor = {
  ...GUEST,
  grants: [
    {
      role: 'authority_reviewer',
      bodyName: '惠城区文明办',
      regionPath: '441302',
      teamId: null,
      teamPath: null,
    },
  ],
}
const leaderOf = (teamPath: string): Actor => ({
  ...GUEST,
  grants: [{ role: 'team_leader', bodyName: '', regionPath: null, teamId: null, teamPath }],
})
const team: OverseenTeam = { path: '/a/b/', regionPath: '441302', status: 'active' }

describe('P29: what a team must have shown', () => {
  test.each<[string, Partial<TrustRecord>, string | null]>([
    ['a year to the day, ten projects, nothing against it', {}, null],
    ['a day less than a year', { activatedAt: new Date('2025-11-24T16:00:00Z') }, 'active_too_short'],
    ['never active', { activatedAt: null }, 'active_too_short'],
    ['nine projects', { projects: 9 }, 'published_too_few'],
    ['suspended in that year', { wasSuspended: true }, 'suspended_lately'],
    ['a check refused in that year', { hadCheckRefused: true }, 'check_refused_lately'],
    ['a complaint that was upheld and is open', { hasUpheldComplaint: true }, 'complaint_upheld_open'],
  ])('%s', (_, change, reason) => {
    const record = { ...RECORD, ...change }
    const missing = criteriaOf(record, NOW).filter(({ isMet }) => !isMet)
    expect(missing.map(({ criterion }) => criterion)).toEqual(reason === null ? [] : [reason])
    const facts = { isOffered: true, isTrusted: false, record }
    expect(whyNotTrust(county, team, facts, { cause: '一年无差错', now: NOW })).toBe(reason)
  })
})

describe('P28: who trusts, and when', () => {
  const facts = { isOffered: true, isTrusted: false, record: RECORD }
  test.each<[string, Actor, Partial<typeof facts>, Partial<OverseenTeam>, string | null]>([
    ['the authority of its region', county, {}, {}, null],
    ['the leader of the team above', leaderOf('/a/'), {}, {}, null],
    ['its own leader', leaderOf('/a/b/'), {}, {}, 'above_only'],
    ['the leader of a team beside', leaderOf('/a/c/'), {}, {}, 'not_your_team'],
    ['nobody in particular', GUEST, {}, {}, 'not_your_region'],
    ['where the site does not let it', county, { isOffered: false }, {}, 'trust_not_offered'],
    ['a second time', county, { isTrusted: true }, {}, 'already_trusted'],
    ['a team that is held', county, {}, { status: 'suspended' }, 'team_not_active'],
  ])('%s', (_, actor, change, change2, reason) => {
    const asked = { ...facts, ...change }
    expect(whyNotTrust(actor, { ...team, ...change2 }, asked, { cause: '可靠', now: NOW })).toBe(reason)
  })
  test('with a cause, and ended with one', () => {
    expect(whyNotTrust(county, team, facts, { cause: ' ', now: NOW })).toBe('cause_missing')
    expect(whyNotUntrust(county, team, { isTrusted: true, cause: '' })).toBe('cause_missing')
    expect(whyNotUntrust(county, team, { isTrusted: false, cause: '换了负责人' })).toBe('not_trusted')
    expect(whyNotUntrust(leaderOf('/a/b/'), team, { isTrusted: true, cause: '换' })).toBe('above_only')
    expect(whyNotUntrust(leaderOf('/a/'), team, { isTrusted: true, cause: '换了负责人' })).toBeNull()
  })
})
