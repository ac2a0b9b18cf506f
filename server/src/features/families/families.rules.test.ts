import { describe, expect, test } from 'vitest'
import type { AccountId, FamilyId, FamilyMemberId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  familyState,
  goAlongWith,
  hoursOfFamily,
  ownHoursInFamily,
  whyNotAddFamilyWard,
  whyNotAnswerFamilyHead,
  whyNotFamilyName,
  whyNotFoundFamily,
  whyNotJoinFamily,
  whyNotLeaveFamily,
  whyNotOfferFamilyHead,
  whyNotRemoveFamilyMember,
  type FamilyMember,
} from './families.rules.ts'

const ages = { today: localDate('2026-11-24'), adultAge: 18 }
const ADULT = localDate('1990-05-01')
const ALMOST = localDate('2008-11-25')
const CHILD = localDate('2013-05-01')

const member = (id: string, change: Partial<FamilyMember> = {}): FamilyMember => ({
  familyMemberId: id as FamilyMemberId,
  volunteerId: id as VolunteerId,
  accountId: id as AccountId,
  name: id,
  birthDate: ADULT,
  guardianId: null,
  showsHours: true,
  joinedAt: new Date('2026-03-01T17:00:00Z'),
  ...change,
})
const head = member('head')
const wife = member('wife')
const child = member('child', { birthDate: CHILD, guardianId: wife.volunteerId })
const grown = member('grown', { guardianId: wife.volunteerId })
const family = {
  familyId: 'f' as FamilyId,
  name: '李家一家亲',
  regionCode: '441302',
  regionPath: '441302',
  headId: head.volunteerId,
  offeredTo: null,
  foundedAt: new Date('2026-03-01T02:00:00Z'),
}
const eight = Array.from({ length: 8 }, (_, i) => member(String(i)))

describe('founding', () => {
  const founder = { isVerified: true, birthDate: ADULT }
  test.each([
    ['F1', founder, false, null],
    ['F1', { ...founder, isVerified: false }, false, 'not_verified'],
    ['F1', { ...founder, birthDate: ALMOST }, false, 'founder_minor'],
    ['F1', { ...founder, birthDate: localDate('2008-11-24') }, false, null],
    ['F2', founder, true, 'already_in_family'],
  ] as const)('%s %o %s', (_, who, isInFamily, reason) =>
    expect(whyNotFoundFamily(who, isInFamily, ages)).toBe(reason),
  )
  test.each(['李家一家亲', 'Lees', '一二三四五六七八九十一二三四五六七八九十'])('F1 %s is a name', (name) =>
    expect(whyNotFamilyName(name)).toBe(null),
  )
  test.each(['', '李', '一二三四五六七八九十一二三四五六七八九十一', '李家<b>', '😀😀'])(
    'F1 %s is none',
    (name) => expect(whyNotFamilyName(name)).toBe('family_name_malformed'),
  )
  test('F3 one person is still forming', () => {
    expect([1, 2, 8].map(familyState)).toEqual(['forming', 'active', 'active'])
  })
})

describe('coming in', () => {
  const adult = { birthDate: ADULT, guardianId: null }
  const minor = { birthDate: CHILD, guardianId: wife.volunteerId }
  test.each([
    ['F4', adult, [head], null],
    ['F4', adult, eight, 'family_full'],
    ['F4', adult, eight.slice(1), null],
    ['F6', minor, [head, wife], null],
    ['F6', minor, [head], 'guardian_not_in_family'],
    ['F6', { ...minor, guardianId: null }, [head, wife], 'guardian_not_in_family'],
  ] as const)('%s', (_, person, members, reason) =>
    expect(whyNotJoinFamily(person, members, ages)).toBe(reason),
  )
  const ward = { birthDate: CHILD, isInFamily: false }
  test.each([
    ['F7', ward, [head], null],
    ['F7', null, [head], 'not_your_ward'],
    ['F7', { ...ward, birthDate: ADULT }, [head], 'not_your_ward'],
    ['F2', { ...ward, isInFamily: true }, [head], 'already_in_family'],
    ['F4', ward, eight, 'family_full'],
  ] as const)('%s of a ward', (_, who, members, reason) =>
    expect(whyNotAddFamilyWard(who, members, ages)).toBe(reason),
  )
})

describe('going and handing over', () => {
  test('F8 minors go with who brought them, grown children stay', () => {
    expect(goAlongWith(wife, [head, wife, child, grown], ages)).toEqual([child])
    expect(goAlongWith(head, [head, wife, child, grown], ages)).toEqual([])
  })
  test('F9 the head hands over first', () => {
    expect(whyNotLeaveFamily(family, head)).toBe('heads_family')
    expect(whyNotLeaveFamily(family, child)).toBe(null)
  })
  test.each([
    ['the head takes out anybody', head, child, null],
    ['but not themselves', head, head, 'heads_family'],
    ['a guardian takes out their ward', wife, child, null],
    ['but not one who has come of age', wife, grown, 'head_only'],
    ['a member takes out nobody', grown, child, 'head_only'],
    ['nor the head', wife, head, 'head_only'],
  ] as const)('F10 %s', (_, me, other, reason) =>
    expect(whyNotRemoveFamilyMember(family, me, other, ages)).toBe(reason),
  )
  test.each([
    [head, wife, null],
    [head, child, 'head_minor'],
    [head, head, 'already_head'],
    [wife, grown, 'head_only'],
  ] as const)('F11 offering', (me, other, reason) =>
    expect(whyNotOfferFamilyHead(family, me, other, ages)).toBe(reason),
  )
  test('F11 only the one who was asked answers', () => {
    expect(whyNotAnswerFamilyHead({ offeredTo: wife.volunteerId }, wife)).toBe(null)
    expect(whyNotAnswerFamilyHead({ offeredTo: wife.volunteerId }, grown)).toBe('head_not_offered')
    expect(whyNotAnswerFamilyHead(family, wife)).toBe('head_not_offered')
  })
})

test('F12, F13 hours count from the day of joining, of those who show them', () => {
  const shy = member('shy', { showsHours: false })
  expect(hoursOfFamily([head, shy]).people).toEqual([{ volunteerId: 'head', since: '2026-03-02' }])
  expect(ownHoursInFamily(shy).people).toEqual([{ volunteerId: 'shy', since: '2026-03-02' }])
})
