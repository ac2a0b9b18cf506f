/** Invitations whose time is over: what finds a person by them is forgotten, and so are the rows that failed. */
import { expireInvitations, forgetFailures } from '../features/invitations/index.ts'
import { dateIn, ZONE } from '../kernel/local-date.ts'
import type { Job } from './job.ts'

export const sweepInvitationsJob: Job = {
  name: 'sweepInvitations',
  everySeconds: 3600,
  run: ({ db, clock }) =>
    db.transaction().execute(async (tx) => {
      await expireInvitations(tx, clock(), dateIn(ZONE, clock()))
      await forgetFailures(tx, clock())
    }),
}
