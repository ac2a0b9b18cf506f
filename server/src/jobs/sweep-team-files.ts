/** Forgets registrations that were begun and left, and pictures that were uploaded and never handed in with one. */
import { deleteOldDrafts, deleteUnusedFiles } from '../features/teams/index.ts'
import type { Job } from './job.ts'

const DAY_MS = 86_400_000
const DRAFTS_KEPT_DAYS = 90

export const sweepTeamFilesJob: Job = {
  name: 'sweepTeamFiles',
  everySeconds: 3600,
  run: ({ db, clock }) =>
    db.transaction().execute(async (tx) => {
      await deleteOldDrafts(tx, new Date(clock().getTime() - DRAFTS_KEPT_DAYS * DAY_MS))
      await deleteUnusedFiles(tx, new Date(clock().getTime() - DAY_MS))
    }),
}
