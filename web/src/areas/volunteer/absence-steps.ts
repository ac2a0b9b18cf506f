// The steps of a mark in their order, and the day that is waited for.
import type { Item } from '../../api/types'
import type { TextKey } from '../../lib/i18n'

type Absence = Item<'listMyAbsences'>
interface Step {
  key: 'decided' | 'appealed' | 'answered' | 'raised' | 'settled' | 'lifted'
  at: string
  words: string | null
}
/** What lifted a mark is told by that word alone. */
export function stepsOf(absence: Absence): Step[] {
  const { state, decidedAt, appealedAt, answeredAt, raisedAt, settledAt, liftedAt } = absence
  const isLifted = state === 'lifted'
  const steps: (Omit<Step, 'at'> & { at: string | null })[] = [
    { key: 'decided', at: decidedAt, words: absence.note },
    { key: 'appealed', at: appealedAt, words: absence.words },
    { key: 'answered', at: isLifted && raisedAt === null ? null : answeredAt, words: absence.answer },
    { key: 'raised', at: raisedAt, words: null },
    { key: 'settled', at: isLifted ? null : settledAt, words: absence.settlement },
    { key: 'lifted', at: liftedAt, words: isLifted ? absence.settlement : null },
  ]
  return steps.flatMap((step) => (step.at === null ? [] : [{ ...step, at: step.at }]))
}

export function dueOf(absence: Absence): { text: TextKey; day: string } | null {
  const { state, answerDueOn, raiseUntil, finalDueOn, whyNot } = absence
  if (state === 'raised' && finalDueOn !== null) return { text: 'absences.step.final_due', day: finalDueOn }
  if (state === 'appealed' && raiseUntil !== null)
    return { text: 'absences.step.raise_until', day: raiseUntil }
  if (state === 'appealed' && answerDueOn !== null)
    return { text: 'absences.step.answer_due', day: answerDueOn }
  if (state === 'upheld' && raiseUntil !== null && whyNot.raiseNoShowAppeal === null)
    return { text: 'absences.step.raise_until_upheld', day: raiseUntil }
  return null
}
