/** Published projects begin and end by the clock. */
import { advanceProjects, findDueProject } from '../features/projects/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const advanceProjectsJob: Job = {
  name: 'advanceProjects',
  everySeconds: 30,
  async run({ reader, perform, clock }) {
    // Looked up first, so that an idle service leaves no trail of deeds that did nothing.
    while (await findDueProject(reader, clock())) {
      const { advanced } = await perform(
        { actor: SYSTEM, deed: 'advanceProjects' },
        advanceProjects,
        undefined,
      )
      if (advanced === 0) return
    }
  },
}
