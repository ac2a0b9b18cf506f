import { describe, expect, test } from 'vitest'
import { GUEST, type Actor } from '../../kernel/actor.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  goalKeyOf,
  goalsInForce,
  progressOf,
  strictestOf,
  topicOf,
  versionIn,
  whyNotSetGoal,
  YEARLY_GOAL,
  type GoalVersion,
  type SetGoal,
  type Topic,
} from './goals.rules.ts'
import { concerns, type PersonFacts } from './kinds.rules.ts'
import { periodAfter, periodBefore, periodOf } from './periods.rules.ts'

const CITY = 'city' as SiteId
const COUNTY = 'county' as SiteId
const PARTY: Topic = { personKind: 'party_member', measure: 'activities', periodKind: 'year' }
const CREDITS: Topic = { personKind: 'student', measure: 'credits', periodKind: 'school_year' }
const version = (change: Partial<GoalVersion> = {}): GoalVersion => ({
  ...PARTY,
  goalKey: goalKeyOf({ ...PARTY, ...change }),
  siteId: CITY,
  version: 1,
  amount: 4,
  unitMinutes: null,
  countsLate: true,
  name: { zh: '党员活动', en: 'Party members' },
  source: '',
  firstPeriod: '2026',
  lastPeriod: null,
  setByLabel: '',
  setAt: new Date(0),
  ...change,
})
const KEYS = { year: '2026', school_year: '2026/27' }

describe('C9 O3 periods', () => {
  test.each([
    ['year', '2026-12-31', '2026', '2026-01-01', '2026-12-31'],
    ['school_year', '2026-08-31', '2025/26', '2025-09-01', '2026-08-31'],
    ['school_year', '2026-09-01', '2026/27', '2026-09-01', '2027-08-31'],
    ['school_year', '2099-10-01', '2099/00', '2099-09-01', '2100-08-31'],
  ] as const)('%s of %s', (kind, day, key, firstDay, lastDay) => {
    expect(periodOf(kind, localDate(day))).toEqual({ kind, key, firstDay, lastDay })
  })
  test('one follows the other', () => {
    const period = periodOf('school_year', localDate('2026-10-01'))
    expect([periodBefore(period).key, periodAfter(period).key]).toEqual(['2025/26', '2027/28'])
  })
})

describe('C9 O2 whom a goal concerns', () => {
  const nobody: PersonFacts = {
    isVerified: true,
    politicalStatus: null,
    employment: null,
    education: null,
    birthDate: localDate('1990-05-01'),
    inFamily: false,
  }
  const firstDay = localDate('2026-09-01')
  const kindsOf = (change: Partial<PersonFacts>) =>
    (['everyone', 'party_member', 'pupil', 'student', 'family'] as const).filter((kind) =>
      concerns(kind, { ...nobody, ...change }, firstDay),
    )
  test.each([
    ['somebody who has said nothing', {}, ['everyone']],
    ['a member of the Party', { politicalStatus: '01' }, ['everyone', 'party_member']],
    ['a probationary member', { politicalStatus: '02' }, ['everyone', 'party_member']],
    ['a member of the League', { politicalStatus: '03' }, ['everyone']],
    ['a pupil of twelve', { employment: '31', birthDate: localDate('2014-01-01') }, ['everyone', 'pupil']],
    [
      'seventeen on the first day',
      { employment: '31', birthDate: localDate('2008-09-02') },
      ['everyone', 'pupil'],
    ],
    [
      'eighteen on the first day',
      { employment: '31', birthDate: localDate('2008-09-01') },
      ['everyone', 'student'],
    ],
    [
      'sixteen at a vocational school',
      { employment: '31', education: '40', birthDate: localDate('2010-01-01') },
      ['everyone', 'student'],
    ],
    ['young and not at school', { birthDate: localDate('2010-01-01') }, ['everyone']],
    ['in a family', { inFamily: true }, ['everyone', 'family']],
    ['not verified', { isVerified: false, politicalStatus: '01', inFamily: true }, []],
  ])('%s', (_, change, kinds) => {
    expect(kindsOf(change)).toEqual(kinds)
  })
})

describe('C9 O7 versions', () => {
  const first = version({ firstPeriod: '2024' })
  const raised = version({ version: 2, firstPeriod: '2026', amount: 6 })
  const mended = version({ version: 3, firstPeriod: '2026', amount: 5 })
  const ended = version({ version: 4, firstPeriod: '2026', amount: 5, lastPeriod: '2026' })
  const later = version({ version: 5, firstPeriod: '2028', amount: 8 })
  test.each([
    ['before anything was set', [first], '2023', null],
    ['what is over keeps its version', [first, raised, mended, ended], '2025', 4],
    ['the last word on a period', [first, raised, mended], '2026', 5],
    ['a period still to come', [first, raised], '2027', 6],
    ['the period of its end', [first, raised, mended, ended], '2026', 5],
    ['after the end', [first, raised, mended, ended], '2027', null],
    ['set anew', [first, raised, mended, ended, later], '2028', 8],
    ['set anew, and not yet', [first, raised, mended, ended, later], '2027', null],
  ])('%s', (_, versions, period, amount) => {
    expect(versionIn(versions, period)?.amount ?? null).toBe(amount)
  })
})

