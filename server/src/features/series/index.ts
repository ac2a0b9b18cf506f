/** The door of series: where they go when their team ends, and what they are called. */
export { handOverSeries } from './series.store.ts'
export { SeriesParams } from './series.shapes.ts'
export { findShownSeries } from './shown.store.ts'
