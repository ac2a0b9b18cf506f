import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { creditCodeCheckCharacter, normalizeCreditCode, whyNotCreditCode } from './credit-code.ts'

test.each([
  '91350100M000100Y43',
  '91110000101623741K',
  '911101066976941872',
  '52110000MJ00000016',
  '12460000MB0000001L',
])('%s stands', (code) => expect(whyNotCreditCode(code)).toBeNull())

test.each([
  ['91350211M0000XUF46', 'credit_code_check_wrong', 'in real use; R is computed'],
  ['91350100M000100Y42', 'credit_code_check_wrong', 'one off'],
  ['91350100M000100Y4', 'credit_code_malformed', 'one character short'],
  ['91350100M000100Y433', 'credit_code_malformed', 'one too many'],
  ['9135010OM000100Y43', 'credit_code_malformed', 'the letter O'],
  ['91350100M000I00Y43', 'credit_code_malformed', 'the letter I'],
  ['9135A100M000100Y43', 'credit_code_malformed', 'a letter in the region'],
  ['', 'credit_code_malformed', 'nothing'],
])('%s: %s, %s', (code, reason) => expect(whyNotCreditCode(code)).toBe(reason))

test('R is what the code that fails should have carried', () => {
  expect(creditCodeCheckCharacter('91350211M0000XUF4')).toBe('R')
})

test('typed text becomes a code', () => {
  expect(normalizeCreditCode(' 91350100 m000100y-43')).toBe('91350100M000100Y43')
  expect(normalizeCreditCode('９１３５０１００Ｍ０００１００Ｙ４３')).toBe('91350100M000100Y43')
})

describe('every code that is made right', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const made = fc
    .tuple(
      fc.constantFrom('51', '52', '53', '91', 'N1', 'Y1'),
      fc.integer({ min: 110_000, max: 659_999 }),
      fc.array(fc.constantFrom(...alphabet.split('')), { minLength: 9, maxLength: 9 }),
    )
    .map(([kind, region, rest]) => `${kind}${region}${rest.join('')}`)
  test('is accepted, and refused with one character changed', () => {
    fc.assert(
      fc.property(
        made,
        fc.integer({ min: 8, max: 16 }),
        fc.integer({ min: 1, max: 30 }),
        (seventeen, at, shift) => {
          const check = creditCodeCheckCharacter(seventeen)
          expect(whyNotCreditCode(seventeen + check)).toBeNull()
          const changed = alphabet.charAt((alphabet.indexOf(seventeen.charAt(at)) + shift) % 31)
          expect(whyNotCreditCode(seventeen.slice(0, at) + changed + seventeen.slice(at + 1) + check)).toBe(
            'credit_code_check_wrong',
          )
        },
      ),
    )
  })
})
