/** The secret of a case, and what of it is kept sealed. */
import { randomInt } from 'node:crypto'
import type { Vault } from '../../vault.ts'

/** Neither vowels, so that no word appears, nor what is mistaken for another: 0 and O, 1, I and L. */
const ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ'
const NUMBER_SIGNS = 10
/** 28 signs to the sixteenth: 76 bits. */
const SECRET_SIGNS = 16

const signs = (length: number): string =>
  Array.from({ length }, () => ALPHABET[randomInt(ALPHABET.length)]).join('')

/** The year in front, for whoever files paper; the rest is chance, so that it tells no count. */
export const newComplaintNumber = (year: string): string => `${year.slice(2)}${signs(NUMBER_SIGNS)}`
export const newComplaintSecret = (): string => signs(SECRET_SIGNS)

/** As people type it: small letters, blanks and dashes between. */
export const normalizeSigns = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')

export const secretHash = (vault: Vault, secret: string): Buffer =>
  vault.blind('complaints.secret', normalizeSigns(secret))

export type SealedPart = 'words' | 'place' | 'contact'
export const sealPart = (vault: Vault, part: SealedPart, text: string): Buffer =>
  vault.seal(`complaints.${part}`, text)
export const openPart = (vault: Vault, part: SealedPart, sealed: Buffer): string =>
  vault.open(`complaints.${part}`, sealed)
