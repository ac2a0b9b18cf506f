/** Draws the places of projects whose time has come, each project in a transaction of its own. */
import { listDueDraws } from '../features/projects/index.ts'
import { drawPlaces } from '../features/signups/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const drawPlacesJob: Job = {
  name: 'drawPlaces',
  everySeconds: 30,
  async run({ reader, perform, clock }) {
    const failures: Error[] = []
    // Looked at first, so that a quiet hour leaves no line in the trail.
    for (const projectId of await listDueDraws(reader, clock()))
      try {
        await perform({ actor: SYSTEM, deed: 'drawPlaces' }, drawPlaces, { projectId })
      } catch (error) {
        failures.push(new Error(`project ${projectId} was not drawn`, { cause: error }))
      }
    // The others have been drawn all the same; whoever runs the jobs logs it.
    if (failures.length > 0) throw new AggregateError(failures, 'not everything was drawn')
  },
}
