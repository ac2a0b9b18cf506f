import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  factsOfDocument,
  identityCheckCharacter,
  modernMainlandNumber,
  normalizeDocument,
  whyNotDocument,
  type DocumentKind,
  type DocumentReason,
} from './identity-document.ts'
import { addDays, localDate } from './local-date.ts'

const today = localDate('2026-11-24')

describe('typed text becomes a number', () => {
  test.each([
    ['11010519491231002x', '11010519491231002X'],
    [' 110105 19491231 002X ', '11010519491231002X'],
    ['110105-19491231-002X', '11010519491231002X'],
    ['１１０１０５１９４９１２３１００２Ｘ', '11010519491231002X'],
    ['11010519491231002×', '11010519491231002X'],
    ['11010519491231002х', '11010519491231002X'],
    ['1101\u00a005\u200919491231\u3000002X', '11010519491231002X'],
  ])('%s', (typed, number) => expect(normalizeDocument('mainland_id', typed)).toBe(number))
})

describe('numbers that stand', () => {
  test.each([
    [
      'mainland_id',
      '11010519491231002X',
      { birthDate: '1949-12-31', gender: 'female', regionPrefix: '110105' },
    ],
    [
      'mainland_id',
      '34052419800101001X',
      { birthDate: '1980-01-01', gender: 'male', regionPrefix: '340524' },
    ],
    [
      'mainland_id',
      '110101201003070011',
      { birthDate: '2010-03-07', gender: 'male', regionPrefix: '110101' },
    ],
    [
      'hmt_residence_permit',
      '810000199408230021',
      { birthDate: '1994-08-23', gender: 'female', regionPrefix: '81' },
    ],
    [
      'hmt_residence_permit',
      '830000199201300022',
      { birthDate: '1992-01-30', gender: 'female', regionPrefix: '71' },
    ],
    [
      'foreign_permanent_id',
      '932682198501010017',
      { birthDate: '1985-01-01', gender: 'male', regionPrefix: '32' },
    ],
    ['foreign_permanent_id', 'CAN110085010101', null],
    ['foreign_permanent_id', 'CAN110000022901', null],
    ['passport', 'E12345678', null],
    ['passport', '12345', null],
    ['passport', 'A1234567890123456', null],
  ] as const)('%s %s', (kind, number, facts) => {
    expect(whyNotDocument(kind, number, today)).toBeNull()
    expect(factsOfDocument(kind, number)).toEqual(facts)
  })
})

describe('numbers that do not, and why', () => {
  test.each<[DocumentKind, string, DocumentReason, string]>([
    ['mainland_id', '110101200601010010', 'id_check_digit_wrong', 'the check must be 4'],
    ['hmt_residence_permit', '820000199001010012', 'id_check_digit_wrong', 'the check must be 0'],
    ['foreign_permanent_id', '932682198501010016', 'id_check_digit_wrong', 'one off'],
    ['mainland_id', '11010519491231002', 'id_number_malformed', 'a digit is missing'],
    ['mainland_id', '11010519491231002Y', 'id_number_malformed', 'only X stands for ten'],
    ['mainland_id', '1101051949123100X2', 'id_number_malformed', 'X may stand last only'],
    ['mainland_id', '', 'id_number_malformed', 'nothing typed'],
    ['mainland_id', '110105491231002', 'id_number_malformed', 'the old card is no longer valid'],
    ['mainland_id', '110101202302290012', 'id_birth_date_unreal', 'no leap year'],
    ['mainland_id', '110101199013010014', 'id_birth_date_unreal', 'no thirteenth month'],
    ['mainland_id', '110101202611250018', 'id_birth_date_in_future', 'born tomorrow'],
    ['mainland_id', '110101187511240013', 'id_age_over_150', 'has just turned 151'],
    ['mainland_id', '810000199408230021', 'id_kind_mismatch', 'a Hong Kong resident has a permit'],
    ['mainland_id', '830000199201300022', 'id_kind_mismatch', 'a Taiwan resident has a permit'],
    ['mainland_id', '932682198501010017', 'id_kind_mismatch', "a foreigner's card"],
    ['mainland_id', 'CAN110085010101', 'id_kind_mismatch', "a foreigner's old card"],
    ['mainland_id', 'E12345678', 'id_number_malformed', 'too short for any card'],
    ['hmt_residence_permit', '11010519491231002X', 'id_kind_mismatch', 'a mainland card'],
    ['hmt_residence_permit', '810001199408230021', 'id_number_malformed', 'no such issuing code'],
    ['foreign_permanent_id', '11010519491231002X', 'id_kind_mismatch', 'a mainland card'],
    ['foreign_permanent_id', 'CA1110085010101', 'id_number_malformed', 'three letters of a country'],
    ['foreign_permanent_id', 'CAN110085023001', 'id_birth_date_unreal', 'no 30 February'],
    ['passport', '11010519491231002X', 'id_kind_mismatch', 'a mainland card'],
    ['passport', '110105491231002', 'id_kind_mismatch', 'an old mainland card'],
    ['passport', '810000199408230021', 'id_kind_mismatch', 'a residence permit'],
    ['passport', 'E123', 'id_number_malformed', 'too short'],
    ['passport', 'E12345678901234567', 'id_number_malformed', 'too long'],
    ['passport', 'ZHANGSAN', 'id_number_malformed', 'no digit in it'],
    ['passport', 'E1234/678', 'id_number_malformed', 'a stroke'],
  ])('%s %s: %s, %s', (kind, number, reason) => expect(whyNotDocument(kind, number, today)).toBe(reason))
  test('150 years are still an age', () => {
    const seventeen = '11010118751125001'
    expect(whyNotDocument('mainland_id', seventeen + identityCheckCharacter(seventeen), today)).toBeNull()
  })
})

test('a number of before 1999 is found by its present form', () => {
  expect(modernMainlandNumber('110105491231002')).toBe('11010519491231002X')
  expect(modernMainlandNumber('11010549123100X')).toBeNull()
})

describe('every number that is made right', () => {
  const made = fc
    .tuple(
      fc.integer({ min: 110_000, max: 659_999 }),
      fc.integer({ min: 0, max: 50_000 }),
      fc.integer({ min: 0, max: 999 }),
    )
    .map(([region, age, sequence]) => {
      const birthDate = addDays(today, -age)
      const seventeen = `${region}${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
      return { birthDate, sequence, number: seventeen + identityCheckCharacter(seventeen) }
    })
  test('is accepted and tells the day and the gender put into it', () => {
    fc.assert(
      fc.property(made, ({ birthDate, sequence, number }) => {
        expect(whyNotDocument('mainland_id', number, today)).toBeNull()
        expect(factsOfDocument('mainland_id', number)).toMatchObject({
          birthDate,
          gender: sequence % 2 === 1 ? 'male' : 'female',
        })
      }),
    )
  })
  test('is refused when one digit is wrong or two neighbours change places', () => {
    fc.assert(
      fc.property(made, fc.nat(16), fc.integer({ min: 1, max: 9 }), ({ number }, at, shift) => {
        const wrong = String((Number(number.charAt(at)) + shift) % 10)
        expect(
          whyNotDocument('mainland_id', number.slice(0, at) + wrong + number.slice(at + 1), today),
        ).not.toBeNull()
        if (at === 16 || number.charAt(at) === number.charAt(at + 1)) return
        const swapped = number.slice(0, at) + number.charAt(at + 1) + number.charAt(at) + number.slice(at + 2)
        expect(whyNotDocument('mainland_id', swapped, today)).not.toBeNull()
      }),
    )
  })
})
