/** Forgets what signing in leaves behind: dead sessions, used codes, counters of quiet logins, spent links. */
import { deleteLeftovers } from '../features/accounts/index.ts'
import type { Job } from './job.ts'

export const sweepAccountsJob: Job = {
  name: 'sweepAccounts',
  everySeconds: 3600,
  run: ({ db, clock }) => db.transaction().execute((tx) => deleteLeftovers(tx, clock())),
}
