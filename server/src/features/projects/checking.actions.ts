/** The check of a project that stands before the public already: passed, refused, mended and sent again. */
import type { Act } from '../../act.ts'
import type { ProjectId, ReviewId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { staffOf } from '../accounts/index.ts'
import { notify } from '../notices/index.ts'
import { lockReview, markDecided, whyNotDecide, type Decision, type Review } from '../reviews/index.ts'
import { endTrusts, holdTeam, lockTeam } from '../teams/index.ts'
import { restsAfterCheck, whyNotResubmit } from './checking.rules.ts'
import { getCheck, markChecked } from './checking.store.ts'
import { markPaused } from './pausing.store.ts'
import { whyNotKeepProjects } from './projects.rules.ts'
import { getProject, lockProject, type Project } from './projects.store.ts'
import { askReviewer, type Asked } from './publishing.actions.ts'

export interface CheckVerdict {
  outcome: 'approved' | 'refused'
}

export async function reviewProjectCheck(
  act: Act,
  input: Decision & { reviewId: ReviewId },
): Promise<CheckVerdict> {
  const review = await lockReview(act.tx, input.reviewId, 'project_check')
  refuseIf(whyNotDecide(act.actor, review, input))
  const { teamId } = await getProject(act.tx, review.subjectId as ProjectId)
  if (input.decision === 'approve') {
    await passCheck(act, review, await lockProject(act.tx, review.subjectId as ProjectId))
    return { outcome: 'approved' }
  }
  await lockTeam(act.tx, teamId)
  const project = await lockProject(act.tx, review.subjectId as ProjectId)
  const reason = (input.reason ?? '').trim()
  await refuseCheck(act, review, project, reason)
  if (restsAfterCheck(project)) await markPaused(act.tx, project, 'check_refused')
  await tellTeam(act, project, 'project_check_refused', { title: project.title, reason })
  return { outcome: 'refused' }
}

/** P32. Nothing changes, but what rested until it was mended goes on. */
async function passCheck(act: Act, { reviewId }: Review, project: Project): Promise<void> {
  const { pauseReason } = await getCheck(act.tx, project.projectId)
  await decided(act, reviewId, project, { outcome: 'approved', reason: null })
  if (pauseReason === 'check_refused') await markPaused(act.tx, project, null)
  await markChecked(act.tx, project.projectId, { checkState: 'passed' })
  await tellTeam(act, project, 'project_check_passed', { title: project.title })
}

/** P30, P32. The locks of the review, the team and the project are held; what becomes of the project is the caller's. */
export async function refuseCheck(
  act: Act,
  { reviewId }: Review,
  project: Project,
  reason: string,
): Promise<void> {
  await decided(act, reviewId, project, { outcome: 'refused', reason })
  await markChecked(act.tx, project.projectId, { checkState: 'refused' })
  // Whoever has taken it over from a team that ended has not vouched for it.
  const own = project.publishedTeamId === project.teamId ? [project.teamId] : []
  await endTrusts(act, own, { kind: 'check_refused', cause: reason })
}

async function decided(
  act: Act,
  reviewId: ReviewId,
  { projectId }: Project,
  verdict: { outcome: 'approved' | 'refused'; reason: string | null },
): Promise<void> {
  await markDecided(act.tx, reviewId, { decidedBy: act.actor.accountId, decidedAt: act.now, ...verdict })
  act.mark({ kind: 'project', id: projectId, facts: { outcome: verdict.outcome } })
}

export async function tellTeam(
  act: Act,
  { teamId, projectId }: Pick<Project, 'teamId' | 'projectId'>,
  kind:
    | 'project_approved'
    | 'project_refused'
    | 'project_check_passed'
    | 'project_check_refused'
    | 'project_check_cancelled',
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const link = `/team/${teamId}/projects/${projectId}` as const
  const deciders = await staffOf(act.tx, { duty: 'decide', teamId })
  await notify(
    act.tx,
    deciders.map((accountId) => ({ accountId, kind, facts, link })),
    act.now,
  )
}

/** P33. Recruiting goes on resting until the new check is passed. */
export async function resubmitProject(
  act: Act,
  { projectId, note }: { projectId: ProjectId; note: string },
): Promise<Asked> {
  const { teamId, teamPath } = await getProject(act.tx, projectId)
  refuseIf(whyNotKeepProjects(act.actor, teamPath))
  const team = await holdTeam(act.tx, teamId)
  const project = await lockProject(act.tx, projectId)
  const { checkState } = await getCheck(act.tx, projectId)
  refuseIf(whyNotResubmit({ ...project, checkState }))
  const asked = await askReviewer(act, 'project_check', project, team)
  await markChecked(act.tx, projectId, { checkState: 'resubmitted', checkNote: note })
  act.mark({ kind: 'project', id: projectId })
  return asked
}
