/** Tells people of new projects that fit what they follow: at once, and the rest of a day the next morning. */
import {
  digestOf,
  findUntold,
  hasWaiting,
  newsSince,
  tellDigests,
  tellSubscribers,
} from '../features/subscriptions/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

export const tellSubscribersJob: Job = {
  name: 'tellSubscribers',
  everySeconds: 30,
  async run({ reader, perform, clock }) {
    for (;;) {
      const projectId = await findUntold(reader, newsSince(clock()))
      if (projectId === undefined) return
      while (!(await perform({ actor: SYSTEM, deed: 'tellSubscribers' }, tellSubscribers, { projectId })));
    }
  },
}

export const tellDigestsJob: Job = {
  name: 'tellDigests',
  everySeconds: 600,
  async run({ reader, perform, clock }) {
    const until = digestOf(clock())
    // Looked at first, so that a quiet morning leaves no line in the trail.
    while (until !== null && (await hasWaiting(reader, until)))
      if ((await perform({ actor: SYSTEM, deed: 'tellDigests' }, tellDigests, undefined)) === 0) return
  },
}
