import { describe, expect, test } from 'vitest'
import { distanceText, group, hoursLongOf, hoursOf, wholeHoursOf } from './hours'

describe('hours are shown from minutes and never rounded up', () => {
  test.each([
    [148, '2.46'],
    [210, '3.50'],
    [59, '0.98'],
    [0, '0.00'],
    [-148, '−2.46'],
    [568_938_960, '9,482,316.00'],
  ])('%i minutes are %s', (minutes, text) => expect(hoursOf(minutes)).toBe(text))

  test('every minute of a day is cut, never raised', () => {
    for (let minutes = 0; minutes <= 1440; minutes++)
      expect(Number(hoursOf(minutes))).toBeLessThanOrEqual(minutes / 60)
  })
  test('in words', () => {
    expect(hoursLongOf(210, 'zh-CN')).toBe('3 小时 30 分')
    expect(hoursLongOf(180, 'zh-CN')).toBe('3 小时')
    expect(hoursLongOf(28, 'zh-CN')).toBe('28 分')
    expect(hoursLongOf(0, 'zh-CN')).toBe('0 分')
    expect(hoursLongOf(210, 'en')).toBe('3 h 30 min')
  })
  test('groups, whole hours and distances', () => {
    expect(group(1158462)).toBe('1,158,462')
    expect(group(999)).toBe('999')
    expect(wholeHoursOf(119)).toBe('1')
    expect(distanceText(620, 'zh-CN')).toBe('620 米')
    expect(distanceText(1234, 'zh-CN')).toBe('1.2 公里')
  })
})
