/**
 * Identity documents that name a person: what makes a number right, and what it tells by itself.
 * GB 11643 for the mainland card; the residence permit of Hong Kong, Macao and Taiwan residents
 * and the foreigner's permanent residence card of 2023 share its check character.
 */
import { fullYears, parseLocalDate, type LocalDate } from './local-date.ts'

export const DOCUMENT_KINDS = [
  'mainland_id',
  'hmt_residence_permit',
  'foreign_permanent_id',
  'passport',
] as const
export type DocumentKind = (typeof DOCUMENT_KINDS)[number]

export type DocumentReason =
  | 'id_number_malformed'
  | 'id_kind_mismatch'
  | 'id_birth_date_unreal'
  | 'id_birth_date_in_future'
  | 'id_age_over_150'
  | 'id_check_digit_wrong'

export interface DocumentFacts {
  birthDate: LocalDate
  gender: 'male' | 'female'
  /** Where it was issued, as the significant digits of a region code; old regions may be unknown today. */
  regionPrefix: string
}

const AGE_MAX = 150
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const EIGHTEEN = /^\d{17}[\dX]$/
const FIFTEEN = /^\d{15}$/
const OLD_FOREIGN = /^[A-Z]{3}\d{12}$/
const PASSPORT = /^(?=.*\d)[A-Z\d]{5,17}$/
const HMT_REGIONS: Readonly<Record<string, string>> = { '810000': '81', '820000': '82', '830000': '71' }

/** What people type becomes what is compared: full-width forms, blanks, hyphens and a small x are theirs to use. */
export function normalizeDocument(kind: DocumentKind, text: string): string {
  const plain = text
    .normalize('NFKC')
    .replace(/[\s\u2010-\u2015\u2212-]/gu, '')
    .toUpperCase()
  // A multiplication sign and the Cyrillic Ha look like the X that ends a card's number.
  return kind === 'passport' ? plain : plain.replace(/[\u00d7\u0425]$/u, 'X')
}

/** The check character over the first seventeen digits (ISO 7064 MOD 11-2). */
export function identityCheckCharacter(seventeen: string): string {
  const sum = WEIGHTS.reduce((total, weight, index) => total + weight * Number(seventeen[index]), 0)
  return '10X98765432'.charAt(sum % 11)
}

/** A number of the cards before 1999 in its present form. For finding people only; such a card is no longer valid. */
export function modernMainlandNumber(fifteen: string): string | null {
  if (!FIFTEEN.test(fifteen)) return null
  const seventeen = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`
  return seventeen + identityCheckCharacter(seventeen)
}

function kindByForm(number: string): DocumentKind | null {
  if (OLD_FOREIGN.test(number)) return 'foreign_permanent_id'
  if (FIFTEEN.test(number)) return 'mainland_id'
  if (EIGHTEEN.test(number)) {
    if (number.startsWith('9')) return 'foreign_permanent_id'
    return /^8[123]/.test(number) ? 'hmt_residence_permit' : 'mainland_id'
  }
  return PASSPORT.test(number) ? 'passport' : null
}

const birthTextOf = (eighteen: string): string =>
  `${eighteen.slice(6, 10)}-${eighteen.slice(10, 12)}-${eighteen.slice(12, 14)}`

/** The first reason why a normalised number cannot be of that kind, or null. */
export function whyNotDocument(kind: DocumentKind, number: string, today: LocalDate): DocumentReason | null {
  const formed = kindByForm(number)
  if (formed === null) return 'id_number_malformed'
  if (formed !== kind) return formed === 'passport' ? 'id_number_malformed' : 'id_kind_mismatch'
  if (kind === 'passport') return null
  if (OLD_FOREIGN.test(number)) return whyNotOldForeign(number)
  if (!EIGHTEEN.test(number)) return 'id_number_malformed'
  if (kind === 'hmt_residence_permit' && HMT_REGIONS[number.slice(0, 6)] === undefined)
    return 'id_number_malformed'
  const birthDate = parseLocalDate(birthTextOf(number))
  if (birthDate === null) return 'id_birth_date_unreal'
  if (birthDate > today) return 'id_birth_date_in_future'
  if (fullYears(birthDate, today) > AGE_MAX) return 'id_age_over_150'
  return identityCheckCharacter(number.slice(0, 17)) === number.charAt(17) ? null : 'id_check_digit_wrong'
}

/** The old card gives two digits of the year, so the day need only exist in one of the two centuries. */
function whyNotOldForeign(number: string): DocumentReason | null {
  const day = `${number.slice(7, 9)}-${number.slice(9, 11)}-${number.slice(11, 13)}`
  const real = parseLocalDate(`19${day}`) ?? parseLocalDate(`20${day}`)
  return real === null ? 'id_birth_date_unreal' : null
}

/**
 * What a right number tells. Null for a passport and for the old foreigner's card, whose year is
 * ambiguous and which does not tell the gender: there both are typed.
 */
export function factsOfDocument(kind: DocumentKind, number: string): DocumentFacts | null {
  if (kind === 'passport' || !EIGHTEEN.test(number)) return null
  const birthDate = parseLocalDate(birthTextOf(number))
  if (birthDate === null) return null
  const gender = Number(number.charAt(16)) % 2 === 1 ? 'male' : 'female'
  return { birthDate, gender, regionPrefix: regionPrefixOf(kind, number) }
}

function regionPrefixOf(kind: DocumentKind, number: string): string {
  const area = number.slice(0, 6)
  if (kind === 'foreign_permanent_id') return number.slice(1, 3)
  return kind === 'hmt_residence_permit' ? (HMT_REGIONS[area] ?? area) : area
}
