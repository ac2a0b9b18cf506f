import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { HourEntryId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  canonicalText,
  groupedSecret,
  minutesByGrade,
  normalizeSecret,
  secretOf,
  verifyPath,
  whyNotIssueProof,
  type ProofLine,
} from './certificates.rules.ts'

const line: ProofLine = {
  hourEntryId: 'e' as HourEntryId,
  servedOn: localDate('2026-11-24'),
  minutes: 60,
  activityName: '',
  content: '',
  unitName: '',
  method: 'scan',
  grade: 'A',
}
const period = { from: localDate('2026-01-01'), to: localDate('2026-12-31') }
const facts = { hasTeam: true, teamRequired: true, lines: [line] }

describe('whyNotIssueProof', () => {
  test.each([
    ['hours there are', period, facts, null],
    [
      'E1 a period that ends before it begins',
      { from: period.to, to: period.from },
      facts,
      'period_reversed',
    ],
    ['E1 one day is a period', { from: period.to, to: period.to }, facts, null],
    ['B10 E2 nobody without a team', period, { ...facts, hasTeam: false }, 'no_team'],
    ['E2 unless the site asks for none', period, { ...facts, hasTeam: false, teamRequired: false }, null],
    ['E3 nothing to prove', period, { ...facts, lines: [] }, 'no_effective_hours'],
  ])('%s', (_, given, about, reason) => expect(whyNotIssueProof(given, about)).toBe(reason))
})

describe('E5 canonicalText', () => {
  test('orders keys at every depth and leaves no gap', () =>
    expect(canonicalText({ b: [1, { d: null, c: '例"\n' }], a: true })).toBe(
      '{"a":true,"b":[1,{"c":"例\\"\\n","d":null}]}',
    ))
  test('two ways of writing one thing are one text, and it reads back', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.string(), fc.oneof(fc.integer(), fc.string(), fc.array(fc.integer()))),
        (value) => {
          const turned = Object.fromEntries(Object.entries(value).reverse())
          expect(canonicalText(turned)).toBe(canonicalText(value))
          expect(JSON.parse(canonicalText(value))).toEqual({ ...value })
        },
      ),
    )
  })
})

describe('E6 the secret', () => {
  test('sixteen characters that nobody takes for others', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 10, maxLength: 10 }), (bytes) => {
        const secret = secretOf(bytes)
        expect(secret).toMatch(/^[0-9A-HJKMNP-TV-Z]{16}$/)
        expect(normalizeSecret(groupedSecret(secret).toLowerCase())).toBe(secret)
      }),
    )
  })
  test('all eighty bits are in it', () => {
    expect(secretOf(new Uint8Array(10))).toBe('0000000000000000')
    expect(secretOf(new Uint8Array(10).fill(255))).toBe('ZZZZZZZZZZZZZZZZ')
    expect(() => secretOf(new Uint8Array(9))).toThrow(RangeError)
  })
  test.each([
    [' 7q4m 2x8k ', '7Q4M2X8K'],
    ['ＯＩl-0', '0110'],
  ])('typed as %j it is %s', (typed, secret) => expect(normalizeSecret(typed)).toBe(secret))
  test('stands behind the number in the address of the check', () =>
    expect(verifyPath('C1', 'S')).toBe('/verify/C1?s=S'))
})

test('minutes by grade', () =>
  expect(minutesByGrade([line, line, { grade: 'C', minutes: 5 }])).toEqual({
    A: 120,
    B: 0,
    C: 5,
    D: 0,
    E: 0,
  }))
