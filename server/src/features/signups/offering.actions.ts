/** Handing on a place that has become free: it is offered to the first who waits, under the same lock of the shift. */
import type { Act } from '../../act.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import { notify } from '../notices/index.ts'
import { changePlaces, lockShifts, type PlaceChange, type ShiftKey } from '../projects/index.ts'
import { answerBy, placesToOffer } from './waiting.rules.ts'
import {
  listDue,
  listFirstWaiting,
  listUnoffered,
  listWaitedFor,
  markLapsed,
  markOffered,
  type Due,
  type Offer,
  type WaitedFor,
  type Waiting,
} from './waiting.store.ts'

/** One run takes this many, so that a long stop of the program does not end in one long lock. */
const AT_A_TIME = 200

/**
 * Offers what is free at these shifts to those who wait there. For every deed that frees places or makes more of
 * them; the locks of the shifts are held, and the deed's own changes are written.
 */
export async function offerFreePlaces(act: Act, shifts: readonly ShiftKey[]): Promise<void> {
  if (shifts.length === 0) return
  const offers: (Offer & { to: Waiting; shift: WaitedFor })[] = []
  for (const shift of await listWaitedFor(act.tx, shifts)) {
    const places = placesToOffer(shift, act.now)
    if (places === 0) continue
    const until = answerBy(shift.startsAt, shift.offerHours, act.now)
    for (const to of await listFirstWaiting(act.tx, shift, places))
      offers.push({ projectId: to.projectId, signupId: to.signupId, answerBy: until, to, shift })
  }
  await markOffered(act.tx, offers, act.now)
  await changePlaces(
    act.tx,
    offers.map(({ to }) => ({ projectId: to.projectId, shiftId: to.shiftId, held: 1, waiting: -1 })),
  )
  // The clock of the list has done this, not whoever gave the place back: nobody learns who that was.
  for (const { signupId, to } of offers)
    act.mark({
      kind: 'signup',
      id: signupId,
      volunteerId: to.volunteerId,
      facts: { status: 'offered' },
      actor: SYSTEM,
    })
  const notices = offers.map(({ to, shift, answerBy: until }) => ({
    accountId: to.accountId,
    kind: 'place_offered' as const,
    facts: {
      title: shift.title,
      startsAt: shift.startsAt.toISOString(),
      endsAt: shift.endsAt.toISOString(),
      answerBy: until.toISOString(),
    },
    link: '/my/projects' as const,
  }))
  await notify(act.tx, notices, act.now)
}

const ENDED = { offered: 'offer_lapsed', waiting: 'waiting_ended', entered: 'draw_missed' } as const
/**
 * W6, W8, V5. What was not answered in time goes to the next; whoever still waits when the shift begins waits no longer,
 * nor does whoever took part in a draw that did not come about.
 */
export async function lapseOffers(act: Act): Promise<{ lapsed: number }> {
  const found = await listDue(act.tx, { now: act.now, limit: AT_A_TIME })
  const shifts = await lockShifts(act.tx, found)
  if (shifts.length === 0) return { lapsed: 0 }
  const due = await listDue(act.tx, { now: act.now, limit: AT_A_TIME, within: shifts })
  await markLapsed(act.tx, due, act.now)
  await changePlaces(act.tx, due.flatMap(placeLost))
  for (const { signupId, volunteerId } of due)
    act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status: 'lapsed' } })
  const notices = due.map((one) => ({
    accountId: one.accountId,
    kind: ENDED[one.status],
    facts: {
      title: one.title,
      startsAt: one.startsAt.toISOString(),
      endsAt: one.endsAt.toISOString(),
    },
    link: '/my/projects' as const,
  }))
  await notify(act.tx, notices, act.now)
  await offerFreePlaces(act, shifts)
  return { lapsed: due.length }
}
const placeLost = ({ projectId, shiftId, status }: Due): PlaceChange[] => {
  if (status === 'entered') return []
  return [{ projectId, shiftId, ...(status === 'offered' ? { held: -1 } : { waiting: -1 }) }]
}

/** W4. Places that could not be offered when they became free, because recruiting rested or the team was held. */
export async function offerPlaces(act: Act): Promise<{ shifts: number }> {
  const found = await listUnoffered(act.tx, act.now, AT_A_TIME)
  const shifts = await lockShifts(act.tx, found)
  await offerFreePlaces(act, shifts)
  return { shifts: shifts.length }
}
