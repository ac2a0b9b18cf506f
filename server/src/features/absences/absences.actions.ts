/**
 * What the team says of people who did not come. Locks the people first, as the door and the hours do, so that somebody
 * who is scanned or gets hours at the same moment comes before it or after it.
 */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { AccountId, ProjectId, SignupId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { findDueDay } from '../catalog/index.ts'
import { notify } from '../notices/index.ts'
import { getProject, holdProject, type Project } from '../projects/index.ts'
import { listSignUpsById, lockSignUps, markAbsent, markServed, type LockedSignUp } from '../signups/index.ts'
import { lockVolunteers } from '../volunteers/index.ts'
import {
  forgetOn,
  whyNotDecideAbsence,
  whyNotKeepAbsences,
  whyNotUndo,
  type DecidingReason,
  type Verdict,
} from './absences.rules.ts'
import {
  deleteAbsences,
  findAbsence,
  insertAbsences,
  updateAbsence,
  type NewAbsence,
} from './absences.store.ts'
import { APPEAL_DAYS } from './appeals.rules.ts'
import { listPresence } from './roster.store.ts'

export interface AbsenceDecision {
  signupId: SignupId
  verdict: Verdict
  note: string
}
export interface AbsenceResult {
  signupId: SignupId
  outcome: Verdict | 'failed'
  reason: DecidingReason | 'signup_not_found' | null
}

interface Roster {
  project: Project
  signUps: Map<SignupId, LockedSignUp>
}
/** The people, then the project so that it is not closed meanwhile, then their sign-ups. */
async function lockRoster(act: Act, projectId: ProjectId, signupIds: readonly SignupId[]): Promise<Roster> {
  refuseIf(whyNotKeepAbsences(act.actor, await getProject(act.tx, projectId)))
  const seen = await listSignUpsById(act.tx, projectId, signupIds)
  await lockVolunteers(act.tx, [...new Set(seen.map(({ volunteerId }) => volunteerId))])
  const project = await holdProject(act.tx, projectId)
  refuseIf(whyNotKeepAbsences(act.actor, project))
  const signUps = await lockSignUps(act.tx, projectId, signupIds)
  return { project, signUps: new Map(signUps.map((signUp) => [signUp.signupId, signUp])) }
}

/** Each decision has its own result; one that fails does not hold up the others. */
export async function decideAbsences(
  act: Act,
  { projectId, decisions }: { projectId: ProjectId; decisions: readonly AbsenceDecision[] },
): Promise<AbsenceResult[]> {
  const ids = [...new Set(decisions.map(({ signupId }) => signupId))]
  const { project, signUps } = await lockRoster(act, projectId, ids)
  const presence = await listPresence(act.tx, projectId, ids)
  const decided = new Map<SignupId, AbsenceDecision>()
  const results = decisions.map((decision): AbsenceResult => {
    const { signupId, verdict } = decision
    const signUp = signUps.get(signupId)
    const known = presence.get(signupId)
    const reason =
      signUp === undefined || known === undefined
        ? 'signup_not_found'
        : decided.has(signupId)
          ? 'already_decided'
          : whyNotDecideAbsence(act.actor, { ...signUp, ...known }, verdict, act.now)
    if (reason !== null) return { signupId, outcome: 'failed', reason }
    decided.set(signupId, decision)
    return { signupId, outcome: verdict, reason: null }
  })
  const chosen = [...decided.values()].map((decision) => ({
    ...decision,
    signUp: signUps.get(decision.signupId)!,
  }))
  await write(act, project, chosen)
  return results
}

type Chosen = AbsenceDecision & { signUp: LockedSignUp }
async function write(act: Act, project: Project, chosen: readonly Chosen[]): Promise<void> {
  const idsOf = (verdict: Verdict) =>
    chosen.filter((one) => one.verdict === verdict).map(({ signupId }) => signupId)
  const { projectId } = project
  await markAbsent(act.tx, projectId, idsOf('no_show'), 'no_show')
  await markAbsent(act.tx, projectId, idsOf('excused'), 'excused')
  const today = dateIn(ZONE, act.now)
  const appealUntil = chosen.length === 0 ? today : await findDueDay(act.tx, today, APPEAL_DAYS)
  const rows = chosen.map(({ signupId, verdict, note, signUp }): NewAbsence => ({
    ...{ projectId, signupId, volunteerId: signUp.volunteerId, note },
    state: verdict === 'no_show' ? 'marked' : 'excused',
    ...{ decidedAt: act.now, decidedBy: accountOf(act.actor) },
    ...{ forgetOn: forgetOn(signUp), appealUntil },
  }))
  await insertAbsences(act.tx, rows)
  // The trail does not say which it was: a mark is forgotten, the trail is not.
  for (const { signupId, signUp } of chosen)
    act.mark({ kind: 'signup', id: signupId, volunteerId: signUp.volunteerId })
  const marked = chosen.filter(({ verdict }) => verdict === 'no_show')
  const notices = marked.map(({ signupId, note, signUp }) => ({
    accountId: signUp.accountId,
    kind: 'no_show_marked' as const,
    facts: { ...factsOf(project, signUp), note, appealUntil, forgetOn: forgetOn(signUp), signupId },
    link: `/my/absences` as const,
  }))
  await notify(act.tx, notices, act.now)
}

export const factsOf = (
  { title }: { title: string },
  { startsAt, endsAt }: { startsAt: Date; endsAt: Date },
) => ({
  title,
  startsAt: startsAt.toISOString(),
  endsAt: endsAt.toISOString(),
})

/** J5. As if nothing had been said; of a mark that was appealed against it is kept that it was lifted. */
export async function undoAbsenceDecision(
  act: Act,
  { projectId, signupId }: { projectId: ProjectId; signupId: SignupId },
): Promise<{ status: 'admitted' }> {
  const { project, signUps } = await lockRoster(act, projectId, [signupId])
  const signUp = signUps.get(signupId)
  if (signUp === undefined) throw new Refusal('signup_not_found')
  const absence = await findAbsence(act.tx, projectId, signupId)
  refuseIf(whyNotUndo(act.actor, { ...signUp, state: absence?.state ?? null }))
  if (absence === undefined || absence.state === 'excused' || absence.state === 'marked')
    await deleteAbsences(act.tx, [{ projectId, signupId }])
  else await updateAbsence(act.tx, absence, { state: 'lifted', liftedAt: act.now })
  await markAbsent(act.tx, projectId, [signupId], 'admitted')
  act.mark({ kind: 'signup', id: signupId, volunteerId: signUp.volunteerId })
  if (signUp.status === 'no_show') await tellLifted(act, project, signUp, signUp.accountId)
  return { status: 'admitted' }
}

export async function tellLifted(
  act: Act,
  project: { title: string },
  signUp: Pick<LockedSignUp, 'signupId' | 'startsAt' | 'endsAt'>,
  accountId: AccountId,
): Promise<void> {
  const facts = { ...factsOf(project, signUp), signupId: signUp.signupId }
  await notify(act.tx, [{ accountId, kind: 'no_show_lifted', facts, link: '/my/absences' }], act.now)
}

/** J4. Who gets hours has come after all, whatever was said before. The locks of the people are held. */
export async function markCame(
  act: Act,
  rows: readonly { projectId: ProjectId; signupId: SignupId }[],
): Promise<void> {
  await deleteAbsences(act.tx, await markServed(act.tx, rows))
}
