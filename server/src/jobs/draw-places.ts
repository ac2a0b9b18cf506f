/** Draws the places of projects whose time has come, one project in a transaction. */
import { findDueDraw } from '../features/projects/index.ts'
import { drawPlaces } from '../features/signups/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const drawPlacesJob: Job = {
  name: 'drawPlaces',
  everySeconds: 30,
  async run({ reader, perform, clock }) {
    // Looked at first, so that a quiet hour leaves no line in the trail.
    while (
      (await findDueDraw(reader, clock())) !== undefined &&
      (await perform({ actor: SYSTEM, deed: 'drawPlaces' }, drawPlaces, undefined)).drawn > 0
    );
  },
}
