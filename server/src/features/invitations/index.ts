/** The door of invitations: what the jobs run, and what becomes of them when their team ends. */
export { DELIVERED_AT_A_TIME, deliverInvitations } from './delivering.actions.ts'
export { listForNewcomers, listUnlooked } from './delivering.store.ts'
export { endInvitationsOf } from './ending.store.ts'
export { sendInvitationPart } from './invitation-imports.actions.ts'
export { findNextPart, forgetFailures } from './invitation-imports.store.ts'
export { expireInvitations } from './invitations.store.ts'
