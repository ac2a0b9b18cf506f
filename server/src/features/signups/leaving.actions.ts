/** Giving a place back, and answering an offer. The person is locked first, so that a scan at the door comes before or after. */
import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { SignupId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { staffOf } from '../accounts/index.ts'
import { notify } from '../notices/index.ts'
import { changePlaces, lockShifts, type PlaceChange } from '../projects/index.ts'
import { lockVolunteers } from '../volunteers/index.ts'
import { findLeavingProject, type LeavingProject } from './facts.store.ts'
import { whyNotReportAbsence, whyNotWithdraw } from './leaving.rules.ts'
import { clashFacts } from './moves.rules.ts'
import { findClash, markStillComing } from './moves.store.ts'
import { offerFreePlaces } from './offering.actions.ts'
import { findOwnSignUp, lockSignUps, markWithdrawn, type LockedSignUp } from './signups.store.ts'
import { whyNotAcceptOffer, whyNotDeclineOffer } from './waiting.rules.ts'
import { markAccepted } from './waiting.store.ts'

export interface Leaving {
  signupId: SignupId
  reason: string | null
}
interface Own {
  signUp: LockedSignUp
  project: LeavingProject
}

/** One's own sign-up, under the locks of the person, of its shift and of itself. */
export async function lockOwnSignUp(act: Act, signupId: SignupId): Promise<Own> {
  const volunteerId = volunteerOf(act.actor)
  await lockVolunteers(act.tx, [volunteerId])
  const own = await findOwnSignUp(act.tx, volunteerId, signupId)
  if (own === undefined) throw new Refusal('signup_not_found')
  await lockShifts(act.tx, [own])
  const [signUp] = await lockSignUps(act.tx, own.projectId, [signupId])
  if (signUp === undefined) throw new Refusal('signup_not_found')
  return { signUp, project: await findLeavingProject(act.tx, own.projectId) }
}

/** What a sign-up in its present state takes of its shift, to be given back. */
export function placeOf({
  projectId,
  shiftId,
  status,
}: Pick<LockedSignUp, 'projectId' | 'shiftId' | 'status'>): PlaceChange[] {
  const key = { projectId, shiftId }
  if (status === 'admitted') return [{ ...key, admitted: -1 }]
  if (status === 'offered') return [{ ...key, held: -1 }]
  return status === 'waiting' ? [{ ...key, waiting: -1 }] : []
}

/** The place goes to the next. */
export async function leave(
  act: Act,
  signUp: LockedSignUp,
  { reason, isLate }: { reason: string | null; isLate: boolean },
): Promise<{ status: 'withdrawn' }> {
  await markWithdrawn(act.tx, [signUp], { reason, decidedAt: act.now, withdrawnLate: isLate })
  await changePlaces(act.tx, placeOf(signUp))
  act.mark({ kind: 'signup', id: signUp.signupId, volunteerId: signUp.volunteerId })
  await offerFreePlaces(act, [signUp])
  return { status: 'withdrawn' }
}

export async function withdrawSignUp(
  act: Act,
  { signupId, reason }: Leaving,
): Promise<{ status: 'withdrawn' }> {
  const { signUp, project } = await lockOwnSignUp(act, signupId)
  refuseIf(whyNotWithdraw(signUp, project, act.now))
  return leave(act, signUp, { reason, isLate: false })
}

/** S21. The team hears of it at once, since there may be little time to find somebody else. */
export async function reportAbsence(
  act: Act,
  { signupId, reason }: { signupId: SignupId; reason: string },
): Promise<{ status: 'withdrawn' }> {
  const { signUp, project } = await lockOwnSignUp(act, signupId)
  refuseIf(whyNotReportAbsence(signUp, project, act.now))
  if (reason === '') throw new Refusal('reason_missing')
  const left = await leave(act, signUp, { reason, isLate: true })
  const facts = {
    name: signUp.name,
    title: project.title,
    startsAt: signUp.startsAt.toISOString(),
    endsAt: signUp.endsAt.toISOString(),
  }
  const link = `/team/${project.teamId}/projects/${signUp.projectId}` as const
  const deciders = await staffOf(act.tx, { duty: 'decide', teamId: project.teamId })
  await notify(
    act.tx,
    deciders.map((accountId) => ({ accountId, kind: 'absence_reported' as const, facts, link })),
    act.now,
  )
  return left
}

export async function acceptOffer(
  act: Act,
  { signupId }: { signupId: SignupId },
): Promise<{ status: 'admitted' }> {
  const { signUp, project } = await lockOwnSignUp(act, signupId)
  const clash = await findClash(act.tx, signUp)
  refuseIf(whyNotAcceptOffer({ ...signUp, clash }, project, act.now), clashFacts(clash))
  await markAccepted(act.tx, signUp, act.now)
  // Whoever takes an offer has agreed to the time as it is now.
  await markStillComing(act.tx, signUp)
  const { projectId, shiftId, volunteerId } = signUp
  await changePlaces(act.tx, [{ projectId, shiftId, held: -1, admitted: 1 }])
  act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status: 'admitted' } })
  return { status: 'admitted' }
}

export async function declineOffer(
  act: Act,
  { signupId }: { signupId: SignupId },
): Promise<{ status: 'withdrawn' }> {
  const { signUp } = await lockOwnSignUp(act, signupId)
  refuseIf(whyNotDeclineOffer(signUp, act.now))
  return leave(act, signUp, { reason: null, isLate: false })
}
