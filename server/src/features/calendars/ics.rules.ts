/**
 * Calendars as text, RFC 5545: lines of 75 bytes at most that end in CR LF, words escaped, times on the clock of
 * Asia/Shanghai with its zone beside them. Pure. J-numbers are those of docs/rules/series.md.
 */
import { dateIn, timeIn, ZONE } from '../../kernel/local-date.ts'
import type { Span } from '../../kernel/span.ts'

export interface CalendarEvent extends Span {
  /** Stays the same for the same event, however often it changes. */
  uid: string
  title: string
  /** Lines, the empty ones left out. */
  description: readonly string[]
  place: string
  longitude: number | null
  latitude: number | null
  url: string
  status: 'CONFIRMED' | 'TENTATIVE' | 'CANCELLED'
  madeAt: Date
  changedAt: Date
  /** How many minutes before to remind. */
  alarms: readonly number[]
  /** When it comes again, and the beginnings at which it does not. */
  rule?: { rrule: string; except: readonly Date[] }
}
export interface CalendarHead {
  name: string
  description: string
}

const LINE_BYTES_MAX = 75
const MINUTES_AN_HOUR = 60

/** What others put into their words is never read as a line of the calendar. */
const escaped = (text: string): string =>
  text
    .replace(/\\/g, '\\\\')
    .replace(/[;,]/g, '\\$&')
    .replace(/\r\n?|\n/g, '\\n')
    .replace(/(?!\t)\p{Cc}/gu, '')

/** Folded between characters, never within one. */
export function folded(line: string): string {
  let out = ''
  let bytes = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (bytes + size > LINE_BYTES_MAX) {
      out += '\r\n '
      bytes = 1
    }
    out += character
    bytes += size
  }
  return out
}

const utc = (instant: Date): string => instant.toISOString().replace(/[-:]|\.\d+/g, '')
const local = (instant: Date): string =>
  `${dateIn(ZONE, instant).replaceAll('-', '')}T${timeIn(ZONE, instant).replace(':', '')}00`
const atZone = (name: string, instants: readonly Date[]): string =>
  `${name};TZID=${ZONE}:${instants.map(local).join(',')}`

/** A revision is told by how long after its making it came, so it grows with each change; calling off is one more. */
const sequence = ({ madeAt, changedAt, status }: CalendarEvent): number =>
  Math.max(0, Math.floor((changedAt.getTime() - madeAt.getTime()) / 1000)) + Number(status === 'CANCELLED')

function alarmLines(title: string, minutes: number): string[] {
  const before = minutes % MINUTES_AN_HOUR === 0 ? `PT${minutes / MINUTES_AN_HOUR}H` : `PT${minutes}M`
  return [
    'BEGIN:VALARM',
    'ACTION:DISPLAY',
    `DESCRIPTION:${escaped(title)}`,
    `TRIGGER:-${before}`,
    'END:VALARM',
  ]
}

function eventLines(event: CalendarEvent): string[] {
  const { rule, longitude, latitude } = event
  const description = event.description.filter((line) => line !== '').join('\n')
  return [
    'BEGIN:VEVENT',
    `UID:${event.uid}`,
    `DTSTAMP:${utc(event.changedAt)}`,
    `CREATED:${utc(event.madeAt)}`,
    `LAST-MODIFIED:${utc(event.changedAt)}`,
    `SEQUENCE:${sequence(event)}`,
    `STATUS:${event.status}`,
    atZone('DTSTART', [event.startsAt]),
    atZone('DTEND', [event.endsAt]),
    ...(rule === undefined ? [] : [`RRULE:${rule.rrule}`]),
    ...(rule === undefined || rule.except.length === 0 ? [] : [atZone('EXDATE', rule.except)]),
    `SUMMARY:${escaped(event.title)}`,
    ...(description === '' ? [] : [`DESCRIPTION:${escaped(description)}`]),
    ...(event.place === '' ? [] : [`LOCATION:${escaped(event.place)}`]),
    ...(longitude === null || latitude === null
      ? []
      : [`GEO:${latitude.toFixed(6)};${longitude.toFixed(6)}`]),
    `URL:${event.url}`,
    `TRANSP:${event.status === 'CONFIRMED' ? 'OPAQUE' : 'TRANSPARENT'}`,
    ...(event.status === 'CANCELLED'
      ? []
      : event.alarms.flatMap((minutes) => alarmLines(event.title, minutes))),
    'END:VEVENT',
  ]
}

/** China has kept one time since 1991. */
const ZONE_LINES = [
  'BEGIN:VTIMEZONE',
  `TZID:${ZONE}`,
  'BEGIN:STANDARD',
  'DTSTART:19920101T000000',
  'TZOFFSETFROM:+0800',
  'TZOFFSETTO:+0800',
  'TZNAME:CST',
  'END:STANDARD',
  'END:VTIMEZONE',
]

/** J13. The same events give the same text, so that a program that has it already need not take it again. */
export function calendarText({ name, description }: CalendarHead, events: readonly CalendarEvent[]): string {
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Zhiyuan//Volunteer service//ZH',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    `NAME:${escaped(name)}`,
    `X-WR-CALNAME:${escaped(name)}`,
    `X-WR-CALDESC:${escaped(description)}`,
    `X-WR-TIMEZONE:${ZONE}`,
    'REFRESH-INTERVAL;VALUE=DURATION:PT6H',
    'X-PUBLISHED-TTL:PT6H',
    ...ZONE_LINES,
    ...events.flatMap(eventLines),
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('')
}
