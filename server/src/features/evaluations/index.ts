/** The door of evaluations: the reminder, which a job sends. */
export { hasToRemind, remindToRate } from './reminders.actions.ts'
