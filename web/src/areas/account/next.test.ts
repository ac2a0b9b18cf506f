import { expect, test } from 'vitest'
import { safeNext } from './next'

test('only a path of this site is followed after signing in', () => {
  expect(safeNext('/my/code?x=1')).toBe('/my/code?x=1')
  for (const bad of [
    '//evil.example',
    '/\\evil.example',
    'https://evil.example',
    '/a\\b',
    '/a\nb',
    '',
    undefined,
    ['/my'],
  ])
    expect(safeNext(bad)).toBeNull()
})
