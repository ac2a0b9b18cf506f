/** A project goes on for some days more, or is closed: by its team, or by the clock. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { AccountId, ProjectId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { notify } from '../notices/index.ts'
import {
  changePlaces,
  getProject,
  insertShifts,
  lockDone,
  lockProject,
  lockShifts,
  markClosed,
  markExtended,
  reviewerOf,
  whyNotKeepProjects,
  type AddedShift,
} from '../projects/index.ts'
import { listReviewers } from '../reviews/index.ts'
import { lockSignUps, markCancelled, markUnrecorded, placeOf } from '../signups/index.ts'
import { holdTeam } from '../teams/index.ts'
import { closingClock, extendableUntil, whyNotAddShift, whyNotClose, whyNotExtend } from './closing.rules.ts'
import { findEnding, listPositionIds, listUnanswered, type Undecided } from './closing.store.ts'
import { deleteWarnings } from './warning.store.ts'

/** R11. The reviewer is told, and need not answer. */
export async function extendProject(
  act: Act,
  { projectId, shifts }: { projectId: ProjectId; shifts: readonly AddedShift[] },
): Promise<{ endsAt: Date }> {
  const { teamId, teamPath } = await getProject(act.tx, projectId)
  refuseIf(whyNotKeepProjects(act.actor, teamPath))
  const team = await holdTeam(act.tx, teamId)
  const project = await lockProject(act.tx, projectId)
  const ending = { ...project, ...(await findEnding(act.tx, projectId, act.now)) }
  refuseIf(whyNotExtend(act.actor, ending, act.now))
  const positions = new Set(await listPositionIds(act.tx, projectId))
  for (const [i, shift] of shifts.entries()) {
    if (!positions.has(shift.positionId)) throw new Refusal('position_unknown', { field: `shifts.${i}` })
    refuseIf(whyNotAddShift(shift, extendableUntil(project), act.now), { field: `shifts.${i}` })
  }
  await insertShifts(act.tx, projectId, shifts, act.now)
  const ends = [project.endsAt, ...shifts.map(({ endsAt }) => endsAt)].map(Number)
  const endsAt = new Date(Math.max(...ends))
  await markExtended(act.tx, projectId, { endsAt, at: act.now })
  await deleteWarnings(act.tx, projectId)
  const { regionPath } = project
  const reviewerTeam = reviewerOf(team)
  const reviewers = await listReviewers(act.tx, { regionPath, reviewerTeam, besides: act.actor.accountId })
  const facts = { title: project.title, teamName: team.name, untilOn: dateIn(ZONE, endsAt) }
  const link = `/projects/${projectId}` as const
  await notify(
    act.tx,
    reviewers.map((accountId) => ({ accountId, kind: 'project_extended' as const, facts, link })),
    act.now,
  )
  act.mark({ kind: 'project', id: projectId, facts: { shifts: shifts.length, untilOn: facts.untilOn } })
  return { endsAt }
}

/** R12. It cannot be undone. */
export async function closeProject(
  act: Act,
  { projectId }: { projectId: ProjectId },
): Promise<{ people: number; unrecorded: number }> {
  const project = await lockProject(act.tx, projectId)
  refuseIf(whyNotClose(act.actor, { ...project, ...(await findEnding(act.tx, projectId, act.now)) }, act.now))
  const closed = await close(act, [projectId], accountOf(act.actor))
  act.mark({ kind: 'project', id: projectId, facts: { ...closed } })
  return closed
}

/** R12. Idempotent: what is closed is found no more. */
export async function closeProjects(act: Act): Promise<{ closed: number }> {
  const projectIds = await lockDone(act.tx, closingClock(act.now))
  await close(act, projectIds, null)
  for (const id of projectIds) act.mark({ kind: 'project', id, facts: { status: 'closed' } })
  return { closed: projectIds.length }
}

interface Closed {
  /** How many had had no answer, and are told that there will be none. */
  people: number
  /** Of how many with a place nothing is recorded, nor will be. */
  unrecorded: number
}
/** R13, R14. The locks of the projects are held, so that no hours come in meanwhile. */
async function close(act: Act, projectIds: readonly ProjectId[], by: AccountId | null): Promise<Closed> {
  if (projectIds.length === 0) return { people: 0, unrecorded: 0 }
  await lockShifts(act.tx, await listUnanswered(act.tx, projectIds))
  const unanswered = await listUnanswered(act.tx, projectIds)
  for (const projectId of new Set(unanswered.map((one) => one.projectId))) {
    const ids = unanswered.filter((one) => one.projectId === projectId).map(({ signupId }) => signupId)
    const ending = await lockSignUps(act.tx, projectId, ids)
    await markCancelled(act.tx, projectId, ids, { reason: null, decidedAt: act.now, decidedBy: by })
    await changePlaces(act.tx, ending.flatMap(placeOf))
    for (const { signupId, volunteerId } of ending)
      act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status: 'cancelled' } })
  }
  const unrecorded = await markUnrecorded(act.tx, projectIds)
  for (const { signupId, volunteerId } of unrecorded)
    act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status: 'unrecorded' } })
  await markClosed(act.tx, projectIds, { at: act.now, by })
  const told = [...new Map(unanswered.map((one) => [`${one.projectId} ${one.accountId}`, one])).values()]
  const notices = told.map(({ accountId, title, projectId }: Undecided) => ({
    accountId,
    kind: 'signup_unanswered' as const,
    facts: { title },
    link: `/projects/${projectId}` as const,
  }))
  await notify(act.tx, notices, act.now)
  return { people: told.length, unrecorded: unrecorded.length }
}
