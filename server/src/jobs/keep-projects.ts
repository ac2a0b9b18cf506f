/** What projects need besides the clock: invitations brought, teams reminded of insurance, what nobody needs forgotten. */
import {
  deletePastGuests,
  deleteUnusedPictures,
  deliverProjectInvitations,
  findUnreminded,
  GUESTS_DELIVERED_AT_A_TIME,
  listDueGuests,
  remindInsurance,
  remindsUntil,
} from '../features/projects/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import { dateIn, ZONE } from '../kernel/local-date.ts'
import type { Job } from './job.ts'

const DAY_MS = 86_400_000
const GUESTS_KEPT_DAYS = 30

export const deliverProjectInvitationsJob: Job = {
  name: 'deliverProjectInvitations',
  everySeconds: 5,
  async run({ reader, perform, clock }) {
    // Looked at first, so that a quiet hour leaves no line in the trail.
    const guestIds = await listDueGuests(reader, clock(), GUESTS_DELIVERED_AT_A_TIME)
    if (guestIds.length === 0) return
    const caller = { actor: SYSTEM, deed: 'deliverProjectInvitations' }
    await perform(caller, deliverProjectInvitations, { guestIds })
  },
}

export const remindInsuranceJob: Job = {
  name: 'remindInsurance',
  everySeconds: 600,
  async run({ reader, perform, clock }) {
    const now = clock()
    while (await findUnreminded(reader, dateIn(ZONE, now), remindsUntil(now), now)) {
      const caller = { actor: SYSTEM, deed: 'remindInsurance' }
      if ((await perform(caller, remindInsurance, undefined)).reminded === 0) return
    }
  },
}

export const sweepProjectsJob: Job = {
  name: 'sweepProjects',
  everySeconds: 3600,
  run: ({ db, clock }) =>
    db.transaction().execute(async (tx) => {
      await deleteUnusedPictures(tx, new Date(clock().getTime() - DAY_MS))
      await deletePastGuests(tx, new Date(clock().getTime() - GUESTS_KEPT_DAYS * DAY_MS))
    }),
}
