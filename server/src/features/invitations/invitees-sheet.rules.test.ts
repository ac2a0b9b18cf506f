import { expect, test } from 'vitest'
import { localDate } from '../../kernel/local-date.ts'
import { readInviteesSheet, SHEET_ROWS_MAX, type SheetReading } from './invitees-sheet.rules.ts'

const today = localDate('2026-11-27')
const RIGHT = '110101199003074477'
const read = (...rows: (string | null)[][]) =>
  readInviteesSheet(
    rows.map((cells, i) => ({ line: i + 1, cells })),
    today,
  )
const reasons = (reading: ReturnType<typeof read>) =>
  'failures' in reading
    ? reading.failures.map(({ line, reason }) => `${String(line)} ${reason}`)
    : reading.reason

test('B7 I10 the head is found below a title, its columns in any order, marks and blanks or not', () => {
  expect(
    read(
      ['2026年新成员'],
      ['序号', '身份证号*', ' 姓名：'],
      ['1', `'${RIGHT}`, '李明'],
      ['2', RIGHT, '李四'],
    ),
  ).toEqual({
    total: 2,
    invitees: [{ name: '李明', idNumber: RIGHT }],
    failures: [{ line: 4, name: '李四', idNumber: '1101 **** **** **77', reason: 'person_repeated' }],
  } satisfies SheetReading)
})

test('B7 I10 the kind of document is the mainland card unless a column says otherwise', () => {
  const reading = read(
    ['姓名', '证件类型', '证件号码'],
    ['李明', '', RIGHT],
    ['Anna Lee', '护照', 'E12345678'],
    ['张三', '军官证', '1234567'],
    ['李四', '港澳台居民居住证', RIGHT],
  )
  expect(reasons(reading)).toEqual(['4 id_kind_unknown', '5 id_kind_mismatch'])
})

test('B7 I10 a number that has lost digits is told from one that is wrong', () => {
  expect(
    reasons(read(['姓名', '证件号码'], ['李明', null], ['李四', '110101199003074478'], ['王五', ''])),
  ).toEqual(['2 id_number_not_text', '3 id_check_digit_wrong', '4 id_number_malformed'])
})

test('B7 I11 a sheet without the columns, without rows, or with too many is refused whole', () => {
  expect(reasons(read(['姓名', '电话'], ['李明', '138']))).toBe('sheet_columns_missing')
  expect(reasons(read(['李明', RIGHT]))).toBe('sheet_columns_missing')
  expect(reasons(read(['姓名', '证件号码']))).toBe('sheet_empty')
  const rows = Array.from({ length: SHEET_ROWS_MAX + 1 }, () => ['李明', RIGHT])
  expect(reasons(read(['姓名', '证件号码'], ...rows))).toBe('sheet_too_many_rows')
})
