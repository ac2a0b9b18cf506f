import { expect, test } from 'vitest'
import { GUEST, type Actor, type Role } from '../../kernel/actor.ts'
import {
  activeSince,
  leftOver,
  monthsBefore,
  ownRegionPath,
  regionVisibleTo,
  trendMonths,
  whyNotGetOverview,
} from './statistics.rules.ts'

const at = (iso: string): Date => new Date(iso)

test.each([
  ['2026-11', 0, '2026-11'],
  ['2026-11', 10, '2026-01'],
  ['2026-11', 11, '2025-12'],
  ['2026-01', 1, '2025-12'],
  ['2026-12', 24, '2024-12'],
])('%s less %i months is %s', (month, count, before) => expect(monthsBefore(month, count)).toBe(before))

test.each([
  ['2026-11-24T02:00:00Z', '2025-12'],
  // The month turns at midnight of the site, not of UTC.
  ['2026-11-30T15:59:59Z', '2025-12'],
  ['2026-11-30T16:00:00Z', '2026-01'],
])('S1: at %s active is who served since %s', (now, since) => {
  expect(activeSince(at(now))).toBe(since)
  expect(trendMonths(at(now))[0]).toBe(since)
  expect(trendMonths(at(now))).toHaveLength(12)
})

const holding = (role: Role, regionPath: string | null): Actor => ({
  ...GUEST,
  grants: [{ role, bodyName: '', regionPath, teamId: null, teamPath: null }],
})
const huizhou = { regionCode: '441300', path: '4413', name: '惠州市' }
const county = { regionCode: '441302', path: '441302', name: '惠城区' }
const street = { regionCode: '441302001', path: '441302001', name: '桥东街道' }

test.each([
  ['the city for its own', holding('authority_viewer', '4413'), huizhou, null],
  ['the city for a county', holding('authority_reviewer', '4413'), county, null],
  ['the province for the city', holding('site_admin', '44'), huizhou, null],
  ['the platform', holding('platform_admin', null), huizhou, null],
  ['a county for its city', holding('site_admin', '441302'), huizhou, 'not_your_region'],
  ['another county', holding('site_admin', '441303'), county, 'not_your_region'],
  ['the city for a street', holding('site_admin', '4413'), street, 'region_too_narrow'],
  ['a guest', GUEST, huizhou, 'not_your_region'],
])('S2: %s', (_, actor, region, reason) => {
  expect(whyNotGetOverview(actor, region)).toBe(reason)
  expect(regionVisibleTo(actor, region)).toEqual(reason === 'not_your_region' ? null : { path: region.path })
})

test('an authority looks at its own region first', () => {
  expect(ownRegionPath(holding('site_admin', '4413'))).toBe('4413')
  expect(ownRegionPath(holding('platform_admin', null))).toBe(null)
})

test('S3: what is left over makes the rows add up', () => {
  const row = (n: number) => ({
    registered: n,
    claimed: n,
    active: n,
    teams: n,
    projects: n,
    minutes: n * 60,
    entries: n,
  })
  expect(leftOver(row(10), [row(3), row(5)])).toEqual(row(2))
  expect(leftOver(row(10), [])).toEqual(row(10))
})
