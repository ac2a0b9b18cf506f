/** The organisation code (组织机构代码, GB 11714) that bodies had before the unified social credit code. */

export type OrganisationCodeReason = 'organisation_code_malformed' | 'organisation_code_check_wrong'

const FORM = /^[0-9A-Z]{8}[0-9X]$/
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2] as const

/** Written without the hyphen before the check character. */
export function normalizeOrganisationCode(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u2010-\u2015\u2212-]/gu, '')
    .toUpperCase()
}

export function organisationCodeCheckCharacter(eight: string): string {
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * parseInt(eight.charAt(at), 36), 0)
  const check = (11 - (sum % 11)) % 11
  return check === 10 ? 'X' : String(check)
}

/** The first reason against a normalised code, or null. */
export function whyNotOrganisationCode(code: string): OrganisationCodeReason | null {
  if (!FORM.test(code)) return 'organisation_code_malformed'
  return organisationCodeCheckCharacter(code.slice(0, 8)) === code.charAt(8)
    ? null
    : 'organisation_code_check_wrong'
}
