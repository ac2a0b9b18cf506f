/** The door of running: deeds that concern a published project together with those who signed up for it. */
export { cancelProject, cancelShift } from './cancelling.actions.ts'
export { closeProject, closeProjects, extendProject } from './closing.actions.ts'
export { hasToWarn, warnOfClosing } from './warning.actions.ts'
export { closingClock } from './closing.rules.ts'
export { changeHeadcount } from './headcount.actions.ts'
export { addShifts } from './adding.actions.ts'
export { moveShift } from './moving.actions.ts'
