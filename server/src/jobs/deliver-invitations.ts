/** Brings invitations to the people they mean: soon after they were sent, and when somebody is verified. */
import type { InvitationId } from '../kernel/ids.ts'
import {
  DELIVERED_AT_A_TIME,
  deliverInvitations,
  listForNewcomers,
  listUnlooked,
} from '../features/invitations/index.ts'
import type { Engine } from '../http/app.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

/** The job's lock is a transaction, which the database ends when it idles for longer than half a minute. */
const BUDGET_MS = 15_000

async function deliver({ perform }: Engine, next: () => Promise<InvitationId[]>): Promise<void> {
  const until = performance.now() + BUDGET_MS
  const lost: InvitationId[] = []
  let invitationIds: InvitationId[]
  do {
    // Looked at first, so that a quiet hour leaves no line in the trail.
    invitationIds = await next()
    if (invitationIds.length === 0) break
    const caller = { actor: SYSTEM, deed: 'deliverInvitations' }
    lost.push(...(await perform(caller, deliverInvitations, { invitationIds })).lost)
  } while (invitationIds.length === DELIVERED_AT_A_TIME && performance.now() < until)
  // The others are delivered; that these are not is for the log.
  if (lost.length > 0) throw new Error(`the seals of these invitations do not open: ${lost.join(', ')}`)
}

export const deliverInvitationsJob: Job = {
  name: 'deliverInvitations',
  everySeconds: 2,
  run: (engine) => deliver(engine, () => listUnlooked(engine.reader, DELIVERED_AT_A_TIME)),
}

export const meetNewcomersJob: Job = {
  name: 'meetNewcomers',
  everySeconds: 60,
  run: (engine) =>
    deliver(engine, () => listForNewcomers(engine.reader, engine.clock(), DELIVERED_AT_A_TIME)),
}
