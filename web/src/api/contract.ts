// The one place that takes in what the contract generates, and what it does not hold yet.
import { OPERATIONS as GENERATED } from './operations.gen'
import { EXPECTED } from './expected'
import type { operations as Generated } from './schema.gen'
import type { operations as Expected } from './expected'

export const OPERATIONS = { ...EXPECTED, ...GENERATED }
export type operations = Generated & Omit<Expected, keyof Generated>
