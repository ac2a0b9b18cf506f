/** The door of subscriptions: what the program tells of its own accord. */
export { pauseSubscription, saveSearch } from './subscriptions.actions.ts'
export { digestOf, newsSince } from './subscriptions.rules.ts'
export { tellDigests, tellSubscribers } from './telling.actions.ts'
export { findUntold, hasWaiting } from './telling.store.ts'
