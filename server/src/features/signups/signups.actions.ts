/** Taking a place and giving it back. Written over a list, so that a crowd can come through in one transaction. */
import type { Act } from '../../act.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { SignupId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { staffOf } from '../accounts/index.ts'
import { notify } from '../notices/index.ts'
import { addAdmitted, lockShifts } from '../projects/index.ts'
import { lockVolunteers, type Volunteer } from '../volunteers/index.ts'
import { listWithPending, openDesk } from './facts.store.ts'
import {
  grant,
  whyNotGrant,
  type Desk,
  type Place,
  type SignUpWish,
  type WishObstacle,
} from './signing.rules.ts'
import { whyNotWithdraw } from './signups.rules.ts'
import { findOwnSignUp, insertSignUps, lockSignUps, markWithdrawn } from './signups.store.ts'

export interface SignedUp {
  signupId: SignupId
  status: 'applied' | 'admitted'
}
export type SignUpOutcome = { obstacle: WishObstacle } | { obstacle: null; signedUp: SignedUp }

export async function signUp(act: Act, wish: Omit<SignUpWish, 'volunteerId'>): Promise<SignedUp> {
  const [outcome] = await signUps(act, [{ ...wish, volunteerId: act.actor.volunteerId }])
  if (outcome === undefined) throw new RangeError('one wish has one outcome')
  if (outcome.obstacle !== null) throw new Refusal(outcome.obstacle.reason, outcome.obstacle.facts)
  return outcome.signedUp
}

/**
 * Outcomes in the order of the wishes, which is the order of arrival. Locks the people first, then
 * only those shifts for which somebody is not refused already, and decides with what it finds there.
 */
export async function signUps(act: Act, wishes: readonly SignUpWish[]): Promise<SignUpOutcome[]> {
  const people = await lockVolunteers(act.tx, [...new Set(wishes.flatMap((wish) => wish.volunteerId ?? []))])
  const desk = await openDesk(act.tx, people, wishes, act.now)
  const early = wishes.map((wish) => whyNotGrant(desk, wish, act.now))
  await refreshPlaces(
    act,
    desk,
    wishes.filter((_, i) => early[i] === null),
  )
  const places: Place[] = []
  const obstacles = wishes.map((wish, i) => {
    const obstacle = early[i] ?? whyNotGrant(desk, wish, act.now)
    if (obstacle === null) places.push(grant(desk, wish))
    return obstacle
  })
  const signedUp = await keepPlaces(act, desk, places, people)
  return obstacles.map((obstacle) =>
    obstacle === null ? { obstacle, signedUp: signedUp.shift()! } : { obstacle },
  )
}

/** Under the lock, what others took in the meantime is seen. */
async function refreshPlaces(act: Act, desk: Desk, hopeful: readonly SignUpWish[]): Promise<void> {
  for (const { shiftId, headcount, admitted } of await lockShifts(act.tx, hopeful))
    Object.assign(desk.shifts.get(shiftId)!, { headcount, admitted })
}

async function keepPlaces(
  act: Act,
  desk: Desk,
  places: readonly Place[],
  people: readonly Volunteer[],
): Promise<SignedUp[]> {
  const applied = places.filter((place) => place.status === 'applied')
  const inQueue = await listWithPending(act.tx, [...new Set(applied.map((place) => place.projectId))])
  const ids = await insertSignUps(act.tx, places, act.now)
  const admitted = places.filter((place) => place.status === 'admitted')
  await addAdmitted(
    act.tx,
    admitted.map((place) => ({ ...place, places: 1 })),
  )
  for (const [i, place] of places.entries())
    act.mark({ kind: 'signup', id: ids[i]!, volunteerId: place.volunteerId, facts: { status: place.status } })
  const first = new Map(applied.map((place) => [place.projectId, place]))
  for (const [projectId, place] of first)
    if (!inQueue.has(projectId)) await tellStaff(act, desk, place, people)
  return places.map((place, i) => ({ signupId: ids[i]!, status: place.status }))
}

/** S19. Only the first that waits calls the staff; the others are counted where they then look. */
async function tellStaff(act: Act, desk: Desk, place: Place, people: readonly Volunteer[]): Promise<void> {
  const name = people.find((person) => person.volunteerId === place.volunteerId)?.name
  const facts = { name, title: desk.projects.get(place.projectId)?.title }
  const link = `/team/${place.teamId}/projects/${place.projectId}` as const
  const deciders = await staffOf(act.tx, { duty: 'decide', teamId: place.teamId })
  const notices = deciders.map((accountId) => ({ accountId, kind: 'signup_received' as const, facts, link }))
  await notify(act.tx, notices, act.now)
}

/** Gives the place back. The lock of the shift comes before that of the sign-up, as everywhere. */
export async function withdrawSignUp(
  act: Act,
  { signupId, reason }: { signupId: SignupId; reason: string | null },
): Promise<{ status: 'withdrawn' }> {
  const own = await findOwnSignUp(act.tx, volunteerOf(act.actor), signupId)
  if (own === undefined) throw new Refusal('signup_not_found')
  await lockShifts(act.tx, [own])
  const [signUpNow] = await lockSignUps(act.tx, own.projectId, [signupId])
  if (signUpNow === undefined) throw new Refusal('signup_not_found')
  refuseIf(whyNotWithdraw(signUpNow, act.now))
  await markWithdrawn(act.tx, own, { reason, decidedAt: act.now })
  if (signUpNow.status === 'admitted') await addAdmitted(act.tx, [{ ...own, places: -1 }])
  act.mark({ kind: 'signup', id: signupId, volunteerId: own.volunteerId })
  return { status: 'withdrawn' }
}
