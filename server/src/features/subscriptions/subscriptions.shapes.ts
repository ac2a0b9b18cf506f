/** Kept searches on the wire. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Instant, Nullable, Reason, Uuid } from '../../http/shapes.ts'
import { RegionCode } from '../teams/index.ts'
import type { SearchWish } from './subscriptions.actions.ts'
import {
  SUBSCRIPTION_KM,
  SUBSCRIPTIONS_MAX,
  type SavingReason,
  type Subscription,
} from './subscriptions.rules.ts'

const Code = Type.String({ minLength: 1, maxLength: 40 })
const Km = Type.Union(SUBSCRIPTION_KM.map((km) => Type.Literal(km)))
const Weekdays = Type.Array(Type.Integer({ minimum: 0, maximum: 6, description: '0 is Sunday' }), {
  maxItems: 7,
})

export const SubscriptionParams = Type.Object({ subscriptionId: Uuid })
export const SaveSearchBody = Type.Object({
  name: Type.String({ maxLength: 60 }),
  q: Type.Optional(Type.String({ maxLength: 50 })),
  region: Type.Optional(RegionCode),
  category: Type.Optional(Code),
  campaign: Type.Optional(Code),
  weekdays: Type.Optional(Weekdays),
  minors: Type.Optional(Type.Boolean()),
  fits: Type.Optional(Type.Boolean()),
  place: Type.Optional(
    Type.Object({
      longitude: Type.Number({ minimum: -180, maximum: 180 }),
      latitude: Type.Number({ minimum: -85, maximum: 85 }),
      km: Km,
      isAgreed: Type.Boolean({ description: 'that the place is kept, to about a kilometre' }),
    }),
  ),
})
export function wishOf(body: Static<typeof SaveSearchBody>): SearchWish {
  return {
    name: body.name,
    q: (body.q ?? '').normalize('NFKC').trim().replace(/\s+/gu, ' '),
    regionCode: body.region ?? '',
    category: body.category ?? null,
    campaign: body.campaign ?? null,
    weekdays: [...new Set(body.weekdays ?? [])],
    minors: body.minors ?? false,
    fits: body.fits ?? false,
    place: body.place ?? null,
  }
}
export const SavedSearch = Type.Object({ subscriptionId: Uuid })
export const SubscriptionNameBody = Type.Object({ name: Type.String({ maxLength: 60 }) })
export const Done = Type.Object({ done: Type.Literal(true) })

const SubscriptionShape = Type.Object({
  subscriptionId: Uuid,
  name: Type.String(),
  q: Type.String(),
  region: Nullable(Type.String()),
  category: Nullable(Type.String()),
  campaign: Nullable(Type.String()),
  weekdays: Weekdays,
  minors: Type.Boolean(),
  fits: Type.Boolean(),
  place: Nullable(Type.Object({ longitude: Type.Number(), latitude: Type.Number(), km: Km })),
  madeAt: Instant,
  isPaused: Type.Boolean(),
})
export const SubscriptionList = Type.Object({
  items: Type.Array(SubscriptionShape),
  max: Type.Integer(),
  whyNot: Type.Object({ saveSearch: Reason }),
})
export function showSubscriptions(own: readonly Subscription[]): Static<typeof SubscriptionList> {
  return {
    items: own.map(({ regionCode, regionPath: _, madeAt, pausedAt, place, ...one }) => ({
      ...one,
      region: regionCode === '' ? null : regionCode,
      madeAt: madeAt.toISOString(),
      isPaused: pausedAt !== null,
      place: place as Static<typeof SubscriptionShape>['place'],
    })),
    max: SUBSCRIPTIONS_MAX,
    whyNot: { saveSearch: own.length < SUBSCRIPTIONS_MAX ? null : 'too_many_subscriptions' },
  }
}

export const saveRefuses = {
  not_verified: 403,
  already_subscribed: 409,
  too_many_subscriptions: 409,
  search_too_wide: 422,
  subscription_name_malformed: 422,
  place_consent_missing: 422,
  region_not_found: 422,
  code_unknown: 422,
} satisfies Refuses<
  SavingReason | 'subscription_name_malformed' | 'place_consent_missing' | 'region_not_found' | 'code_unknown'
>
export const ownRefuses = { subscription_not_found: 404 } satisfies Refuses<'subscription_not_found'>
export const renameRefuses = { ...ownRefuses, subscription_name_malformed: 422 } satisfies Refuses<
  'subscription_not_found' | 'subscription_name_malformed'
>
