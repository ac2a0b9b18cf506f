/** Ends what waits to be changed of projects that are over. */
import { endOvertakenChanges, listOvertaken } from '../features/running/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const endOvertakenChangesJob: Job = {
  name: 'endOvertakenChanges',
  everySeconds: 60,
  async run({ reader, perform }) {
    // Looked at first, so that a quiet hour leaves no line in the trail.
    while (
      (await listOvertaken(reader, 1)).length > 0 &&
      (await perform({ actor: SYSTEM, deed: 'endOvertakenChanges' }, endOvertakenChanges, undefined)).ended >
        0
    );
  },
}
