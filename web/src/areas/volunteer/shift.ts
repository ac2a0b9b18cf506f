// Where I stand with a shift: before it opens, while I may sign in, while I serve.
import type { Item } from '../../api/types'
import { siteDate, siteMoment } from '../../lib/dates'

export type SignUp = Item<'listMySignUps'>
export type ShiftState = 'before' | 'open' | 'serving'

const MINUTE = 60_000
const DAY = 86_400_000

export function shiftState(signUp: SignUp, now: number): ShiftState {
  if (signUp.signedInAt !== null && signUp.signedOutAt === null) return 'serving'
  return now >= Date.parse(signUp.signInFrom) ? 'open' : 'before'
}

/** What counts down or up: whole minutes until it begins (negative once it has begun). */
export const minutesUntil = (instant: string, now: number): number =>
  Math.ceil((Date.parse(instant) - now) / MINUTE)

export const minutesSince = (instant: string, now: number): number =>
  Math.max(0, Math.floor((now - Date.parse(instant)) / MINUTE))

/** Calendar days of the site between now and then. */
export function daysUntil(instant: string, now: number): number {
  const dayOf = (date: string) => {
    const { year, month, day } = siteMoment(date)
    return Date.UTC(year, month - 1, day)
  }
  return Math.round((dayOf(siteDate(instant)) - dayOf(siteDate(now))) / DAY)
}

/** The shift that matters now: the one I serve in, or the next of today that has not ended. */
export function todaysShift(signUps: readonly SignUp[], now: number): SignUp | null {
  const mine = signUps.filter(({ status, signedOutAt }) => status === 'admitted' && signedOutAt === null)
  const serving = mine.find((one) => shiftState(one, now) === 'serving' && !isForgotten(one, now))
  const next = mine
    .filter(({ endsAt }) => Date.parse(endsAt) > now)
    .sort((a, b) => Date.parse(a.startsAt) - Date.parse(b.startsAt))
    .find((one) => daysUntil(one.startsAt, now) <= 0 || Date.parse(one.signInFrom) <= now)
  return serving ?? next ?? null
}

/** Signed in, the shift long over, and never signed out. */
export const isForgotten = (signUp: SignUp, now: number): boolean =>
  signUp.signedInAt !== null && signUp.signedOutAt === null && Date.parse(signUp.endsAt) + 30 * MINUTE < now
