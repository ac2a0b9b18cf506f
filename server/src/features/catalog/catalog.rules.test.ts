import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICIES, effectivePolicies, type PolicyChoices } from './catalog.rules.ts'

test('where nobody has set anything the defaults hold', () => {
  expect(effectivePolicies([])).toEqual(DEFAULT_POLICIES)
  expect(effectivePolicies([{}, {}])).toEqual(DEFAULT_POLICIES)
})

describe('what protects people may only become stricter on the way down', () => {
  test.each<[string, PolicyChoices[], PolicyChoices]>([
    ['a higher age is taken', [{ minimumOwnAge: 16 }], { minimumOwnAge: 16 }],
    ['a lower age is passed over', [{ minimumOwnAge: 12 }], { minimumOwnAge: 14 }],
    [
      'a city cannot undo its province',
      [{ minimumGuardianAge: 12 }, { minimumGuardianAge: 10 }],
      { minimumGuardianAge: 12 },
    ],
    [
      'a city can go further',
      [{ minimumGuardianAge: 12 }, { minimumGuardianAge: 14 }],
      { minimumGuardianAge: 14 },
    ],
    ['nobody comes of age before eighteen', [{ adultAge: 16 }], { adultAge: 18 }],
    ['a lower limit is taken', [{ secondPersonDayMinutes: 600 }], { secondPersonDayMinutes: 600 }],
    ['a higher limit is passed over', [{ maxDayMinutes: 2_000 }], { maxDayMinutes: 1_440 }],
    ['records cannot come later than the law says', [{ recordDueDays: 30 }], { recordDueDays: 10 }],
    ['J10 no limit of no-shows at first', [{}], { noShowLimit: 0 }],
    ['J10 a site may set one', [{ noShowLimit: 5 }, { noShowLimit: 3 }], { noShowLimit: 3 }],
    ['J10 a site may not lift it', [{ noShowLimit: 3 }, { noShowLimit: 0 }], { noShowLimit: 3 }],
    ['J10 nor raise it', [{ noShowLimit: 3 }, { noShowLimit: 5 }], { noShowLimit: 3 }],
    ['records may be asked for sooner', [{ recordDueDays: 5 }], { recordDueDays: 5 }],
  ])('%s', (_, choices, expected) => expect(effectivePolicies(choices)).toMatchObject(expected))
})

test.each<[string, (boolean | undefined)[], boolean]>([
  ['nobody has said anything', [undefined, undefined], false],
  ['a city lets it where its province is silent', [undefined, true], true],
  ['what the province lets holds in the city', [true, undefined], true],
  ['a city may be stricter', [true, false], false],
  ['a county cannot let what its province forbids', [false, undefined, true], false],
])('P28: trusted teams where %s', (_, said, expected) => {
  const choices = said.map((trustedTeams) => (trustedTeams === undefined ? {} : { trustedTeams }))
  expect(effectivePolicies(choices).trustedTeams).toBe(expected)
})

test('the rest is the nearest site’s own choice, either way', () => {
  const choices = [
    { homeTeamsMax: 5, teamRequired: false, starMinutes: [60] },
    { homeTeamsMax: 2, volunteerReviewDays: 8 },
  ]
  expect(effectivePolicies(choices)).toMatchObject({
    homeTeamsMax: 2,
    teamRequired: false,
    volunteerReviewDays: 8,
    starMinutes: [60],
  })
})

test('a lowered day maximum pulls the softer limits down with it', () => {
  expect(effectivePolicies([{ maxDayMinutes: 400 }])).toMatchObject({
    warnDayMinutes: 400,
    secondPersonDayMinutes: 400,
    maxDayMinutes: 400,
  })
})

test('one more site below never loosens a protection', () => {
  const minutes = fc.integer({ min: 1, max: 3_000 })
  const choices = fc.record(
    {
      minimumOwnAge: fc.integer({ min: 0, max: 30 }),
      warnDayMinutes: minutes,
      secondPersonDayMinutes: minutes,
      maxDayMinutes: minutes,
    },
    { requiredKeys: [] },
  )
  fc.assert(
    fc.property(fc.array(choices, { maxLength: 4 }), choices, (above, last) => {
      const wide = effectivePolicies(above)
      const near = effectivePolicies([...above, last] as PolicyChoices[])
      expect(near.minimumOwnAge).toBeGreaterThanOrEqual(wide.minimumOwnAge)
      expect(near.maxDayMinutes).toBeLessThanOrEqual(wide.maxDayMinutes)
      expect(near.secondPersonDayMinutes).toBeLessThanOrEqual(wide.secondPersonDayMinutes)
      expect(near.warnDayMinutes).toBeLessThanOrEqual(near.secondPersonDayMinutes)
      expect(near.secondPersonDayMinutes).toBeLessThanOrEqual(near.maxDayMinutes)
    }),
  )
})
