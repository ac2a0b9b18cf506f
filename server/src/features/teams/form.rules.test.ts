import { describe, expect, test } from 'vitest'
import type { FileId, TeamId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { formFaults, foundingFaults, reasonOf, whyNotPassCode, type TeamForm } from './form.rules.ts'

const today = localDate('2026-11-24')
const unregistered: TeamForm = {
  name: '桥东街道水门桥社区志愿服务队',
  kind: 'unregistered',
  level: 'team',
  regionCode: '441302001',
  parentId: 'p' as TeamId,
  registrationDepartment: null,
  creditCode: null,
  organisationCode: null,
  certificateFileId: null,
  applicationFileId: null,
  unitKind: 'residents_committee',
  categories: ['community'],
  campaigns: [],
  intro: '邻里互助',
  offers: '',
  needs: '',
  address: '',
  longitude: null,
  latitude: null,
  foundedOn: null,
  contactName: '陈静',
  contactPhone: '13812345678',
  contactPublic: false,
  leaderPublic: false,
}
const legal: TeamForm = {
  ...unregistered,
  kind: 'legal_person',
  parentId: null,
  creditCode: '91350100M000100Y43',
  certificateFileId: 'f' as FileId,
}

describe('T1–T6: what a registration must say', () => {
  test.each([
    ['an unregistered team', unregistered, null, null],
    ['a legal person', legal, null, null],
    ['a name of one character', { ...unregistered, name: '队' }, 'name_malformed', 'name'],
    ['a name of 51 characters', { ...unregistered, name: '队'.repeat(51) }, 'name_malformed', 'name'],
    ['a name of signs', { ...unregistered, name: '<b>队</b>' }, 'name_malformed', 'name'],
    ['a legal person without code', { ...legal, creditCode: null }, 'credit_code_missing', 'creditCode'],
    [
      'a code in real use whose check character fails',
      { ...legal, creditCode: '91350211M0000XUF46' },
      null,
      null,
    ],
    ['an organisation code alone', { ...legal, creditCode: null, organisationCode: 'D2143569X' }, null, null],
    [
      'an organisation code with a wrong check character',
      { ...legal, creditCode: null, organisationCode: 'D21435690' },
      'organisation_code_wrong',
      'organisationCode',
    ],
    [
      'an unregistered team with an organisation code',
      { ...unregistered, organisationCode: 'D2143569X' },
      'field_not_for_kind',
      'organisationCode',
    ],
    ['a point', { ...unregistered, longitude: 114.4, latitude: 23.1 }, null, null],
    ['half a point', { ...unregistered, longitude: 114.4 }, 'place_malformed', 'longitude'],
    [
      'a code of 17 characters',
      { ...legal, creditCode: '91350100M000100Y4' },
      'credit_code_wrong',
      'creditCode',
    ],
    [
      'a legal person without certificate',
      { ...legal, certificateFileId: null },
      'certificate_missing',
      'certificateFileId',
    ],
    [
      'a legal person with a liaison team',
      { ...legal, parentId: 'p' as TeamId },
      'field_not_for_kind',
      'parentId',
    ],
    [
      'an unregistered team with a code',
      { ...unregistered, creditCode: legal.creditCode },
      'field_not_for_kind',
      'creditCode',
    ],
    [
      'an unregistered team with a department',
      { ...unregistered, registrationDepartment: 'other' as const },
      'field_not_for_kind',
      'registrationDepartment',
    ],
    ['no category', { ...unregistered, categories: [] }, 'categories_missing', 'categories'],
    ['no introduction', { ...unregistered, intro: ' ' }, 'intro_missing', 'intro'],
    ['four categories', { ...unregistered, categories: ['a', 'b', 'c', 'd'] }, null, null],
    [
      'five categories',
      { ...unregistered, categories: ['a', 'b', 'c', 'd', 'e'] },
      'too_many_categories',
      'categories',
    ],
    ['founded today', { ...unregistered, foundedOn: today }, null, null],
    [
      'founded tomorrow',
      { ...unregistered, foundedOn: localDate('2026-11-25') },
      'founded_in_future',
      'foundedOn',
    ],
    ['a contact that is no name', { ...unregistered, contactName: '12' }, 'name_malformed', 'contactName'],
    ['a landline with an extension', { ...unregistered, contactPhone: '0752-2808080-12' }, null, null],
    [
      'a phone of five digits',
      { ...unregistered, contactPhone: '12345' },
      'contact_phone_malformed',
      'contactPhone',
    ],
    [
      'letters for a phone',
      { ...unregistered, contactPhone: '1381234abcd' },
      'contact_phone_malformed',
      'contactPhone',
    ],
  ])('%s', (_, form, reason, field) => {
    expect(formFaults(form, today)).toEqual(reason === null ? [] : [{ reason, field }])
  })
  test('all that is wrong is listed, in the order of the form', () => {
    const form = { ...legal, name: '队', creditCode: '1', certificateFileId: null, contactPhone: '1' }
    expect(formFaults(form, today).map(({ field }) => field)).toEqual([
      'name',
      'certificateFileId',
      'creditCode',
      'contactPhone',
    ])
  })
  test('a founder needs no picture, but what can be a code', () => {
    expect(foundingFaults({ ...legal, certificateFileId: null })).toEqual([])
    expect(foundingFaults({ ...legal, creditCode: '91350100M000100Y4' })[0]?.reason).toBe('credit_code_wrong')
    expect(foundingFaults({ ...unregistered, name: '' })[0]?.reason).toBe('name_malformed')
    expect(foundingFaults({ ...unregistered, contactPhone: '' })[0]?.reason).toBe('contact_phone_malformed')
  })
})

test.each([
  ['91350211M0000XUF46', 'approve', undefined, 'code_note_missing'],
  ['91350211M0000XUF46', 'approve', '  ', 'code_note_missing'],
  ['91350211M0000XUF46', 'approve', '证书如此', null],
  ['91350211M0000XUF46', 'refuse', undefined, null],
  ['91350100M000100Y43', 'approve', undefined, null],
  [null, 'approve', undefined, null],
] as const)('F7: %s, %s with “%s”', (code, decision, reason, answer) =>
  expect(whyNotPassCode(code, { decision, reason })).toBe(answer),
)

test('F8: remarks alone are reason enough', () => {
  const points = [
    { field: 'intro', text: ' 写清服务谁。 ' },
    { field: 'address', text: '写到门牌。' },
  ] as const
  expect([reasonOf(' ', points), reasonOf(' 再改改 ', points), reasonOf('', [])]).toEqual([
    '写清服务谁；写到门牌。',
    '再改改',
    '',
  ])
})
