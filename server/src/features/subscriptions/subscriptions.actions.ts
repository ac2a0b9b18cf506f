/** Keeping a search, and what its owner does with it. */
import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { SubscriptionId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { findRegion, listUnknownCategories } from '../catalog/index.ts'
import { lockVolunteer } from '../volunteers/index.ts'
import {
  keptPlace,
  normalizeName,
  subscriptionsOf,
  whyNotName,
  whyNotSaveSearch,
  type KeptPlace,
  type Search,
} from './subscriptions.rules.ts'
import {
  deleteSubscription as deleteRow,
  insertSubscription,
  listSubscriptions,
  updateSubscription,
  type SubscriptionChange,
} from './subscriptions.store.ts'

export interface SearchWish extends Omit<Search, 'regionPath' | 'place'> {
  name: string
  place: (KeptPlace & { isAgreed: boolean }) | null
}

async function searchOf(act: Act, { name: _, place, ...wish }: SearchWish): Promise<Search> {
  if (place?.isAgreed === false) throw new Refusal('place_consent_missing', { field: 'place' })
  const region = wish.regionCode === '' ? null : await findRegion(act.tx, wish.regionCode)
  if (region === undefined) throw new Refusal('region_not_found', { field: 'region' })
  const { category, campaign } = wish
  const unknown = [
    ...(await listUnknownCategories(act.tx, 'service', category === null ? [] : [category])),
    ...(await listUnknownCategories(act.tx, 'campaign', campaign === null ? [] : [campaign])),
  ]
  if (unknown.length > 0)
    throw new Refusal('code_unknown', { field: unknown[0] === category ? 'category' : 'campaign' })
  const { longitude, latitude, km } = place ?? { longitude: 0, latitude: 0, km: 0 }
  return {
    ...wish,
    regionPath: region?.path ?? '',
    place: place === null ? null : keptPlace({ longitude, latitude, km }),
  }
}

/** The person's lock keeps two of these from passing the number of them together. */
export async function saveSearch(act: Act, wish: SearchWish): Promise<{ subscriptionId: SubscriptionId }> {
  const { tx, now, actor } = act
  if (!actor.volunteerVerified) throw new Refusal('not_verified')
  const { volunteerId, status } = await lockVolunteer(tx, volunteerOf(actor))
  const search = await searchOf(act, wish)
  const name = normalizeName(wish.name)
  refuseIf(whyNotName(name), { field: 'name' })
  const own = await listSubscriptions(tx, subscriptionsOf(volunteerId))
  refuseIf(whyNotSaveSearch({ isVerified: status === 'verified' }, own, search))
  const subscriptionId = uuidv7<SubscriptionId>(now)
  await insertSubscription(tx, volunteerId, search, { subscriptionId, name, madeAt: now })
  act.mark({ kind: 'subscription', id: subscriptionId })
  return { subscriptionId }
}

interface Named {
  subscriptionId: SubscriptionId
}
async function change(act: Act, { subscriptionId }: Named, changed: SubscriptionChange): Promise<void> {
  const isThere = await updateSubscription(act.tx, volunteerOf(act.actor), subscriptionId, changed)
  if (!isThere) throw new Refusal('subscription_not_found')
  act.mark({ kind: 'subscription', id: subscriptionId })
}

export async function renameSubscription(act: Act, input: Named & { name: string }): Promise<void> {
  const name = normalizeName(input.name)
  refuseIf(whyNotName(name), { field: 'name' })
  await change(act, input, { name })
}

export const pauseSubscription = (act: Act, input: Named): Promise<void> =>
  change(act, input, { pausedAt: act.now })

export const resumeSubscription = (act: Act, input: Named): Promise<void> =>
  change(act, input, { pausedAt: null })

export async function deleteSubscription(act: Act, { subscriptionId }: Named): Promise<void> {
  const volunteerId: VolunteerId = volunteerOf(act.actor)
  if (!(await deleteRow(act.tx, volunteerId, subscriptionId))) throw new Refusal('subscription_not_found')
  act.mark({ kind: 'subscription', id: subscriptionId })
}
