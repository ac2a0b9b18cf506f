import { expect, it } from 'vitest'
import { isName, isPhone, normalizeName, passwordLacks } from './person'

it.each([
  ['林月娥', true],
  ['𠮷田', true],
  ['买买提•艾力', true],
  ['Anne-Marie O’Neil', true],
  ['林', false],
  ['林3娥', false],
  ['林 Anne', false],
  ['😀娥', false],
])('%s as a name', (text, right) => {
  expect(isName(text)).toBe(right)
})
it('gives one middle dot', () => {
  expect(normalizeName('买买提 ・ 艾力')).toBe('买买提·艾力')
})
it.each([
  ['138 0000 4071', true],
  ['+86 13800004071', true],
  ['１３８００００４０７１', true],
  ['1380000407', false],
  ['23800004071', false],
])('%s as a phone', (text, right) => {
  expect(isPhone(text)).toBe(right)
})
it.each([
  ['Abc12345', 8, false, false],
  ['abc12345', 8, false, true],
  ['Ab1', 8, true, false],
  ['志愿abc123', 8, false, false],
])('%s as a password', (password, least, length, kinds) => {
  expect(passwordLacks(password, least)).toEqual({ length, kinds })
})
