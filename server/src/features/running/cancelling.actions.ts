/**
 * Calling off a project, or one shift of it. Locks the people who are concerned, the project, its shifts, their
 * sign-ups: so a scan, a sign-up and an answer to an offer come before it or after it, never in between.
 */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { AccountId, ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { notify } from '../notices/index.ts'
import {
  changePlaces,
  followShifts,
  markProjectCancelled,
  markShiftsCancelled,
  type Project,
} from '../projects/index.ts'
import {
  deleteOpenAttendances,
  lockSignUps,
  markAttendancesClosed,
  markCancelled,
  placeOf,
  updateDoorCounts,
  type LockedSignUp,
} from '../signups/index.ts'
import { isToCome, leftAt, whyNotCancelProject, whyNotCancelShift } from './cancelling.rules.ts'
import { hold, type Hold } from './holding.actions.ts'
import { listAtWork, listConcerned, type RunShift } from './running.store.ts'

export interface CalledOff {
  /** People who had signed up and were told. */
  people: number
}

export async function cancelProject(
  act: Act,
  { projectId, reason }: { projectId: ProjectId; reason: string },
): Promise<CalledOff> {
  const { project, shifts } = await hold(act, projectId, { judge: byItsTeam(act) })
  if (reason === '') throw new Refusal('reason_missing', { field: 'reason' })
  const people = await callOff(act, project, shifts, reason)
  act.mark({ kind: 'project', id: projectId, facts: { reason, people } })
  return { people }
}

/** Answers how many were told. What `hold` locks is held. */
export async function callOff(
  act: Act,
  project: Project,
  shifts: readonly RunShift[],
  reason: string,
): Promise<number> {
  const { projectId } = project
  const coming = shifts.filter((shift) => isToCome(shift, act.now))
  const ended = await endShifts(act, project, coming, reason)
  await settleAttendances(act, projectId, shifts)
  await markProjectCancelled(act.tx, projectId, { reason, at: act.now, by: accountOf(act.actor) })
  const people = [...new Map(ended.map((signUp) => [signUp.accountId, signUp])).values()]
  await tell(act, project, people, { kind: 'project_cancelled', reason })
  return people.length
}

export async function cancelShift(
  act: Act,
  { projectId, shiftId, reason }: { projectId: ProjectId; shiftId: ShiftId; reason: string },
): Promise<CalledOff> {
  const { project, shifts } = await hold(act, projectId, { shiftId, judge: byItsTeam(act) })
  const shift = shifts.find((one) => one.shiftId === shiftId)
  if (shift === undefined) throw new Refusal('shift_not_found')
  const others = shifts.filter((one) => one !== shift)
  refuseIf(whyNotCancelShift(act.actor, project, shift, others, act.now))
  if (reason === '') throw new Refusal('reason_missing', { field: 'reason' })
  const ended = await endShifts(act, project, [shift], reason)
  await settleAttendances(act, projectId, [shift])
  await followShifts(act.tx, projectId)
  await tell(act, project, ended, { kind: 'shift_cancelled', reason })
  act.mark({ kind: 'project', id: projectId, facts: { shiftId, reason, people: ended.length } })
  return { people: ended.length }
}

const byItsTeam =
  ({ actor }: Act): Hold['judge'] =>
  (project) =>
    whyNotCancelProject(actor, project)

/** R3. Ends the sign-ups of those who have not come yet. Answers everybody who is to hear of it. */
async function endShifts(
  act: Act,
  { projectId }: Project,
  shifts: readonly RunShift[],
  reason: string,
): Promise<LockedSignUp[]> {
  const concerned = await listConcerned(
    act.tx,
    projectId,
    shifts.map(({ shiftId }) => shiftId),
  )
  const ids: SignupId[] = concerned.map(({ signupId }) => signupId)
  const told = await lockSignUps(act.tx, projectId, ids)
  const come = new Set(concerned.filter(({ hasCome }) => hasCome).map(({ signupId }) => signupId))
  const ending = told.filter(({ signupId }) => !come.has(signupId))
  await markCancelled(
    act.tx,
    projectId,
    ending.map(({ signupId }) => signupId),
    { reason, decidedAt: act.now, decidedBy: accountOf(act.actor) },
  )
  await changePlaces(act.tx, ending.flatMap(placeOf))
  await markShiftsCancelled(act.tx, shifts, { reason, at: act.now })
  for (const { signupId, volunteerId } of ending)
    act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status: 'cancelled' } })
  return told
}

/** R3. Who is there is signed out as far as we know; the team confirms their time as after a forgotten sign-out. */
async function settleAttendances(act: Act, projectId: ProjectId, shifts: readonly RunShift[]): Promise<void> {
  const atWork = await listAtWork(
    act.tx,
    projectId,
    shifts.map(({ shiftId }) => shiftId),
  )
  await deleteOpenAttendances(
    act.tx,
    atWork.map(({ attendanceId }) => attendanceId),
  )
  const closings = atWork.map((one) => ({ ...one, signedOutAt: leftAt(one, act.now), signOutScanId: null }))
  await markAttendancesClosed(act.tx, closings, 'auto_closed')
  for (const { attendanceId, volunteerId } of atWork)
    act.mark({ kind: 'attendance', id: attendanceId, volunteerId })
  act.last(() =>
    updateDoorCounts(
      act.tx,
      atWork.map(({ shiftId }) => ({ projectId, shiftId, present: -1, left: 1 })),
    ),
  )
}

async function tell(
  act: Act,
  { projectId, title }: Project,
  signUps: readonly (Pick<LockedSignUp, 'startsAt'> & { accountId: AccountId })[],
  { kind, reason }: { kind: 'project_cancelled' | 'shift_cancelled'; reason: string },
): Promise<void> {
  const notices = signUps.map(({ accountId, startsAt }) => ({
    accountId,
    kind,
    facts: { title, startsOn: dateIn(ZONE, startsAt), reason },
    link: `/projects/${projectId}` as const,
  }))
  await notify(act.tx, notices, act.now)
}
