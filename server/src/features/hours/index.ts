/** The door of hours: the one way into the ledger, and its lines as others show and correct them. */
export { closeForgotten, forgottenSince, undoScan } from './door.actions.ts'
export { hasForgotten } from './door.store.ts'
export { approveHours } from './approving.actions.ts'
export { handOverDrafts } from './drafts.store.ts'
export { enterHours } from './hours.actions.ts'
export {
  piecesOf,
  presencePieces,
  whyNotDisownHours,
  whyNotReverseHours,
  type Grade,
  type Method,
  type Piece,
  type ReversingReason,
} from './hours.rules.ts'
export { HourLine, HourLineFields, showHourFields, showHourLine } from './hours.shapes.ts'
export { HOUR_ITEMS, type HourItem } from './hours.store.ts'
export { findCredited, findLedgerLine, type EntryLine, type PostedLine } from './ledger.store.ts'
export { linesOf } from './lines.actions.ts'
export { findActivities, lockPeople, type Activity, type Person } from './people.store.ts'
export { PERIODS_OF_DAY } from './periods.store.ts'
export { postEntries } from './posting.actions.ts'
export { createScanDesk, type ScanRequest } from './scan-desk.ts'
export { recordScans, type CheckedRequest, type CheckedScan, type ScanAnswers } from './scanning.actions.ts'
