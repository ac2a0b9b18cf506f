/** Stretches of time and the minutes in them. Minutes are the stored truth; hours are a display. */
import { addDays, dateIn, startOfDay, ZONE } from './local-date.ts'

export interface Span {
  startsAt: Date
  endsAt: Date
}

const MINUTE_MS = 60_000

/** Whole minutes, rounded down: nobody is credited a minute they did not give. */
export function minutesIn(span: Span): number {
  return Math.floor((span.endsAt.getTime() - span.startsAt.getTime()) / MINUTE_MS)
}

/** Half-open, so a shift that ends at noon does not collide with one that starts at noon. */
export function overlaps(a: Span, b: Span): boolean {
  return a.startsAt < b.endsAt && b.startsAt < a.endsAt
}

/**
 * The same time as pieces that each lie within one day of the site's zone. A span that ends
 * exactly at midnight stays whole, and one that is empty or reversed comes back as it is.
 */
export function splitAtMidnight(span: Span): Span[] {
  const pieces: Span[] = []
  let { startsAt } = span
  for (;;) {
    const midnight = startOfDay(ZONE, addDays(dateIn(ZONE, startsAt), 1))
    if (midnight >= span.endsAt) return [...pieces, { startsAt, endsAt: span.endsAt }]
    pieces.push({ startsAt, endsAt: midnight })
    startsAt = midnight
  }
}
