// Names and phones as the server will read them; the same small rules, for an answer while one types.

const HAN_NAME = /^\p{Script=Han}+(?:·\p{Script=Han}+)*$/u
const OTHER_NAME = /^\p{L}[\p{L}\p{M}]*\.?(?:[ '·-]\p{L}[\p{L}\p{M}]*\.?)*$/u
const NAME_MIN = 2
const NAME_MAX = 50
const MOBILE = /^1[3-9]\d{9}$/

export function normalizeName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2022\u2027\u22c5\u30fb\uff65\u2024\u25cf]/gu, '·')
    .replace(/[\u2018\u2019\u02bc]/gu, "'")
    .replace(/\s+/gu, ' ')
    .replace(/ ?· ?/gu, '·')
    .trim()
}

export function isName(text: string): boolean {
  const name = normalizeName(text)
  const { length } = [...name]
  if (length < NAME_MIN || length > NAME_MAX) return false
  return HAN_NAME.test(name) || (OTHER_NAME.test(name) && !/\p{Script=Han}/u.test(name))
}

export function normalizePhone(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\s\u2010-\u2015\u2212().-]/gu, '')
  return plain.replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
}

export const isPhone = (text: string): boolean => MOBILE.test(normalizePhone(text))

const CLASSES = [/\p{Ll}/u, /\p{Lu}/u, /\p{N}/u, /[^\p{Ll}\p{Lu}\p{N}]/u]
const CLASSES_MIN = 3

/** What a password still lacks: length and kinds of signs. */
export function passwordLacks(password: string, lengthMin: number): { length: boolean; kinds: boolean } {
  return {
    length: [...password].length < lengthMin,
    kinds: CLASSES.filter((kind) => kind.test(password)).length < CLASSES_MIN,
  }
}
