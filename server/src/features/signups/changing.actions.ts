/** One place for another of the same project: either both happen, or everything stays as it was. */
import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { ShiftId, SignupId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { changePlaces } from '../projects/index.ts'
import { lockVolunteers } from '../volunteers/index.ts'
import { forgetPlace, isKnownAt, whyNotChangeTo } from './changing.rules.ts'
import { openDesk } from './facts.store.ts'
import { placeOf } from './leaving.actions.ts'
import { offerFreePlaces } from './offering.actions.ts'
import { grant } from './signing.rules.ts'
import { keepPlaces, refreshPlaces, type SignedUp } from './signups.actions.ts'
import { findOwnSignUp, lockSignUps, markWithdrawn } from './signups.store.ts'

export interface ChangeSignUp {
  signupId: SignupId
  shiftId: ShiftId
}

/** What is asked at the click was answered for the whole project. The person is locked first, then both shifts in the order of their ids, then the sign-up. */
export async function changeSignUp(act: Act, { signupId, shiftId }: ChangeSignUp): Promise<SignedUp> {
  const volunteerId = volunteerOf(act.actor)
  const people = await lockVolunteers(act.tx, [volunteerId])
  const own = await findOwnSignUp(act.tx, volunteerId, signupId)
  if (own === undefined) throw new Refusal('signup_not_found')
  const { projectId, declaresQualified, guardianPresent } = own
  const answered = { riskAccepted: true, hasAnswered: true, declaresQualified, guardianPresent }
  const asked = { volunteerId, projectId, shiftId, ...answered }
  const desk = await openDesk(act, people, [asked], { isHeld: true })
  const wish = { ...asked, startsAt: desk.shifts.get(shiftId)?.startsAt }
  forgetPlace(desk, own.shiftId)
  await refreshPlaces(act, desk, [own, wish])
  const [place] = await lockSignUps(act.tx, own.projectId, [signupId])
  if (place === undefined) throw new Refusal('signup_not_found')
  const obstacle = whyNotChangeTo(desk, wish, place, act.now)
  if (obstacle !== null) throw new Refusal(obstacle.reason, obstacle.facts)
  await markWithdrawn(act.tx, [place], { reason: null, decidedAt: act.now, withdrawnLate: false })
  await changePlaces(act.tx, placeOf(place))
  act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status: 'withdrawn' } })
  const granted = { place: grant(desk, wish, isKnownAt(place, desk.shifts.get(shiftId)!)), wish }
  const [signedUp] = await keepPlaces(act, desk, [granted], people)
  if (signedUp === undefined) throw new RangeError('one wish has one outcome')
  await offerFreePlaces(act, [own])
  return signedUp
}
