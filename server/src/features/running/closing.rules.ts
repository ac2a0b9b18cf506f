/** The end of a project, decided: one extension, then closed by its team or by the clock. Pure. R-numbers: docs/rules/running.md. */
import type { Actor } from '../../kernel/actor.ts'
import { minutesIn, type Span } from '../../kernel/span.ts'
import { SHIFT_MINUTES_MAX, whyNotKeepProjects, type KeepingReason } from '../projects/projects.rules.ts'
import type { ProjectStatus } from '../projects/projects.rules.ts'

const DAY_MS = 86_400_000
/** R11, R12. So long after its end a project can be extended, and is then closed. */
export const CLOSES_AFTER_DAYS = 30
export const EXTENSION_DAYS_MAX = 30
export const EXTENSION_SHIFTS_MAX = 100

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
}

export type ClosingReason =
  KeepingReason | 'activity_not_over' | 'already_closed' | 'people_at_work' | 'hours_undecided'
/** R12. A team closes when everything is entered; by the clock it is closed in any case. */
export function whyNotClose(actor: Actor, project: EndingProject): ClosingReason | null {
  const keeping = whyNotKeepProjects(actor, project.teamPath)
  if (keeping !== null) return keeping
  if (project.status === 'closed') return 'already_closed'
  if (project.status !== 'ended') return 'activity_not_over'
  if (project.atWork > 0) return 'people_at_work'
  return project.undecided > 0 ? 'hours_undecided' : null
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
