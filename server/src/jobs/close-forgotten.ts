/** Frees those who never signed out, and proposes when they left. */
import { closeForgotten, forgottenSince, hasForgotten } from '../features/hours/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const closeForgottenJob: Job = {
  name: 'closeForgotten',
  everySeconds: 60,
  async run({ reader, perform, clock }) {
    // Looked at first, so that a quiet night leaves no line in the trail.
    const isDue = (): Promise<boolean> => hasForgotten(reader, forgottenSince(clock()))
    while (
      (await isDue()) &&
      (await perform({ actor: SYSTEM, deed: 'closeForgotten' }, closeForgotten, undefined)) > 0
    );
  },
}
