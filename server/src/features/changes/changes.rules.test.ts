import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Role } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  isSameValue,
  normalizeValue,
  whyNotProposeChange,
  whyNotValue,
  whyNotWithdrawChange,
  type ChangeField,
  type ChangeValue,
} from './changes.rules.ts'

const teamId = 't1' as TeamId
const team = { teamId, path: '/a/b/', status: 'active', kind: 'legal_person', level: 'team' } as const
const staff = (role: Role, teamPath: string, of: TeamId): Actor => ({
  ...GUEST,
  grants: [{ role, bodyName: '', regionPath: null, teamId: of, teamPath }],
})
const leader = staff('team_leader', '/a/b/', teamId)

describe('C2: who may ask', () => {
  test.each([
    ['the leader', leader, team, 'address', [], null],
    ['a stranger', GUEST, team, 'address', [], 'not_your_team'],
    ['an administrator', staff('team_admin', '/a/b/', teamId), team, 'address', [], 'leader_only'],
    ['the leader above', staff('team_leader', '/a/', 't0' as TeamId), team, 'address', [], 'leader_only'],
    ['of a suspended team', leader, { ...team, status: 'suspended' }, 'address', [], 'team_not_active'],
    [
      'a code without certificate',
      leader,
      { ...team, kind: 'unregistered' },
      'credit_code',
      [],
      'field_not_for_kind',
    ],
    ['the region', leader, team, 'region', [], null],
    ['the region of a corps', leader, { ...team, level: 'corps' }, 'region', [], 'field_not_for_kind'],
    ['twice', leader, team, 'address', ['address'], 'change_waiting'],
    ['beside another', leader, team, 'address', ['point'], null],
  ] as const)('%s', (_, actor, of, field, waiting, reason) =>
    expect(whyNotProposeChange(actor, of, field, new Set<ChangeField>(waiting))).toBe(reason),
  )
  test('C6: and who takes it back', () => {
    const waiting = { status: 'waiting' } as const
    expect(whyNotWithdrawChange(leader, team, waiting)).toBeNull()
    expect(whyNotWithdrawChange(GUEST, team, waiting)).toBe('not_your_team')
    expect(whyNotWithdrawChange(staff('team_admin', '/a/b/', teamId), team, waiting)).toBe('leader_only')
    expect(whyNotWithdrawChange(leader, team, { status: 'approved' })).toBe('already_decided')
  })
})

describe('C3: what a field takes', () => {
  const facts = { isLegal: true, otherCode: null, today: localDate('2026-11-24') }
  test.each<[ChangeField, ChangeValue, string | null]>([
    ['registration_department', 'other', null],
    ['registration_department', 'circus', 'change_malformed'],
    ['credit_code', '91350211M0000XUF46', null],
    ['credit_code', '9135', 'credit_code_wrong'],
    ['credit_code', null, 'credit_code_missing'],
    ['organisation_code', 'D2143569X', null],
    ['organisation_code', 'D21435690', 'organisation_code_wrong'],
    ['certificate', null, 'certificate_missing'],
    ['application', null, null],
    ['unit_kind', null, 'change_malformed'],
    ['categories', [], 'categories_missing'],
    ['categories', ['a', 'b', 'c', 'd', 'e'], 'too_many_categories'],
    ['point', null, null],
    ['founded_on', '2026-02-30', 'change_malformed'],
    ['founded_on', '2026-11-25', 'founded_in_future'],
    ['founded_on', null, null],
  ])('%s: %j', (field, value, reason) => expect(whyNotValue(field, value, facts)).toBe(reason))
  test('one code of both is enough, and an unregistered team needs no certificate', () => {
    expect(whyNotValue('credit_code', null, { ...facts, otherCode: 'D2143569X' })).toBeNull()
    expect(whyNotValue('certificate', null, { ...facts, isLegal: false })).toBeNull()
  })
  test.each<[ChangeField, ChangeValue, ChangeValue | undefined]>([
    ['credit_code', ' 91350100 m000100y-43', '91350100M000100Y43'],
    ['organisation_code', 'd2143569-x', 'D2143569X'],
    ['address', ' 水门桥 1 号 ', '水门桥 1 号'],
    ['address', null, ''],
    ['address', 'x'.repeat(201), undefined],
    ['certificate', 'not an id', undefined],
    ['categories', ['a', 'a'], ['a']],
    ['categories', 'a', undefined],
    ['point', '23,114', undefined],
    ['unit_kind', ['a'], undefined],
    ['founded_on', '', null],
  ])('%s is written in one way: %j', (field, value, kept) =>
    expect(normalizeValue(field, value)).toEqual(kept),
  )
  test('a point is the same in whatever order it is written', () => {
    const kept = normalizeValue('point', { latitude: 23, longitude: 114 })
    expect(isSameValue(kept ?? null, { longitude: 114, latitude: 23 })).toBe(true)
  })
})
