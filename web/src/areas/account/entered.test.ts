import { expect, it } from 'vitest'
import type { Session } from '../../session/session'
import { landingOf } from './entered'
import { safeNext } from './next'

const asked = (status: string | null, home: string | null, owesSecondFactor = false) =>
  landingOf({
    me: status === null ? null : { volunteer: { status } },
    home: () => home,
    owesSecondFactor,
  } as unknown as Session)

it.each([
  ['a verified volunteer', 'verified', '/my', '/my'],
  ['an applicant', 'under_review', '/my', '/application'],
  ['a refused one', 'refused', '/my', '/application'],
  ['staff whose own application waits', 'under_review', '/team', '/team'],
  ['staff who are no volunteers', null, '/admin', '/admin'],
  ['somebody without a hat', null, null, '/'],
])('%s lands on the right page', (_, status, home, landing) => {
  expect(asked(status, home)).toBe(landing)
})
it('sends staff to their second factor first', () => {
  expect(asked('verified', '/my', true)).toBe('/second-factor')
})
it.each([
  ['/projects/1?shift=2', '/projects/1?shift=2'],
  ['//evil.example', null],
  ['/\\evil.example', null],
  ['https://evil.example', null],
  [undefined, null],
])('goes on to %s only within the site', (next, path) => {
  expect(safeNext(next)).toBe(path)
})
