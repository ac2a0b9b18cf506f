/** The door of changes: the decision, for approving from the list, and for the end of a team. */
export { endChangesOf } from './ending.actions.ts'
export { reviewTeamChange } from './deciding.actions.ts'
