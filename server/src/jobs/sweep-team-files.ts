/** Forgets pictures that were uploaded for a registration and never handed in with one. */
import { deleteUnusedFiles } from '../features/teams/index.ts'
import type { Job } from './job.ts'

const KEPT_MS = 86_400_000

export const sweepTeamFilesJob: Job = {
  name: 'sweepTeamFiles',
  everySeconds: 3600,
  run: ({ db, clock }) =>
    db.transaction().execute((tx) => deleteUnusedFiles(tx, new Date(clock().getTime() - KEPT_MS))),
}
