/** What others do with a project: the reviewer decides it, and the clock moves it on. */
import type { Act } from '../../act.ts'
import type { ProjectId, ReviewId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { lockReview, markDecided, whyNotDecide, type Decision } from '../reviews/index.ts'
import { holdTeam } from '../teams/index.ts'
import { markAdvanced } from './advancing.store.ts'
import { tellTeam } from './checking.actions.ts'
import { whyNotPublish } from './projects.rules.ts'
import { getProject, lockProject } from './projects.store.ts'
import { publish } from './publishing.actions.ts'
import { markRefused } from './publishing.store.ts'

export interface ProjectVerdict {
  outcome: 'approved' | 'refused'
  projectNumber: string | null
}

export async function reviewProject(
  act: Act,
  input: Decision & { reviewId: ReviewId },
): Promise<ProjectVerdict> {
  const review = await lockReview(act.tx, input.reviewId, 'project')
  refuseIf(whyNotDecide(act.actor, review, input))
  const { teamId } = await getProject(act.tx, review.subjectId as ProjectId)
  const team = await holdTeam(act.tx, teamId)
  const project = await lockProject(act.tx, review.subjectId as ProjectId)
  const outcome = input.decision === 'approve' ? 'approved' : 'refused'
  const reason = outcome === 'approved' ? null : (input.reason ?? '').trim()
  await markDecided(act.tx, review.reviewId, {
    decidedBy: act.actor.accountId,
    decidedAt: act.now,
    outcome,
    reason,
  })
  act.mark({ kind: 'project', id: project.projectId, facts: { outcome } })
  if (reason !== null) {
    await markRefused(act.tx, project.projectId, reason)
    await tellTeam(act, project, 'project_refused', { title: project.title, reason })
    return { outcome, projectNumber: null }
  }
  refuseIf(whyNotPublish(project, team, act.now))
  await tellTeam(act, project, 'project_approved', { title: project.title })
  return { outcome, projectNumber: await publish(act, project) }
}

/** Idempotent: what has moved already stays where it is. */
export async function advanceProjects(act: Act): Promise<{ advanced: number }> {
  const moved = await markAdvanced(act.tx, act.now)
  for (const { projectId, status } of moved) act.mark({ kind: 'project', id: projectId, facts: { status } })
  return { advanced: moved.length }
}
