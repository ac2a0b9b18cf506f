/** More places or fewer, decided: nobody loses theirs without a choice that names them. Pure. */
import type { Actor } from '../../kernel/actor.ts'
import type { SignupId } from '../../kernel/ids.ts'
import { whyNotGiveUp } from '../signups/leaving.rules.ts'
import { whyNotRun, type RunningReason } from '../projects/pausing.rules.ts'
import type { ProjectStatus } from '../projects/projects.rules.ts'
import type { SignUpStatus } from '../signups/statuses.rules.ts'
import type { RunningShift } from './cancelling.rules.ts'

export const HEADCOUNT_MAX = 100_000
/** What becomes of whoever loses a place: first on the waiting list, or gone with the reason. */
export const FATES = ['waiting', 'cancelled'] as const
export type Fate = (typeof FATES)[number]

export interface ShiftPlaces extends RunningShift {
  headcount: number
  admitted: number
  held: number
}
export interface HeadcountWish {
  headcount: number
  leaving: readonly SignupId[]
  fate: Fate
  reason: string
}
/** Somebody named to leave, as found under the lock. */
export interface Leaver {
  signupId: SignupId
  status: SignUpStatus
  hasCome: boolean
}

/** R6. Who must leave so that no more than the new places are taken. */
export const mustLeave = ({ admitted, held }: ShiftPlaces, headcount: number): number =>
  Math.max(0, admitted + held - headcount)

export type OpeningReason = RunningReason | 'shift_cancelled' | 'shift_over'
export function whyNotChangePlaces(
  actor: Actor,
  project: { teamPath: string; status: ProjectStatus },
  shift: RunningShift,
  now: Date,
): OpeningReason | null {
  const running = whyNotRun(actor, project)
  if (running !== null) return running
  if (shift.cancelReason !== null) return 'shift_cancelled'
  return now >= shift.endsAt ? 'shift_over' : null
}

export type HeadcountReason =
  | OpeningReason
  | 'headcount_below_admitted'
  | 'already_signed_in'
  | 'more_leave_than_must'
  | 'shift_begun'
  | 'no_waiting_list'
  | 'reason_missing'
/** R5–R7, S24. The list may have changed since it was read; then it is read again, and nobody has lost anything. */
export function whyNotChangeHeadcount(
  shift: ShiftPlaces,
  wish: HeadcountWish,
  found: readonly Leaver[],
  project: { keepsWaitingList: boolean },
  now: Date,
): Exclude<HeadcountReason, OpeningReason> | null {
  const must = mustLeave(shift, wish.headcount)
  const named = new Set(wish.leaving).size
  if (must === 0) return named === 0 ? null : 'more_leave_than_must'
  if (now >= shift.startsAt) return 'shift_begun'
  if (named > must) return 'more_leave_than_must'
  const holding = found.filter(({ status }) => status === 'admitted' || status === 'offered')
  if (holding.length < must) return 'headcount_below_admitted'
  const there = holding.map(whyNotGiveUp).find((reason) => reason !== null)
  if (there !== undefined) return there
  if (wish.fate === 'waiting' && !project.keepsWaitingList) return 'no_waiting_list'
  return wish.reason === '' ? 'reason_missing' : null
}
