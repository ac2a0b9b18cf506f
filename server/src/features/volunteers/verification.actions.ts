/** Verifying people: by the gateway's answer or by a reviewer. Locks the review, then the person. */
import type { Act } from '../../act.ts'
import type { ReviewId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { documentKey, forgetActor, insertSignInKey } from '../accounts/index.ts'
import { notify, sendSms } from '../notices/index.ts'
import {
  lockOpenReviewOf,
  lockReview,
  markDecided,
  whyNotDecide,
  type Decision,
  type Review,
} from '../reviews/index.ts'
import {
  claimIdentity,
  findHolder,
  insertVolunteerNumber,
  nextPublicNumber,
  releaseIdentity,
  updateRegionPeople,
} from './identities.store.ts'
import {
  gatewayDueAfter,
  IDENTITY_MISMATCH,
  stepAfter,
  type GatewayAnswer,
  type VerificationStep,
} from './verification.rules.ts'
import {
  getSensitive,
  lockVolunteer,
  markGatewayAsked,
  markRefused,
  markVerified,
  type GatewayClaim,
  type Volunteer,
} from './volunteers.store.ts'

export interface ReviewVolunteer extends Decision {
  reviewId: ReviewId
}
export interface ReviewedVolunteer {
  outcome: 'approved' | 'refused'
  volunteerNumber: string | null
}

export async function reviewVolunteer(act: Act, input: ReviewVolunteer): Promise<ReviewedVolunteer> {
  const review = await lockReview(act.tx, input.reviewId, 'volunteer')
  refuseIf(whyNotDecide(act.actor, review, input))
  const volunteer = await lockVolunteer(act.tx, review.subjectId as VolunteerId)
  if (input.decision === 'approve')
    return { outcome: 'approved', volunteerNumber: await verify(act, review, volunteer, 'reviewer') }
  await refuse(act, review, volunteer, input.reason?.trim() ?? '')
  return { outcome: 'refused', volunteerNumber: null }
}

export interface ApplyVerification {
  claim: GatewayClaim
  answer: GatewayAnswer
}

/** The answer counts only for the application it was asked for, while that still waits. */
export async function applyVerification(
  act: Act,
  { claim, answer }: ApplyVerification,
): Promise<VerificationStep | 'stale'> {
  const { tx, vault, now } = act
  const review = await lockOpenReviewOf(tx, 'volunteer', claim.volunteerId)
  if (review === undefined) return 'stale'
  const volunteer = await lockVolunteer(tx, claim.volunteerId)
  const { idNumber } = await getSensitive(tx, vault, claim.volunteerId)
  if (volunteer.status !== 'under_review' || volunteer.name !== claim.name || idNumber !== claim.idNumber)
    return 'stale'
  const holder = await findHolder(tx, vault, idNumber)
  const step = stepAfter(answer, holder !== undefined && holder !== claim.volunteerId)
  if (step === 'verify') await verify(act, review, volunteer, 'gateway')
  else if (step === 'refuse') await refuse(act, review, volunteer, IDENTITY_MISMATCH)
  else {
    const attempts = claim.attempts + 1
    await markGatewayAsked(
      tx,
      claim.volunteerId,
      attempts,
      step === 'ask_again' ? gatewayDueAfter(attempts, now) : null,
    )
    act.mark({ kind: 'volunteer', id: claim.volunteerId, facts: { answer } })
  }
  return step
}

async function verify(
  act: Act,
  review: Review,
  volunteer: Volunteer,
  verifiedBy: 'gateway' | 'reviewer',
): Promise<string> {
  const { tx, vault, now } = act
  const { volunteerId, accountId, regionPath } = volunteer
  const { idNumber, phone } = await getSensitive(tx, vault, volunteerId)
  const claim = await claimIdentity(tx, vault, idNumber, volunteerId)
  if (claim === 'taken') throw new Refusal('identity_taken')
  const volunteerNumber = await nextPublicNumber(act, 'V', volunteer.regionCode)
  await markVerified(tx, volunteerId, { volunteerNumber, verifiedBy, verifiedAt: now })
  await insertVolunteerNumber(tx, volunteerNumber, volunteerId)
  await insertSignInKey(tx, vault, { kind: 'volunteer_number', value: volunteerNumber, accountId })
  // Only now: a login by a document that waits would tell an applicant whether somebody else holds it.
  await insertSignInKey(tx, vault, { kind: 'id_document', value: documentKey(idNumber), accountId })
  await settle(act, review, volunteer, { outcome: 'approved', reason: null })
  const first = claim === 'claimed' ? 1 : 0
  await updateRegionPeople(tx, regionPath, { registered: first, claimed: first, verified: 1 })
  await notify(
    tx,
    [{ accountId, kind: 'volunteer_verified', facts: { volunteerNumber }, link: '/my/card' as const }],
    now,
  )
  await sendSms(tx, vault, { phone, template: 'volunteer_verified', params: { volunteerNumber } }, now)
  return volunteerNumber
}

/** A refused application gives the identity back, so that a slip of the pen does not shut out its owner. */
async function refuse(act: Act, review: Review, volunteer: Volunteer, reason: string): Promise<void> {
  const { tx, vault, now } = act
  const { volunteerId, accountId, regionPath } = volunteer
  const { idNumber, phone } = await getSensitive(tx, vault, volunteerId)
  await markRefused(tx, volunteerId, reason)
  const released = await releaseIdentity(tx, vault, idNumber, volunteerId)
  await settle(act, review, volunteer, { outcome: 'refused', reason })
  if (released) await updateRegionPeople(tx, regionPath, { registered: -1, claimed: -1 })
  await notify(tx, [{ accountId, kind: 'volunteer_refused', facts: { reason }, link: '/my' as const }], now)
  await sendSms(tx, vault, { phone, template: 'volunteer_refused', params: {} }, now)
}

async function settle(
  act: Act,
  review: Review,
  { volunteerId, accountId }: Volunteer,
  decided: { outcome: 'approved' | 'refused'; reason: string | null },
): Promise<void> {
  await markDecided(act.tx, review.reviewId, {
    ...decided,
    decidedBy: act.actor.accountId,
    decidedAt: act.now,
  })
  forgetActor(accountId)
  act.mark({ kind: 'volunteer', id: volunteerId, volunteerId, facts: { outcome: decided.outcome } })
}
