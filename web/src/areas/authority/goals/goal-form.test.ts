import { expect, test } from 'vitest'
import {
  blankForm,
  bodyOf,
  formOf,
  isWhole,
  keyOf,
  periodKeysOf,
  type ListedGoal,
  type Periods,
} from './goal-form'

const periods: Periods = {
  year: { key: '2026', firstDay: '2026-01-01', lastDay: '2026-12-31' },
  school_year: { key: '2099/00', firstDay: '2099-09-01', lastDay: '2100-08-31' },
}

test('hours are typed as hours and sent as minutes', () => {
  const form = { ...blankForm(), personKind: 'everyone', measure: 'minutes', amount: '20' } as const
  expect(bodyOf(form, periods)).toMatchObject({ amount: 1200, unitMinutes: 1, firstPeriod: '2026' })
})
test('an activity has no minutes, a credit has what was typed, and the next period follows', () => {
  expect(bodyOf({ ...blankForm(), amount: '4' }, periods)).toMatchObject({ amount: 4, unitMinutes: null })
  const credit = {
    ...blankForm(),
    measure: 'credits',
    periodKind: 'school_year',
    amount: '2',
    unitMinutes: '900',
    begins: 'next',
  } as const
  expect(bodyOf(credit, periods)).toMatchObject({ amount: 2, unitMinutes: 900, firstPeriod: '2100/01' })
  expect(periodKeysOf(periods, 'year')).toEqual({ now: '2026', next: '2027' })
})
test.each(['', '0', '1.5', '-3', '100000', 'x'])('"%s" is no amount', (text) => {
  expect(isWhole(text)).toBe(false)
})
test('what holds now is typed as it is', () => {
  const goal = {
    goalKey: 'everyone.minutes.year',
    personKind: 'everyone',
    measure: 'minutes',
    periodKind: 'year',
    inForce: { amount: 1200, unitMinutes: 1, countsLate: false, name: { zh: '名', en: 'name' }, source: 's' },
    history: [],
  } as unknown as ListedGoal
  const form = formOf(goal)
  expect(form).toMatchObject({ amount: '20', countsLate: false, nameZh: '名', source: 's' })
  expect(keyOf(form)).toBe('everyone.minutes.year')
})
