import { describe, expect, test } from 'vitest'
import { normalizePhone, whyNotPhone, whyNotPhoneCode } from './phones.rules.ts'

describe('normalizePhone', () => {
  test.each([
    ['13812345678', '13812345678'],
    ['+86 138 1234 5678', '13812345678'],
    ['0086-138-1234-5678', '13812345678'],
    ['8613812345678', '13812345678'],
    ['(+86)138-1234-5678', '13812345678'],
    ['１３８１２３４５６７８', '13812345678'],
    ['86123', '86123'],
  ])('%s becomes %s', (typed, phone) => expect(normalizePhone(typed)).toBe(phone))
})

describe('whyNotPhone', () => {
  test.each([
    ['13812345678', null],
    ['19912345678', null],
    ['12345678901', 'phone_malformed'],
    ['1381234567', 'phone_malformed'],
    ['138123456789', 'phone_malformed'],
    ['+85291234567', 'phone_malformed'],
    ['1381234567a', 'phone_malformed'],
    ['', 'phone_malformed'],
  ])('%s: %s', (phone, reason) => expect(whyNotPhone(phone)).toBe(reason))
})

describe('whyNotPhoneCode', () => {
  const now = new Date('2026-11-24T02:00:00Z')
  const alive = new Date('2026-11-24T02:00:01Z')
  test.each([
    ['right', { attempts: 0, expiresAt: alive, isMatch: true }, null],
    ['right at the last guess', { attempts: 4, expiresAt: alive, isMatch: true }, null],
    ['wrong', { attempts: 0, expiresAt: alive, isMatch: false }, 'phone_code_wrong'],
    ['never sent', undefined, 'phone_code_wrong'],
    [
      'right, but guessed at five times',
      { attempts: 5, expiresAt: alive, isMatch: true },
      'phone_code_expired',
    ],
    ['right, but late', { attempts: 0, expiresAt: now, isMatch: true }, 'phone_code_expired'],
  ])('%s', (_, state, reason) => expect(whyNotPhoneCode(state, now)).toBe(reason))
})
