/**
 * A shift at another time, seen from those who wanted to come: who is only told, who is asked, who cannot come any
 * more, and what an answer does. Pure. R-numbers are those of docs/rules/running.md.
 */
import { dateIn, fullYears, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import type { Span } from '../../kernel/span.ts'
import { touchesNight, type Commitment } from './signups.rules.ts'
import type { SignUpStatus } from './statuses.rules.ts'

const MINUTE_MS = 60_000
/** R16. So far a shift is shifted without a question. */
export const SMALL_MOVE_MINUTES = 30
/** R15. Sign-ups that a move concerns. */
export const MOVED_STATUSES = [
  'applied',
  'entered',
  'admitted',
  'waiting',
  'offered',
] as const satisfies SignUpStatus[]
/** R15. Those who have said that they come, and are asked again. Whoever is offered a place answers the offer. */
export const ASKED_STATUSES = ['applied', 'entered', 'admitted'] as const satisfies SignUpStatus[]

const isNear = (one: Date, other: Date): boolean =>
  Math.abs(one.getTime() - other.getTime()) <= SMALL_MOVE_MINUTES * MINUTE_MS
/** R16. Measured from the time that the person has agreed to, so that many small moves are one great one. */
export const isSmallMove = (agreed: Span, to: Span): boolean =>
  isNear(agreed.startsAt, to.startsAt) && isNear(agreed.endsAt, to.endsAt)

/** What a refusal says of what stands in the way; nothing where nothing does. */
export const clashFacts = (clash: Commitment | null): Readonly<Record<string, string>> =>
  clash === null
    ? {}
    : { title: clash.title, startsAt: clash.startsAt.toISOString(), endsAt: clash.endsAt.toISOString() }

export interface AgeTerms {
  minAge: number
  maxAge: number | null
  isDangerous: boolean
}
export type TimeReason = 'too_young' | 'too_old' | 'dangerous_for_minors' | 'night_for_minors'
function reasonsAt(birthDate: LocalDate, terms: AgeTerms, span: Span, adultAge: number): TimeReason[] {
  const age = fullYears(birthDate, dateIn(ZONE, span.startsAt))
  const isMinor = age < adultAge
  return [
    ...(age < terms.minAge ? ['too_young' as const] : []),
    ...(terms.maxAge !== null && age > terms.maxAge ? ['too_old' as const] : []),
    ...(isMinor && terms.isDangerous ? ['dangerous_for_minors' as const] : []),
    ...(isMinor && touchesNight(span) ? ['night_for_minors' as const] : []),
  ]
}
/** R17. Only what the new time brings about: who was admitted in spite of an age keeps the place through a move. */
export function whyNotAfterMove(
  birthDate: LocalDate,
  terms: AgeTerms,
  { from, to }: { from: Span; to: Span },
  adultAge: number,
): TimeReason | null {
  const before = reasonsAt(birthDate, terms, from, adultAge)
  return reasonsAt(birthDate, terms, to, adultAge).find((reason) => !before.includes(reason)) ?? null
}

/** What a move means for one sign-up: its end, a question, an offer made anew, or a word. */
export type MoveEffect = 'ends' | 'asked' | 'offered' | 'told'
export function effectOfMove(
  person: { status: SignUpStatus; agreed: Span; clash: Commitment | null; reason: TimeReason | null },
  to: Span,
): MoveEffect {
  if (person.reason !== null) return 'ends'
  if (person.status === 'offered') return 'offered'
  if (person.status === 'waiting') return 'told'
  return person.clash === null && isSmallMove(person.agreed, to) ? 'told' : 'asked'
}

export interface AskedSignUp {
  status: SignUpStatus
  /** Until when they are asked whether they still come; null where they are not. */
  moveAnswerBy: Date | null
  /** Who has come in time has said yes with it. */
  hasCome: boolean
}
export type MoveAnswerReason = 'nothing_asked' | 'answer_too_late'
/** R16. The hour counts, not whether the clock's job has come by yet. */
export function whyNotAnswerMove(signUp: AskedSignUp, now: Date): MoveAnswerReason | null {
  const isAsked = (ASKED_STATUSES as readonly SignUpStatus[]).includes(signUp.status)
  if (!isAsked || signUp.hasCome || signUp.moveAnswerBy === null) return 'nothing_asked'
  return now >= signUp.moveAnswerBy ? 'answer_too_late' : null
}
/** R16, S12. Nobody says yes to two places at one time. */
export const whyNotStillCome = (
  signUp: AskedSignUp & { clash: Span | null },
  now: Date,
): MoveAnswerReason | 'shift_clashes' | null =>
  whyNotAnswerMove(signUp, now) ?? (signUp.clash === null ? null : 'shift_clashes')
