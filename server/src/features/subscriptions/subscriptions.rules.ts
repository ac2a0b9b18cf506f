/** Kept searches, decided: what may be kept, which new project fits one, and when somebody is told. U-numbers are those of docs/rules/subscriptions.md. */
import type { ProjectId, SubscriptionId, VolunteerId } from '../../kernel/ids.ts'
import { addDays, dateIn, dayOfWeek, fullYears, startOfDay, ZONE } from '../../kernel/local-date.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import type { Span } from '../../kernel/span.ts'
import { hasAsked, type Asking, type FitPerson } from '../projects/finding.rules.ts'

/** U2. */
export const SUBSCRIPTIONS_MAX = 10
export const SUBSCRIPTION_NAME_MAX = 30
export const SUBSCRIPTION_KM = [3, 5, 10, 20] as const
/** U6. So many a day are told at once; the rest waits for the next morning. */
export const AT_ONCE_A_DAY = 3
const DIGEST_HOUR = 8
/** U5. What was published longer ago is no news any more, though the program may have stood still. */
export const NEWS_DAYS = 3
/** U7. */
export const TOLD_KEPT_DAYS = 400

export interface KeptPlace {
  longitude: number
  latitude: number
  km: number
}
export interface Search {
  q: string
  regionCode: string
  regionPath: string
  category: string | null
  campaign: string | null
  weekdays: number[]
  minors: boolean
  fits: boolean
  place: KeptPlace | null
}
export interface Subscription extends Search {
  subscriptionId: SubscriptionId
  name: string
  madeAt: Date
  pausedAt: Date | null
}

/** U4. About a kilometre. */
export const keptPlace = (place: KeptPlace): KeptPlace => ({
  longitude: Math.round(place.longitude * 100) / 100,
  latitude: Math.round(place.latitude * 100) / 100,
  km: place.km,
})

export const normalizeName = (name: string): string => name.normalize('NFC').trim().replace(/\s+/gu, ' ')
export const whyNotName = (name: string): 'subscription_name_malformed' | null => {
  const { length } = [...name]
  return length < 1 || length > SUBSCRIPTION_NAME_MAX || /\p{C}/u.test(name)
    ? 'subscription_name_malformed'
    : null
}

/** What is asked, apart from what it is called. */
const askedOf = (search: Search): string =>
  JSON.stringify([
    search.q,
    search.regionCode,
    search.category,
    search.campaign,
    [...search.weekdays].sort(),
    search.minors,
    search.fits,
    search.place === null ? null : [search.place.longitude, search.place.latitude, search.place.km],
  ])

export type SavingReason =
  'not_verified' | 'too_many_subscriptions' | 'search_too_wide' | 'already_subscribed'
export function whyNotSaveSearch(
  person: { isVerified: boolean },
  own: readonly Subscription[],
  search: Search,
): SavingReason | null {
  if (!person.isVerified) return 'not_verified'
  // U3: every project there is would be a stream of notices and not a search.
  if (
    search.q === '' &&
    search.regionCode === '' &&
    search.category === null &&
    search.campaign === null &&
    search.place === null
  )
    return 'search_too_wide'
  if (own.some((one) => askedOf(one) === askedOf(search))) return 'already_subscribed'
  return own.length >= SUBSCRIPTIONS_MAX ? 'too_many_subscriptions' : null
}

/** A project that has just been published. */
export interface News extends Asking {
  projectId: ProjectId
  title: string
  regionPath: string
  categories: string[]
  campaign: string | null
  acceptsMinors: boolean
  isDangerous: boolean
  minAge: number
  maxAge: number | null
  startsAt: Date
  longitude: number | null
  latitude: number | null
  publishedAt: Date
  shifts: Span[]
}
export interface Reader extends Pick<FitPerson, 'birthDate' | 'adultAge' | 'creditMinutes' | 'trainings'> {
  volunteerId: VolunteerId
}

const METRES_A_DEGREE = 111_195
const RADIANS = Math.PI / 180
function metresBetween(place: KeptPlace, news: { longitude: number; latitude: number }): number {
  const north = (news.latitude - place.latitude) * METRES_A_DEGREE
  const east = (news.longitude - place.longitude) * METRES_A_DEGREE * Math.cos(place.latitude * RADIANS)
  return Math.hypot(north, east)
}

/** Q6, as in the list. */
function suits(reader: Reader, news: News): boolean {
  const age = fullYears(reader.birthDate, dateIn(ZONE, news.startsAt))
  if (age < news.minAge || (news.maxAge !== null && age > news.maxAge)) return false
  return (age >= reader.adultAge || (news.acceptsMinors && !news.isDangerous)) && hasAsked(reader, news)
}

/** U5. Words apart, which are looked for where pinyin is known. */
export function isNewsFor(search: Subscription, news: News, reader: Reader): boolean {
  if (search.madeAt > news.publishedAt || !news.regionPath.startsWith(search.regionPath)) return false
  if (search.category !== null && !news.categories.includes(search.category)) return false
  if (search.campaign !== null && news.campaign !== search.campaign) return false
  if (search.minors && !news.acceptsMinors) return false
  if (search.fits && !suits(reader, news)) return false
  const days = search.weekdays
  if (
    days.length > 0 &&
    !news.shifts.some(({ startsAt }) => days.includes(dayOfWeek(dateIn(ZONE, startsAt))))
  )
    return false
  if (search.place === null) return true
  const { longitude, latitude } = news
  return (
    longitude !== null &&
    latitude !== null &&
    metresBetween(search.place, { longitude, latitude }) <= search.place.km * 1000
  )
}

/** U6. Since when a day's notices are counted. */
export const dayBegan = (now: Date): Date => startOfDay(ZONE, dateIn(ZONE, now))
/** U6. Until when what waits must have been found, to be told this morning; null before it. */
export function digestOf(now: Date): Date | null {
  const morning = new Date(dayBegan(now).getTime() + DIGEST_HOUR * 3_600_000)
  return now < morning ? null : morning
}
export const newsSince = (now: Date): Date => startOfDay(ZONE, addDays(dateIn(ZONE, now), -NEWS_DAYS))
export const toldSince = (now: Date): Date => startOfDay(ZONE, addDays(dateIn(ZONE, now), -TOLD_KEPT_DAYS))

/** One's own alone. */
export type OwnSubscriptions = Minted<{ volunteerId: VolunteerId }>
export const subscriptionsOf = (volunteerId: VolunteerId): OwnSubscriptions => mint({ volunteerId })
