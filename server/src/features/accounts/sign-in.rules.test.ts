import { describe, expect, test } from 'vitest'
import {
  deviceLabelOf,
  failuresAfter,
  idleUntil,
  lockedSeconds,
  needsSecondFactor,
  secondFactorState,
  signInKeyOf,
  whyNotPassword,
  type Failures,
} from './sign-in.rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
const later = (minutes: number) => new Date(now.getTime() + minutes * 60_000)

describe('whyNotPassword', () => {
  test.each([
    ['Abcdefg1', false, null],
    ['abcdef1!', false, null],
    ['志愿服务Aa12', false, null],
    ['Abcdef1', false, 'password_too_weak'],
    ['abcdefg1', false, 'password_too_weak'],
    ['ABCDEFGH!', false, 'password_too_weak'],
    ['Abcdefg1', true, 'password_too_weak'],
    ['Abcdefghij1', true, 'password_too_weak'],
    ['Abcdefghijk1', true, null],
    ['abcdefghijkl', true, 'password_too_weak'],
  ])('%s (staff: %s): %s', (password, isStaff, reason) =>
    expect(whyNotPassword(password, isStaff)).toBe(reason),
  )
})

describe('signInKeyOf', () => {
  test.each([
    ['+86 138 1234 5678', 'phone', '13812345678'],
    ['11010519491231002x', 'id_document', '11010519491231002X'],
    ['110105491231002', 'id_document', '11010519491231002X'],
    ['e1234 5678', 'id_document', 'E12345678'],
    ['V4413022611000001', 'id_document', 'V4413022611000001'],
  ])('%s is the %s %s', (login, kind, value) => expect(signInKeyOf(login)).toEqual({ kind, value }))
})

describe('the growing lock', () => {
  const failing = (times: number, at = now): Failures => {
    let failures = failuresAfter(undefined, at)
    for (let n = 1; n < times; n++) failures = failuresAfter(failures, at)
    return failures
  }
  test.each([
    [1, 0],
    [4, 0],
    [5, 60],
    [6, 120],
    [7, 240],
    [10, 1920],
    [11, 3600],
    [40, 3600],
  ])('after %i failures: %i seconds', (times, seconds) =>
    expect(lockedSeconds(failing(times), now)).toBe(seconds),
  )
  test('is over when its time is', () => {
    expect(lockedSeconds(failing(5), later(0.5))).toBe(30)
    expect(lockedSeconds(failing(5), later(1))).toBe(0)
    expect(lockedSeconds(undefined, now)).toBe(0)
  })
  test('is forgotten after a quiet day, not before', () => {
    expect(failuresAfter(failing(9), later(24 * 60)).failed).toBe(10)
    expect(failuresAfter(failing(9), later(24 * 60 + 1))).toMatchObject({ failed: 1, lockedUntil: null })
  })
})

describe('the second factor', () => {
  test.each([
    [{ hasGrants: true, isSetUp: true, isDemo: false }, true],
    [{ hasGrants: true, isSetUp: true, isDemo: true }, false],
    [{ hasGrants: true, isSetUp: false, isDemo: false }, false],
    [{ hasGrants: false, isSetUp: true, isDemo: false }, false],
  ])('%j is asked for at sign-in: %s', (facts, needed) => expect(needsSecondFactor(facts)).toBe(needed))
  test.each([
    [{ hasGrants: true, isSetUp: true, isDemo: false, isPassed: true }, 'passed'],
    [{ hasGrants: true, isSetUp: true, isDemo: false, isPassed: false }, 'to_enter'],
    [{ hasGrants: true, isSetUp: false, isDemo: false, isPassed: false }, 'to_set_up'],
    [{ hasGrants: true, isSetUp: false, isDemo: true, isPassed: false }, 'not_needed'],
    [{ hasGrants: false, isSetUp: false, isDemo: false, isPassed: false }, 'not_needed'],
  ])('%j: %s', (facts, state) => expect(secondFactorState(facts)).toBe(state))
})

test('idleUntil: thirty days for volunteers, twelve hours for staff', () => {
  expect(idleUntil(now, false)).toEqual(later(30 * 24 * 60))
  expect(idleUntil(now, true)).toEqual(later(12 * 60))
})

describe('deviceLabelOf', () => {
  const chrome =
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/147.0.0.0 Safari/537.36'
  test.each([
    [chrome, 'Chrome · Windows'],
    [`${chrome} Edg/147.0.0.0`, 'Edge · Windows'],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 Chrome/130.0 Mobile Safari/537.36 MicroMessenger/8.0.50',
      'WeChat · Android',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) AppleWebKit/605.1 Version/19.0 Mobile Safari/604.1',
      'Safari · iPhone',
    ],
    ['curl/8', ''],
    [undefined, ''],
  ])('%s', (userAgent, label) => expect(deviceLabelOf(userAgent)).toBe(label))
})
