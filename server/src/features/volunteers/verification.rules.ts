/** Verification, decided: what the gateway's answer means and when it is asked again. */

export type GatewayAnswer = 'match' | 'mismatch' | 'unavailable'
export type VolunteerStatus = 'under_review' | 'verified' | 'refused' | 'unclaimed' | 'suspended' | 'closed'

/** The reason a person reads when name and number do not belong together. */
export const IDENTITY_MISMATCH = 'identity_mismatch'

const MINUTE_MS = 60_000
const RETRY_MINUTES = [1, 5, 15, 60, 240, 720, 1440] as const

/** Asked again after longer and longer, then no more: the review queue has it in any case. */
export function gatewayDueAfter(attempts: number, now: Date): Date | null {
  const minutes = RETRY_MINUTES[attempts - 1]
  return minutes === undefined ? null : new Date(now.getTime() + minutes * MINUTE_MS)
}

export type VerificationStep = 'verify' | 'refuse' | 'leave_to_reviewer' | 'ask_again'

/**
 * A match verifies, unless somebody else holds the identity: which of two is the person, only a
 * reviewer can tell. A mismatch refuses either way, so that the answer tells nothing about the first.
 */
export function stepAfter(answer: GatewayAnswer, isDuplicate: boolean): VerificationStep {
  if (answer === 'unavailable') return 'ask_again'
  if (answer === 'mismatch') return 'refuse'
  return isDuplicate ? 'leave_to_reviewer' : 'verify'
}

export function whyNotResubmit(status: VolunteerStatus): 'not_refused' | null {
  return status === 'refused' ? null : 'not_refused'
}
