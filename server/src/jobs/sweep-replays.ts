/** Forgets the keys of writes: whoever has had no answer for a day no longer sends the same again. */
import { deleteReplaysBefore } from '../db/replays.ts'
import type { Job } from './job.ts'

const KEPT_MS = 86_400_000

export const sweepReplaysJob: Job = {
  name: 'sweepReplays',
  everySeconds: 3600,
  run: ({ db, clock }) =>
    db.transaction().execute((tx) => deleteReplaysBefore(tx, new Date(clock().getTime() - KEPT_MS))),
}
