/** Giving a place back, in time or late, and changing it for another one. Pure; numbers of docs/rules/signups.md. */
import type { PositionId, ShiftId } from '../../kernel/ids.ts'
import type { SignUpStatus } from './statuses.rules.ts'

const HOUR_MS = 3_600_000

export interface LeavingPolicy {
  /** Until so long before the shift a place is given back without more ado. */
  withdrawHoursBefore: number
  /** Where its places are drawn. */
  drawAt?: Date | null
}
export const withdrawUntil = (
  { startsAt }: { startsAt: Date },
  { withdrawHoursBefore }: LeavingPolicy,
): Date => new Date(startsAt.getTime() - withdrawHoursBefore * HOUR_MS)

/** What is asked of a sign-up before its place is given up or taken back. */
export interface LeavingSignUp {
  status: SignUpStatus
  startsAt: Date
  hasCome: boolean
}
/** S24. Whoever is there, or was, leaves by the door. */
export const whyNotGiveUp = ({
  status,
  hasCome,
}: Pick<LeavingSignUp, 'status' | 'hasCome'>): 'already_signed_in' | null =>
  status === 'admitted' && hasCome ? 'already_signed_in' : null

/** What is no place yet is taken back without more ado. */
const WISHES: readonly SignUpStatus[] = ['applied', 'entered', 'waiting']

export type WithdrawReason =
  | 'shift_started'
  | 'not_withdrawable'
  | 'already_signed_in'
  | 'offer_open'
  | 'withdraw_after_draw'
  | 'withdraw_deadline_passed'
/**
 * S15. The deadline binds only who has a place; a wish is taken back until the shift begins. V3: from the hour of the
 * draw on its list stays as it is.
 */
export function whyNotWithdraw(
  signUp: LeavingSignUp,
  policy: LeavingPolicy,
  now: Date,
): WithdrawReason | null {
  if (now >= signUp.startsAt) return 'shift_started'
  if (signUp.status === 'offered') return 'offer_open'
  const { drawAt = null } = policy
  if (signUp.status === 'entered' && drawAt !== null && now >= drawAt) return 'withdraw_after_draw'
  if (WISHES.includes(signUp.status)) return null
  if (signUp.status !== 'admitted') return 'not_withdrawable'
  const there = whyNotGiveUp(signUp)
  if (there !== null) return there
  return now >= withdrawUntil(signUp, policy) ? 'withdraw_deadline_passed' : null
}

export type AbsenceReason =
  'shift_started' | 'not_withdrawable' | 'already_signed_in' | 'withdraw_instead' | 'reason_missing'
/** S21. After the deadline a place is still freed for the next, but it is kept that it was late, and why. */
export function whyNotReportAbsence(
  signUp: LeavingSignUp,
  policy: LeavingPolicy,
  now: Date,
): Exclude<AbsenceReason, 'reason_missing'> | null {
  if (now >= signUp.startsAt) return 'shift_started'
  if (signUp.status !== 'admitted') return 'not_withdrawable'
  const there = whyNotGiveUp(signUp)
  if (there !== null) return there
  return now < withdrawUntil(signUp, policy) ? 'withdraw_instead' : null
}

export interface HeldPlace extends LeavingSignUp {
  shiftId: ShiftId
  positionId: PositionId
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
