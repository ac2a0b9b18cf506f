/** What becomes of a change that waits: field by field taken or not by its reviewer, taken back by its team, or overtaken by the end of the project. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectChangeId, ProjectId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { addDays, dateIn, fullYears, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import { notify, retireNotices, type NoticeKind } from '../notices/index.ts'
import {
  changePlaces,
  getProject,
  lockProject,
  whyNotCurrent,
  whyNotKeepProjects,
  type Project,
} from '../projects/index.ts'
import {
  deleteOpenReview,
  listReviewers,
  lockOpenReviewOf,
  lockReview,
  markDecided,
  whyNotDecide,
  type Decision,
  type Review,
} from '../reviews/index.ts'
import { lockSignUps, markCancelled, offerFreePlaces, placeOf } from '../signups/index.ts'
import {
  asDraft,
  isTold,
  whyNotPick,
  withField,
  type PublishedDraft,
  type ReviewedField,
} from './altering.rules.ts'
import { openCode, publishedDraft, refuseAltered, writeAltered } from './altering.actions.ts'
import {
  findLatestChange,
  getProjectChange,
  listOvertaken,
  listYoung,
  markProjectChangeEnded,
  type ComingPerson,
  type ProjectChange,
} from './changes.store.ts'
import { hold } from './holding.actions.ts'
import { tellAltered, tellEndedByDanger } from './telling.actions.ts'

const AT_A_TIME = 100

export interface ChangeDecision extends Decision {
  reviewId: ReviewId
  /** Of an approval, the fields that are taken; all of them where none is named. */
  fields?: readonly ReviewedField[] | undefined
}
export interface ChangeVerdict {
  outcome: 'approved' | 'refused'
  fields: ReviewedField[]
  /** Whose sign-ups have ended with it. */
  ended: number
}

export async function reviewProjectChange(act: Act, input: ChangeDecision): Promise<ChangeVerdict> {
  const { tx, now } = act
  const review = await lockReview(tx, input.reviewId, 'project_change')
  refuseIf(whyNotDecide(act.actor, review, input))
  const change = await getProjectChange(tx, review.subjectId as ProjectChangeId)
  const asked = change.fields.map(({ field }) => field)
  const reason = input.reason?.trim() ?? ''
  const outcome = input.decision === 'approve' ? 'approved' : 'refused'
  const accepted =
    outcome === 'approved' ? asked.filter((field) => input.fields?.includes(field) ?? true) : []
  if (outcome === 'approved') refuseIf(whyNotPick(asked, accepted, reason))
  const ended = outcome === 'approved' ? await apply(act, change, accepted) : []
  const decided = { reason: reason === '' ? null : reason, decidedBy: act.actor.accountId, decidedAt: now }
  await markDecided(tx, review.reviewId, { outcome, ...decided })
  await markProjectChangeEnded(tx, change.projectChangeId, {
    ...{ status: outcome, reason: decided.reason, endedAt: now, accepted },
  })
  const { projectId } = change
  act.mark({ kind: 'project', id: projectId, facts: { outcome, accepted, ended: ended.length } })
  await tellTeam(act, change, kindOf(asked, accepted), decided.reason)
  return { outcome, fields: accepted, ended: ended.length }
}
const kindOf = (asked: readonly ReviewedField[], accepted: readonly ReviewedField[]): NoticeKind => {
  if (accepted.length === 0) return 'project_change_refused'
  return accepted.length < asked.length ? 'project_change_partly' : 'project_change_approved'
}

async function tellTeam(
  act: Act,
  { projectId, proposedBy }: ProjectChange,
  kind: NoticeKind,
  reason: string | null,
): Promise<void> {
  const { title, teamId } = await getProject(act.tx, projectId)
  const link = `/team/${teamId}/projects/${projectId}` as const
  await notify(act.tx, [{ accountId: proposedBy, kind, facts: { title, reason }, link }], act.now)
}

/** R19, R20. All that is taken at once, or nothing. Answers whose sign-ups end with it. */
async function apply(
  act: Act,
  change: ProjectChange,
  accepted: readonly ReviewedField[],
): Promise<ComingPerson[]> {
  const { projectId } = change
  const becomesDangerous = change.fields.some(
    ({ field, newValue }) => field === 'danger' && newValue === true && accepted.includes(field),
  )
  const project = becomesDangerous
    ? (await hold(act, projectId, { judge: whyNotCurrent })).project
    : await lockProject(act.tx, projectId)
  refuseIf(whyNotCurrent(project))
  const from = await publishedDraft(act, projectId)
  const wished = asDraft(from, change.fields, (value) => openCode(act, value))
  const to = accepted.reduce<PublishedDraft>((draft, field) => withField(draft, field, wished), from)
  await refuseAltered(act, project, from, to)
  await writeAltered(act, project, to)
  const ended = becomesDangerous ? await endMinors(act, project) : []
  if (accepted.some(isTold)) {
    const besides = new Set(ended.map(({ accountId }) => accountId))
    await tellAltered(act, { ...project, title: to.title }, { from, to, fields: accepted, besides })
  }
  return ended
}

