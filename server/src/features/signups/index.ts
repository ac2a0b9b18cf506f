/** The door of sign-ups: the roster for the door, the hours and what comes from them. */
export {
  deleteAttendance,
  deleteOpenAttendances,
  hasCome,
  markAttendancesClosed,
  updateDoorCounts,
  type Closing,
  type CountChange,
  type NewAttendance,
} from './attendances.store.ts'
export {
  isDoorOpen,
  lastScanAt,
  rosterVisibleTo,
  SIGN_IN_MINUTES_BEFORE,
  signInFrom,
  type RosterScope,
} from './signups.rules.ts'
export { PLACED_STATUSES, SIGN_UP_STATUSES, type SignUpStatus } from './statuses.rules.ts'
export { markAbsent, markCancelled, markForgotten, markPutFirst, markUnrecorded } from './ending.store.ts'
export { findDecidingPolicy } from './facts.store.ts'
export { decideSignUps, type DecisionResult } from './deciding.actions.ts'
export { signUp, signUps, type SignUpOutcome } from './signups.actions.ts'
export { whyNotGiveUp } from './leaving.rules.ts'
export { drawPlaces } from './drawing.actions.ts'
export { acceptOffer, declineOffer, placeOf, reportAbsence, withdrawSignUp } from './leaving.actions.ts'
export { changeSignUp } from './changing.actions.ts'
export { lapseOffers, offerFreePlaces, offerPlaces } from './offering.actions.ts'
export { answerMove, lapseMoves } from './moves.actions.ts'
export { effectOfMove, whyNotAfterMove, type MoveEffect, type TimeReason } from './moves.rules.ts'
export { answerBy } from './waiting.rules.ts'
export {
  hasDueQuestions,
  keepMoved,
  listMovedPeople,
  updateSignUpTimes,
  type MovedPerson,
} from './moves.store.ts'
export { hasDueOffers, hasUnofferedPlaces, markOffered } from './waiting.store.ts'
export { isThereFor } from './shown.store.ts'
export type { SignUpWish } from './signing.rules.ts'
export {
  findOwnSignUp,
  listSignUpsById,
  lockSignUps,
  markServed,
  type LockedSignUp,
  type SignUp,
} from './signups.store.ts'
export {
  findScannedPerson,
  insertScans,
  isScanTaken,
  lockScan,
  updateScanAnswer,
  type NewScan,
} from './scans.store.ts'
export { hasToRemindSignUps, remindSignUps } from './reminders.actions.ts'
export { handOverSignUps, listExpected, type Expected } from './handing-over.store.ts'
