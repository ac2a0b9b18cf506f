/**
 * Proofs of service, decided: what one holds, how it is written to be signed, and what its secret is.
 * Pure. E-numbers are those of docs/rules/certificates.md.
 */
import type { HourEntryId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import type { Grade, Method } from '../hours/hours.rules.ts'

export interface ProofLine {
  hourEntryId: HourEntryId
  servedOn: LocalDate
  minutes: number
  activityName: string
  content: string
  unitName: string
  method: Method
  grade: Grade
}
export type GradeMinutes = Record<Grade, number>

/** What is signed. Whole numbers and text only, so that its canonical form is one and the same everywhere. */
export interface ProofContent {
  version: 1
  proofNumber: string
  holderName: string
  volunteerNumber: string
  registeredOn: LocalDate
  periodFrom: LocalDate
  periodTo: LocalDate
  totalMinutes: number
  unitName: string
  siteName: string
  issuedAt: string
  lines: ProofLine[]
}

export type IssuingReason = 'period_reversed' | 'no_team' | 'no_effective_hours'

/** E1–E3. */
export function whyNotIssueProof(
  period: { from: LocalDate; to: LocalDate },
  facts: { hasTeam: boolean; teamRequired: boolean; lines: readonly ProofLine[] },
): IssuingReason | null {
  if (period.to < period.from) return 'period_reversed'
  if (facts.teamRequired && !facts.hasTeam) return 'no_team'
  return facts.lines.length === 0 ? 'no_effective_hours' : null
}

export const minutesByGrade = (lines: readonly Pick<ProofLine, 'grade' | 'minutes'>[]): GradeMinutes =>
  lines.reduce((sums, { grade, minutes }) => ({ ...sums, [grade]: sums[grade] + minutes }), {
    A: 0,
    B: 0,
    C: 0,
    D: 0,
    E: 0,
  })

/** E5. RFC 8785 for what a proof is made of: keys in the order of their code units, nothing between the parts. */
export function canonicalText(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalText).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, part]) => `${JSON.stringify(key)}:${canonicalText(part)}`).join(',')}}`
}

/** Crockford's 32 letters and digits: none of them is taken for another. */
const SECRET_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
export const SECRET_BYTES = 10

/** E6. 80 random bits as sixteen characters. */
export function secretOf(random: Uint8Array): string {
  if (random.length !== SECRET_BYTES) throw new RangeError(`A secret is made of ${SECRET_BYTES} bytes`)
  let rest = random.reduce((value, byte) => value * 256n + BigInt(byte), 0n)
  let secret = ''
  for (let made = 0; made < (SECRET_BYTES * 8) / 5; made += 1) {
    secret = SECRET_ALPHABET.charAt(Number(rest % 32n)) + secret
    rest /= 32n
  }
  return secret
}

/** What people type becomes what is compared. */
export const normalizeSecret = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s\p{Pd}]/gu, '')
    .toUpperCase()
    .replaceAll('O', '0')
    .replace(/[IL]/g, '1')

/** In fours, as it is printed and read out. */
export const groupedSecret = (secret: string): string => secret.match(/.{1,4}/g)?.join(' ') ?? ''

export const verifyPath = (proofNumber: string, secret: string): string =>
  `/verify/${proofNumber}?s=${secret}`
