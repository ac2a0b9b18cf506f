/** When somebody is reminded of a shift. Pure. J-numbers are those of docs/rules/absences.md. */
import { addDays, dateIn, instantAt, startOfDay, ZONE } from '../../kernel/local-date.ts'

/** J14. In the evening, when the day after is thought of. */
const EVENING = '18:00'
const SOON_MINUTES = 120
const MINUTE_MS = 60_000

export const REMINDER_KINDS = ['day_before', 'soon'] as const
export type ReminderKind = (typeof REMINDER_KINDS)[number]

/** Shifts that begin in a span are due; whoever got the place after `knownBefore` has just read the time. */
export interface DueReminder {
  kind: ReminderKind
  from: Date
  before: Date
  /** So long before its beginning; null where one moment holds for all. */
  knownBefore: Date | null
}

/** J14. The day before from six in the evening on, and two hours before; nothing once the shift has begun. */
export function remindersDue(now: Date): DueReminder[] {
  const today = dateIn(ZONE, now)
  const tomorrow = addDays(today, 1)
  const soon: DueReminder = {
    kind: 'soon',
    from: now,
    before: new Date(now.getTime() + SOON_MINUTES * MINUTE_MS),
    knownBefore: null,
  }
  const evening = instantAt(ZONE, today, EVENING)
  if (now < evening) return [soon]
  const eve: DueReminder = {
    kind: 'day_before',
    from: startOfDay(ZONE, tomorrow),
    before: startOfDay(ZONE, addDays(tomorrow, 1)),
    knownBefore: evening,
  }
  return [soon, eve]
}
export const SOON_INTERVAL = `${SOON_MINUTES} minutes`
/** Rows of shifts that began so long ago remind nobody any more. */
export const KEPT_DAYS = 7
