import type { Job } from './run.ts'

/** Every job of the program, in the order in which one tick runs them. */
export const JOBS: readonly Job[] = []
