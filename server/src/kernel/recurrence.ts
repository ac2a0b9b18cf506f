/**
 * Days that come again, as RFC 5545 writes them: weekly on chosen weekdays, monthly by date or by the nth weekday,
 * always with an end. Of RRULE only these kinds are read, and nothing that is not understood is guessed at. Days are
 * days, so no zone and no changed clock has a say; UNTIL alone is an instant there, the last second of a day at home.
 */
import {
  addDays,
  dateIn,
  dayOfWeek,
  isLocalDate,
  localDate,
  startOfDay,
  ZONE,
  type LocalDate,
} from './local-date.ts'

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'] as const
const WEEKS_MAX = 52
const MONTHS_MAX = 12
/** Counted from the first of the month, or from its end. */
const NTHS = [1, 2, 3, 4, -1] as const
const LAST_DAY = -1

export interface NthWeekday {
  nth: number
  /** 0 is Sunday. */
  weekday: number
}
export type Rhythm =
  | { every: 'week'; weekdays: readonly number[] }
  | { every: 'month'; monthDays: readonly number[] }
  | { every: 'month'; nths: readonly NthWeekday[] }
export interface Recurrence {
  rhythm: Rhythm
  interval: number
  /** Belongs to it. */
  until: LocalDate
}

const isIn = (number: number, least: number, most: number): boolean =>
  Number.isInteger(number) && number >= least && number <= most

function weekdayOf(text: string): number | null {
  const at = (WEEKDAYS as readonly string[]).indexOf(text)
  return at < 0 ? null : at
}

function nthOf(text: string): NthWeekday | null {
  const [, count = '', day = ''] = /^([+-]?\d)([A-Z]{2})$/.exec(text) ?? []
  const weekday = weekdayOf(day)
  const nth = Number(count)
  return weekday === null || !(NTHS as readonly number[]).includes(nth) ? null : { nth, weekday }
}

/** All of a list, each once, or null when one of them is none. */
function listOf<Item>(text: string, read: (part: string) => Item | null): Item[] | null {
  const parts = text.split(',')
  const items = parts.map(read).filter((item): item is Item => item !== null)
  return items.length === parts.length && new Set(parts).size === parts.length ? items : null
}

