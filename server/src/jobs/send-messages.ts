/** Takes messages out of the outbox and hands them to the port, outside of any transaction of a deed. */
import {
  deleteMessagesBefore,
  listDueMessages,
  sendMessages,
  smsPort,
  type Delivery,
} from '../features/notices/index.ts'
import { SYSTEM } from '../kernel/actor.ts'
import type { Job } from './job.ts'

const AT_ONCE = 10
/** The job's lock is a transaction, which the database ends when it idles for longer than half a minute. */
const BUDGET_MS = 15_000
const DAY_MS = 86_400_000
const KEPT_DAYS = 30

export const sendMessagesJob: Job = {
  name: 'sendMessages',
  everySeconds: 2,
  async run({ reader, perform, vault, clock, config }) {
    const port = smsPort(config)
    const until = performance.now() + BUDGET_MS
    let messages
    do {
      messages = await listDueMessages(reader, vault, clock(), AT_ONCE)
      if (messages.length === 0) return
      const deliveries = await Promise.all(
        messages.map(async (message): Promise<Delivery> => {
          const isExpired = message.expiresAt !== null && message.expiresAt <= clock()
          return { message, failure: isExpired ? 'expired' : await port.send(message) }
        }),
      )
      const input = { deliveries, keepsBodies: port.keepsBodies }
      await perform({ actor: SYSTEM, deed: 'sendMessages' }, sendMessages, input)
    } while (messages.length === AT_ONCE && performance.now() < until)
  },
}

/** Messages are looked at for a month at most; what they told stands elsewhere. */
export const sweepMessagesJob: Job = {
  name: 'sweepMessages',
  everySeconds: 3600,
  run: ({ db, clock }) =>
    db
      .transaction()
      .execute((tx) => deleteMessagesBefore(tx, new Date(clock().getTime() - KEPT_DAYS * DAY_MS))),
}
