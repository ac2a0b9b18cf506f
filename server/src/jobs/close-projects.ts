/** Projects that ended long ago are closed; before that their teams hear of whom nothing is recorded. */
import { hasDoneBefore } from '../features/projects/index.ts'
import { closeProjects, closingClock, hasToWarn, warnOfClosing } from '../features/running/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const closeProjectsJob: Job = {
  name: 'closeProjects',
  everySeconds: 600,
  async run({ reader, perform, clock }) {
    // Looked at first, so that a quiet day leaves no line in the trail.
    while (
      (await hasToWarn(reader, clock())) &&
      (await perform({ actor: SYSTEM, deed: 'warnOfClosing' }, warnOfClosing, null)) > 0
    );
    while (
      (await hasDoneBefore(reader, closingClock(clock()))) &&
      (await perform({ actor: SYSTEM, deed: 'closeProjects' }, closeProjects, undefined)).closed > 0
    );
  },
}
