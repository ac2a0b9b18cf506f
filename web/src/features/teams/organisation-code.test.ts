import { expect, it } from 'vitest'
import { isOrganisationCode } from './organisation-code'

it.each([
  ['D2143569-X', true],
  [' m000100y-4', true],
  ['101623741', true],
  ['101623742', false],
  ['10162374', false],
  ['', false],
])('%s: %s', (code, right) => expect(isOrganisationCode(code)).toBe(right))
