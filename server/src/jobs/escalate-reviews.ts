/** Tells superiors of reviews whose day has passed. */
import { escalateReviews, hasLateReviews } from '../features/reviews/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { dateIn, ZONE } from '../kernel/local-date.ts'
import type { Job } from './job.ts'

export const escalateReviewsJob: Job = {
  name: 'escalateReviews',
  everySeconds: 600,
  async run({ reader, perform, clock }) {
    // Looked at first, so that a day without late reviews leaves no line in the trail.
    const isLate = (): Promise<boolean> => hasLateReviews(reader, dateIn(ZONE, clock()))
    const escalate = (): Promise<number> =>
      perform({ actor: SYSTEM, deed: 'escalateReviews' }, escalateReviews, null)
    while ((await isLate()) && (await escalate()) > 0);
  },
}
