/** The door of absences: what closing, hours and jobs have to do with people who did not come. */
export { decideAbsences, markCame, undoAbsenceDecision } from './absences.actions.ts'
export { answerNoShowAppeal, appealNoShow, raiseNoShowAppeal, reviewNoShowAppeal } from './appeals.actions.ts'
export { endEmptyAppeals, forgetAbsences, lapseNoShowAppeals } from './clocks.actions.ts'
export { listDueAppeals, listEmptyReviews, listForgettable } from './clocks.store.ts'
