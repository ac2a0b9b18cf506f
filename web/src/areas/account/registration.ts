// What may be wrong in each part of the registration, and what is sent in the end. The server is the judge; these are
// the same small rules for an answer at the field.
import type { Body } from '../../api/types'
import {
  ageOn,
  normalizeId,
  readId,
  tellsNothing,
  whyNotBirthDate,
  whyNotId,
} from '../../features/volunteers/identity'
import {
  isName,
  isPhone,
  normalizeName,
  normalizePhone,
  passwordLacks,
} from '../../features/volunteers/person'
import type { Draft, GuardianDraft, PersonDraft, Secrets } from './draft'

export const PASSWORD_MIN = 8
export const CATEGORIES_MAX = 4
export const STEPS = ['person', 'guardian', 'about', 'phone', 'finish'] as const
export type Step = (typeof STEPS)[number]
export interface Ages {
  minimumOwnAge: number
  minimumGuardianAge: number
  adultAge: number
}
export interface Versions {
  serviceTerms: string
  personalInformation: string
  guardian: string
}
type Errors = Record<string, string | null>

const needed = (isThere: boolean, code: string): string | null => (isThere ? null : code)

export function birthDateOf(person: PersonDraft): string | null {
  const told = readId(person.idKind, person.idNumber)?.birthDate ?? person.birthDate
  return told === '' ? null : told
}

export function personErrors(person: PersonDraft, today: string): Errors {
  const typed = tellsNothing(person.idKind, person.idNumber)
  return {
    name: needed(isName(person.name), person.name.trim() === '' ? 'name_missing' : 'name_malformed'),
    idNumber:
      person.idNumber.trim() === '' ? 'id_number_missing' : whyNotId(person.idKind, person.idNumber, today),
    birthDate: typed ? whyNotBirthDate(person.birthDate, today) : null,
    gender: typed ? needed(person.gender !== '', 'gender_missing') : null,
  }
}

export type AgeBranch = 'unknown' | 'too_young' | 'guardian' | 'adult'

export function ageBranch(person: PersonDraft, today: string, ages: Ages): AgeBranch {
  const birthDate = birthDateOf(person)
  if (birthDate === null || Object.values(personErrors(person, today)).some((code) => code !== null))
    return 'unknown'
  const age = ageOn(birthDate, today)
  if (age < Math.min(ages.minimumGuardianAge, ages.minimumOwnAge)) return 'too_young'
  return age < ages.adultAge ? 'guardian' : 'adult'
}

export function guardianErrors(
  guardian: GuardianDraft,
  child: PersonDraft,
  today: string,
  adultAge: number,
): Errors {
  const idReason =
    guardian.idNumber.trim() === ''
      ? 'id_number_missing'
      : whyNotId(guardian.idKind, guardian.idNumber, today)
  const same = normalizeId(guardian.idKind, guardian.idNumber) === normalizeId(child.idKind, child.idNumber)
  const birthDate = readId(guardian.idKind, guardian.idNumber)?.birthDate
  const minor = birthDate !== undefined && ageOn(birthDate, today) < adultAge
  return {
    'guardian.relation': needed(guardian.relation !== '', 'relation_missing'),
    'guardian.name': needed(
      isName(guardian.name),
      guardian.name.trim() === '' ? 'name_missing' : 'guardian_name_malformed',
    ),
    'guardian.idNumber': idReason ?? (same ? 'guardian_id_invalid' : minor ? 'guardian_is_minor' : null),
    'guardian.phone': needed(isPhone(guardian.phone), 'phone_malformed'),
    'guardian.consent': needed(guardian.consent, 'consent_missing'),
  }
}

export function aboutErrors(draft: Draft): Errors {
  const hasEmergency = draft.emergencyName.trim() !== '' || draft.emergencyPhone.trim() !== ''
  return {
    regionCode: needed(draft.regionCode !== '', 'region_missing'),
    categories: needed(draft.categories.length <= CATEGORIES_MAX, 'too_many_categories'),
    'emergencyContact.name': hasEmergency ? needed(isName(draft.emergencyName), 'name_malformed') : null,
    'emergencyContact.phone': hasEmergency ? needed(isPhone(draft.emergencyPhone), 'phone_malformed') : null,
  }
}

