import { expect, it } from 'vitest'
import { partsOf } from './picks'

it('cuts what is picked into asks of the size that one takes', () => {
  expect(partsOf([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]])
  expect(partsOf([1, 2], 2)).toEqual([[1, 2]])
  expect(partsOf([], 2)).toEqual([])
})
