/** A shift at another time, and further shifts, decided from the side of the team. Pure. R-numbers: docs/rules/running.md. */
import type { Actor } from '../../kernel/actor.ts'
import type { Span } from '../../kernel/span.ts'
import { whyNotBeginThen } from '../projects/drawing.rules.ts'
import { whyNotRun, type RunningReason } from '../projects/pausing.rules.ts'
import type { ProjectStatus } from '../projects/projects.rules.ts'
import type { RunningShift } from './cancelling.rules.ts'
import { extendableUntil, whyNotAddShift, type NewShift, type NewShiftReason } from './closing.rules.ts'

export const POSITIONS_MAX = 50
export const SHIFTS_OF_POSITION_MAX = 200
export const ADDED_SHIFTS_MAX = 50

/** What a time is measured by. */
export interface Scheduling {
  endsAt: Date
  /** The end before the first shift was moved or added; null where none was. */
  plannedUntil: Date | null
  drawAt: Date | null
  drawnAt: Date | null
}
/** R15. As far as one extension reaches from the end that was planned, or to the end as it is. */
export function shiftsUntil({ endsAt, plannedUntil }: Pick<Scheduling, 'endsAt' | 'plannedUntil'>): Date {
  const until = extendableUntil({ endsAt: plannedUntil ?? endsAt })
  return until > endsAt ? until : endsAt
}

interface RunningProject {
  teamPath: string
  status: ProjectStatus
}
export type MovingReason = RunningReason | 'shift_cancelled' | 'shift_over' | 'shift_has_begun'
/** R15. What has begun stays where it is. */
export function whyNotMoveShift(
  actor: Actor,
  project: RunningProject,
  shift: RunningShift,
  now: Date,
): MovingReason | null {
  const running = whyNotRun(actor, project)
  if (running !== null) return running
  if (shift.cancelReason !== null) return 'shift_cancelled'
  if (now >= shift.endsAt) return 'shift_over'
  return now >= shift.startsAt ? 'shift_has_begun' : null
}

export type ScheduleReason = NewShiftReason | 'draw_too_late'
/** R15, R18, P5–P8, V1. */
export const whyNotSchedule = (shift: NewShift, terms: Scheduling, now: Date): ScheduleReason | null =>
  whyNotAddShift(shift, shiftsUntil(terms), now) ?? whyNotBeginThen(terms, shift)

export type NewTimeReason = ScheduleReason | 'time_unchanged'
/** R15. */
export function whyNotAtNewTime(
  from: Span,
  to: NewShift,
  terms: Scheduling,
  now: Date,
): NewTimeReason | null {
  const isSame =
    from.startsAt.getTime() === to.startsAt.getTime() && from.endsAt.getTime() === to.endsAt.getTime()
  return isSame ? 'time_unchanged' : whyNotSchedule(to, terms, now)
}

export type AddingReason = RunningReason | 'team_not_active'
/** R18. A team that is held takes nobody on (H11). */
export function whyNotAddShifts(
  actor: Actor,
  project: RunningProject & { teamStatus: string },
): AddingReason | null {
  const running = whyNotRun(actor, project)
  if (running !== null) return running
  return project.teamStatus === 'active' ? null : 'team_not_active'
}

export type AddedTooManyReason = 'too_many_shifts' | 'too_many_positions'
/** R18. As many as the form takes. `before`: the shifts of the position, null for a new one. */
export function whyNotSoMany(
  { positions, before }: { positions: number; before: number | null },
  added: number,
): AddedTooManyReason | null {
  if (before === null && positions >= POSITIONS_MAX) return 'too_many_positions'
  return (before ?? 0) + added > SHIFTS_OF_POSITION_MAX ? 'too_many_shifts' : null
}
