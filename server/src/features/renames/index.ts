/** The door of renames: for whoever decides a batch of names from the queue, and for the end of a team. */
export { endRenamesOf } from './ending.actions.ts'
export { reviewRenames } from './renaming.actions.ts'
