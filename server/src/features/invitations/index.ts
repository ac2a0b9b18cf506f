/** The door of invitations: what the jobs run. */
export { DELIVERED_AT_A_TIME, deliverInvitations } from './delivering.actions.ts'
export { listForNewcomers, listUnlooked } from './delivering.store.ts'
export { sendInvitationPart } from './invitation-imports.actions.ts'
export { findNextPart, forgetFailures } from './invitation-imports.store.ts'
export { expireInvitations } from './invitations.store.ts'
