// The day drawn as a day: where a door's bar begins and ends between the first and the last hour shown.
import { siteDate, siteInstant } from '../../../lib/dates'
import type { TodaysDoor } from '../doors'

const USUAL = { first: 7, last: 21 }
const EVERY = 2
const HOUR_MS = 3_600_000

export interface Scale {
  from: number
  until: number
  hours: { text: string; at: number }[]
}
const clock = (hour: number) => `${String(hour).padStart(2, '0')}:00`

export function scaleOf(doors: readonly TodaysDoor[], now: number): Scale {
  const midnight = Date.parse(siteInstant(siteDate(now), '00:00'))
  const hourOf = (at: string) => (Date.parse(at) - midnight) / HOUR_MS
  const first = Math.max(
    0,
    Math.min(USUAL.first, ...doors.map(({ startsAt }) => Math.floor(hourOf(startsAt)))),
  )
  const last = Math.min(24, Math.max(USUAL.last, ...doors.map(({ endsAt }) => Math.ceil(hourOf(endsAt)))))
  const scale = { from: midnight + first * HOUR_MS, until: midnight + last * HOUR_MS }
  const hours: Scale['hours'] = []
  for (let hour = first; hour <= last; hour += EVERY)
    hours.push({ text: clock(hour), at: shareOf(midnight + hour * HOUR_MS, scale) })
  return { ...scale, hours }
}

/** Percent of the way across, kept inside. */
export function shareOf(at: number, { from, until }: { from: number; until: number }): number {
  return Math.round(Math.min(1, Math.max(0, (at - from) / (until - from))) * 10_000) / 100
}
