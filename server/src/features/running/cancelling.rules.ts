/**
 * Calling off a project or one of its shifts, decided: until when, what becomes of those who wanted to come, and of
 * those who are there. Pure. R-numbers are those of docs/rules/running.md.
 */
import type { Actor } from '../../kernel/actor.ts'
import type { Span } from '../../kernel/span.ts'
import { whyNotRun, type RunningReason } from '../projects/pausing.rules.ts'
import type { ProjectStatus } from '../projects/projects.rules.ts'
import type { SignUpStatus } from '../signups/statuses.rules.ts'

export const REASON_CHARACTERS_MAX = 500
/** R3. Sign-ups that end when what they are for is called off. Who has been there keeps what they did. */
export const ENDING_STATUSES = [
  'applied',
  'entered',
  'admitted',
  'waiting',
  'offered',
] as const satisfies SignUpStatus[]

/** R1. */
export const whyNotCancelProject = whyNotRun

export interface RunningShift extends Span {
  cancelReason: string | null
}
export type CancellingReason = RunningReason | 'shift_cancelled' | 'shift_over' | 'last_shift'
/** R2. With the last of its shifts the project itself would be called off, which is a deed of its own. */
export function whyNotCancelShift(
  actor: Actor,
  project: { teamPath: string; status: ProjectStatus },
  shift: RunningShift,
  others: readonly RunningShift[],
  now: Date,
): CancellingReason | null {
  const running = whyNotRun(actor, project)
  if (running !== null) return running
  if (shift.cancelReason !== null) return 'shift_cancelled'
  if (now >= shift.endsAt) return 'shift_over'
  return others.every((other) => other.cancelReason !== null) ? 'last_shift' : null
}

/** R1. What is called off with the project; what has taken place has taken place. */
export const isToCome = (shift: RunningShift, now: Date): boolean =>
  shift.cancelReason === null && now < shift.endsAt

/** R3, D9. When somebody who is there when it ends is proposed to have left. */
export const leftAt = ({ signedInAt, endsAt }: { signedInAt: Date; endsAt: Date }, now: Date): Date => {
  const end = now < endsAt ? now : endsAt
  return end > signedInAt ? end : signedInAt
}
