import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { localDate } from './local-date.ts'
import {
  isProofNumber,
  isPublicNumber,
  normalizeNumber,
  numberCheckCharacter,
  permutedSerial,
  PROOF_RANDOM_BYTES,
  proofNumber,
  publicNumber,
  type NumberLetter,
} from './public-number.ts'

const on = localDate('2026-07-05')

test.each([
  ['V1101052607000001', '9'],
  ['V4600002607000123', 'L'],
  ['G4600002607000001', '9'],
  ['A12425GABC1234002', 'M'],
])('the check character of %s is %s', (body, check) => expect(numberCheckCharacter(body)).toBe(check))

describe('numbers of volunteers, teams and projects', () => {
  test('their parts stand where they belong', () => {
    expect(publicNumber({ letter: 'V', regionCode: '110105', on, serial: 1 })).toBe('V11010526070000019')
    expect(publicNumber({ letter: 'V', regionCode: '460000', on, serial: 123 })).toBe('V4600002607000123L')
    expect(publicNumber({ letter: 'G', regionCode: '460000', on, serial: 1 })).toBe('G46000026070000019')
  })
  test.each([
    ['44', 1],
    ['441302001', 1],
    ['441300', 1_000_000],
    ['441300', -1],
    ['441300', 1.5],
  ])('region %s with serial %d makes none', (regionCode, serial) => {
    expect(() => publicNumber({ letter: 'P', regionCode, on, serial })).toThrow(RangeError)
  })
  test('a number is known by its letter, form and check character', () => {
    expect(isPublicNumber('V11010526070000019', 'V')).toBe(true)
    expect(isPublicNumber('V11010526070000019', 'G')).toBe(false)
    expect(isPublicNumber('V11010526070000018', 'V')).toBe(false)
    expect(isPublicNumber('V11010526130000019', 'V')).toBe(false)
    expect(isPublicNumber('v11010526070000019', 'V')).toBe(false)
    expect(isPublicNumber('', 'V')).toBe(false)
  })
  test('typed text becomes a number', () => {
    expect(normalizeNumber(' v110105 2607-0000019 ')).toBe('V11010526070000019')
    expect(normalizeNumber('Ｖ１１０１０５２６０７０００００１９')).toBe('V11010526070000019')
  })
  const made = fc
    .record({
      letter: fc.constantFrom<NumberLetter>('V', 'G', 'P'),
      regionCode: fc.integer({ min: 110_000, max: 829_999 }).map(String),
      serial: fc.nat(999_999),
    })
    .map((parts) => ({ letter: parts.letter, number: publicNumber({ ...parts, on }) }))
  test('one wrong digit is noticed', () => {
    fc.assert(
      fc.property(
        made,
        fc.integer({ min: 1, max: 16 }),
        fc.integer({ min: 1, max: 9 }),
        ({ letter, number }, at, shift) => {
          expect(isPublicNumber(number, letter)).toBe(true)
          const wrong = String((Number(number.charAt(at)) + shift) % 10)
          expect(isPublicNumber(number.slice(0, at) + wrong + number.slice(at + 1), letter)).toBe(false)
        },
      ),
    )
  })
})

describe('serials from a counter', () => {
  test.each([0, 1, 20_261_124, -7, Number.MAX_SAFE_INTEGER])(
    'every serial appears once with the secret %d',
    (secret) => {
      const seen = new Uint8Array(1_000_000)
      for (let count = 0; count < 1_000_000; count += 1) {
        const serial = permutedSerial(count, secret)
        seen[serial] = (seen[serial] ?? 0) + 1
      }
      expect(seen.every((times) => times === 1)).toBe(true)
    },
  )
  test('neighbours do not stay neighbours', () => {
    let close = 0
    for (let count = 0; count < 10_000; count += 1)
      if (Math.abs(permutedSerial(count, 42) - permutedSerial(count + 1, 42)) < 1_000) close += 1
    // By chance two serials lie that near in about 20 of 10 000 pairs.
    expect(close).toBeLessThan(60)
  })
  test('the first serials do not cluster in any tenth of the range', () => {
    const tenths = new Array<number>(10).fill(0)
    for (let count = 0; count < 10_000; count += 1) {
      const tenth = Math.floor(permutedSerial(count, 42) / 100_000)
      tenths[tenth] = (tenths[tenth] ?? 0) + 1
    }
    for (const hits of tenths) expect(Math.abs(hits - 1_000)).toBeLessThan(150)
  })
  test('another secret gives another order', () => {
    const same = Array.from(
      { length: 1_000 },
      (_, count) => permutedSerial(count, 1) === permutedSerial(count, 2),
    )
    expect(same.filter(Boolean).length).toBeLessThan(5)
    expect(permutedSerial(5, 2 ** 40)).not.toBe(permutedSerial(5, 2 ** 41))
  })
  test.each([-1, 1_000_000, 0.5, Number.NaN])('%d is past the series', (count) => {
    expect(() => permutedSerial(count, 1)).toThrow(RangeError)
  })
})

describe('numbers of proofs', () => {
  test('the month, eleven random characters and the check character', () => {
    const number = proofNumber(on, new Uint8Array(PROOF_RANDOM_BYTES).fill(255))
    expect(number).toMatch(/^C2607[0-9A-Z]{11}[0-9A-Z]$/)
    expect(isProofNumber(number)).toBe(true)
    expect(isProofNumber('V11010526070000019')).toBe(false)
  })
  test('other bytes give another number, and a changed character is noticed', () => {
    const bytes = fc.uint8Array({ minLength: PROOF_RANDOM_BYTES, maxLength: PROOF_RANDOM_BYTES })
    fc.assert(
      fc.property(
        bytes,
        fc.integer({ min: 5, max: 15 }),
        fc.integer({ min: 1, max: 35 }),
        (random, at, shift) => {
          const number = proofNumber(on, random)
          const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
          const changed = alphabet.charAt((alphabet.indexOf(number.charAt(at)) + shift) % 36)
          expect(isProofNumber(number.slice(0, at) + changed + number.slice(at + 1))).toBe(false)
          const other = Uint8Array.from(random, (byte, index) =>
            index === PROOF_RANDOM_BYTES - 1 ? byte ^ 1 : byte,
          )
          expect(proofNumber(on, other)).not.toBe(number)
        },
      ),
    )
  })
  test('too little randomness is refused', () => {
    expect(() => proofNumber(on, new Uint8Array(8))).toThrow(RangeError)
  })
})
