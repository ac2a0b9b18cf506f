import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskIdNumber, maskName, maskPhone } from './masking.ts'

test.each([
  ['李明', '李*'],
  ['李小明', '李**'],
  ['欧阳锋', '欧阳*'],
  ['欧阳娜娜', '欧阳**'],
  ['欧阳', '欧*'],
  ['诸葛亮', '诸葛*'],
  ['买买提·艾力', '买**·艾*'],
  ['𠮷野家', '𠮷**'],
  ['Anna Lee', 'A*** L**'],
  ['Jean-Luc Picard', 'J******* P*****'],
  ['李', '李*'],
  ['', ''],
])('%s is shown as %s', (name, masked) => expect(maskName(name)).toBe(masked))

test.each([
  ['441302199001011225', '4413 **** **** **25'],
  ['11010519491231002X', '1101 **** **** **2X'],
  ['CAN110085010101', 'CAN1 **** **** **01'],
  ['E12345678', 'E **** **** **78'],
  ['A123', 'A **** **** **'],
])('%s is shown as %s', (number, masked) => expect(maskIdNumber(number)).toBe(masked))

test.each([
  ['13812345678', '138****5678'],
  ['+85291234567', '****4567'],
  ['7777803', '****03'],
])('%s is shown as %s', (phone, masked) => expect(maskPhone(phone)).toBe(masked))

test('a masked mainland number hides the birthday and the sequence', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[1-6]\d{16}[\dX]$/), (number) => {
      const masked = maskIdNumber(number)
      expect(masked.replaceAll(/[* ]/g, '')).toBe(number.slice(0, 4) + number.slice(-2))
    }),
  )
})
