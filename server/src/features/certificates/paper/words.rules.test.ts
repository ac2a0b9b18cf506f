import { expect, test } from 'vitest'
import { capitalHours, capitalNumber, dayText, hoursText, shareText } from './words.rules.ts'

test.each([
  [0, '零'],
  [5, '伍'],
  [10, '壹拾'],
  [16, '壹拾陆'],
  [96, '玖拾陆'],
  [100, '壹佰'],
  [105, '壹佰零伍'],
  [110, '壹佰壹拾'],
  [1004, '壹仟零肆'],
  [1040, '壹仟零肆拾'],
  [10_000, '壹万'],
  [10_005, '壹万零伍'],
  [10_500, '壹万零伍佰'],
  [15_000, '壹万伍仟'],
  [100_010, '壹拾万零壹拾'],
  [100_000_001, '壹亿零壹'],
])('%i is %s', (value, text) => expect(capitalNumber(value)).toBe(text))

test.each([
  [5790, '96.50', '玖拾陆点伍'],
  [60, '1.00', '壹'],
  [61, '1.01', '壹点零壹'],
  [1, '0.01', '零点零壹'],
  [59, '0.98', '零点玖捌'],
  [6000, '100.00', '壹佰'],
])('%i minutes are %s hours, %s; never rounded up', (minutes, hours, capital) => {
  expect(hoursText(minutes)).toBe(hours)
  expect(capitalHours(minutes)).toBe(capital)
})

test('days and shares', () => {
  expect(dayText('2026-03-05')).toBe('2026年3月5日')
  expect([shareText(0, 0), shareText(917, 1000), shareText(1, 3), shareText(3, 3)]).toEqual([
    '0.0%',
    '91.7%',
    '33.3%',
    '100.0%',
  ])
})
