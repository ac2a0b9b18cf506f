import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Grant } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { labelOf, staffVisibleTo, whyNotEndGrant, whyNotGiveRole, whyNotGrantStaff } from './staff.rules.ts'

const holding = (...grants: Partial<Grant>[]): Actor => ({
  ...GUEST,
  accountId: 'me' as AccountId,
  grants: grants.map((grant) => ({
    role: 'site_admin',
    bodyName: '',
    regionPath: null,
    teamId: null,
    teamPath: null,
    ...grant,
  })),
})
const platform = holding({ role: 'platform_admin' })
const city = holding({ role: 'site_admin', regionPath: '4413' })
const reviewer = holding({ role: 'authority_reviewer', regionPath: '4413' })

describe('whyNotGrantStaff', () => {
  test.each([
    ['platform gives platform', platform, 'platform_admin', null, null],
    ['platform gives anywhere', platform, 'site_admin', '11', null],
    ['a city gives its own level', city, 'site_admin', '4413', null],
    ['a city gives below', city, 'authority_reviewer', '441302', null],
    ['a city gives elsewhere', city, 'authority_reviewer', '4401', 'not_your_region'],
    ['a city gives above itself', city, 'authority_viewer', '44', 'not_your_region'],
    ['a city gives platform', city, 'platform_admin', null, 'role_above_yours'],
    ['a reviewer gives', reviewer, 'authority_viewer', '4413', 'role_above_yours'],
    ['a guest gives', GUEST, 'authority_viewer', '4413', 'role_above_yours'],
    [
      'reach and role of different grants do not add up',
      holding(
        { role: 'site_admin', regionPath: '441302' },
        { role: 'authority_reviewer', regionPath: '4413' },
      ),
      'authority_viewer',
      '441303',
      'not_your_region',
    ],
  ] as const)('%s', (_, actor, role, regionPath, reason) =>
    expect(whyNotGrantStaff(actor, role, regionPath)).toBe(reason),
  )
  test('the role is looked at before the region', () => {
    expect(whyNotGiveRole(reviewer, 'authority_viewer')).toBe('role_above_yours')
    expect(whyNotGiveRole(city, 'site_admin')).toBeNull()
  })
})

describe('whyNotEndGrant', () => {
  const grant = { accountId: 'other', role: 'authority_viewer', regionPath: '441302' } as const
  test.each([
    ['within the region', city, grant, null],
    ['one’s own', city, { ...grant, accountId: 'me' }, 'own_grant'],
    ['elsewhere', city, { ...grant, regionPath: '4401' }, 'not_your_region'],
    ['of the platform', city, { ...grant, role: 'platform_admin', regionPath: null }, 'role_above_yours'],
  ] as const)('%s', (_, actor, ended, reason) => expect(whyNotEndGrant(actor, ended)).toBe(reason))
})

test('staffVisibleTo: everybody for the platform, one’s own regions for the others', () => {
  expect(staffVisibleTo(platform).isAll).toBe(true)
  expect(staffVisibleTo(reviewer)).toEqual({ isAll: false, regionPaths: ['4413'] })
})

describe('labelOf', () => {
  test.each([
    [{ displayName: '审核员甲', volunteerName: null, bodyName: '惠州市文明办' }, '惠州市文明办 审核员甲'],
    [{ displayName: '李小明', volunteerName: '李小明', bodyName: null }, '李**'],
    [{ displayName: '李小明', volunteerName: null, bodyName: null }, '李**'],
  ])('%j is %s', (person, label) => expect(labelOf(person)).toBe(label))
})
