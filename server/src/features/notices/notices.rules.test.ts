import { describe, expect, test } from 'vitest'
import { ATTEMPTS_MAX, nextAttemptAt } from './notices.rules.ts'
import { smsText } from './templates.ts'

const now = new Date('2026-11-24T02:00:00Z')
const secondsTo = (at: Date | null): number | null =>
  at === null ? null : (at.getTime() - now.getTime()) / 1000

describe('nextAttemptAt', () => {
  test.each([
    [1, 15],
    [2, 45],
    [3, 135],
    [7, 10_935],
    [ATTEMPTS_MAX, null],
  ])('after %i failures: in %s seconds', (attempts, seconds) =>
    expect(secondsTo(nextAttemptAt({ attempts, expiresAt: null }, now))).toBe(seconds),
  )
  test('a message that will have expired by then is given up', () => {
    expect(secondsTo(nextAttemptAt({ attempts: 1, expiresAt: new Date('2026-11-24T02:00:16Z') }, now))).toBe(
      15,
    )
    expect(nextAttemptAt({ attempts: 1, expiresAt: new Date('2026-11-24T02:00:15Z') }, now)).toBeNull()
  })
})

test('smsText names the sender and fills the blanks, once', () => {
  expect(smsText('志愿惠州', 'phone_code_sign_in', { code: '042917' })).toBe(
    '【志愿惠州】您的登录验证码是042917，5分钟内有效。如非本人操作，请忽略。',
  )
  expect(smsText('志愿惠州', 'membership_approved', { teamName: '{code}$&队' })).toBe(
    '【志愿惠州】“{code}$&队”已同意您加入。',
  )
})
