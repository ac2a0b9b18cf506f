import { describe, expect, test } from 'vitest'
import { DEFAULT_POLICIES } from '../catalog/index.ts'
import { identityCheckCharacter } from '../../kernel/identity-document.ts'
import { localDate } from '../../kernel/local-date.ts'
import {
  isFault,
  isMinor,
  readGuardian,
  readPerson,
  readSubject,
  whyNotAge,
  whyNotForm,
  type GuardianClaim,
  type PersonClaim,
} from './registration.rules.ts'

const today = localDate('2026-11-24')
const adult: PersonClaim = { name: '  买买提・艾力 ', idKind: 'mainland_id', idNumber: '34052419800101001x' }
const passport: PersonClaim = {
  name: 'Anna Lee',
  idKind: 'passport',
  idNumber: 'p 1234567',
  gender: 'female',
  birthDate: '1990-02-28',
}
const form = {
  phone: '+86 139 1234 5678',
  categories: ['a', 'b', 'c', 'd', 'd'],
  consents: { serviceTerms: '2026-11', personalInformation: '2026-11' },
}

describe('readPerson', () => {
  test('reads gender and birth date from the number, whatever was typed beside it', () => {
    expect(readPerson({ ...adult, gender: 'female', birthDate: '2001-01-01' }, today)).toEqual({
      name: '买买提·艾力',
      idKind: 'mainland_id',
      idNumber: '34052419800101001X',
      gender: 'male',
      birthDate: '1980-01-01',
    })
  })
  test('takes what was typed where the number does not tell it', () => {
    expect(readPerson(passport, today)).toEqual({ ...passport, idNumber: 'P1234567' })
  })
  test.each<[string, PersonClaim, string]>([
    ['name_malformed', { ...adult, name: '李4' }, 'name'],
    ['id_number_malformed', { ...adult, idNumber: '123' }, 'idNumber'],
    ['id_check_digit_wrong', { ...adult, idNumber: '110101200601010010' }, 'idNumber'],
    ['id_birth_date_unreal', { ...adult, idNumber: '110101200602300010' }, 'idNumber'],
    ['id_birth_date_in_future', { ...adult, idNumber: '110101202702010010' }, 'idNumber'],
    ['id_age_over_150', { ...adult, idNumber: '110101187001010010' }, 'idNumber'],
    ['id_kind_mismatch', { ...adult, idNumber: '810000199408230021' }, 'idNumber'],
    ['birth_date_missing', { ...passport, birthDate: undefined }, 'birthDate'],
    ['id_birth_date_unreal', { ...passport, birthDate: '1990-02-30' }, 'birthDate'],
    ['id_birth_date_in_future', { ...passport, birthDate: '2026-11-25' }, 'birthDate'],
    ['id_age_over_150', { ...passport, birthDate: '1875-01-01' }, 'birthDate'],
    ['gender_missing', { ...passport, gender: undefined }, 'gender'],
  ])('%s', (reason, claim, field) => {
    expect(readPerson(claim, today)).toEqual({ reason, field })
  })
})

test.each([
  [9, true, 'below_minimum_age'],
  [10, false, 'guardian_missing'],
  [10, true, null],
  [13, true, null],
  [14, false, 'guardian_missing'],
  [17, true, null],
  [18, false, null],
])('whyNotAge at %i, guardian %s: %s', (age, hasGuardian, reason) => {
  expect(whyNotAge(age, hasGuardian, DEFAULT_POLICIES)?.reason ?? null).toBe(reason)
})

describe('readGuardian', () => {
  const child = { idNumber: '110101201003070011', phone: '13912345678' }
  const mother: GuardianClaim = {
    name: '李明',
    relation: 'mother',
    idKind: 'mainland_id',
    idNumber: '11010519491231002X',
    phone: '13812345678',
    consent: '2026-11',
  }
  const read = (claim: GuardianClaim) => readGuardian(claim, child, DEFAULT_POLICIES, today)
  test('keeps the guardian in the form that is compared', () => {
    const { consent: _consent, ...kept } = mother
    expect(read({ ...mother, phone: '138-1234-5678' })).toEqual(kept)
  })
  test.each<[string, Partial<GuardianClaim>]>([
    ['guardian_name_malformed', { name: '!' }],
    ['guardian_id_invalid', { idNumber: '110105194912310021' }],
    ['guardian_id_invalid', { idNumber: child.idNumber }],
    ['guardian_is_minor', { idNumber: `11010120100307101${identityCheckCharacter('11010120100307101')}` }],
    ['guardian_phone_malformed', { phone: '010-1234' }],
    ['guardian_same_phone', { phone: child.phone }],
    ['consent_missing', { consent: '2020-01' }],
  ])('%s %j', (reason, spoiled) => {
    const answer = read({ ...mother, ...spoiled })
    expect(isFault(answer) ? answer.reason : null).toBe(reason)
  })
  test('a guardian named for an adult is not kept; one who consented before need not be named again', () => {
    const whose = { phone: child.phone, isGuarded: false }
    expect(readSubject({ ...adult, guardian: mother }, whose, DEFAULT_POLICIES, today)).toMatchObject({
      guardian: null,
    })
    const minor: PersonClaim = { ...adult, idNumber: child.idNumber }
    expect(readSubject(minor, whose, DEFAULT_POLICIES, today)).toMatchObject({ reason: 'guardian_missing' })
    expect(readSubject(minor, { ...whose, isGuarded: true }, DEFAULT_POLICIES, today)).toMatchObject({
      guardian: null,
    })
  })
})

test('whyNotForm: four different categories and today’s notices', () => {
  expect(whyNotForm(form)).toBeNull()
  expect(whyNotForm({ ...form, phone: '12345' })?.reason).toBe('phone_malformed')
  expect(whyNotForm({ ...form, categories: ['a', 'b', 'c', 'd', 'e'] })?.reason).toBe('too_many_categories')
  expect(whyNotForm({ ...form, consents: { ...form.consents, serviceTerms: '' } })?.field).toBe(
    'consents.serviceTerms',
  )
  expect(
    whyNotForm({ ...form, consents: { ...form.consents, personalInformation: '2020-01' } })?.reason,
  ).toBe('consent_missing')
})

test('somebody stops being a minor on the birthday', () => {
  expect(isMinor(localDate('2008-11-25'), today, 18)).toBe(true)
  expect(isMinor(localDate('2008-11-24'), today, 18)).toBe(false)
})
