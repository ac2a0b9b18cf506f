/**
 * A shift at another time. Nobody is bound to a time that they have not agreed to: whoever said that they come is told
 * of the new one and asked again, unless it is hardly another. Locks as calling off a shift does.
 */
import type { Act } from '../../act.ts'
import type { Reader } from '../../db/handles.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId, ShiftId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import type { Span } from '../../kernel/span.ts'
import { policiesOf } from '../catalog/index.ts'
import {
  changePlaces,
  covers,
  followShifts,
  getSchedulingTerms,
  insertNeed,
  markRescheduled,
  updateShiftTime,
  whyNotRun,
  type Project,
  type SchedulingTerms,
} from '../projects/index.ts'
import {
  answerBy,
  effectOfMove,
  keepMoved,
  listMovedPeople,
  lockSignUps,
  markCancelled,
  markOffered,
  offerFreePlaces,
  placeOf,
  updateSignUpTimes,
  whyNotAfterMove,
  type MoveEffect,
  type MovedPerson,
  type TimeReason,
} from '../signups/index.ts'
import { hold } from './holding.actions.ts'
import { whyNotAtNewTime, whyNotMoveShift } from './moving.rules.ts'
import { listConcerned, type RunShift } from './running.store.ts'
import { tellMoved } from './telling.actions.ts'

export interface WeighedPerson extends MovedPerson {
  effect: MoveEffect
  reason: TimeReason | null
}
export interface WeighedMove {
  people: WeighedPerson[]
  /** Until when an answer given now would be waited for. */
  answerBy: Date
  /** False where the policy does not cover the new day. */
  isInsured: boolean
}

/** What the move would mean for each; the same answer before the press and with it. */
export async function weighMove(
  reader: Reader,
  { regionPath }: Pick<Project, 'regionPath'>,
  { shift, to, terms, now }: { shift: RunShift; to: Span; terms: SchedulingTerms; now: Date },
): Promise<WeighedMove> {
  const { adultAge } = await policiesOf(reader, regionPath)
  const people = (await listMovedPeople(reader, shift, to)).map((person) => {
    const reason = whyNotAfterMove(person.birthDate, terms, { from: shift, to }, adultAge)
    return { ...person, reason, effect: effectOfMove({ ...person, reason }, to) }
  })
  return {
    people,
    answerBy: answerBy(to.startsAt, terms.offerHours, now),
    isInsured: !terms.isDangerous || terms.insured === null || covers(terms.insured, to),
  }
}

export interface MoveShift extends Span {
  projectId: ProjectId
  shiftId: ShiftId
  /** Null leaves it as it is. */
  breakMinutes: number | null
  reason: string
}
export interface ShiftMoved {
  asked: number
  told: number
  ended: number
}

export async function moveShift(
  act: Act,
  { projectId, shiftId, reason, ...wish }: MoveShift,
): Promise<ShiftMoved> {
  const judge = (of: Project) => whyNotRun(act.actor, of)
  const { project, shifts } = await hold(act, projectId, { shiftId, judge })
  const shift = shifts.find((one) => one.shiftId === shiftId)
  if (shift === undefined) throw new Refusal('shift_not_found')
  refuseIf(whyNotMoveShift(act.actor, project, shift, act.now))
  const to = { ...wish, breakMinutes: wish.breakMinutes ?? shift.breakMinutes }
  const terms = await getSchedulingTerms(act.tx, projectId)
  refuseIf(whyNotAtNewTime(shift, to, terms, act.now))
  const concerned = await listConcerned(act.tx, projectId, [shiftId])
  if (concerned.some(({ hasCome }) => hasCome)) throw new Refusal('people_have_come')
  if (reason === '') throw new Refusal('reason_missing', { field: 'reason' })
  const move = await weighMove(act.tx, project, { shift, to, terms, now: act.now })
  await markRescheduled(act.tx, projectId, act.now)
  await updateShiftTime(act.tx, shift, to)
  await followShifts(act.tx, projectId)
  await insertNeed(act.tx, projectId, act.now)
  await writeEffects(act, shift, to, move, reason)
  await offerFreePlaces(act, [shift])
  await tellMoved(act, project, { from: shift, to, reason }, move)
  const counts = countsOf(move.people)
  const times = { from: shift.startsAt.toISOString(), to: to.startsAt.toISOString() }
  act.mark({ kind: 'project', id: projectId, facts: { shiftId, reason, ...times, ...counts } })
  return counts
}

const countsOf = (people: readonly WeighedPerson[]): ShiftMoved => {
  const countOf = (...effects: MoveEffect[]) => people.filter(({ effect }) => effects.includes(effect)).length
  return { asked: countOf('asked', 'offered'), told: countOf('told'), ended: countOf('ends') }
}

async function writeEffects(
  act: Act,
  shift: RunShift,
  to: Span,
  { people, answerBy: until }: WeighedMove,
  reason: string,
): Promise<void> {
  const { projectId } = shift
  await updateSignUpTimes(act.tx, shift, to)
  const idsOf = (effect: MoveEffect) =>
    people.filter((person) => person.effect === effect).map(({ signupId }) => signupId)
  const ending = await lockSignUps(act.tx, projectId, idsOf('ends'))
  const word = { reason, decidedAt: act.now, decidedBy: accountOf(act.actor) }
  await markCancelled(act.tx, projectId, idsOf('ends'), word)
  await changePlaces(act.tx, ending.flatMap(placeOf))
  await markOffered(
    act.tx,
    idsOf('offered').map((signupId) => ({ projectId, signupId, answerBy: until })),
    act.now,
  )
  const kept = people.filter(
    ({ effect, status }) => effect === 'asked' || (effect === 'told' && status !== 'waiting'),
  )
  await keepMoved(
    act.tx,
    projectId,
    kept.map(({ signupId, agreed, effect }) => ({
      signupId,
      agreed,
      answerBy: effect === 'asked' ? until : null,
    })),
    act.now,
  )
  for (const { signupId, volunteerId } of ending)
    act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status: 'cancelled' } })
}
