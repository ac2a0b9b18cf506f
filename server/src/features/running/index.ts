/** The door of running: deeds that concern a published project together with those who signed up for it. */
export { cancelProject, cancelShift } from './cancelling.actions.ts'
export { changeHeadcount } from './headcount.actions.ts'