/** R21. Dangerous work takes no minors, so those who wanted to come are let go, each told. */
async function endMinors(act: Act, project: Project): Promise<ComingPerson[]> {
  const { projectId } = project
  const { adultAge } = await policiesOf(act.tx, project.regionPath)
  const ended = await listMinors(act, projectId, adultAge)
  const ids = ended.map(({ signupId }) => signupId)
  const ending = await lockSignUps(act.tx, projectId, ids)
  const word = { reason: null, decidedAt: act.now, decidedBy: accountOf(act.actor) }
  await markCancelled(act.tx, projectId, ids, word)
  await changePlaces(act.tx, ending.flatMap(placeOf))
  for (const { signupId, volunteerId } of ending)
    act.mark({ kind: 'signup', id: signupId, volunteerId, facts: { status: 'cancelled' } })
  await offerFreePlaces(act, [
    ...new Map(ending.map(({ shiftId }) => [shiftId, { projectId, shiftId }])).values(),
  ])
  await tellEndedByDanger(act, project, ended)
  return ended
}

/** Who is a minor on the day of a shift that they want to come to. */
export async function listMinors(
  { tx, now }: Pick<Act, 'now'> & { tx: Parameters<typeof listYoung>[0] },
  projectId: ProjectId,
  adultAge: number,
): Promise<ComingPerson[]> {
  const bornAfter = addDays(dateIn(ZONE, now), -Math.ceil((adultAge + 1) * DAYS_A_YEAR))
  const young = await listYoung(tx, projectId, bornAfter, now)
  return young.filter(({ birthDate, startsAt }) => fullYears(birthDate, dateIn(ZONE, startsAt)) < adultAge)
}
const DAYS_A_YEAR = 366

/** R22. The review waits for nobody any more, and those who would have decided it are not called. */
export async function withdrawProjectChange(
  act: Act,
  { projectId }: { projectId: ProjectId },
): Promise<{ projectId: ProjectId }> {
  refuseIf(whyNotKeepProjects(act.actor, (await getProject(act.tx, projectId)).teamPath))
  const change = await findLatestChange(act.tx, projectId)
  if (change?.status !== 'waiting') throw new Refusal('no_change_waiting')
  await endWaiting(act, change.projectChangeId)
  act.mark({ kind: 'project', id: projectId })
  return { projectId }
}

/** Locks the review first, as its decision does, so that one of both comes too late. */
async function endWaiting(act: Act, projectChangeId: ProjectChangeId): Promise<boolean> {
  const review = await lockOpenReviewOf(act.tx, 'project_change', projectChangeId)
  if (review === undefined) return false
  await takeBack(act, review)
  await markProjectChangeEnded(act.tx, projectChangeId, {
    ...{ status: 'withdrawn', reason: null, endedAt: act.now, accepted: [] },
  })
  return true
}

async function takeBack(act: Act, review: Review): Promise<void> {
  const { reviewId, regionPath, reviewerTeamId, reviewerTeamPath: path } = review
  const reviewerTeam = reviewerTeamId === null || path === null ? null : { teamId: reviewerTeamId, path }
  const accountIds = await listReviewers(act.tx, { regionPath, reviewerTeam, besides: null })
  const link = linkTo(reviewId, reviewerTeam?.teamId ?? null)
  await retireNotices(act.tx, { accountIds, kind: 'project_change_submitted', link }, act.now)
  await deleteOpenReview(act.tx, reviewId)
}
const linkTo = (reviewId: ReviewId, teamId: TeamId | null) =>
  teamId === null
    ? (`/admin/reviews?kind=project_change&review=${reviewId}` as const)
    : (`/team/${teamId}/reviews?kind=project_change&review=${reviewId}` as const)

/** R22. Idempotent: what has ended is found no more. */
export async function endOvertakenChanges(act: Act): Promise<{ ended: number }> {
  const found = await listOvertaken(act.tx, AT_A_TIME)
  let ended = 0
  for (const { projectChangeId, projectId } of found) {
    if (!(await endWaiting(act, projectChangeId))) continue
    act.mark({ kind: 'project', id: projectId, facts: { projectChangeId } })
    ended += 1
  }
  return { ended }
}
