// What a number of an identity document tells by itself, so that a typing error is found while the paper is still in the
// hand. The server judges; this is the public checksum (GB 11643, ISO 7064 MOD 11-2) and the calendar.

export const ID_KINDS = ['mainland_id', 'hmt_residence_permit', 'foreign_permanent_id', 'passport'] as const
export type IdKind = (typeof ID_KINDS)[number]

export interface IdFacts {
  birthDate: string
  gender: 'male' | 'female'
  /** The county that issued it, where the number says so. */
  regionCode: string | null
}

const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const EIGHTEEN = /^\d{17}[\dX]$/
const OLD_FOREIGN = /^[A-Z]{3}\d{12}$/
const PASSPORT = /^(?=.*\d)[A-Z\d]{5,17}$/
const AGE_MAX = 150

export function normalizeId(kind: IdKind, text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\u2010-\u2015\u2212-]/gu, '')
    .toUpperCase()
  return kind === 'passport' ? plain : plain.replace(/[\u00d7\u0425]$/u, 'X')
}

/** 441302 20110308 4325, as it is read aloud. */
export function groupedId(kind: IdKind, text: string): string {
  const plain = normalizeId(kind, text)
  return EIGHTEEN.test(plain) ? `${plain.slice(0, 6)} ${plain.slice(6, 14)} ${plain.slice(14)}` : text.trim()
}

function checkCharacter(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0)
  return '10X98765432'.charAt(sum % 11)
}

export function isRealDate(date: string): boolean {
  const at = Date.parse(`${date}T00:00:00Z`)
  return /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(at) && new Date(at).toISOString().startsWith(date)
}

/** Full years on a day; both days are 'YYYY-MM-DD'. */
export function ageOn(birthDate: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return today.slice(5) < birthDate.slice(5) ? years - 1 : years
}

/** What is wrong with a day of birth, or null. */
export function whyNotBirthDate(birthDate: string, today: string): string | null {
  if (birthDate === '') return 'birth_date_missing'
  if (!isRealDate(birthDate)) return 'id_birth_date_unreal'
  if (birthDate > today) return 'id_birth_date_in_future'
  return ageOn(birthDate, today) > AGE_MAX ? 'id_age_over_150' : null
}

function kindByForm(number: string): IdKind | null {
  if (OLD_FOREIGN.test(number)) return 'foreign_permanent_id'
  if (EIGHTEEN.test(number)) {
    if (number.startsWith('9')) return 'foreign_permanent_id'
    return /^8[123]/.test(number) ? 'hmt_residence_permit' : 'mainland_id'
  }
  return PASSPORT.test(number) ? 'passport' : null
}

/** What the number says, even when its check digit is wrong: reading it back shows which part was mistyped. */
export function readId(kind: IdKind, text: string): IdFacts | null {
  const number = normalizeId(kind, text)
  if (kind === 'passport' || !EIGHTEEN.test(number)) return null
  const birthDate = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!isRealDate(birthDate)) return null
  const gender = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female'
  return { birthDate, gender, regionCode: kind === 'mainland_id' ? number.slice(0, 6) : null }
}

/** Whether birth date and gender have to be typed, for the number does not tell them. */
export const tellsNothing = (kind: IdKind, text: string): boolean =>
  kind === 'passport' || OLD_FOREIGN.test(normalizeId(kind, text))

/** The reason code the server would give for this number, or null. */
export function whyNotId(kind: IdKind, text: string, today: string): string | null {
  const number = normalizeId(kind, text)
  const formed = kindByForm(number)
  if (formed === null || (formed === 'passport' && kind !== 'passport')) return 'id_number_malformed'
  if (formed !== kind) return 'id_kind_mismatch'
  if (!EIGHTEEN.test(number)) return null
  const facts = readId(kind, number)
  if (facts === null) return 'id_birth_date_unreal'
  const dateReason = whyNotBirthDate(facts.birthDate, today)
  if (dateReason !== null) return dateReason
  return checkCharacter(number.slice(0, 17)) === number.charAt(17) ? null : 'id_check_digit_wrong'
}
