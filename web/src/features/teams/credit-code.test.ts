import { expect, it } from 'vitest'
import { creditCodeFault, tidyCreditCode } from './credit-code'

it.each([
  ['91350100M000100Y43', null],
  ['52110000MJ00000016', null],
  [' 91350100 m000100y-43', null],
  ['91350100M000100Y42', 'check'],
  ['91350211M0000XUF46', 'check'],
  ['91350100M000100Y4', 'malformed'],
  ['9135010OM000100Y43', 'malformed'],
  ['', 'malformed'],
])('%s: %s', (code, fault) => expect(creditCodeFault(code)).toBe(fault))

it('writes a code in one way', () =>
  expect(tidyCreditCode('９１３５０１００ m000100y-43')).toBe('91350100M000100Y43'))
