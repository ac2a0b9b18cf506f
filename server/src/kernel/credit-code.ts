/** The unified social credit code (统一社会信用代码, GB 32100) of a legal person. */

export type CreditCodeReason = 'credit_code_malformed' | 'credit_code_check_wrong'

/** The letters I, O, S, V and Z are left out so that they are not read as digits. */
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const FORM = /^[0-9A-HJ-NPQRTUWXY]{2}\d{6}[0-9A-HJ-NPQRTUWXY]{10}$/

export function normalizeCreditCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u2010-\u2015\u2212-]/gu, '')
    .toUpperCase()
}

export function creditCodeCheckCharacter(seventeen: string): string {
  let sum = 0
  let weight = 1
  for (const character of seventeen) {
    sum += ALPHABET.indexOf(character) * weight
    weight = (weight * 3) % 31
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31)
}

/**
 * The first reason against a normalised code, or null. A few codes in real use carry a wrong check
 * character, so `credit_code_check_wrong` is a warning that a reviewer may overrule with a note.
 */
export function whyNotCreditCode(code: string): CreditCodeReason | null {
  if (!FORM.test(code)) return 'credit_code_malformed'
  return creditCodeCheckCharacter(code.slice(0, 17)) === code.charAt(17) ? null : 'credit_code_check_wrong'
}
