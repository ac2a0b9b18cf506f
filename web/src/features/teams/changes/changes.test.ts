import { expect, it } from 'vitest'
import { faultOf, fieldsOf, sentOf, typedOf } from './changes'

it('offers an unregistered team no codes', () => {
  expect(fieldsOf({ kind: 'unregistered', level: 'team' })).not.toContain('credit_code')
  expect(fieldsOf({ kind: 'legal_person', level: 'team' })).toContain('credit_code')
})

it('offers a corps no other region', () => {
  expect(fieldsOf({ kind: 'legal_person', level: 'corps' })).not.toContain('region')
  expect(fieldsOf({ kind: 'unregistered', level: 'team' })).toContain('region')
})

it('sends what was typed, as the field takes it', () => {
  const point = { longitude: 114.4, latitude: 23.1 }
  expect(sentOf('point', typedOf(point))).toEqual(point)
  expect(sentOf('point', typedOf(null))).toBeNull()
  const place = { regionCode: '441303', name: '惠阳区' }
  expect(sentOf('region', typedOf(place))).toEqual({ ...place, name: '' })
  expect(sentOf('categories', typedOf(['a']))).toEqual(['a'])
  expect(sentOf('address', { ...typedOf(' 东湖路 '), codes: [] })).toBe('东湖路')
  expect(sentOf('founded_on', typedOf(null))).toBeNull()
})

it.each([
  ['credit_code', '91350211M0000XUF46', null],
  ['credit_code', '9135', 'credit_code_wrong'],
  ['credit_code', '', null],
  ['organisation_code', 'D21435690', 'organisation_code_wrong'],
  ['certificate', '', 'certificate_missing'],
  ['unit_kind', '', 'field_missing'],
  ['categories', '', 'categories_missing'],
  ['founded_on', '2026-11-25', 'founded_in_future'],
  ['address', '', null],
] as const)('%s “%s”: %s', (field, text, code) =>
  expect(faultOf(field, typedOf(text), '2026-11-24')).toBe(code),
)
