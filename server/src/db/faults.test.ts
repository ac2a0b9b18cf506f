import { expect, test } from 'vitest'
import { isDatabaseAway } from './faults.ts'

const coded = (code: string, syscall?: string): Error => Object.assign(new Error('x'), { code, syscall })

test.each([
  ['a connection that was refused', coded('ECONNREFUSED', 'connect'), true],
  ['a socket file that is gone', coded('ENOENT', 'connect'), true],
  ['a server that ends', coded('57P01'), true],
  ['a server that recovers', coded('57P03'), true],
  ['no room for a connection', coded('53300'), true],
  ['a connection lost in a query', new Error('Connection terminated unexpectedly'), true],
  ['a query after that', new Error('Client was closed and is not queryable'), true],
  [
    'a rollback after that',
    new Error('Client has encountered a connection error and is not queryable'),
    true,
  ],
  ['a statement that took too long', coded('57014'), false],
  ['a file that is missing', coded('ENOENT', 'open'), false],
  ['a broken constraint', coded('23505'), false],
  ['a fault of ours', new Error('cannot read properties of undefined'), false],
  ['no error at all', 'x', false],
])('%s', (_, error, isAway) => {
  expect(isDatabaseAway(error)).toBe(isAway)
})
