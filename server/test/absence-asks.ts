/** The questions about people who did not come, for asks.ts. */
import { randomUUID } from 'node:crypto'
import { ask, nothing, ofReview, ofRunning, type Asking } from './asking.ts'

const ofMark =
  (deed: string, body?: object): Asking =>
  ({ missed }) =>
    ask(`/projects/${missed.projectId}/absences/${missed.signupId}/${deed}`, body)
const ofOwn =
  (deed: string, body?: object): Asking =>
  ({ missed }) =>
    ask(`/me/absences/${missed.signupId}/${deed}`, body)

export const ABSENCE_ASKS: Readonly<Record<string, Asking>> = {
  answerNoShowAppeal: ofMark('answer', { accepts: false, reason: '' }),
  appealNoShow: ofOwn('appeal', { words: '' }),
  decideAbsences: ofRunning('/absences', { decisions: [{ signupId: randomUUID(), verdict: 'excused' }] }),
  getNoShowReview: ofReview('noShow', 'no-show'),
  listAbsences: ofRunning('/absences'),
  raiseNoShowAppeal: ofOwn('raise'),
  reviewNoShowAppeal: ofReview('noShow', 'no-show', nothing),
  undoAbsenceDecision: ofMark('undo'),
}
