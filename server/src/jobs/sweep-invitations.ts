/** Invitations whose time is over: what finds a person by them is forgotten. */
import { expireInvitations } from '../features/teams/index.ts'
import { dateIn, ZONE } from '../kernel/local-date.ts'
import type { Job } from './job.ts'

export const sweepInvitationsJob: Job = {
  name: 'sweepInvitations',
  everySeconds: 3600,
  run: ({ db, clock }) =>
    db.transaction().execute((tx) => expireInvitations(tx, clock(), dateIn(ZONE, clock()))),
}
