import { expect, it } from 'vitest'
import { rowsOf, textOf } from './rename-table'

it.each([
  [
    'copied cells',
    'G1\t新甲\nG2\t新乙\n',
    [
      ['G1', '新甲'],
      ['G2', '新乙'],
    ],
  ],
  [
    'CSV with a mark and Windows lines',
    '\uFEFFG1,新甲\r\nG2,新乙\r\n',
    [
      ['G1', '新甲'],
      ['G2', '新乙'],
    ],
  ],
  ['a head and an empty line', '团体编号,现名,新名称\n\nG1,旧甲,新甲', [['G1', '新甲']]],
  ['a head of two columns', '现名,新名称\n旧甲,新甲', [['旧甲', '新甲']]],
  ['quotes', '"旧""甲"", 一队", "新甲,一队"', [['旧"甲", 一队', '新甲,一队']]],
  ['full width commas', '旧甲，新甲', [['旧甲', '新甲']]],
  ['empty columns around', '\tG1\t\t新甲\t', [['G1', '新甲']]],
  ['a line without a new name', 'G1', [['G1', '']]],
  ['a team called 名称', '名称志愿服务队,蓝天志愿服务队', [['名称志愿服务队', '蓝天志愿服务队']]],
  ['nothing', ' \n\t\n', []],
])('%s', (_, text, rows) => {
  expect(rowsOf(text).map(({ team, newName }) => [team, newName])).toEqual(rows)
})

it('a file in UTF-8, and one in GB 18030', () => {
  expect(textOf(new TextEncoder().encode('旧甲,新甲').buffer)).toBe('旧甲,新甲')
  const gb = new Uint8Array([0xbe, 0xc9, 0xbc, 0xd7, 0x2c, 0xd0, 0xc2, 0xbc, 0xd7])
  expect(textOf(gb.buffer)).toBe('旧甲,新甲')
})
