import { expect, test } from 'vitest'
import { sharedBuffersFor } from './cluster.ts'

const GB = 2 ** 30

test.each([
  [0.5, '128MB'],
  [2, '256MB'],
  [4, '512MB'],
  [64, '1024MB'],
])('with %d GB of memory the database keeps %s of it to itself', (gigabytes, expected) =>
  expect(sharedBuffersFor(gigabytes * GB)).toBe(expected),
)
