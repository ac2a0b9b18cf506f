/** The door of statistics: the comparison of every kept figure with its rows, and which region an authority asks about. */
export { FIGURES_RECOUNTED, listDifferences, type Difference } from './recount.store.ts'
export type { RegionOfFigures } from './statistics.rules.ts'
export { regionFor } from './statistics.routes.ts'
