/** Codes that let people into a team. Pure. M-numbers are those of docs/rules/teams.md. */

/** Neither vowels, so that no word appears, nor what is mistaken for another: 0 and O, 1, I and L. */
export const JOIN_CODE_ALPHABET = '23456789BCDFGHJKMNPQRSTVWXYZ'
export const JOIN_CODE_LENGTH = 8
export const JOIN_CODE_DAYS_MAX = 366
export const JOIN_CODE_USES_MAX = 9999

/** As people type what they heard: small letters, blanks and dashes between. */
export const normalizeJoinCode = (text: string): string =>
  text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')

export const JOIN_CODE_STATES = ['live', 'expired', 'used_up'] as const
export type JoinCodeState = (typeof JOIN_CODE_STATES)[number]
export interface JoinCodeFacts {
  expiresAt: Date | null
  usesMax: number | null
  uses: number
}

/** M17. What its limits have made of a code that nobody ended. */
export function joinCodeState({ expiresAt, usesMax, uses }: JoinCodeFacts, now: Date): JoinCodeState {
  if (expiresAt !== null && expiresAt <= now) return 'expired'
  return usesMax !== null && uses >= usesMax ? 'used_up' : 'live'
}

export type JoinCodeReason = 'join_code_missing' | 'join_code_wrong'
/** M16. A wrong code, an ended one and one past its limits get one answer, so that trying teaches nothing. */
export function whyNotJoinByCode(
  given: string,
  code: (JoinCodeFacts & { isRight: boolean }) | null,
  now: Date,
): JoinCodeReason | null {
  if (given === '') return 'join_code_missing'
  const opens = code?.isRight === true && joinCodeState(code, now) === 'live'
  return opens ? null : 'join_code_wrong'
}
