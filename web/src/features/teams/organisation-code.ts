// The organisation code (GB 11714) of bodies that have no unified code, checked while it is typed. The server checks again.

const FORM = /^[0-9A-Z]{8}[0-9X]$/
const WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2]

export const tidyOrganisationCode = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[\s‐-―−-]/gu, '')
    .toUpperCase()

export function isOrganisationCode(text: string): boolean {
  const code = tidyOrganisationCode(text)
  if (!FORM.test(code)) return false
  const sum = WEIGHTS.reduce((total, weight, at) => total + weight * parseInt(code.charAt(at), 36), 0)
  const check = (11 - (sum % 11)) % 11
  return code.charAt(8) === (check === 10 ? 'X' : String(check))
}
