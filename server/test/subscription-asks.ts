/** Questions about kept searches, for the table of who may do what. */
import { insertSubscription } from '../src/features/subscriptions/subscriptions.store.ts'
import type { SubscriptionId } from '../src/kernel/ids.ts'
import { uuidv7 } from '../src/kernel/uuid.ts'
import { ask, plain, type Asking } from './asking.ts'
import type { Gathering } from './parties.ts'

const SEARCH = {
  q: '花市',
  regionCode: '',
  regionPath: '',
  category: null,
  campaign: null,
  weekdays: [],
  minors: false,
  fits: false,
  place: null,
}

/** A further one of the person's for each question. */
async function ofPerson({ server, person }: Gathering): Promise<string> {
  const madeAt = server.now()
  const subscriptionId = uuidv7<SubscriptionId>(madeAt)
  await server.db
    .transaction()
    .execute((tx) =>
      insertSubscription(tx, person.volunteerId, SEARCH, { subscriptionId, name: '花市', madeAt }),
    )
  return `/me/subscriptions/${subscriptionId}`
}

export const SUBSCRIPTION_ASKS: Readonly<Record<string, Asking>> = {
  deleteSubscription: async (here) => ask(await ofPerson(here)),
  getProjectFeed: plain('/project-feed'),
  listSubscriptions: plain('/me/subscriptions'),
  pauseSubscription: async (here) => ask(`${await ofPerson(here)}/pause`, {}),
  renameSubscription: async (here) => ask(`${await ofPerson(here)}/name`, { name: '江边' }),
  resumeSubscription: async (here) => ask(`${await ofPerson(here)}/resume`, {}),
  saveSearch: plain('/me/subscriptions', { name: '', q: '花市' }),
}
