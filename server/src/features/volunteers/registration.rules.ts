/**
 * Registration, decided: who a typed person is, whether they may register, and on whose consent.
 * Pure. A fault names the first reason in the way and the field to mend; `field` is a path of the form.
 */
import { whyNotPhone, normalizePhone } from '../accounts/phones.rules.ts'
import { NOTICE_VERSIONS, type Policies } from '../catalog/catalog.rules.ts'
import {
  factsOfDocument,
  normalizeDocument,
  whyNotDocument,
  type DocumentKind,
  type DocumentReason,
} from '../../kernel/identity-document.ts'
import { fullYears, parseLocalDate, type LocalDate } from '../../kernel/local-date.ts'
import { normalizePersonName, whyNotPersonName } from '../../kernel/person-name.ts'

export const GENDERS = ['male', 'female', 'undisclosed'] as const
export type Gender = (typeof GENDERS)[number]
export const RELATIONS = ['father', 'mother', 'grandparent', 'other'] as const
export type Relation = (typeof RELATIONS)[number]
export const CATEGORIES_MAX = 4

export type PersonReason = DocumentReason | 'name_malformed' | 'birth_date_missing' | 'gender_missing'
export type GuardianReason =
  | 'guardian_missing'
  | 'guardian_name_malformed'
  | 'guardian_id_invalid'
  | 'guardian_is_minor'
  | 'guardian_phone_malformed'
  | 'guardian_same_phone'
export type RegistrationReason =
  | PersonReason
  | GuardianReason
  | 'below_minimum_age'
  | 'phone_malformed'
  | 'consent_missing'
  | 'too_many_categories'

export interface Fault<Reason extends string = string> {
  reason: Reason
  field: string
  facts?: Readonly<Record<string, unknown>>
}
export const isFault = <T extends object>(value: T): value is Extract<T, Fault> => 'reason' in value
type FormFault = Fault<RegistrationReason>

export interface PersonClaim {
  name: string
  idKind: DocumentKind
  idNumber: string
  gender?: Gender | undefined
  birthDate?: string | undefined
}
export interface Person {
  name: string
  idKind: DocumentKind
  idNumber: string
  gender: Gender
  birthDate: LocalDate
}
export interface GuardianClaim {
  name: string
  relation: Relation
  idKind: DocumentKind
  idNumber: string
  phone: string
  consent: string
}
export type Guardian = Omit<GuardianClaim, 'consent'>
type AgePolicies = Pick<Policies, 'minimumGuardianAge' | 'minimumOwnAge' | 'adultAge'>

const AGE_MAX = 150

function typedBirthDate(text: string | undefined, today: LocalDate): LocalDate | FormFault {
  const birthDate = parseLocalDate(text ?? '')
  const field = 'birthDate'
  if (birthDate === null)
    return { reason: text === undefined ? 'birth_date_missing' : 'id_birth_date_unreal', field }
  if (birthDate > today) return { reason: 'id_birth_date_in_future', field }
  return fullYears(birthDate, today) > AGE_MAX ? { reason: 'id_age_over_150', field } : birthDate
}

/** Gender and birth date come from the number where it tells them, whatever was typed beside it. */
export function readPerson(claim: PersonClaim, today: LocalDate): Person | FormFault {
  const name = normalizePersonName(claim.name)
  const nameReason = whyNotPersonName(name)
  if (nameReason !== null) return { reason: nameReason, field: 'name' }
  const idNumber = normalizeDocument(claim.idKind, claim.idNumber)
  const numberReason = whyNotDocument(claim.idKind, idNumber, today)
  if (numberReason !== null) return { reason: numberReason, field: 'idNumber' }
  const told = factsOfDocument(claim.idKind, idNumber)
  if (told !== null)
    return { name, idKind: claim.idKind, idNumber, gender: told.gender, birthDate: told.birthDate }
  const birthDate = typedBirthDate(claim.birthDate, today)
  if (typeof birthDate !== 'string') return birthDate
  if (claim.gender === undefined) return { reason: 'gender_missing', field: 'gender' }
  return { name, idKind: claim.idKind, idNumber, gender: claim.gender, birthDate }
}

