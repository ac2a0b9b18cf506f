/**
 * Waiting lists, decided: who waits, how many places can be offered, how long an offer stands, and who may take it.
 * Pure. W-numbers are those of docs/rules/signups.md.
 */
import type { Span } from '../../kernel/span.ts'
import type { SignUpStatus } from './statuses.rules.ts'

export interface Places {
  headcount: number
  admitted: number
  /** Places offered to somebody who has still to answer. */
  held: number
  waiting: number
  /** Its places are still to be drawn: who comes takes part, and is neither in nor in a line. */
  awaitsDraw?: boolean
}

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** W5: a quarter of what is left until the shift, so that the next may still come. */
const SHARE_OF_REST = 4
const ANSWER_MINUTES_MIN = 30

export const freePlaces = ({ headcount, admitted, held }: Omit<Places, 'waiting'>): number =>
  headcount - admitted - held

/** W1, V1. Where places are given at once, nobody overtakes those who wait for one. */
export const isFull = (project: { autoAdmit: boolean }, shift: Places): boolean =>
  shift.awaitsDraw !== true && (freePlaces(shift) <= 0 || (project.autoAdmit && shift.waiting > 0))

/** W2. A list is kept until the shift begins. */
export const takesWaiting = (
  project: { keepsWaitingList: boolean },
  shift: { startsAt: Date },
  now: Date,
): boolean => project.keepsWaitingList && now < shift.startsAt

/** W2. What signing up now would come to, where nothing stands in its way. */
export const wouldWait = (
  project: { autoAdmit: boolean; keepsWaitingList: boolean },
  shift: Places & { startsAt: Date },
  now: Date,
): boolean => isFull(project, shift) && takesWaiting(project, shift, now)

export interface OfferFacts extends Places {
  startsAt: Date
  projectStatus: string
  pauseReason: string | null
  teamStatus: string
}
/** W4. While recruiting rests or the team is held, free places rest too; they are offered when it goes on. */
export function placesToOffer(shift: OfferFacts, now: Date): number {
  const isOpen = shift.projectStatus === 'recruiting' || shift.projectStatus === 'running'
  const recruits = isOpen && shift.pauseReason === null
  if (!recruits || shift.teamStatus !== 'active' || now >= shift.startsAt) return 0
  return Math.max(0, Math.min(freePlaces(shift), shift.waiting))
}

/** W5. Until when an offer made now stands; never beyond the beginning of the shift. */
export function answerBy(startsAt: Date, offerHours: number, now: Date): Date {
  const rest = startsAt.getTime() - now.getTime()
  const given = Math.min(offerHours * HOUR_MS, Math.max(rest / SHARE_OF_REST, ANSWER_MINUTES_MIN * MINUTE_MS))
  return new Date(Math.min(now.getTime() + given, startsAt.getTime()))
}

export interface OfferedSignUp {
  status: SignUpStatus
  answerBy: Date | null
}
export type AnswerReason = 'no_offer' | 'offer_lapsed'
export type AcceptReason = AnswerReason | 'not_recruiting' | 'shift_clashes'

/** W6. The hour counts, not whether the clock's job has come by yet. */
export function whyNotDeclineOffer(signUp: OfferedSignUp, now: Date): AnswerReason | null {
  if (signUp.status === 'lapsed') return 'offer_lapsed'
  if (signUp.status !== 'offered' || signUp.answerBy === null) return 'no_offer'
  return now >= signUp.answerBy ? 'offer_lapsed' : null
}

const ALIVE: readonly string[] = ['recruiting', 'recruiting_paused', 'running']
/**
 * W6. A place that was offered is kept even where the team has been held since (S20). S12: since the shift may have
 * been moved onto something else of theirs, nobody says yes to two places at one time.
 */
export function whyNotAcceptOffer(
  signUp: OfferedSignUp & { clash: Span | null },
  project: { status: string },
  now: Date,
): AcceptReason | null {
  const kept = whyNotDeclineOffer(signUp, now)
  if (kept !== null) return kept
  if (!ALIVE.includes(project.status)) return 'not_recruiting'
  return signUp.clash === null ? null : 'shift_clashes'
}
