/** Projects that ended long ago, and in which nobody waits for hours, are closed. */
import { hasDoneBefore } from '../features/projects/index.ts'
import { closeProjects, endedLongAgo } from '../features/running/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const closeProjectsJob: Job = {
  name: 'closeProjects',
  everySeconds: 600,
  async run({ reader, perform, clock }) {
    // Looked at first, so that a quiet day leaves no line in the trail.
    while (
      (await hasDoneBefore(reader, endedLongAgo(clock()))) &&
      (await perform({ actor: SYSTEM, deed: 'closeProjects' }, closeProjects, undefined)).closed > 0
    );
  },
}
