/** The door of statistics: the comparison of every kept figure with its rows. */
export { FIGURES_RECOUNTED, listDifferences, type Difference } from './recount.store.ts'
