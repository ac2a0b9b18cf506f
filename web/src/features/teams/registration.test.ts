import { expect, it } from 'vitest'
import { bodyOf, emptyRegistration, faultsOf, type RegistrationForm } from './registration'

const right: RegistrationForm = {
  ...emptyRegistration(),
  name: '惠城区桥东街道东湖社区志愿服务队',
  regionCode: '441302001',
  parentId: 'p1',
  unitKind: 'community',
  categories: ['elderly'],
  intro: '服务东湖社区的老人。',
  contactName: '陈秀娟',
  contactPhone: '0752-2222222',
}
const legal: RegistrationForm = {
  ...right,
  kind: 'legal_person',
  creditCode: '52110000MJ00000016',
  certificateFileId: 'f1',
}
const faults = (form: RegistrationForm) =>
  Object.entries(faultsOf(form, '2026-11-24')).flatMap(([field, code]) =>
    code === null ? [] : [`${field}: ${code}`],
  )

it('finds nothing in right forms of both kinds', () =>
  expect([...faults(right), ...faults(legal)]).toEqual([]))

it('takes an organisation code alone, and a credit code whose check character fails', () =>
  expect([
    ...faults({ ...legal, creditCode: '', organisationCode: 'D2143569-X' }),
    ...faults({ ...legal, creditCode: '91350211M0000XUF46' }),
  ]).toEqual([]))

it.each<[RegistrationForm, string]>([
  [{ ...right, name: '队' }, 'name: name_malformed'],
  [{ ...right, regionCode: '' }, 'regionCode: field_missing'],
  [{ ...right, parentId: '' }, 'parentId: parent_missing'],
  [{ ...legal, creditCode: '' }, 'creditCode: credit_code_missing'],
  [{ ...legal, creditCode: '52110000MJ0000001' }, 'creditCode: credit_code_wrong'],
  [{ ...legal, organisationCode: 'D21435690' }, 'organisationCode: organisation_code_wrong'],
  [{ ...legal, certificateFileId: '' }, 'certificateFileId: certificate_missing'],
  [{ ...right, categories: ['a', 'b', 'c', 'd', 'e'] }, 'categories: too_many_categories'],
  [{ ...right, categories: [] }, 'categories: categories_missing'],
  [{ ...right, intro: ' ' }, 'intro: intro_missing'],
  [{ ...right, foundedOn: '2026-11-25' }, 'foundedOn: founded_in_future'],
  [{ ...right, contactPhone: '110' }, 'contactPhone: contact_phone_malformed'],
])('finds what is wrong', (form, fault) => expect(faults(form)).toContain(fault))

it('sends nothing that belongs to the other kind', () => {
  expect(bodyOf({ ...legal, parentId: 'p1' })).toMatchObject({
    parentId: null,
    creditCode: '52110000MJ00000016',
  })
  expect(bodyOf({ ...right, creditCode: '1', certificateFileId: 'f1' })).toMatchObject({
    parentId: 'p1',
    creditCode: null,
    certificateFileId: null,
    registrationDepartment: null,
  })
})
