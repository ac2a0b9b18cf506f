import { describe, expect, test } from 'vitest'
import { GUEST, type Actor, type Role } from '../../kernel/actor.ts'
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  ASPECTS,
  averageOf,
  closesAt,
  isShown,
  namesShown,
  scoresIn,
  scoresOf,
  whyNotHide,
  whyNotRate,
  whyNotRatePerson,
  whyNotReport,
  whyNotShowName,
} from './evaluations.rules.ts'
import { ratingCodeExpires, RATING_CODE_LENGTH, whyNotMakeRatingCodes } from './rating-codes.rules.ts'

const KNOWN = new Date('2026-11-23T04:00:00Z')
const END = closesAt({ knownAt: KNOWN })
const at = (days: number): Date => new Date(KNOWN.getTime() + days * 86_400_000)
const given = (changedAt: Date | null = null) => ({ closesAt: END, changedAt })
const service = { knownAt: KNOWN }

describe('whyNotRate', () => {
  test.each([
    ['V2 somebody who has not served', null, null, false, 1, 'not_served'],
    ['V3 before the end of the shift', service, null, false, -0.01, 'evaluation_not_open'],
    ['V3 from the end on', service, null, false, 0, null],
    ['V3 to the last moment of seven days', service, null, false, 6.999, null],
    ['V3 and not a moment longer', service, null, false, 7, 'evaluation_over'],
    ['V4 what was given is changed', service, given(), false, 1, null],
    ['V4 once', service, given(at(1)), false, 2, 'evaluation_changed'],
    ['V4 in the same seven days', service, given(), false, 7, 'evaluation_over'],
    ['V5 what has been read is not changed', service, given(), true, 1, 'evaluation_shown'],
    ['V5 the second side rates though the first has', service, null, true, 1, null],
    [
      'V3 a later shift does not open an old rating again',
      { knownAt: at(30) },
      given(),
      false,
      31,
      'evaluation_over',
    ],
  ] as const)('%s', (_, known, own, isAnswered, days, reason) => {
    expect(whyNotRate(known, own, isAnswered, at(days))).toBe(reason)
  })
  test('V5 a rating is read once both have rated, or when its time is over', () => {
    expect(isShown(given(), false, at(6))).toBe(false)
    expect(isShown(given(), true, at(1))).toBe(true)
    expect(isShown(given(), false, END)).toBe(true)
  })
  test('V6 nobody rates themselves', () => {
    const actor = { ...GUEST, volunteerId: 'a' as VolunteerId }
    expect(whyNotRatePerson(actor, 'a' as VolunteerId)).toBe('own_evaluation')
    expect(whyNotRatePerson(actor, 'b' as VolunteerId)).toBeNull()
  })
})

test('V1 scores are kept in the order of the aspects and come back under their names', () => {
  const said = { skill: 1, punctuality: 5, attitude: 3 }
  expect(scoresIn('by_team', said)).toEqual([5, 3, 1])
  expect(scoresOf('by_team', [5, 3, 1])).toEqual(said)
  expect(Object.values(ASPECTS).map((aspects) => aspects.length)).toEqual([3, 3, 1])
})

test.each([
  [0, null, null],
  [2, 4.5, null],
  [3, 4.44, 4.4],
  [3, 4.45, 4.5],
] as const)('V10 of %i ratings with the mean %s is told %s', (count, mean, told) => {
  expect(averageOf(count, mean)).toBe(told)
})

describe('V15 names', () => {
  const person = (birthDate: string, isWard = false) => ({
    ...{ name: '欧阳娜娜', isWard, birthDate: localDate(birthDate) },
  })
  const STARTS = new Date('2026-11-23T01:00:00Z')
  test.each([
    ['grown up, masked', person('1990-05-01'), ['欧阳**']],
    ['of age on the very day', person('2008-11-23'), ['欧阳**']],
    ['a minor when they served', person('2008-11-24'), []],
    ['a ward of a family', person('1990-05-01', true), []],
  ] as const)('%s', (_, one, names) => {
    expect(namesShown([one], STARTS, 18)).toEqual(names)
  })
  test('a minor is not asked', () => {
    expect(whyNotShowName(person('2010-01-01'), STARTS, 18)).toBe('minor_never_named')
    expect(whyNotShowName(person('2008-11-23'), STARTS, 18)).toBeNull()
  })
})

const staff = (role: Role, teamPath: string | null, regionPath: string | null = null): Actor => ({
  ...GUEST,
  grants: [{ role, bodyName: 'x', regionPath, teamId: 't' as TeamId, teamPath }],
})
const team = { path: '/a/b/', regionPath: '441302', status: 'active' as const }

describe('V16 hiding', () => {
  test.each([
    ['its own leader', staff('team_leader', '/a/b/'), false, '造谣', 'above_only'],
    ['the leader above', staff('team_leader', '/a/'), false, '造谣', null],
    ['without a reason', staff('team_leader', '/a/'), false, ' ', 'cause_missing'],
    ['twice', staff('team_leader', '/a/'), true, '造谣', 'already_hidden'],
    ['the authority of the region', staff('site_admin', null, '4413'), false, '造谣', null],
    ['one that only reads', staff('authority_viewer', null, '4413'), false, '造谣', 'not_your_region'],
    ['another team', staff('team_leader', '/c/'), false, '造谣', 'not_your_team'],
  ] as const)('%s', (_, actor, isHidden, because, reason) => {
    expect(whyNotHide(actor, team, { isHidden, because })).toBe(reason)
  })
})

describe('V13 the report, V11 the codes', () => {
  const leader = staff('team_leader', '/a/b/')
  const project = (status: 'draft' | 'running' | 'ended' | 'closed' | 'cancelled') => ({
    ...{ teamPath: '/a/b/', status },
  })
  test.each([
    ['draft', 'project_not_ended', 'project_not_published'],
    ['running', 'project_not_ended', null],
    ['ended', null, null],
    ['closed', null, null],
    ['cancelled', 'project_not_ended', 'project_not_published'],
  ] as const)('of a project that is %s', (status, report, codes) => {
    expect(whyNotReport(leader, project(status), team)).toBe(report)
    expect(whyNotMakeRatingCodes(leader, project(status), team, { unused: 0, count: 60 })).toBe(codes)
  })
  test('a suspended team publishes nothing, and a timekeeper neither', () => {
    expect(whyNotReport(leader, project('ended'), { status: 'suspended' })).toBe('team_not_active')
    expect(whyNotReport(staff('team_timekeeper', '/a/b/'), project('ended'), team)).toBe('not_your_team')
  })
  test('at most 300 codes wait to be used, each of 60 bits and more, until thirty days after the end', () => {
    const made = (unused: number) =>
      whyNotMakeRatingCodes(leader, project('ended'), team, { unused, count: 60 })
    expect([made(240), made(241)]).toEqual([null, 'too_many_rating_codes'])
    expect(RATING_CODE_LENGTH * Math.log2(28)).toBeGreaterThan(60)
    expect(ratingCodeExpires({ endsAt: at(10) }, at(0))).toEqual(at(40))
    expect(ratingCodeExpires({ endsAt: at(0) }, at(10))).toEqual(at(40))
  })
})
