import { describe, expect, test } from 'vitest'
import { maskId, maskName, maskPhone, proofNumberText, volunteerNumberText } from './mask'

describe('what is never shown whole', () => {
  test('identity numbers keep the region’s four digits and the last two', () => {
    expect(maskId('441302201103084325')).toBe('4413 **** **** **** 25')
    expect(maskId('12345')).toBe('*****')
  })
  test('phones', () => expect(maskPhone('13812345678')).toBe('138 **** 5678'))
  test('names count characters, so that rare ones stay whole', () => {
    expect(maskName('林月娥')).toBe('林*娥')
    expect(maskName('刘䶮')).toBe('刘*')
    expect(maskName('𠮷田')).toBe('𠮷*')
  })
  test('numbers of proofs are grouped as they are printed', () => {
    expect(proofNumberText('C26117KQ4M2X9R6T8')).toBe('C2611 7KQ4M2 X9R6T8')
    expect(proofNumberText('C2611')).toBe('C2611')
  })
  test('volunteer numbers are grouped for reading aloud', () =>
    expect(volunteerNumberText('V44130219030048273')).toBe('V441302 1903 0048273'))
})
