/** Keeps up which projects need people most, for the lists in that order. Nobody's deed: nothing but an order follows from it. */
import { findDueNeed, weighDue } from '../features/projects/index.ts'
import type { Job } from './job.ts'

export const weighNeedsJob: Job = {
  name: 'weighNeeds',
  everySeconds: 60,
  async run({ db, reader, clock }) {
    while (await findDueNeed(reader, clock()))
      if ((await db.transaction().execute((tx) => weighDue(tx, clock()))) === 0) return
  },
}
