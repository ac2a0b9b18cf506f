import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Role } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { whyNotProved, whyNotResetSecondFactor, type HeldRole } from './recovery.rules.ts'

describe('whyNotProved (A3)', () => {
  const right = {
    isCodeRight: true,
    isKnown: true,
    isDocumentRight: true,
    hasSecondFactor: false,
    hasTotp: false,
  }
  test.each([
    [{}, null],
    [{ isCodeRight: false }, 'identity_not_proved'],
    [{ isKnown: false }, 'identity_not_proved'],
    [{ isDocumentRight: false }, 'identity_not_proved'],
    [{ isDocumentRight: null }, null],
    [{ hasSecondFactor: true }, 'second_factor_needed'],
    [{ hasSecondFactor: true, hasTotp: true }, null],
    [{ hasSecondFactor: true, isDocumentRight: false }, 'identity_not_proved'],
  ] as const)('%o: %s', (change, reason) => {
    expect(whyNotProved({ ...right, ...change })).toBe(reason)
  })
})

describe('whyNotResetSecondFactor (A5)', () => {
  const actorOf = (role: Role, regionPath: string | null): Actor => ({
    ...GUEST,
    accountId: 'asker' as AccountId,
    grants: [{ role, regionPath, bodyName: '', teamId: null, teamPath: null }],
  })
  const city = actorOf('site_admin', '4413')
  const platform = actorOf('platform_admin', null)
  const reviewer = actorOf('authority_reviewer', '4413')
  const held = (role: Role, regionPath: string | null): HeldRole => ({ role, regionPath })
  test.each([
    ['a reviewer of the same region', city, [held('authority_reviewer', '4413')], null],
    ['the administrator of a narrower region', city, [held('site_admin', '441302')], null],
    ['an equal', city, [held('site_admin', '4413')], 'role_above_yours'],
    ['a team leader of the region', city, [held('team_leader', '441302001')], null],
    ['a team leader of another', city, [held('team_leader', '440106')], 'not_your_region'],
    [
      'one with a role elsewhere besides',
      city,
      [held('team_leader', '441302'), held('site_admin', '44')],
      'not_your_region',
    ],
    ['the platform', city, [held('platform_admin', null)], 'role_above_yours'],
    ['anybody, by a reviewer', reviewer, [held('team_leader', '441302')], 'role_above_yours'],
    ['anybody, by the platform', platform, [held('platform_admin', null)], null],
  ] as const)('%s', (_, actor, roles, reason) => {
    expect(whyNotResetSecondFactor(actor, { accountId: 'staff', hasSecondFactor: true, roles })).toBe(reason)
  })
  test('nobody their own, and nothing where nothing is', () => {
    const roles = [held('team_leader', '441302')]
    expect(whyNotResetSecondFactor(platform, { accountId: 'asker', hasSecondFactor: true, roles })).toBe(
      'own_second_factor',
    )
    expect(whyNotResetSecondFactor(city, { accountId: 'staff', hasSecondFactor: false, roles })).toBe(
      'second_factor_not_set',
    )
  })
})
