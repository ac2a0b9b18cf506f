/** Projects that ended long ago are closed. */
import { closeProjects, endedLongAgo, hasEndedBefore } from '../features/running/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const closeProjectsJob: Job = {
  name: 'closeProjects',
  everySeconds: 600,
  async run({ reader, perform, clock }) {
    // Looked at first, so that a quiet day leaves no line in the trail.
    while (
      (await hasEndedBefore(reader, endedLongAgo(clock()))) &&
      (await perform({ actor: SYSTEM, deed: 'closeProjects' }, closeProjects, undefined)).closed > 0
    );
  },
}
