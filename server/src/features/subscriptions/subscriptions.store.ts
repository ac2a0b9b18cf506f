/** Kept searches of each person. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { SubscriptionId, VolunteerId } from '../../kernel/ids.ts'
import type { OwnSubscriptions, Search, Subscription } from './subscriptions.rules.ts'

const COLUMNS = [
  'subscriptionId',
  'name',
  'q',
  'regionCode',
  'regionPath',
  'category',
  'campaign',
  'weekdays',
  'minors',
  'fits',
  'longitude',
  'latitude',
  'km',
  'madeAt',
  'pausedAt',
] as const

interface Row extends Omit<Subscription, 'place'> {
  longitude: number | null
  latitude: number | null
  km: number | null
}
export const subscriptionOf = ({ longitude, latitude, km, ...row }: Row): Subscription => ({
  ...row,
  place: longitude === null || latitude === null || km === null ? null : { longitude, latitude, km },
})

/** Never more than SUBSCRIPTIONS_MAX; in the order in which they were kept. */
export async function listSubscriptions(reader: Reader, own: OwnSubscriptions): Promise<Subscription[]> {
  const rows = await reader
    .selectFrom('searchSubscriptions')
    .select(COLUMNS)
    .where('volunteerId', '=', own.volunteerId)
    .orderBy('subscriptionId')
    .execute()
  return rows.map(subscriptionOf)
}

export async function insertSubscription(
  tx: Tx,
  volunteerId: VolunteerId,
  { place, ...search }: Search,
  made: { subscriptionId: SubscriptionId; name: string; madeAt: Date },
): Promise<void> {
  await tx
    .insertInto('searchSubscriptions')
    .values({
      volunteerId,
      ...search,
      ...made,
      ...(place === null ? {} : { ...place, placeConsentedAt: made.madeAt }),
    })
    .execute()
}

export type SubscriptionChange = { name: string } | { pausedAt: Date | null }
/** False when the person has no such subscription. */
export async function updateSubscription(
  tx: Tx,
  volunteerId: VolunteerId,
  subscriptionId: SubscriptionId,
  change: SubscriptionChange,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('searchSubscriptions')
    .set(change)
    .where('volunteerId', '=', volunteerId)
    .where('subscriptionId', '=', subscriptionId)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** What was found for it and not yet told goes with it. */
export async function deleteSubscription(
  tx: Tx,
  volunteerId: VolunteerId,
  subscriptionId: SubscriptionId,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('searchSubscriptions')
    .where('volunteerId', '=', volunteerId)
    .where('subscriptionId', '=', subscriptionId)
    .executeTakeFirst()
  await sql`delete from told_projects where volunteer_id = ${volunteerId} and subscription_id = ${subscriptionId}
    and told_at is null`.execute(tx)
  return numDeletedRows > 0n
}
