import { expect, it } from 'vitest'
import { ancestryBelow, ancestryOf } from './region-code'

it('reads what lies above a region from its code', () => {
  expect(ancestryOf('441302001')).toEqual(['440000', '441300', '441302', '441302001'])
  expect(ancestryOf('441300')).toEqual(['440000', '441300'])
  expect(ancestryOf('440000')).toEqual(['440000'])
  expect(ancestryOf('x')).toEqual([])
})
it('gives the steps below another region', () => {
  expect(ancestryBelow('441300', '441302001')).toEqual(['441302', '441302001'])
  expect(ancestryBelow('441300', '441300')).toEqual([])
  expect(ancestryBelow('441300', '110105')).toEqual([])
})