export function phoneErrors(draft: Draft, secrets: Secrets, withGuardian: boolean): Errors {
  const same = normalizePhone(draft.phone) === normalizePhone(draft.guardian.phone)
  return {
    phone:
      needed(isPhone(draft.phone), 'phone_malformed') ??
      (withGuardian && same ? 'guardian_same_phone' : null),
    phoneCode: needed(secrets.phoneCode.length === 6, 'phone_code_missing'),
    'guardian.phoneCode': withGuardian
      ? needed(secrets.guardianCode.length === 6, 'phone_code_missing')
      : null,
  }
}

export function finishErrors(secrets: Secrets): Errors {
  const lacks = passwordLacks(secrets.password, PASSWORD_MIN)
  return {
    password: needed(!lacks.length && !lacks.kinds, 'password_weak'),
    'consents.serviceTerms': needed(secrets.serviceTerms, 'consent_missing'),
    'consents.personalInformation': needed(secrets.personalInformation, 'consent_missing'),
  }
}

/** On which step the server's word about a field belongs. */
export function stepOfField(field: string): Step {
  if (field === 'guardian.phoneCode' || field === 'phone' || field === 'phoneCode') return 'phone'
  if (field === 'guardian' || field.startsWith('guardian.')) return 'guardian'
  if (field === 'password' || field.startsWith('consents')) return 'finish'
  return ['name', 'idKind', 'idNumber', 'birthDate', 'gender'].includes(field) ? 'person' : 'about'
}

type Registration = Body<'registerVolunteer'>
type PersonBody = Pick<Registration, 'name' | 'idKind' | 'idNumber' | 'gender' | 'birthDate' | 'guardian'>

export function personBody(
  person: PersonDraft,
  guardian: { draft: GuardianDraft; code: string; version: string } | null,
): PersonBody {
  const typed = tellsNothing(person.idKind, person.idNumber)
  return {
    name: normalizeName(person.name),
    idKind: person.idKind,
    idNumber: normalizeId(person.idKind, person.idNumber),
    ...(typed
      ? { birthDate: person.birthDate, gender: person.gender as NonNullable<Registration['gender']> }
      : {}),
    ...(guardian === null
      ? {}
      : {
          guardian: {
            name: normalizeName(guardian.draft.name),
            relation: guardian.draft.relation as NonNullable<Registration['guardian']>['relation'],
            idKind: guardian.draft.idKind,
            idNumber: normalizeId(guardian.draft.idKind, guardian.draft.idNumber),
            phone: normalizePhone(guardian.draft.phone),
            phoneCode: guardian.code,
            consent: guardian.version,
          },
        }),
  }
}

export function registrationBody(
  draft: Draft,
  secrets: Secrets,
  withGuardian: boolean,
  versions: Versions,
): Registration {
  const { politicalStatus, ethnicity, education, employment } = draft
  const optional = Object.entries({ politicalStatus, ethnicity, education, employment }).filter(
    ([, code]) => code !== '',
  )
  const guardian = withGuardian
    ? { draft: draft.guardian, code: secrets.guardianCode, version: versions.guardian }
    : null
  const emergency =
    draft.emergencyName.trim() === ''
      ? {}
      : {
          emergencyContact: {
            name: normalizeName(draft.emergencyName),
            phone: normalizePhone(draft.emergencyPhone),
          },
        }
  return {
    ...personBody(draft.person, guardian),
    regionCode: draft.regionCode,
    phone: normalizePhone(draft.phone),
    phoneCode: secrets.phoneCode,
    password: secrets.password,
    consents: { serviceTerms: versions.serviceTerms, personalInformation: versions.personalInformation },
    skills: [...draft.skills],
    categories: [...draft.categories],
    freeSlots: [...draft.freeSlots],
    ...Object.fromEntries(optional),
    ...emergency,
  }
}
