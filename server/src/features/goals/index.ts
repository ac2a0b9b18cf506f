/** The door of goals: setting them, and counting them for units and regions. */
export { countGoals, PLACES_AT_A_TIME } from './counting.actions.ts'
export { listCountedPlaces } from './counting.store.ts'
export { setGoal } from './goals.actions.ts'
