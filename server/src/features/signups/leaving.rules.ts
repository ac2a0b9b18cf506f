/** Giving a place back, in time or late, and changing it for another one. Pure; numbers of docs/rules/signups.md. */
import type { PositionId, ShiftId } from '../../kernel/ids.ts'
import type { SignUpStatus } from './statuses.rules.ts'

const HOUR_MS = 3_600_000

export interface LeavingPolicy {
  /** Until so long before the shift a place is given back without more ado. */
  withdrawHoursBefore: number
}
export const withdrawUntil = (
  { startsAt }: { startsAt: Date },
  { withdrawHoursBefore }: LeavingPolicy,
): Date => new Date(startsAt.getTime() - withdrawHoursBefore * HOUR_MS)

export type WithdrawReason = 'shift_started' | 'not_withdrawable' | 'offer_open' | 'withdraw_deadline_passed'
/** S15. The deadline binds only who has a place; a wish is taken back until the shift begins. */
export function whyNotWithdraw(
  signUp: { status: SignUpStatus; startsAt: Date },
  policy: LeavingPolicy,
  now: Date,
): WithdrawReason | null {
  if (now >= signUp.startsAt) return 'shift_started'
  if (signUp.status === 'offered') return 'offer_open'
  if (signUp.status === 'applied' || signUp.status === 'waiting') return null
  if (signUp.status !== 'admitted') return 'not_withdrawable'
  return now >= withdrawUntil(signUp, policy) ? 'withdraw_deadline_passed' : null
}

export type AbsenceReason = 'shift_started' | 'not_withdrawable' | 'withdraw_instead' | 'reason_missing'
/** S21. After the deadline a place is still freed for the next, but it is kept that it was late, and why. */
export function whyNotReportAbsence(
  signUp: { status: SignUpStatus; startsAt: Date },
  policy: LeavingPolicy,
  now: Date,
): Exclude<AbsenceReason, 'reason_missing'> | null {
  if (now >= signUp.startsAt) return 'shift_started'
  if (signUp.status !== 'admitted') return 'not_withdrawable'
  return now < withdrawUntil(signUp, policy) ? 'withdraw_instead' : null
}

export interface HeldPlace {
  status: SignUpStatus
  shiftId: ShiftId
  positionId: PositionId
  startsAt: Date
}
export type ChangeReason = WithdrawReason | 'same_shift' | 'position_differs'
/** S22. Who was admitted by the team was so for a position; to another one the team has to say yes again. */
export function whyNotChange(
  place: HeldPlace,
  target: { shiftId: ShiftId; positionId: PositionId },
  project: LeavingPolicy & { autoAdmit: boolean },
  now: Date,
): ChangeReason | null {
  const kept = whyNotWithdraw(place, project, now)
  if (kept !== null) return kept
  if (target.shiftId === place.shiftId) return 'same_shift'
  const isDecidedAnew =
    place.status === 'admitted' && !project.autoAdmit && target.positionId !== place.positionId
  return isDecidedAnew ? 'position_differs' : null
}
