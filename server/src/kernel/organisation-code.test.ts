import { expect, test } from 'vitest'
import {
  normalizeOrganisationCode,
  organisationCodeCheckCharacter,
  whyNotOrganisationCode,
} from './organisation-code.ts'

// The ninth to seventeenth characters of a unified social credit code are an organisation code.
test.each([
  ['101623741', null, 'out of 91110000101623741K'],
  ['697694187', null, 'out of 911101066976941872'],
  ['M000100Y4', null, 'out of 91350100M000100Y43, with letters'],
  ['D2143569X', null, 'the example of GB 11714, with X'],
  ['101623742', 'organisation_code_check_wrong', 'one off'],
  ['D21435690', 'organisation_code_check_wrong', 'a nought for an X'],
  ['10162374', 'organisation_code_malformed', 'one short'],
  ['1016237411', 'organisation_code_malformed', 'one too many'],
  ['10162374A', 'organisation_code_malformed', 'a letter for the check character'],
  ['', 'organisation_code_malformed', 'nothing'],
])('%s: %s (%s)', (code, reason, _) => expect(whyNotOrganisationCode(code)).toBe(reason))

test('is written in one way', () => expect(normalizeOrganisationCode(' ｄ2143569－x ')).toBe('D2143569X'))

test('one wrong digit is always found', () => {
  for (let digit = 0; digit < 10; digit += 1)
    if (digit !== 6) expect(organisationCodeCheckCharacter(`101${String(digit)}2374`)).not.toBe('1')
})