describe('C9 O8, O9 what holds at a place', () => {
  test('of two sites the stricter one, whichever stands higher; late hours count where all let them', () => {
    const city = version({ amount: 4 })
    expect(strictestOf([city, version({ siteId: COUNTY, amount: 6, countsLate: false })])).toMatchObject({
      amount: 6,
      siteId: COUNTY,
      countsLate: false,
    })
    expect(
      strictestOf([version({ amount: 8, countsLate: false }), version({ siteId: COUNTY, amount: 6 })]),
    ).toMatchObject({ amount: 8, siteId: CITY, countsLate: false })
    expect(strictestOf([])).toBeNull()
  })
  test('credits are compared by their minutes', () => {
    const two = version({ ...CREDITS, amount: 2, unitMinutes: 900 })
    const three = version({ ...CREDITS, siteId: COUNTY, amount: 3, unitMinutes: 500 })
    expect(strictestOf([two, three])).toMatchObject({ amount: 2, need: 1800 })
  })
  test('the yearly goal of the policies holds until a site asks something of everyone', () => {
    expect(goalsInForce([], KEYS, 1200)).toEqual([
      expect.objectContaining({ goalKey: YEARLY_GOAL, need: 1200, siteId: null }),
    ])
    const everyone = version({ personKind: 'everyone', measure: 'minutes', amount: 600, unitMinutes: 1 })
    const goals = goalsInForce([version(), everyone], KEYS, 1200)
    expect(goals.map(({ goalKey, need }) => [goalKey, need])).toEqual([
      [YEARLY_GOAL, 600],
      ['party_member.activities.year', 4],
    ])
  })
  test('each in the period of its kind', () => {
    const student = version({ ...CREDITS, amount: 2, unitMinutes: 900, firstPeriod: '2026/27' })
    expect(goalsInForce([student], KEYS, 1200)).toHaveLength(2)
    expect(goalsInForce([student], { ...KEYS, school_year: '2025/26' }, 1200)).toHaveLength(1)
  })
})

describe('C9 O5, O6 progress', () => {
  const facts = { minutes: 300, activities: 5, firmMinutes: 200, firmActivities: 3 }
  test.each([
    ['activities, all', version(), { done: 5, left: 0, leftOut: 0, state: 'reached' }],
    [
      'activities, none late',
      version({ countsLate: false }),
      { done: 3, left: 1, leftOut: 2, state: 'under_way' },
    ],
    [
      'credits in minutes',
      version({ ...CREDITS, amount: 2, unitMinutes: 100, countsLate: false }),
      { done: 200, left: 0, leftOut: 100, state: 'reached' },
    ],
  ])('%s', (_, one, progress) => {
    expect(progressOf(strictestOf([one])!, facts)).toEqual(progress)
  })
  test('nothing yet', () => {
    const none = { minutes: 0, activities: 0, firmMinutes: 0, firmActivities: 0 }
    expect(progressOf(strictestOf([version()])!, none)).toMatchObject({ left: 4, state: 'not_begun' })
  })
})

describe('C9 O1, O7, O8 setting', () => {
  const admin: Actor = {
    ...GUEST,
    grants: [{ role: 'site_admin', regionPath: '4413', bodyName: '', teamId: null, teamPath: null }],
  }
  const goal = (change: Partial<Topic & SetGoal> = {}): Topic & SetGoal => ({
    ...PARTY,
    amount: 4,
    unitMinutes: null,
    countsLate: true,
    name: { zh: '党员活动', en: 'Party members' },
    source: '',
    firstPeriod: '2026',
    ...change,
  })
  const asked = (change: Partial<Topic & SetGoal>, above = strictestOf([])) =>
    whyNotSetGoal(admin, { regionPath: '4413' }, goal(change), {
      currentPeriod: change.periodKind === 'school_year' ? '2026/27' : '2026',
      above,
    })
  test.each([
    ['as it should be', {}, null],
    ['from next year on', { firstPeriod: '2027' }, null],
    ['a period that is over', { firstPeriod: '2025' }, 'period_over'],
    ['no period', { firstPeriod: 'soon' }, 'period_malformed'],
    ['a school year for a year', { firstPeriod: '2026/27' }, 'period_malformed'],
    [
      'a school year of two years',
      { ...CREDITS, unitMinutes: 900, firstPeriod: '2026/28' },
      'period_malformed',
    ],
    ['an activity of minutes', { unitMinutes: 45 }, 'unit_minutes_unfit'],
    ['a credit without minutes', { ...CREDITS, firstPeriod: '2026/27' }, 'unit_minutes_unfit'],
    ['minutes of two minutes', { measure: 'minutes', unitMinutes: 2 }, 'unit_minutes_unfit'],
  ] as const)('%s', (_, change, reason) => {
    expect(asked(change)).toBe(reason)
  })
  test('a site adds to what stands above, and takes nothing from it', () => {
    const above = strictestOf([version({ countsLate: false })])
    expect(asked({ amount: 3, countsLate: false }, above)).toBe('goal_loosens')
    expect(asked({ amount: 4, countsLate: true }, above)).toBe('goal_loosens')
    expect(asked({ amount: 5, countsLate: false }, above)).toBeNull()
  })
  test('a goal is told by its key, and nothing else is a key', () => {
    expect(topicOf('student.credits.school_year')).toEqual(CREDITS)
    for (const wrong of ['', 'student', 'student.credits', 'nobody.credits.year', 'pupil.minutes.month'])
      expect(topicOf(wrong)).toBeNull()
  })
})
