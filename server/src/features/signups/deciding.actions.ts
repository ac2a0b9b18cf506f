/** The team decides who comes: many at once, never more than there are places. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { notify } from '../notices/index.ts'
import {
  changePlaces,
  getProject,
  lockShifts,
  whyNotKeepProjects,
  type LockedShift,
  type PlaceChange,
} from '../projects/index.ts'
import { getTeam } from '../teams/index.ts'
import { lockVolunteers } from '../volunteers/index.ts'
import {
  whyNotDecideSignUp,
  type DecideReason,
  type DecidingProject,
  type SignUpDecision,
} from './deciding.rules.ts'
import { findDecidingPolicy, type DecidingPolicy } from './facts.store.ts'
import { placeOf } from './leaving.actions.ts'
import { offerFreePlaces } from './offering.actions.ts'
import {
  listSignUpsById,
  lockSignUps,
  markDecided,
  type Decided,
  type LockedSignUp,
} from './signups.store.ts'
import { answerBy } from './waiting.rules.ts'

export interface DecisionResult {
  signupId: SignupId
  outcome: Decided['status'] | 'failed'
  reason: DecideReason | 'signup_not_found' | null
}
export interface SignUpDecisions {
  projectId: ProjectId
  decisions: readonly SignUpDecision[]
}

/** Each decision has its own result; one that fails does not hold up the others. */
export async function decideSignUps(
  act: Act,
  { projectId, decisions }: SignUpDecisions,
): Promise<DecisionResult[]> {
  const project = await getProject(act.tx, projectId)
  refuseIf(whyNotKeepProjects(act.actor, project.teamPath))
  const ids = [...new Set(decisions.map((decision) => decision.signupId))]
  const listed = await listSignUpsById(act.tx, projectId, ids)
  const refused = new Set(decisions.flatMap((one) => (one.decision === 'refuse' ? [one.signupId] : [])))
  // So that a scan of somebody who would lose their place comes before this or after it.
  await lockVolunteers(
    act.tx,
    listed.flatMap(({ signupId, volunteerId }) => (refused.has(signupId) ? [volunteerId] : [])),
  )
  const shiftIds = new Set(listed.map((signUp) => signUp.shiftId))
  const shifts = await lockShifts(
    act.tx,
    [...shiftIds].map((shiftId) => ({ projectId, shiftId })),
  )
  const signUps = await lockSignUps(act.tx, projectId, ids)
  const { status: teamStatus } = await getTeam(act.tx, project.teamId)
  const policy = await findDecidingPolicy(act.tx, projectId)
  const books = openBooks(signUps, shifts)
  const results = decisions.map((decision) => decideOne(books, decision, { ...policy, teamStatus }, act.now))
  const decided = [...books.decided.values()]
  await markDecided(act.tx, projectId, decided, { decidedBy: accountOf(act.actor), decidedAt: act.now })
  await changePlaces(act.tx, books.changes)
  await tellPeople(act, project.title, decided, books.signUps)
  await offerFreePlaces(act, shifts)
  return results
}

interface Books {
  signUps: Map<SignupId, LockedSignUp>
  /** As the decisions before have left them. */
  shifts: Map<ShiftId, LockedShift>
  decided: Map<SignupId, Decided>
  changes: PlaceChange[]
}
const openBooks = (signUps: readonly LockedSignUp[], shifts: readonly LockedShift[]): Books => ({
  signUps: new Map(signUps.map((signUp) => [signUp.signupId, signUp])),
  shifts: new Map(shifts.map((shift) => [shift.shiftId, { ...shift }])),
  decided: new Map(),
  changes: [],
})

/** In the order given, each seeing the places that the ones before it took. */
function decideOne(
  books: Books,
  decision: SignUpDecision,
  project: DecidingProject & DecidingPolicy,
  now: Date,
): DecisionResult {
  const { signupId } = decision
  const failed = (reason: DecisionResult['reason']) => ({ signupId, outcome: 'failed' as const, reason })
  const signUp = books.signUps.get(signupId)
  const shift = signUp === undefined ? undefined : books.shifts.get(signUp.shiftId)
  if (signUp === undefined || shift === undefined) return failed('signup_not_found')
  if (books.decided.has(signupId)) return failed('already_decided')
  const reason = whyNotDecideSignUp(decision, signUp, shift, project, now)
  if (reason !== null) return failed(reason)
  const decided = write(books, decision, { signUp, shift }, { ...project, now })
  books.decided.set(signupId, decided)
  return { signupId, outcome: decided.status, reason: null }
}

/**
 * A place that a refusal frees is given back in the table but not in the books: it goes to those who wait, not to
 * whoever stands behind in the list of decisions.
 */
function write(
  books: Books,
  { signupId, decision, reason = '' }: SignUpDecision,
  { signUp, shift }: { signUp: LockedSignUp; shift: LockedShift },
  { offerHours, now }: { offerHours: number; now: Date },
): Decided {
  const key = { projectId: signUp.projectId, shiftId: signUp.shiftId }
  const decided = { signupId, reason: null, waitingNo: null, answerBy: null }
  if (decision === 'refuse') {
    books.changes.push(...placeOf(signUp))
    return { ...decided, status: 'refused', reason: reason.trim() }
  }
  if (decision === 'waitlist') {
    if (signUp.status === 'waiting') return { ...decided, status: 'waiting' }
    shift.lastWaitingNo += 1
    books.changes.push({ ...key, waiting: 1, lastWaitingNo: shift.lastWaitingNo })
    return { ...decided, status: 'waiting', waitingNo: shift.lastWaitingNo }
  }
  if (signUp.status === 'waiting') {
    shift.held += 1
    books.changes.push({ ...key, held: 1, waiting: -1 })
    return { ...decided, status: 'offered', answerBy: answerBy(signUp.startsAt, offerHours, now) }
  }
  shift.admitted += 1
  books.changes.push({ ...key, admitted: 1 })
  return { ...decided, status: 'admitted' }
}

const NOTICES = {
  admitted: 'signup_admitted',
  refused: 'signup_refused',
  waiting: 'signup_waitlisted',
  offered: 'place_offered',
} as const

async function tellPeople(
  act: Act,
  title: string,
  decided: readonly Decided[],
  byId: ReadonlyMap<SignupId, LockedSignUp>,
): Promise<void> {
  const notices = decided.map(({ signupId, status, reason, answerBy: until }) => {
    const { accountId, volunteerId, startsAt, endsAt } = byId.get(signupId)!
    act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status } })
    const facts = {
      title,
      startsAt: startsAt.toISOString(),
      endsAt: endsAt.toISOString(),
      reason,
      ...(until === null ? {} : { answerBy: until.toISOString() }),
    }
    return { accountId, kind: NOTICES[status], facts, link: '/my/projects' as const }
  })
  await notify(act.tx, notices, act.now)
}
