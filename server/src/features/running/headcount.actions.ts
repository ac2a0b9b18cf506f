/** More places, handed to those who wait; or fewer, with a word on everybody who loses theirs. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId, ShiftId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { notify } from '../notices/index.ts'
import {
  changePlaces,
  getProject,
  lockShifts,
  updateHeadcount,
  whyNotRun,
  type PlaceChange,
  type Project,
} from '../projects/index.ts'
import {
  findDecidingPolicy,
  listSignUpsById,
  lockSignUps,
  markCancelled,
  markPutFirst,
  offerFreePlaces,
  placeOf,
  type LockedSignUp,
} from '../signups/index.ts'
import { lockVolunteers } from '../volunteers/index.ts'
import {
  mustLeave,
  whyNotChangeHeadcount,
  whyNotChangePlaces,
  type HeadcountWish,
} from './headcount.rules.ts'
import { listRunShifts, type RunShift } from './running.store.ts'

export interface ChangeHeadcount extends HeadcountWish {
  projectId: ProjectId
  shiftId: ShiftId
}
export interface HeadcountChanged {
  headcount: number
  /** People who lost their place, and were told. */
  left: number
}

export async function changeHeadcount(act: Act, input: ChangeHeadcount): Promise<HeadcountChanged> {
  const { projectId, shiftId, headcount } = input
  const project = await getProject(act.tx, projectId)
  refuseIf(whyNotRun(act.actor, project))
  const leaving = [...new Set(input.leaving)]
  // So that a scan of somebody who would lose their place comes before this or after it.
  const named = await listSignUpsById(act.tx, projectId, leaving)
  await lockVolunteers(
    act.tx,
    named.map(({ volunteerId }) => volunteerId),
  )
  await lockShifts(act.tx, [input])
  const shift = (await listRunShifts(act.tx, projectId)).find((one) => one.shiftId === shiftId)
  refuseIf(whyNotChangePlaces(act.actor, project, shift ?? NOWHEN, act.now))
  if (shift === undefined) throw new Refusal('shift_not_found')
  const found = await lockSignUps(act.tx, projectId, leaving)
  const leavers = found.filter((signUp) => signUp.shiftId === shiftId)
  const policy = await findDecidingPolicy(act.tx, projectId)
  const reason = whyNotChangeHeadcount(shift, input, leavers, policy, act.now)
  refuseIf(reason, { taken: shift.admitted + shift.held, count: mustLeave(shift, headcount) })
  await release(act, shift, leavers, input)
  await updateHeadcount(act.tx, shift, headcount)
  await offerFreePlaces(act, [shift])
  await tell(act, project, leavers, input)
  const facts = { shiftId, before: shift.headcount, after: headcount, left: leavers.length }
  act.mark({ kind: 'project', id: projectId, facts })
  return { headcount, left: leavers.length }
}
/** Whoever may not change it learns that before anything else. */
const NOWHEN = { startsAt: new Date(8.64e15), endsAt: new Date(8.64e15), cancelReason: null }

/** R6. First on the list in the order in which they were admitted, or gone with the reason. */
async function release(
  act: Act,
  shift: RunShift,
  leavers: readonly LockedSignUp[],
  { leaving, fate, reason }: ChangeHeadcount,
): Promise<void> {
  const { projectId } = shift
  const order = new Map(leaving.map((signupId, place) => [signupId, place]))
  const ids = leavers
    .map(({ signupId }) => signupId)
    .sort((a, b) => (order.get(a) ?? 0) - (order.get(b) ?? 0))
  const word = { decidedAt: act.now, decidedBy: accountOf(act.actor) }
  if (fate === 'waiting') await markPutFirst(act.tx, shift, ids, word)
  else await markCancelled(act.tx, projectId, ids, { ...word, reason })
  const back = leavers.flatMap(placeOf)
  const waits = leavers.map((signUp): PlaceChange => ({ ...placeKey(signUp), waiting: 1 }))
  await changePlaces(act.tx, fate === 'waiting' ? [...back, ...waits] : back)
  for (const { signupId, volunteerId } of leavers)
    act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status: fate } })
}
const placeKey = ({ projectId, shiftId }: LockedSignUp) => ({ projectId, shiftId })

async function tell(
  act: Act,
  { projectId, title }: Project,
  leavers: readonly LockedSignUp[],
  { fate, reason }: ChangeHeadcount,
): Promise<void> {
  const notices = leavers.map(({ accountId, startsAt }) => ({
    accountId,
    kind: fate === 'waiting' ? ('place_to_waiting' as const) : ('place_cancelled' as const),
    facts: { title, startsOn: dateIn(ZONE, startsAt), reason },
    link: `/projects/${projectId}` as const,
  }))
  await notify(act.tx, notices, act.now)
}
