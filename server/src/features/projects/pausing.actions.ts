/** What a team does to a project of its own between the sending and the end, where nobody's sign-up is concerned. */
import type { Act } from '../../act.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { retireNotices } from '../notices/index.ts'
import { deleteOpenReview, listReviewers, lockOpenReviewOf, type Review } from '../reviews/index.ts'
import {
  whyNotDiscard,
  whyNotPause,
  whyNotResume,
  whyNotWithdrawSubmission,
  type PAUSE_REASONS,
} from './pausing.rules.ts'
import { findRecruiting, markDiscarded, markDraft, markPaused } from './pausing.store.ts'
import { whyNotKeepProjects, type ProjectStatus } from './projects.rules.ts'
import { getProject, lockProject } from './projects.store.ts'

export interface Kept {
  projectId: ProjectId
  status: ProjectStatus
}

/** R8. Who has a place or an offer keeps it; what becomes free is offered when recruiting goes on (W4). */
export async function pauseRecruiting(
  act: Act,
  { projectId, reason }: { projectId: ProjectId; reason: (typeof PAUSE_REASONS)[number] },
): Promise<Kept> {
  const project = await lockProject(act.tx, projectId)
  const recruiting = { ...project, ...(await findRecruiting(act.tx, projectId)) }
  refuseIf(whyNotPause(act.actor, recruiting, act.now))
  await markPaused(act.tx, project, reason)
  act.mark({ kind: 'project', id: projectId, facts: { reason } })
  return { projectId, status: project.status === 'running' ? 'running' : 'recruiting_paused' }
}

export async function resumeRecruiting(act: Act, { projectId }: { projectId: ProjectId }): Promise<Kept> {
  const project = await lockProject(act.tx, projectId)
  const recruiting = { ...project, ...(await findRecruiting(act.tx, projectId)) }
  refuseIf(whyNotResume(act.actor, recruiting, act.now))
  await markPaused(act.tx, project, null)
  act.mark({ kind: 'project', id: projectId })
  return { projectId, status: project.status === 'running' ? 'running' : 'recruiting' }
}

/** R9. The review waits for nobody any more, and those who would have decided it are not called. */
export async function withdrawSubmission(act: Act, { projectId }: { projectId: ProjectId }): Promise<Kept> {
  refuseIf(whyNotKeepProjects(act.actor, (await getProject(act.tx, projectId)).teamPath))
  const review = await lockOpenReviewOf(act.tx, 'project', projectId)
  const project = await lockProject(act.tx, projectId)
  refuseIf(whyNotWithdrawSubmission(project.status))
  if (review !== undefined) await takeBack(act, review)
  await markDraft(act.tx, projectId)
  act.mark({ kind: 'project', id: projectId })
  return { projectId, status: 'draft' }
}

async function takeBack(act: Act, { reviewId, regionPath, reviewerTeamId, reviewerTeamPath }: Review) {
  const reviewerTeam =
    reviewerTeamId === null || reviewerTeamPath === null
      ? null
      : { teamId: reviewerTeamId, path: reviewerTeamPath }
  const accountIds = await listReviewers(act.tx, { regionPath, reviewerTeam, besides: null })
  const link =
    reviewerTeam === null
      ? (`/admin/reviews?kind=project&review=${reviewId}` as const)
      : (`/team/${reviewerTeam.teamId}/reviews?kind=project&review=${reviewId}` as const)
  await retireNotices(act.tx, { accountIds, kind: 'project_submitted', link }, act.now)
  await deleteOpenReview(act.tx, reviewId)
}

/** R10. */
export async function discardProject(act: Act, { projectId }: { projectId: ProjectId }): Promise<Kept> {
  const project = await lockProject(act.tx, projectId)
  refuseIf(whyNotKeepProjects(act.actor, project.teamPath))
  refuseIf(whyNotDiscard(project.status))
  await markDiscarded(act.tx, projectId)
  act.mark({ kind: 'project', id: projectId })
  return { projectId, status: 'cancelled' }
}
