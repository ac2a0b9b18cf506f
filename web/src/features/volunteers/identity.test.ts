import { describe, expect, it } from 'vitest'
import {
  ageOn,
  groupedId,
  isRealDate,
  normalizeId,
  readId,
  tellsNothing,
  whyNotId,
  type IdKind,
} from './identity'

const TODAY = '2026-11-24'
/** A right number with this head, so that no number of a living person stands here. */
function right(seventeen: string): string {
  const found = [...'0123456789X'].find(
    (sign) =>
      whyNotId(
        seventeen.startsWith('9') ? 'foreign_permanent_id' : 'mainland_id',
        seventeen + sign,
        TODAY,
      ) === null,
  )
  return seventeen + (found ?? '?')
}

describe('the number of a document', () => {
  it('follows the example of the standard', () => {
    // GB 11643-1999, annex: 11010519491231002X and 440524188001010014 (too old to be anybody's today).
    expect(whyNotId('mainland_id', '11010519491231002X', TODAY)).toBeNull()
    expect(whyNotId('mainland_id', '110105194912310029', TODAY)).toBe('id_check_digit_wrong')
  })
  it.each<[string, IdKind, string, string | null]>([
    ['typed with blanks, full width and a small x', 'mainland_id', ' １１０１０５ 19491231-002x', null],
    ['too short', 'mainland_id', '4413022011030843', 'id_number_malformed'],
    ['a day that does not exist', 'mainland_id', '441302201102300011', 'id_birth_date_unreal'],
    ['a day to come', 'mainland_id', '441302202612010011', 'id_birth_date_in_future'],
    ['older than anybody', 'mainland_id', '441302187001010011', 'id_age_over_150'],
    ['a permit under the wrong kind', 'mainland_id', '810000199408230021', 'id_kind_mismatch'],
    ['a passport', 'passport', 'e12345678', null],
    ['a passport with a stroke', 'passport', 'E1234/5678', 'id_number_malformed'],
    ['an old card of foreigners', 'foreign_permanent_id', 'USA110090010101', null],
  ])('%s', (_, kind, text, reason) => {
    expect(whyNotId(kind, text, TODAY)).toBe(reason)
  })
  it('finds every single wrong digit', () => {
    const number = right('44130220110308432')
    for (let at = 0; at < 17; at++) {
      const other = String((Number(number[at]) + 1) % 10)
      const mistyped = number.slice(0, at) + other + number.slice(at + 1)
      expect(whyNotId('mainland_id', mistyped, TODAY), mistyped).not.toBeNull()
    }
  })
  it('reads back what it says even when the last digit is wrong', () => {
    expect(readId('mainland_id', '441302 20110308 4321')).toEqual({
      birthDate: '2011-03-08',
      gender: 'female',
      regionCode: '441302',
    })
    expect(readId('passport', 'E12345678')).toBeNull()
    expect(tellsNothing('passport', '')).toBe(true)
    expect(tellsNothing('mainland_id', '44130220110308')).toBe(false)
  })
  it('is grouped for reading', () => {
    expect(groupedId('mainland_id', '441302201103084321')).toBe('441302 20110308 4321')
    expect(groupedId('mainland_id', '4413')).toBe('4413')
    expect(normalizeId('mainland_id', '441302 20110308 432х')).toBe('44130220110308432X')
  })
})

it.each([
  ['2012-11-24', 14],
  ['2012-11-25', 13],
  ['2008-02-29', 18],
  ['2026-11-24', 0],
])('born %s is %i on the day', (birthDate, age) => {
  expect(ageOn(birthDate, TODAY)).toBe(age)
})
it('knows the calendar', () => {
  expect(['2024-02-29', '2023-02-29', '2026-13-01', '2026-11-24x'].map(isRealDate)).toEqual([
    true,
    false,
    false,
    false,
  ])
})
