/** Mobile numbers of the mainland: the one form in which they are compared, stored and written to. */

export type PhoneReason = 'phone_malformed'

const MOBILE = /^1[3-9]\d{9}$/

/** What people type becomes eleven digits: full-width forms, blanks, hyphens and +86 are theirs to use. */
export function normalizePhone(text: string): string {
  const plain = text.normalize('NFKC').replace(/[\s\u2010-\u2015\u2212().-]/gu, '')
  return plain.replace(/^(?:\+|00)?86(?=1\d{10}$)/, '')
}

/** Why a normalised number cannot receive a message, or null. */
export function whyNotPhone(phone: string): PhoneReason | null {
  return MOBILE.test(phone) ? null : 'phone_malformed'
}

export type PhonePurpose = 'register' | 'sign_in' | 'guardian' | 'reset_password'
export type PhoneCodeReason = 'phone_code_wrong' | 'phone_code_expired'

export const CODE_SECONDS = 300
export const RESEND_SECONDS = 60
export const CODE_ATTEMPTS_MAX = 5
/** Codes a day to one phone, and from one network address (a school or an office shares one). */
export const CODES_PER_PHONE = 10
export const CODES_PER_ADDRESS = 200

export interface PhoneCodeState {
  attempts: number
  expiresAt: Date
  isMatch: boolean
}

/** A code that was guessed at too often is as dead as an old one, even when the next guess is right. */
export function whyNotPhoneCode(state: PhoneCodeState | undefined, now: Date): PhoneCodeReason | null {
  if (state === undefined) return 'phone_code_wrong'
  if (state.expiresAt <= now || state.attempts >= CODE_ATTEMPTS_MAX) return 'phone_code_expired'
  return state.isMatch ? null : 'phone_code_wrong'
}
