// The unified social credit code (GB 32100), checked while it is typed. The server checks again.

/** I, O, S, V and Z are left out so that they are not read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const FORM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/
const BASE = 31

export const tidyCreditCode = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s‐-―−-]/gu, '')
    .toUpperCase()

export type CreditCodeFault = 'malformed' | 'check'
/** A check character that fails is a warning: a few codes in real use carry a wrong one. */
export function creditCodeFault(text: string): CreditCodeFault | null {
  const code = tidyCreditCode(text)
  if (!FORM.test(code)) return 'malformed'
  let sum = 0
  let weight = 1
  for (const sign of code.slice(0, 17)) {
    sum += ALPHABET.indexOf(sign) * weight
    weight = (weight * 3) % BASE
  }
  return ALPHABET.charAt((BASE - (sum % BASE)) % BASE) === code.charAt(17) ? null : 'check'
}
