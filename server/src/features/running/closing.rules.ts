/** The end of a project, decided: one extension, then closed by its team or by the clock. Pure. R-numbers: docs/rules/running.md. */
import type { Actor } from '../../kernel/actor.ts'
import { minutesIn, type Span } from '../../kernel/span.ts'
import { lastScanAt } from '../signups/signups.rules.ts'
import { SHIFT_MINUTES_MAX, whyNotKeepProjects, type KeepingReason } from '../projects/projects.rules.ts'
import type { ProjectStatus } from '../projects/projects.rules.ts'

const DAY_MS = 86_400_000
/** R11, R12. So long after its end a project can be extended, and is then closed. */
export const CLOSES_AFTER_DAYS = 30
export const EXTENSION_DAYS_MAX = 30
export const EXTENSION_SHIFTS_MAX = 100

/** R14. When a team hears that people have neither hours nor a word; the last time so long before the closing. */
export const WARNED_AFTER_DAYS = 20
export const WARNED_AGAIN_AFTER_DAYS = 27
const LAST_WARNING_DAYS = CLOSES_AFTER_DAYS - WARNED_AGAIN_AFTER_DAYS

const daysBefore = (now: Date, days: number): Date => new Date(now.getTime() - days * DAY_MS)
/** R14. What is due at a time: the end of a project, or the warning before, lies before each of these. */
export const closingClock = (now: Date) => ({
  endedBefore: daysBefore(now, CLOSES_AFTER_DAYS),
  warnEndedBefore: daysBefore(now, WARNED_AFTER_DAYS),
  warnAgainEndedBefore: daysBefore(now, WARNED_AGAIN_AFTER_DAYS),
  warnedBefore: daysBefore(now, WARNED_AGAIN_AFTER_DAYS - WARNED_AFTER_DAYS),
  warnedAgainBefore: daysBefore(now, LAST_WARNING_DAYS),
  now,
})
export type ClosingClock = ReturnType<typeof closingClock>
/** R14. Not before thirty days after the end, nor within the days that each warning leaves. */
export const closesAt = ({ endsAt }: { endsAt: Date }, nth: 1 | 2, now: Date): Date => {
  const left = nth === 1 ? CLOSES_AFTER_DAYS - WARNED_AFTER_DAYS : LAST_WARNING_DAYS
  return new Date(Math.max(endsAt.getTime() + CLOSES_AFTER_DAYS * DAY_MS, now.getTime() + left * DAY_MS))
}

/** Projects that ended before this are closed by the clock. */
export const endedLongAgo = (now: Date): Date => new Date(now.getTime() - CLOSES_AFTER_DAYS * DAY_MS)

export interface EndingProject extends Span {
  teamPath: string
  teamStatus: string
  status: ProjectStatus
  extendedAt: Date | null
  /** People who are signed in, and entries that wait for a second person. */
  atWork: number
  undecided: number
  /** Sign-outs that nobody made, and whose hours the team has not entered. */
  proposed: number
  /** Marks against which somebody may still appeal, or has. */
  openMarks: number
}

export type ClosingReason =
  | KeepingReason
  | 'activity_not_over'
  | 'already_closed'
  | 'door_still_open'
  | 'people_at_work'
  | 'attendance_undecided'
  | 'hours_undecided'
  | 'no_show_open'
/** R12. A team closes when the door is shut and everything is entered. */
export function whyNotClose(actor: Actor, project: EndingProject, now: Date): ClosingReason | null {
  const keeping = whyNotKeepProjects(actor, project.teamPath)
  if (keeping !== null) return keeping
  if (project.status === 'closed') return 'already_closed'
  if (project.status !== 'ended') return 'activity_not_over'
  if (project.atWork > 0) return 'people_at_work'
  if (now < lastScanAt(project)) return 'door_still_open'
  if (project.proposed > 0) return 'attendance_undecided'
  if (project.undecided > 0) return 'hours_undecided'
  return project.openMarks > 0 ? 'no_show_open' : null
}

export type ExtendingReason =
  | KeepingReason
  | 'not_published_yet'
  | 'extension_too_early'
  | 'extension_too_late'
  | 'already_extended'
  | 'team_not_active'
/** R11. Whether it can be asked for now. */
export function whyNotExtend(actor: Actor, project: EndingProject, now: Date): ExtendingReason | null {
  const keeping = whyNotKeepProjects(actor, project.teamPath)
  if (keeping !== null) return keeping
  if (project.status === 'closed' || project.status === 'cancelled') return 'extension_too_late'
  if (project.status === 'recruiting' || project.status === 'recruiting_paused') return 'extension_too_early'
  if (project.status !== 'running' && project.status !== 'ended') return 'not_published_yet'
  if (project.extendedAt !== null) return 'already_extended'
  if (project.endsAt <= endedLongAgo(now)) return 'extension_too_late'
  return project.teamStatus === 'active' ? null : 'team_not_active'
}

export interface NewShift extends Span {
  breakMinutes: number
}
export type NewShiftReason =
  'shift_reversed' | 'shift_too_long' | 'shift_in_past' | 'break_too_long' | 'extension_too_long'
/** R11, R15, P5–P8. A new shift, or a new time, begins in time to come and ends by the day that is the last one possible. */
export function whyNotAddShift(shift: NewShift, until: Date, now: Date): NewShiftReason | null {
  if (shift.endsAt <= shift.startsAt) return 'shift_reversed'
  if (minutesIn(shift) > SHIFT_MINUTES_MAX) return 'shift_too_long'
  if (shift.startsAt < now) return 'shift_in_past'
  if (shift.breakMinutes >= minutesIn(shift)) return 'break_too_long'
  return shift.endsAt > until ? 'extension_too_long' : null
}
export const extendableUntil = ({ endsAt }: { endsAt: Date }): Date =>
  new Date(endsAt.getTime() + EXTENSION_DAYS_MAX * DAY_MS)
