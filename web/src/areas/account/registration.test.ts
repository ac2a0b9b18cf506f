import { describe, expect, it } from 'vitest'
import { emptyDraft, emptyGuardian, emptyPerson, noSecrets, restored } from './draft'
import {
  aboutErrors,
  ageBranch,
  finishErrors,
  guardianErrors,
  personErrors,
  phoneErrors,
  registrationBody,
  stepOfField,
} from './registration'

const TODAY = '2026-11-24'
const ages = { minimumOwnAge: 14, minimumGuardianAge: 10, adultAge: 18 }
const versions = { serviceTerms: 't1', personalInformation: 'p1', guardian: 'g1' }
const passport = (birthDate: string) => ({
  ...emptyPerson(),
  name: '林小满',
  idKind: 'passport' as const,
  idNumber: 'E12345678',
  gender: 'female',
  birthDate,
})
const guardian = () => ({
  ...emptyGuardian(),
  relation: 'mother',
  name: '钟惠兰',
  idNumber: '11010519491231002X',
  phone: '13800004071',
  consent: true,
})

describe('the person', () => {
  it.each([
    ['2008-11-24', 'adult'],
    ['2008-11-25', 'guardian'],
    ['2016-11-24', 'guardian'],
    ['2016-11-25', 'too_young'],
    ['', 'unknown'],
    ['2027-01-01', 'unknown'],
  ] as const)('born %s goes the way of %s', (birthDate, branch) => {
    expect(ageBranch(passport(birthDate), TODAY, ages)).toBe(branch)
  })
  it('is asked for birth date and gender only where the number does not tell them', () => {
    expect(personErrors({ ...passport(''), gender: '' }, TODAY)).toMatchObject({
      birthDate: 'birth_date_missing',
      gender: 'gender_missing',
    })
    const card = { ...emptyPerson(), name: '林小满', idNumber: '11010519491231002X' }
    expect(Object.values(personErrors(card, TODAY))).toEqual([null, null, null, null])
  })
  it('says missing before malformed', () => {
    expect(personErrors(emptyPerson(), TODAY)).toMatchObject({
      name: 'name_missing',
      idNumber: 'id_number_missing',
    })
    expect(personErrors({ ...emptyPerson(), name: '林3', idNumber: '44' }, TODAY)).toMatchObject({
      name: 'name_malformed',
      idNumber: 'id_number_malformed',
    })
  })
})

describe('the guardian', () => {
  it('is another person, of age, with a phone of their own', () => {
    const child = { ...emptyPerson(), idNumber: '11010519491231002x' }
    expect(guardianErrors(guardian(), passport('2012-01-01'), TODAY, 18)).toMatchObject({
      'guardian.idNumber': null,
      'guardian.phone': null,
    })
    expect(guardianErrors(guardian(), child, TODAY, 18)['guardian.idNumber']).toBe('guardian_id_invalid')
    expect(guardianErrors(emptyGuardian(), child, TODAY, 18)).toMatchObject({
      'guardian.relation': 'relation_missing',
      'guardian.consent': 'consent_missing',
    })
    const draft = { ...emptyDraft(), phone: '138 0000 4071', guardian: guardian() }
    expect(phoneErrors(draft, noSecrets(), true)).toMatchObject({
      phone: 'guardian_same_phone',
      'guardian.phoneCode': 'phone_code_missing',
    })
    expect(phoneErrors(draft, noSecrets(), false)).toMatchObject({ phone: null, 'guardian.phoneCode': null })
  })
})

it('asks for an emergency contact whole or not at all', () => {
  expect(aboutErrors({ ...emptyDraft(), regionCode: '441302' })).toMatchObject({
    regionCode: null,
    'emergencyContact.phone': null,
  })
  expect(aboutErrors({ ...emptyDraft(), emergencyName: '林父' })).toMatchObject({
    regionCode: 'region_missing',
    'emergencyContact.phone': 'phone_malformed',
  })
})
it('takes a password of three kinds of signs and both consents', () => {
  expect(finishErrors({ ...noSecrets(), password: 'abcdefgh' })).toMatchObject({
    password: 'password_weak',
    'consents.serviceTerms': 'consent_missing',
  })
  const whole = { ...noSecrets(), password: 'Abcdef12', serviceTerms: true, personalInformation: true }
  expect(Object.values(finishErrors(whole))).toEqual([null, null, null])
})

it.each([
  ['idNumber', 'person'],
  ['guardian', 'guardian'],
  ['guardian.phone', 'guardian'],
  ['guardian.phoneCode', 'phone'],
  ['phoneCode', 'phone'],
  ['consents.serviceTerms', 'finish'],
  ['regionCode', 'about'],
  ['emergencyContact.phone', 'about'],
])('shows the server’s word about %s on the step %s', (field, step) => {
  expect(stepOfField(field)).toBe(step)
})

it('sends what was typed in the server’s form, and a guardian only for a minor', () => {
  const draft = {
    ...emptyDraft(),
    person: passport('2012-01-01'),
    guardian: guardian(),
    regionCode: '441302',
    phone: '+86 139 0000 0000',
    education: 'bachelor',
  }
  const secrets = { ...noSecrets(), phoneCode: '123456', guardianCode: '654321', password: 'Abcdef12' }
  const body = registrationBody(draft, secrets, true, versions)
  expect(body).toMatchObject({
    phone: '13900000000',
    birthDate: '2012-01-01',
    education: 'bachelor',
    guardian: { phoneCode: '654321', consent: 'g1' },
  })
  expect(body).not.toHaveProperty('employment')
  expect(body).not.toHaveProperty('emergencyContact')
  expect(registrationBody(draft, secrets, false, versions)).not.toHaveProperty('guardian')
})

it('takes from a kept draft only what has the form of one', () => {
  const kept = { person: { name: '林', idNumber: 5 }, skills: ['first_aid', 3], phone: null, more: 1 }
  expect(restored(emptyDraft(), kept)).toEqual({
    ...emptyDraft(),
    person: { ...emptyPerson(), name: '林' },
    skills: ['first_aid'],
  })
  expect(restored(emptyDraft(), 'x')).toEqual(emptyDraft())
})
