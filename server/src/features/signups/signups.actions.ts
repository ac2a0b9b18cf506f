/** Taking a place or a number on the waiting list. Written over a list, so that a crowd can come through in one transaction. */
import type { Act } from '../../act.ts'
import type { SignupId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { staffOf } from '../accounts/index.ts'
import { notify } from '../notices/index.ts'
import { changePlaces, lockShifts, type PlaceChange } from '../projects/index.ts'
import { lockVolunteers, type Volunteer } from '../volunteers/index.ts'
import { listWithPending, openDesk } from './facts.store.ts'
import {
  grant,
  whyNotGrant,
  withTimes,
  type Desk,
  type Place,
  type SignUpWish,
  type WishObstacle,
} from './signing.rules.ts'
import { insertSignUps } from './signups.store.ts'

export interface SignedUp {
  signupId: SignupId
  status: 'applied' | 'entered' | 'admitted' | 'waiting'
  /** On the waiting list, from one on. */
  position: number | null
  /** In a draw. */
  ticket: string | null
}
export type SignUpOutcome = { obstacle: WishObstacle } | { obstacle: null; signedUp: SignedUp }

export async function signUp(
  act: Act,
  wish: Omit<SignUpWish, 'volunteerId' | 'actor' | 'hasAnswered'>,
): Promise<SignedUp> {
  const [outcome] = await signUps(act, [{ ...wish, volunteerId: act.actor.volunteerId, actor: act.actor }])
  if (outcome === undefined) throw new RangeError('one wish has one outcome')
  if (outcome.obstacle !== null) throw new Refusal(outcome.obstacle.reason, outcome.obstacle.facts)
  return outcome.signedUp
}

/**
 * Outcomes in the order of the wishes, which is the order of arrival. Locks the people first, holds the projects, and
 * locks only those shifts for which somebody is not refused already, and decides with what it finds there.
 */
export async function signUps(act: Act, asked: readonly SignUpWish[]): Promise<SignUpOutcome[]> {
  const people = await lockVolunteers(act.tx, [...new Set(asked.flatMap((wish) => wish.volunteerId ?? []))])
  const desk = await openDesk(act, people, asked, { isHeld: true })
  const wishes = withTimes(desk, asked)
  const early = wishes.map((wish) => whyNotGrant(desk, wish, act.now))
  await refreshPlaces(
    act,
    desk,
    wishes.filter((_, i) => early[i] === null),
  )
  const granted: Granted[] = []
  const obstacles = wishes.map((wish, i) => {
    const obstacle = early[i] ?? whyNotGrant(desk, wish, act.now)
    if (obstacle === null) granted.push({ place: grant(desk, wish), wish })
    return obstacle
  })
  const signedUp = await keepPlaces(act, desk, granted, people)
  return obstacles.map((obstacle) =>
    obstacle === null ? { obstacle, signedUp: signedUp.shift()! } : { obstacle },
  )
}

/** Under the lock, what others took in the meantime is seen, and whether the shift has been moved. */
export async function refreshPlaces(
  act: Act,
  desk: Desk,
  shifts: Parameters<typeof lockShifts>[1],
): Promise<void> {
  for (const { projectId: _, shiftId, ...places } of await lockShifts(act.tx, shifts)) {
    const known = desk.shifts.get(shiftId)
    if (known !== undefined) Object.assign(known, places)
  }
}

export interface Granted {
  place: Place
  wish: SignUpWish
}

/** Writes down what was granted at the desk. The locks of the people and of the shifts are held. */
export async function keepPlaces(
  act: Act,
  desk: Desk,
  granted: readonly Granted[],
  people: readonly Volunteer[],
): Promise<SignedUp[]> {
  const places = granted.map(({ place }) => place)
  const pending = places.filter(
    ({ status, approved }) => status === 'applied' || (status === 'waiting' && !approved),
  )
  const inQueue = await listWithPending(act.tx, [...new Set(pending.map((place) => place.projectId))])
  const ids = await insertSignUps(act.tx, places, act.now)
  await changePlaces(
    act.tx,
    places.flatMap(({ projectId, shiftId, status, waitingNo }): PlaceChange[] => {
      if (status === 'applied' || status === 'entered') return []
      const key = { projectId, shiftId }
      return status === 'admitted'
        ? [{ ...key, admitted: 1 }]
        : [{ ...key, waiting: 1, lastWaitingNo: waitingNo! }]
    }),
  )
  for (const [i, { place, wish }] of granted.entries())
    act.mark({
      kind: 'signup',
      id: ids[i]!,
      volunteerId: place.volunteerId,
      facts: { status: place.status },
      ...(wish.actor === undefined ? {} : { actor: wish.actor }),
    })
  const first = new Map(pending.map((place) => [place.projectId, place]))
  for (const [projectId, place] of first)
    if (!inQueue.has(projectId)) await tellStaff(act, desk, place, people)
  return places.map(({ status, position, ticket }, i) => ({ signupId: ids[i]!, status, position, ticket }))
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
