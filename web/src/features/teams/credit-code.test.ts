import { expect, it } from 'vitest'
import { isCreditCode, tidyCreditCode } from './credit-code'

it.each([
  ['91350100M000100Y43', true],
  ['52110000MJ00000016', true],
  [' 91350100 m000100y-43', true],
  ['91350100M000100Y42', false],
  ['91350100M000100Y4', false],
  ['9135010OM000100Y43', false],
  ['', false],
])('%s: %s', (code, right) => expect(isCreditCode(code)).toBe(right))

it('writes a code in one way', () =>
  expect(tidyCreditCode('９１３５０１００ m000100y-43')).toBe('91350100M000100Y43'))
