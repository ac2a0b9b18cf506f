/**
 * The numbers people see: V of a volunteer, G of a team, P of a project, C of a proof. They tell
 * the region and the month of their making and nothing of the person; the last character catches
 * any single wrong character (ISO 7064 MOD 37,36).
 */
import type { LocalDate } from './local-date.ts'

export type NumberLetter = 'V' | 'G' | 'P'

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ'
const SERIALS = 1_000_000
/** A serial is permuted as two halves of three digits, each below this. */
const HALF = 1_000
const ROUNDS = 8
const PUBLIC_FORM = /^[VGP]\d{6}\d{2}(0[1-9]|1[0-2])\d{6}[0-9A-Z]$/
const PROOF_FORM = /^C\d{2}(0[1-9]|1[0-2])[0-9A-Z]{12}$/
const PROOF_RANDOM_CHARACTERS = 11
/** Enough bytes that taking the remainder favours no character noticeably. */
export const PROOF_RANDOM_BYTES = 16

export function numberCheckCharacter(body: string): string {
  let product = 36
  for (const character of body) {
    const sum = (product + ALPHABET.indexOf(character)) % 36
    product = ((sum === 0 ? 36 : sum) * 2) % 37
  }
  return ALPHABET.charAt((37 - product) % 36)
}

const withCheck = (body: string): string => body + numberCheckCharacter(body)
const checks = (number: string): boolean => numberCheckCharacter(number.slice(0, -1)) === number.slice(-1)
const yearAndMonth = (on: LocalDate): string => on.slice(2, 4) + on.slice(5, 7)

/** The finaliser of MurmurHash3: every bit of the input moves every bit of the output. */
function mixed(value: number): number {
  let bits = value | 0
  bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b)
  bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35)
  return (bits ^ (bits >>> 16)) >>> 0
}

/**
 * The serial shown for the n-th number of a series: a bijection over 0…999999 (a Feistel network
 * keyed by the secret), so that numbers neither collide nor tell how many came before.
 */
export function permutedSerial(count: number, secret: number): number {
  if (!Number.isInteger(count) || count < 0 || count >= SERIALS)
    throw new RangeError(`The series has no number ${count}`)
  if (!Number.isSafeInteger(secret)) throw new RangeError('The secret of a series is a whole number')
  const key = mixed(mixed(secret) ^ Math.floor(secret / 2 ** 32))
  let left = Math.floor(count / HALF)
  let right = count % HALF
  for (let round = 1; round <= ROUNDS; round += 1) {
    const next = (left + mixed(mixed(right + round * 0x9e3779b1) ^ key)) % HALF
    left = right
    right = next
  }
  return left * HALF + right
}

export interface NumberParts {
  letter: NumberLetter
  /** Six digits; a number is given by a province, a city or a county, never by a township. */
  regionCode: string
  on: LocalDate
  serial: number
}

export function publicNumber({ letter, regionCode, on, serial }: NumberParts): string {
  const number = withCheck(`${letter}${regionCode}${yearAndMonth(on)}${String(serial).padStart(6, '0')}`)
  if (!PUBLIC_FORM.test(number))
    throw new RangeError(`Not the parts of a number: ${letter} ${regionCode} ${on} ${serial}`)
  return number
}

/** What people type or paste becomes what is compared. */
export function normalizeNumber(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u2010-\u2015\u2212-]/gu, '')
    .toUpperCase()
}

export function isPublicNumber(number: string, letter: NumberLetter): boolean {
  return number.startsWith(letter) && PUBLIC_FORM.test(number) && checks(number)
}

/** `C`, the month, eleven random characters and the check character. Proofs cannot be counted up. */
export function proofNumber(on: LocalDate, randomBytes: Uint8Array): string {
  if (randomBytes.length < PROOF_RANDOM_BYTES) throw new RangeError('A proof number needs more random bytes')
  let rest = randomBytes.reduce((value, byte) => value * 256n + BigInt(byte), 0n)
  let random = ''
  for (let made = 0; made < PROOF_RANDOM_CHARACTERS; made += 1) {
    random += ALPHABET.charAt(Number(rest % 36n))
    rest /= 36n
  }
  return withCheck(`C${yearAndMonth(on)}${random}`)
}

export function isProofNumber(number: string): boolean {
  return PROOF_FORM.test(number) && checks(number)
}
