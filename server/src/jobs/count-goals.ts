/** How many have reached the goals that hold where they are, counted again every hour. */
import { countGoals, listCountedPlaces, PLACES_AT_A_TIME } from '../features/goals/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const countGoalsJob: Job = {
  name: 'countGoals',
  everySeconds: 3600,
  async run({ reader, perform }) {
    const places = await listCountedPlaces(reader)
    for (let from = 0; from < places.length; from += PLACES_AT_A_TIME) {
      const paths = places.slice(from, from + PLACES_AT_A_TIME)
      await perform({ actor: SYSTEM, deed: 'countGoals' }, countGoals, { paths })
    }
  },
}
