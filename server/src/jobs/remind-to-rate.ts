/** Asks on the day after a service what both sides think of it. */
import { hasToRemind, remindToRate } from '../features/evaluations/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const remindToRateJob: Job = {
  name: 'remindToRate',
  everySeconds: 600,
  async run({ reader, perform, clock }) {
    // Looked at first, so that a quiet day leaves no line in the trail.
    while (
      (await hasToRemind(reader, clock())) &&
      (await perform({ actor: SYSTEM, deed: 'remindToRate' }, remindToRate, undefined)) > 0
    );
  },
}