function untilOf(text: string): LocalDate | null {
  const [, y, m, d, h, min, s] = /^(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z$/.exec(text) ?? []
  const instant = new Date(`${y}-${m}-${d}T${h}:${min}:${s}Z`)
  if (Number.isNaN(instant.getTime()) || !isLocalDate(`${y}-${m}-${d}`)) return null
  const day = dateIn(ZONE, instant)
  return untilText(day) === text ? day : null
}

function rhythmOf(parts: ReadonlyMap<string, string>): Rhythm | null {
  const byDay = parts.get('BYDAY')
  const byMonthDay = parts.get('BYMONTHDAY')
  if ((byDay === undefined) === (byMonthDay === undefined)) return null
  if (parts.get('FREQ') === 'WEEKLY') {
    const weekdays = byDay === undefined ? null : listOf(byDay, weekdayOf)
    return weekdays === null ? null : { every: 'week', weekdays }
  }
  if (parts.get('FREQ') !== 'MONTHLY') return null
  if (byMonthDay !== undefined) {
    const day = (text: string) => {
      const number = /^-?\d{1,2}$/.test(text) ? Number(text) : NaN
      return isIn(number, 1, 31) || number === LAST_DAY ? number : null
    }
    const monthDays = listOf(byMonthDay, day)
    return monthDays === null ? null : { every: 'month', monthDays }
  }
  const nths = listOf(byDay ?? '', nthOf)
  return nths === null ? null : { every: 'month', nths }
}

/** Null for what is no RRULE, or one of a kind that is not kept here. */
export function parseRecurrence(text: string): Recurrence | null {
  const pairs = text.split(';').map((part) => part.split('='))
  const parts = new Map(pairs.map(([name = '', value = '']) => [name, value]))
  const known = ['FREQ', 'INTERVAL', 'BYDAY', 'BYMONTHDAY', 'UNTIL']
  if (
    parts.size !== pairs.length ||
    pairs.some((pair) => pair.length !== 2 || !known.includes(pair[0] ?? ''))
  )
    return null
  const rhythm = rhythmOf(parts)
  const until = untilOf(parts.get('UNTIL') ?? '')
  const count = parts.get('INTERVAL') ?? '1'
  const interval = /^\d{1,2}$/.test(count) ? Number(count) : NaN
  if (rhythm === null || until === null) return null
  return isIn(interval, 1, rhythm.every === 'week' ? WEEKS_MAX : MONTHS_MAX)
    ? { rhythm, interval, until }
    : null
}

function untilText(until: LocalDate): string {
  const last = new Date(startOfDay(ZONE, addDays(until, 1)).getTime() - 1000)
  return last.toISOString().replace(/[-:]|\.\d+/g, '')
}

export function recurrenceText({ rhythm, interval, until }: Recurrence): string {
  const days =
    'weekdays' in rhythm
      ? `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${rhythm.weekdays.map((day) => WEEKDAYS[day]).join(',')}`
      : 'monthDays' in rhythm
        ? `FREQ=MONTHLY;INTERVAL=${interval};BYMONTHDAY=${rhythm.monthDays.join(',')}`
        : `FREQ=MONTHLY;INTERVAL=${interval};BYDAY=${rhythm.nths.map(({ nth, weekday }) => `${nth}${WEEKDAYS[weekday]}`).join(',')}`
  return `${days};UNTIL=${untilText(until)}`
}

const firstOfMonth = (date: LocalDate): LocalDate => localDate(`${date.slice(0, 7)}-01`)
const nextMonth = (first: LocalDate): LocalDate => firstOfMonth(addDays(first, 31))
const mondayOf = (date: LocalDate): LocalDate => addDays(date, -((dayOfWeek(date) + 6) % 7))

/** A month that has no such day is passed over, as the standard has it. */
function daysOfMonth(first: LocalDate, rhythm: Exclude<Rhythm, { every: 'week' }>): LocalDate[] {
  const last = addDays(nextMonth(first), -1)
  if ('monthDays' in rhythm)
    return rhythm.monthDays
      .map((day) => (day === LAST_DAY ? last : addDays(first, day - 1)))
      .filter((date) => date <= last)
  return rhythm.nths.map(({ nth, weekday }) =>
    nth === LAST_DAY
      ? addDays(last, -((dayOfWeek(last) - weekday + 7) % 7))
      : addDays(first, ((weekday - dayOfWeek(first) + 7) % 7) + (nth - 1) * 7),
  )
}

const daysOf = (start: LocalDate, rhythm: Rhythm): LocalDate[] =>
  rhythm.every === 'week'
    ? rhythm.weekdays.map((weekday) => addDays(start, (weekday + 6) % 7))
    : daysOfMonth(start, rhythm)

/**
 * The days from `from` on, in order, never more than `max`. The first of them begins the count of weeks or months, so
 * that "every second Saturday" told on a Sunday begins with the next Saturday.
 */
export function daysThatCome(
  { rhythm, interval, until }: Recurrence,
  from: LocalDate,
  max: number,
): LocalDate[] {
  const found: LocalDate[] = []
  const next = (start: LocalDate): LocalDate =>
    rhythm.every === 'week' ? addDays(start, 7) : nextMonth(start)
  let start = rhythm.every === 'week' ? mondayOf(from) : firstOfMonth(from)
  while (start <= until && found.length < max) {
    const days = daysOf(start, rhythm).filter((date) => date >= from && date <= until)
    found.push(...[...new Set(days)].sort())
    for (let step = found.length === 0 ? 1 : interval; step > 0; step--) start = next(start)
  }
  return found.slice(0, max)
}
