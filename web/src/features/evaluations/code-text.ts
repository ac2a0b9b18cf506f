// A rating code for the eye and for typing: three groups of letters and figures.
export const RATING_CODE_LENGTH = 13

/** BCDFG-HJKM-NPQR */
export const codeText = (code: string): string =>
  [code.slice(0, 5), code.slice(5, 9), code.slice(9)].filter((part) => part !== '').join('-')

/** As people type what they read: small letters, blanks and dashes between. */
export const typedCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .slice(0, RATING_CODE_LENGTH)
