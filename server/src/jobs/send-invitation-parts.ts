/** Sends the rows of spreadsheets, part by part, so that one that is interrupted goes on where it was. */
import { findNextPart, sendInvitationPart } from '../features/invitations/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

/** The job's lock is a transaction, which the database ends when it idles for longer than half a minute. */
const BUDGET_MS = 15_000

export const sendInvitationPartsJob: Job = {
  name: 'sendInvitationParts',
  everySeconds: 1,
  async run({ reader, perform }) {
    const lost: string[] = []
    const until = performance.now() + BUDGET_MS
    for (
      let next = await findNextPart(reader);
      next !== undefined && performance.now() < until;
      next = await findNextPart(reader)
    )
      if ((await perform({ actor: SYSTEM, deed: 'sendInvitationPart' }, sendInvitationPart, next)).isLost)
        lost.push(`${next.importId} ${String(next.part)}`)
    // The others are sent; that these are not is for the log.
    if (lost.length > 0) throw new Error(`the seals of these parts do not open: ${lost.join(', ')}`)
  },
}
