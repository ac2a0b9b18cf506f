import { expect, it } from 'vitest'
import { csvOf } from './spreadsheet'

it('writes what spreadsheet programs read, and no formulas', () => {
  expect(
    csvOf([
      ['区域', '注册'],
      ['惠城区', 12],
      ['=1+1', -3],
      ['a,"b"', ''],
      ['＝1+1', 'a\r=1+1'],
    ]),
  ).toBe('\uFEFF区域,注册\r\n惠城区,12\r\n\'=1+1,-3\r\n"a,""b""",\r\n\'＝1+1,"a\r=1+1"')
})
