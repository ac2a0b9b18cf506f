/** The door of complaints: for timed work. */
export { closeComplaints, escalateComplaints, forgetComplaints, lapseQuestions } from './clocks.actions.ts'
export { findComplaintsWaiting, hasLateComplaints } from './clocks.store.ts'
export { deleteUnusedComplaintFiles } from './complaint-files.store.ts'