/** Below the adult age a guardian consents; below the lowest age nobody registers at all. */
export function whyNotAge(age: number, hasGuardian: boolean, policies: AgePolicies): FormFault | null {
  if (age < Math.min(policies.minimumGuardianAge, policies.minimumOwnAge))
    return {
      reason: 'below_minimum_age',
      field: 'idNumber',
      facts: { minimumAge: policies.minimumGuardianAge },
    }
  return age < policies.adultAge && !hasGuardian ? { reason: 'guardian_missing', field: 'guardian' } : null
}

/**
 * A guardian is another person, of age where their document tells it, who answers a phone of their
 * own: otherwise a child could consent for itself.
 */
export function readGuardian(
  claim: GuardianClaim,
  child: Pick<Person, 'idNumber'> & { phone: string },
  policies: AgePolicies,
  today: LocalDate,
): Guardian | FormFault {
  const name = normalizePersonName(claim.name)
  if (whyNotPersonName(name) !== null) return { reason: 'guardian_name_malformed', field: 'guardian.name' }
  const idNumber = normalizeDocument(claim.idKind, claim.idNumber)
  const idReason = whyNotDocument(claim.idKind, idNumber, today)
  if (idReason !== null || idNumber === child.idNumber)
    return {
      reason: 'guardian_id_invalid',
      field: 'guardian.idNumber',
      facts: { because: idReason ?? 'same_person' },
    }
  const told = factsOfDocument(claim.idKind, idNumber)
  if (told !== null && fullYears(told.birthDate, today) < policies.adultAge)
    return { reason: 'guardian_is_minor', field: 'guardian.idNumber' }
  const phone = normalizePhone(claim.phone)
  if (whyNotPhone(phone) !== null) return { reason: 'guardian_phone_malformed', field: 'guardian.phone' }
  if (phone === child.phone) return { reason: 'guardian_same_phone', field: 'guardian.phone' }
  if (claim.consent !== NOTICE_VERSIONS.guardian)
    return { reason: 'consent_missing', field: 'guardian.consent' }
  return { name, relation: claim.relation, idKind: claim.idKind, idNumber, phone }
}

export interface Subject {
  person: Person
  guardian: Guardian | null
}

/**
 * The person and, where one is needed, the guardian. A guardian named for an adult is not kept; one
 * who consented before (`isGuarded`) need not be named again.
 */
export function readSubject(
  claim: PersonClaim & { guardian?: GuardianClaim | undefined },
  { phone, isGuarded }: { phone: string; isGuarded: boolean },
  policies: AgePolicies,
  today: LocalDate,
): Subject | FormFault {
  const person = readPerson(claim, today)
  if (isFault(person)) return person
  const age = fullYears(person.birthDate, today)
  const ageFault = whyNotAge(age, isGuarded || claim.guardian !== undefined, policies)
  if (ageFault !== null) return ageFault
  if (age >= policies.adultAge || claim.guardian === undefined) return { person, guardian: null }
  const guardian = readGuardian(claim.guardian, { idNumber: person.idNumber, phone }, policies, today)
  return isFault(guardian) ? guardian : { person, guardian }
}

export interface FormClaim {
  phone: string
  categories: readonly string[]
  consents: { serviceTerms: string; personalInformation: string }
}

/** What stands beside the person: agreement to the notices as they are today, and the limits of choices. */
export function whyNotForm(form: FormClaim): FormFault | null {
  if (whyNotPhone(normalizePhone(form.phone)) !== null) return { reason: 'phone_malformed', field: 'phone' }
  if (new Set(form.categories).size > CATEGORIES_MAX)
    return { reason: 'too_many_categories', field: 'categories' }
  if (form.consents.serviceTerms !== NOTICE_VERSIONS.serviceTerms)
    return { reason: 'consent_missing', field: 'consents.serviceTerms' }
  if (form.consents.personalInformation !== NOTICE_VERSIONS.personalInformation)
    return { reason: 'consent_missing', field: 'consents.personalInformation' }
  return null
}

export const ageOn = (birthDate: LocalDate, on: LocalDate): number => fullYears(birthDate, on)
export const isMinor = (birthDate: LocalDate, on: LocalDate, adultAge: number): boolean =>
  fullYears(birthDate, on) < adultAge
