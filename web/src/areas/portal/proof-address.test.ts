import { expect, test } from 'vitest'
import { proofAddress } from './proof-address'

test.each([
  [
    'as it is printed, in groups',
    ' c2611 7kq4m2 x9r6t8 ',
    'W0E9 Z931 ',
    '/verify/C26117KQ4M2X9R6T8',
    { s: 'W0E9Z931' },
  ],
  ['in full-width characters', 'Ｃ２６１１', '', '/verify/C2611', {}],
])('a number typed %s', (_, number, secret, path, query) => {
  expect(proofAddress(number, secret)).toEqual({ path, query })
})
test('no number leads nowhere', () => expect(proofAddress('  ', 'W0E9')).toBeNull())
