/**
 * Calendar days without a clock time. A birthday, a deadline and a day limit are days in a
 * zone, never instants; they travel as 'YYYY-MM-DD', which also sorts and compares as text.
 */
declare const brand: unique symbol
export type LocalDate = string & { readonly [brand]: 'LocalDate' }

/** Every day border of the service lies in this zone. */
export const ZONE = 'Asia/Shanghai'

const DAY_MS = 24 * 60 * 60 * 1000
/** There is no year 0: the database takes none, so such a day could be handed in but never kept. */
const FORM = /^(?!0000)\d{4}-\d{2}-\d{2}$/

const midnightUtc = (date: string): Date => new Date(`${date}T00:00:00Z`)
const dayOf = (instant: Date): LocalDate => instant.toISOString().slice(0, 10) as LocalDate

/** True only for days that exist: 2026-02-29 has the form but is no day. */
export function isLocalDate(text: string): text is LocalDate {
  if (!FORM.test(text)) return false
  const parsed = midnightUtc(text)
  return !Number.isNaN(parsed.getTime()) && dayOf(parsed) === text
}

export function parseLocalDate(text: string): LocalDate | null {
  return isLocalDate(text) ? text : null
}

/** For days known to be right. Text from outside goes through `parseLocalDate`. */
export function localDate(text: string): LocalDate {
  if (!isLocalDate(text)) throw new RangeError(`No such day: ${text}`)
  return text
}

export function addDays(date: LocalDate, days: number): LocalDate {
  return dayOf(new Date(midnightUtc(date).getTime() + days * DAY_MS))
}

/** The same day so many months later; a month without that day ends with its last. */
export function addMonths(date: LocalDate, months: number): LocalDate {
  const [year = 0, month = 1, day = 1] = date.split('-').map(Number)
  const lastDay = new Date(Date.UTC(year, month - 1 + months + 1, 0)).getUTCDate()
  return dayOf(new Date(Date.UTC(year, month - 1 + months, Math.min(day, lastDay))))
}

/** How many days `later` lies after `earlier`; negative when it lies before. */
export function daysBetween(earlier: LocalDate, later: LocalDate): number {
  return Math.round((midnightUtc(later).getTime() - midnightUtc(earlier).getTime()) / DAY_MS)
}

/** 0 is Sunday, 6 is Saturday. */
export function dayOfWeek(date: LocalDate): number {
  return midnightUtc(date).getUTCDay()
}

/**
 * Full years reached on a day. A birthday of 29 February is reached on 1 March of a common
 * year, the stricter reading for a lower age limit.
 */
export function fullYears(birthDate: LocalDate, on: LocalDate): number {
  const years = Number(on.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return on.slice(5) < birthDate.slice(5) ? years - 1 : years
}

const formats = new Map<string, Intl.DateTimeFormat>()
function formatIn(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone)
  if (known !== undefined) return known
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  })
  formats.set(zone, made)
  return made
}

/** What a clock on the wall of the zone shows, read as if it were UTC. */
function wallClock(zone: string, instant: Date): Date {
  const part = Object.fromEntries(
    formatIn(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, value]),
  )
  const year = String(part['year']).padStart(4, '0')
  return new Date(
    `${year}-${part['month']}-${part['day']}T${part['hour']}:${part['minute']}:${part['second']}Z`,
  )
}

export function dateIn(zone: string, instant: Date): LocalDate {
  return dayOf(wallClock(zone, instant))
}

/** When the clock on the wall of the zone shows a time ('09:30') of a day. */
export function instantAt(zone: string, date: LocalDate, time: string): Date {
  const wanted = new Date(`${date}T${time}:00Z`).getTime()
  const offsetAt = (instant: number): number => wallClock(zone, new Date(instant)).getTime() - instant
  return new Date(wanted - offsetAt(wanted - offsetAt(wanted)))
}

/** What the clock on the wall of the zone shows then, as '09:30'. */
export const timeIn = (zone: string, instant: Date): string =>
  wallClock(zone, instant).toISOString().slice(11, 16)

/** The first instant of a day in a zone. */
export function startOfDay(zone: string, date: LocalDate): Date {
  const wanted = midnightUtc(date).getTime()
  const offsetAt = (instant: number): number => wallClock(zone, new Date(instant)).getTime() - instant
  // The offset at the guess may differ from the one at the answer where clocks were changed, so it is asked twice.
  const guess = wanted - offsetAt(wanted)
  const start = wanted - offsetAt(guess)
  // Where the change skips midnight itself, the day begins with the first instant that shows its date.
  return dateIn(zone, new Date(start)) < date ? new Date(guess) : new Date(start)
}
