import { describe, expect, test } from 'vitest'
import { joinCodeState, normalizeJoinCode, whyNotJoinByCode, type JoinCodeFacts } from './join-codes.rules.ts'

const now = new Date('2026-11-24T02:00:00Z')
const later = new Date('2026-11-24T02:00:01Z')
const limitless: JoinCodeFacts = { expiresAt: null, usesMax: null, uses: 500 }

test.each([
  ['as it is', 'K7M4P2QX', 'K7M4P2QX'],
  ['small, spaced and dashed', ' k7m4-p2qx ', 'K7M4P2QX'],
  ['full width', 'Ｋ７Ｍ４　Ｐ２ＱＸ', 'K7M4P2QX'],
  ['nothing', ' - ', ''],
])('M16: a code is read %s', (_, typed, code) => expect(normalizeJoinCode(typed)).toBe(code))

test.each([
  ['no limits', limitless, 'live'],
  ['a day to come', { ...limitless, expiresAt: later }, 'live'],
  ['the very moment', { ...limitless, expiresAt: now }, 'expired'],
  ['one use left', { ...limitless, usesMax: 2, uses: 1 }, 'live'],
  ['no use left', { ...limitless, usesMax: 2, uses: 2 }, 'used_up'],
  ['both', { expiresAt: now, usesMax: 2, uses: 2 }, 'expired'],
] as const)('M17: a code with %s', (_, code, state) => expect(joinCodeState(code, now)).toBe(state))

describe('M16: joining by a code', () => {
  const right = { ...limitless, isRight: true }
  test.each([
    ['the right one', 'K7M4P2QX', right, null],
    ['none', '', right, 'join_code_missing'],
    ['another', 'K7M4P2QZ', { ...limitless, isRight: false }, 'join_code_wrong'],
    ['one of a team that has none', 'K7M4P2QX', null, 'join_code_wrong'],
    ['the right one too late', 'K7M4P2QX', { ...right, expiresAt: now }, 'join_code_wrong'],
    ['the right one once too often', 'K7M4P2QX', { ...right, usesMax: 500 }, 'join_code_wrong'],
  ])('%s', (_, given, code, reason) => expect(whyNotJoinByCode(given, code, now)).toBe(reason))
})
