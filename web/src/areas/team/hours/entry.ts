// One line of the entry grid: what the team types, what it would give, and what the server will do with it.
import type { Body, Item, Output } from '../../../api/types'
import { addDays, siteDate, siteInstant, siteMoment, timeText } from '../../../lib/dates'

export type SignUp = Item<'listSignUps'>
export type Attendance = Item<'listAttendances'>

/** What is typed in one line. Times are of the site's clock; an end before the start is on the next day. */
export interface Edit {
  from: string
  to: string
  breakMinutes: string
  note: string
  isOn: boolean
}
export type EntryReason =
  | 'own_hours'
  | 'span_reversed'
  | 'outside_project'
  | 'not_over_yet'
  | 'nothing_left'
  | 'number_malformed'
  | 'time_malformed'
export type Outcome =
  | { kind: 'off' }
  | { kind: 'posted'; minutes: number }
  | { kind: 'second'; minutes: number; why: 'long_entry' | 'long_day' | 'late' }
  | { kind: 'wrong'; reason: EntryReason }

/** A row of the grid. What is booked or waits for a second person can no longer be typed in. */
export interface Line {
  signUp: SignUp
  attendance: Attendance | undefined
  edit: Edit
  state: 'free' | 'waiting' | 'booked'
  outcome: Outcome
  result: Output<'enterHours'>['results'][number] | null
}

export interface Frame {
  project: { startsAt: string; endsAt: string }
  policies: { secondPersonEntryMinutes: number; secondPersonDayMinutes: number; recordDueDays: number }
  now: number
  /** Whoever is signed in; nobody enters their own hours. */
  self: string | null
}

/** What people write for a time: 8, 800, 0800, 8:00, 8：00. Anything else stays as it is and is called wrong. */
export function tidyTime(text: string): string {
  const typed = text.normalize('NFKC').trim()
  const [, hour = '', minute = '00'] = /^(\d{1,2})[:.]?(\d{2})?$/.exec(typed) ?? []
  return hour !== '' && Number(hour) < 24 && Number(minute) < 60
    ? `${hour.padStart(2, '0')}:${minute}`
    : typed
}
const isTime = (text: string) => /^([01]\d|2[0-3]):[0-5]\d$/.test(text)

const MINUTE_MS = 60_000
const TOLERANCE_MS = 30 * MINUTE_MS
const BREAK_MAX = 720

/** Before anything is typed: the plan, or from the sign-in on where only the sign-out is missing. */
export function planned(
  shift: { startsAt: string; endsAt: string },
  attendance: Attendance | undefined,
  breakMinutes: number,
): Edit {
  const from = attendance === undefined ? shift.startsAt : attendance.signedInAt
  return {
    from: timeText(from),
    to: timeText(shift.endsAt),
    breakMinutes: String(breakMinutes),
    note: '',
    isOn: false,
  }
}

export function spanOf(edit: Edit, shift: { startsAt: string }): { startsAt: string; endsAt: string } {
  const day = siteDate(shift.startsAt)
  const last = edit.to < edit.from ? addDays(day, 1) : day
  return { startsAt: siteInstant(day, edit.from), endsAt: siteInstant(last, edit.to) }
}

/** Weekdays since the shift; holidays are the server's to know, so this can only err on the careful side. */
export function weekdaysSince(endsAt: string, now: number): number {
  const today = siteDate(now)
  let count = 0
  for (let day = addDays(siteDate(endsAt), 1); day <= today; day = addDays(day, 1)) {
    const { weekday } = siteMoment(day)
    if (weekday !== 0 && weekday !== 6) count++
  }
  return count
}

function minutesOf(edit: Edit, span: { startsAt: string; endsAt: string }): number {
  return (
    Math.floor((Date.parse(span.endsAt) - Date.parse(span.startsAt)) / MINUTE_MS) - Number(edit.breakMinutes)
  )
}

function reasonAgainst(edit: Edit, signUp: SignUp, { project, now, self }: Frame): EntryReason | null {
  if (signUp.volunteerId === self) return 'own_hours'
  if (!isTime(edit.from) || !isTime(edit.to)) return 'time_malformed'
  if (!/^\d{1,3}$/.test(edit.breakMinutes) || Number(edit.breakMinutes) > BREAK_MAX) return 'number_malformed'
  if (edit.from === edit.to) return 'span_reversed'
  const span = spanOf(edit, signUp)
  const [from, to] = [Date.parse(span.startsAt), Date.parse(span.endsAt)]
  if (from < Date.parse(project.startsAt) - TOLERANCE_MS || to > Date.parse(project.endsAt) + TOLERANCE_MS)
    return 'outside_project'
  if (to > now) return 'not_over_yet'
  return minutesOf(edit, span) <= 0 ? 'nothing_left' : null
}

export function outcomeOf(edit: Edit, signUp: SignUp, frame: Frame): Outcome {
  if (!edit.isOn) return { kind: 'off' }
  const reason = reasonAgainst(edit, signUp, frame)
  if (reason !== null) return { kind: 'wrong', reason }
  const minutes = minutesOf(edit, spanOf(edit, signUp))
  const { secondPersonEntryMinutes, secondPersonDayMinutes, recordDueDays } = frame.policies
  if (minutes > secondPersonEntryMinutes) return { kind: 'second', minutes, why: 'long_entry' }
  if (minutes > secondPersonDayMinutes) return { kind: 'second', minutes, why: 'long_day' }
  if (weekdaysSince(signUp.endsAt, frame.now) > recordDueDays) return { kind: 'second', minutes, why: 'late' }
  return { kind: 'posted', minutes }
}

export interface Sum {
  people: number
  minutes: number
  posted: number
  second: number
  wrong: number
}
/** Counted before the deed, so that the button can say what will happen. */
export function sumOf(outcomes: readonly Outcome[]): Sum {
  const sum: Sum = { people: 0, minutes: 0, posted: 0, second: 0, wrong: 0 }
  for (const outcome of outcomes) {
    if (outcome.kind === 'off') continue
    sum.people++
    if (outcome.kind === 'wrong') sum.wrong++
    else {
      sum.minutes += outcome.minutes
      sum[outcome.kind]++
    }
  }
  return sum
}

export function entryOf(edit: Edit, signUp: SignUp): Body<'enterHours'>['entries'][number] {
  return {
    signupId: signUp.signupId,
    ...spanOf(edit, signUp),
    breakMinutes: Number(edit.breakMinutes),
    note: edit.note.trim(),
  }
}

/** What most of the ticked lines have; the ones that differ are worth a look. */
export function commonSpan(edits: readonly Edit[]): string | null {
  const counts = new Map<string, number>()
  for (const { from, to, breakMinutes } of edits) {
    const key = `${from}–${to} ${breakMinutes}`
    counts.set(key, (counts.get(key) ?? 0) + 1)
  }
  const [most] = [...counts].sort((a, b) => b[1] - a[1])
  return most !== undefined && most[1] > 1 ? most[0] : null
}
