/** The door of renames: for whoever decides a batch of names from the queue. */
export { reviewRenames } from './renaming.actions.ts'
