/** The team decides who comes: many at once, never more than there are places. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId, ShiftId, SignupId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { notify } from '../notices/index.ts'
import {
  addAdmitted,
  getProject,
  lockShifts,
  whyNotKeepProjects,
  type LockedShift,
} from '../projects/index.ts'
import { getTeam } from '../teams/index.ts'
import { whyNotDecideSignUp, whyNotRecruit, type DecideReason, type SignUpDecision } from './signups.rules.ts'
import {
  listSignUpsById,
  lockSignUps,
  markDecided,
  type Decided,
  type LockedSignUp,
} from './signups.store.ts'

export interface DecisionResult {
  signupId: SignupId
  outcome: 'admitted' | 'refused' | 'failed'
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
  const shiftIds = new Set((await listSignUpsById(act.tx, projectId, ids)).map((signUp) => signUp.shiftId))
  const shifts = await lockShifts(
    act.tx,
    [...shiftIds].map((shiftId) => ({ projectId, shiftId })),
  )
  const signUps = await lockSignUps(act.tx, projectId, ids)
  const { status: teamStatus } = await getTeam(act.tx, project.teamId)
  const { results, decided, taken } = decideAll(decisions, { signUps, shifts, teamStatus }, act.now)
  await markDecided(act.tx, projectId, decided, { decidedBy: accountOf(act.actor), decidedAt: act.now })
  await addAdmitted(
    act.tx,
    [...taken].map(([shiftId, places]) => ({ projectId, shiftId, places })),
  )
  await tellPeople(act, project.title, decided, signUps)
  return results
}

/** In the order given, each seeing the places that the ones before it took. */
function decideAll(
  decisions: readonly SignUpDecision[],
  {
    signUps,
    shifts,
    teamStatus,
  }: { signUps: readonly LockedSignUp[]; shifts: readonly LockedShift[]; teamStatus: string },
  now: Date,
): { results: DecisionResult[]; decided: Decided[]; taken: Map<ShiftId, number> } {
  const open = new Map(signUps.map((signUp) => [signUp.signupId, { ...signUp }]))
  const places = new Map(shifts.map((shift) => [shift.shiftId, { ...shift }]))
  const taken = new Map<ShiftId, number>()
  const decided: Decided[] = []
  const results = decisions.map((decision): DecisionResult => {
    const { signupId } = decision
    const signUp = open.get(signupId)
    const shift = signUp === undefined ? undefined : places.get(signUp.shiftId)
    if (signUp === undefined || shift === undefined)
      return { signupId, outcome: 'failed', reason: 'signup_not_found' }
    const held = decision.decision === 'admit' ? whyNotRecruit({ teamStatus }) : null
    const reason = held ?? whyNotDecideSignUp(decision, signUp, shift, now)
    if (reason !== null) return { signupId, outcome: 'failed', reason }
    const status = decision.decision === 'admit' ? 'admitted' : 'refused'
    signUp.status = status
    decided.push({ signupId, status, reason: status === 'refused' ? (decision.reason ?? '').trim() : null })
    if (status === 'admitted') {
      shift.admitted += 1
      taken.set(shift.shiftId, (taken.get(shift.shiftId) ?? 0) + 1)
    }
    return { signupId, outcome: status, reason: null }
  })
  return { results, decided, taken }
}

async function tellPeople(
  act: Act,
  title: string,
  decided: readonly Decided[],
  signUps: readonly LockedSignUp[],
): Promise<void> {
  const byId = new Map(signUps.map((signUp) => [signUp.signupId, signUp]))
  const notices = decided.map(({ signupId, status, reason }) => {
    const { accountId, volunteerId, startsAt, endsAt } = byId.get(signupId)!
    act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status } })
    const kind = status === 'admitted' ? ('signup_admitted' as const) : ('signup_refused' as const)
    const facts = { title, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString(), reason }
    return { accountId, kind, facts, link: '/my/projects' as const }
  })
  await notify(act.tx, notices, act.now)
}
