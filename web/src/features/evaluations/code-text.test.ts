import { expect, test } from 'vitest'
import { codeText, typedCode } from './code-text'

test('V11: a code is read in groups, and typed in any way', () => {
  const code = 'BCDFGHJKMNPQR'
  expect(codeText(code)).toBe('BCDFG-HJKM-NPQR')
  expect(codeText('BCDFG')).toBe('BCDFG')
  for (const typed of [
    codeText(code),
    code.toLowerCase(),
    ' bcdfg hjkm　npqr ',
    'ＢＣＤＦＧ－ＨＪＫＭ－ＮＰＱＲ',
  ])
    expect(typedCode(typed)).toBe(code)
  expect(typedCode(`${code}XYZ`)).toBe(code)
})
