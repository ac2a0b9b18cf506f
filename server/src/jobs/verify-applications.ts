/** Asks the verification gateway about waiting applications, outside of any transaction of a deed. */
import { applyVerification, listGatewayDue, verificationGateway } from '../features/volunteers/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

const AT_ONCE = 10
/** The job's lock is a transaction, which the database ends when it idles for longer than half a minute. */
const BUDGET_MS = 15_000

export const verifyApplicationsJob: Job = {
  name: 'verifyApplications',
  everySeconds: 5,
  async run({ reader, perform, vault, clock, config }) {
    const gateway = verificationGateway(config)
    if (gateway === null) return
    const until = performance.now() + BUDGET_MS
    let claims
    do {
      claims = await listGatewayDue(reader, vault, clock(), AT_ONCE)
      const answers = await Promise.all(
        claims.map(async (claim) => ({ claim, answer: await gateway.verify(claim) })),
      )
      // One transaction for each, so that one that fails holds nobody else up.
      for (const answer of answers)
        await perform({ actor: SYSTEM, deed: 'applyVerification' }, applyVerification, answer)
    } while (claims.length === AT_ONCE && performance.now() < until)
  },
}
