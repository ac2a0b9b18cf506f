/** Names of people as their documents print them. */

export type NameReason = 'name_malformed'

const LENGTH_MIN = 2
const LENGTH_MAX = 50
/**
 * Letters of one writing and their marks. Chinese names join their parts with a middle dot; Latin
 * ones with a space, a hyphen, an apostrophe or a full stop after an initial. Rare characters
 * outside the basic plane are letters like any other.
 */
const HAN_NAME = /^\p{Script=Han}+(?:·\p{Script=Han}+)*$/u
const OTHER_NAME = /^\p{L}[\p{L}\p{M}]*\.?(?:[ '·-]\p{L}[\p{L}\p{M}]*\.?)*$/u

/** One dot and single spaces, whichever of their look-alikes the keyboard gave. */
export function normalizePersonName(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[\u2022\u2027\u22c5\u30fb\uff65\u2024\u25cf]/gu, '·')
    .replace(/[\u2018\u2019\u02bc]/gu, "'")
    .replace(/\s+/gu, ' ')
    .replace(/ ?· ?/gu, '·')
    .trim()
}

/** Why a normalised text is nobody's name, or null. Digits, signs and emoji never are. */
export function whyNotPersonName(name: string): NameReason | null {
  const length = Array.from(name).length
  if (length < LENGTH_MIN || length > LENGTH_MAX) return 'name_malformed'
  return HAN_NAME.test(name) || (OTHER_NAME.test(name) && !/\p{Script=Han}/u.test(name))
    ? null
    : 'name_malformed'
}
