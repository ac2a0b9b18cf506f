/** S22: one place for another of the same project, judged with the rules of signing up, as if the first were not there. */
import type { ShiftId } from '../../kernel/ids.ts'
import { whyNotChange, type ChangeReason, type HeldPlace } from './leaving.rules.ts'
import {
  whyNotGrant,
  type Desk,
  type SignUpWish,
  type WishObstacle,
  type WishReason,
} from './signing.rules.ts'
import { isFull } from './waiting.rules.ts'

export interface ChangeObstacle extends Omit<WishObstacle, 'reason'> {
  reason: ChangeReason | WishReason
}

/** Takes the place that is to be given back out of the person's diary. */
export function forgetPlace(desk: Desk, shiftId: ShiftId): void {
  for (const candidate of desk.candidates.values())
    candidate.commitments = candidate.commitments.filter((other) => other.shiftId !== shiftId)
}

/** Who would only come to wait keeps what they have: a number on a list is no place. */
export function whyNotChangeTo(
  desk: Desk,
  wish: SignUpWish,
  place: HeldPlace,
  now: Date,
): ChangeObstacle | null {
  const project = desk.projects.get(wish.projectId)
  const shift = desk.shifts.get(wish.shiftId)
  if (project === undefined || shift?.projectId !== wish.projectId) return { reason: 'shift_not_found' }
  const kept = whyNotChange(place, shift, project, now)
  if (kept !== null) return { reason: kept }
  return whyNotGrant(desk, wish, now) ?? (isFull(project, shift) ? { reason: 'shift_full' } : null)
}

/** Whether the team has said yes already to this person at this position. */
export const isKnownAt = (
  place: HeldPlace & { approved: boolean },
  shift: { positionId: HeldPlace['positionId'] },
): boolean => (place.status === 'admitted' || place.approved) && place.positionId === shift.positionId
