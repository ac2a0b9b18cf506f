import { expect, it } from 'vitest'
import { faultOf, fieldsOf, sentOf, typedOf } from './changes'

it('offers an unregistered team no codes', () => {
  expect(fieldsOf('unregistered')).not.toContain('credit_code')
  expect(fieldsOf('legal_person')).toContain('credit_code')
})

it('sends what was typed, as the field takes it', () => {
  const point = { longitude: 114.4, latitude: 23.1 }
  expect(sentOf('point', typedOf(point))).toEqual(point)
  expect(sentOf('point', typedOf(null))).toBeNull()
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
