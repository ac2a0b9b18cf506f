/**
 * The appeal against a mark: to the team, then one level up, each with its days; silence is in favour of the person.
 * Pure. J-numbers are those of docs/rules/absences.md.
 */
import { reachesTeam, type Actor } from '../../kernel/actor.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import type { Absence } from './absences.rules.ts'

/** Working days: for the person to appeal, for the team to answer, to take it up, and for whoever stands above. */
export const APPEAL_DAYS = 15
export const ANSWER_DAYS = 5
export const RAISE_DAYS = 10
export const FINAL_DAYS = 5
export const WORDS_MIN = 10
export const WORDS_MAX = 300

export type AppealReason = 'already_appealed' | 'appeal_too_late'
/** J6. Once, within fifteen working days. */
export function whyNotAppeal(absence: Absence, today: LocalDate): AppealReason | null {
  if (absence.state !== 'marked') return 'already_appealed'
  return today > absence.appealUntil ? 'appeal_too_late' : null
}

const isPast = (day: LocalDate | null, today: LocalDate): boolean => day !== null && today > day

export type AnswerReason = 'own_absence' | 'no_appeal_open' | 'answer_too_late' | 'reason_missing'
/** J7. The team answers once; a no says why, and comes within its days, while a yes is never too late. */
export function whyNotAnswer(
  actor: Actor,
  absence: Absence,
  { accepts, reason }: { accepts: boolean; reason: string },
  today: LocalDate,
): AnswerReason | null {
  if (absence.volunteerId === actor.volunteerId) return 'own_absence'
  if (absence.state !== 'appealed') return 'no_appeal_open'
  if (accepts) return null
  if (isPast(absence.answerDueOn, today)) return 'answer_too_late'
  return reason === '' ? 'reason_missing' : null
}
/** Whoever decides for the team. */
export const whyNotAnswerAppeals = (
  actor: Actor,
  { teamPath }: { teamPath: string },
): 'not_your_team' | null => (reachesTeam(actor, teamPath, 'decide') ? null : 'not_your_team')

export type RaisingReason =
  'no_appeal_open' | 'appeal_not_answered_yet' | 'already_raised' | 'appeal_settled' | 'raise_too_late'
/** J8. When the team has said no, or nothing in time. */
export function whyNotRaise(absence: Absence, today: LocalDate): RaisingReason | null {
  const { state, answerDueOn, raiseUntil } = absence
  if (state === 'raised') return 'already_raised'
  if (state === 'final' || state === 'lifted') return 'appeal_settled'
  if (state !== 'appealed' && state !== 'upheld') return 'no_appeal_open'
  if (state === 'appealed' && answerDueOn !== null && today <= answerDueOn) return 'appeal_not_answered_yet'
  return raiseUntil !== null && today > raiseUntil ? 'raise_too_late' : null
}

export type SettlingReason = 'own_mark' | 'appeal_settled' | 'answer_too_late'
/** J8. Not by those who made the mark, nor by those who have answered for the team; a no within its days. */
export function whyNotSettle(
  actor: Actor,
  absence: Absence | undefined,
  { accepts }: { accepts: boolean },
  today: LocalDate,
): SettlingReason | null {
  if (absence?.state !== 'raised') return 'appeal_settled'
  if (
    actor.accountId !== null &&
    (absence.decidedBy === actor.accountId || absence.answeredBy === actor.accountId)
  )
    return 'own_mark'
  return !accepts && isPast(absence.finalDueOn, today) ? 'answer_too_late' : null
}

/** J8. What time does to an appeal: silence of the team opens the way up, or ends it; silence above ends it. */
export type Lapse = 'opens_way_up' | 'lifted'
export function lapseOf(absence: Absence, today: LocalDate): Lapse | null {
  const { state, answerDueOn, raiseUntil, finalDueOn } = absence
  if (state === 'raised') return finalDueOn !== null && today > finalDueOn ? 'lifted' : null
  if (state !== 'appealed' || answerDueOn === null || today <= answerDueOn) return null
  if (raiseUntil === null) return 'opens_way_up'
  return today > raiseUntil ? 'lifted' : null
}
