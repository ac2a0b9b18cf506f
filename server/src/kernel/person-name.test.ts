import { describe, expect, test } from 'vitest'
import { normalizePersonName, whyNotPersonName } from './person-name.ts'

describe('names that stand', () => {
  test.each([
    '李明',
    '欧阳娜娜',
    '买买提·艾力',
    '阿卜杜热合曼·阿卜杜热西提',
    '𠮷川',
    '王\u{2b5af}', // A character of Unicode's extension D, as in some given names.
    '李㛃',
    'Anna Lee',
    "Conan O'Brien",
    'Jean-Luc Picard',
    'Nguyễn Văn An',
    'John F. Kennedy',
    'Иван Петров',
    '张'.repeat(50),
  ])('%s', (name) => expect(whyNotPersonName(name)).toBeNull())
})

describe('texts that are nobody’s name', () => {
  test.each([
    ['', 'nothing'],
    ['李', 'one character'],
    ['张'.repeat(51), 'fifty-one'],
    ['李明2', 'a digit'],
    ['李明２', 'a full-width digit'],
    ['李明①', 'a circled digit'],
    ['李 明', 'a space within a Chinese name'],
    ['李明😀', 'emoji'],
    ['李明!', 'a sign'],
    ['<b>李明</b>', 'markup'],
    ['·李明', 'a dot in front'],
    ['李··明', 'two dots'],
    ['李明\u200b', 'an invisible character'],
    ['Li明', 'two writings'],
    ['--', 'no letter'],
    ['Anna  Lee', 'two spaces'],
  ])('%s: %s', (name) => expect(whyNotPersonName(name)).toBe('name_malformed'))
})

test.each([
  ['  李明 ', '李明'],
  ['买买提•艾力', '买买提·艾力'],
  ['买买提 ・ 艾力', '买买提·艾力'],
  ['Anna   Lee', 'Anna Lee'],
  ['Conan O’Brien', "Conan O'Brien"],
])('%s is kept as %s', (typed, name) => expect(normalizePersonName(typed)).toBe(name))
