/** What a team does with its projects until they stand before the public. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { findDueDay, policiesOf } from '../catalog/index.ts'
import { notify } from '../notices/index.ts'
import { listReviewers, openReview } from '../reviews/index.ts'
import { findReviewerName, hasPledged, holdTeam, whyNotPublishUnpledged, type Team } from '../teams/index.ts'
import {
  reviewerOf,
  whyNotCreateProject,
  whyNotKeepProjects,
  whyNotSubmitProject,
  whyNotUpdateProject,
  type ProjectDraft,
} from './projects.rules.ts'
import {
  findProjectDetail,
  getProject,
  insertProject,
  lockProject,
  updateProjectFields,
} from './projects.store.ts'
import { markSubmitted } from './publishing.store.ts'
import { factsOf, findFault, judged, openedDraft } from './judging.actions.ts'

export async function createProject(
  act: Act,
  { teamId, draft }: { teamId: TeamId; draft: ProjectDraft },
): Promise<{ projectId: ProjectId }> {
  const team = await holdTeam(act.tx, teamId)
  refuseIf(whyNotCreateProject(act.actor, team))
  const stored = await judged(act, draft, { teamId, projectId: null })
  const made = { createdBy: accountOf(act.actor), createdAt: act.now }
  const projectId = await insertProject(act.tx, team, stored, made)
  act.mark({ kind: 'project', id: projectId })
  return { projectId }
}

export async function updateProject(
  act: Act,
  { projectId, draft }: { projectId: ProjectId; draft: ProjectDraft },
): Promise<{ projectId: ProjectId }> {
  const project = await lockProject(act.tx, projectId)
  refuseIf(whyNotKeepProjects(act.actor, project.teamPath))
  refuseIf(whyNotUpdateProject(project.status))
  const stored = await judged(act, draft, project)
  await updateProjectFields(act.tx, projectId, stored, act.now)
  act.mark({ kind: 'project', id: projectId })
  return { projectId }
}

export interface Submission {
  reviewId: ReviewId
  dueOn: LocalDate
  reviewerName: string
}

/** The draft is judged again, since its days may have passed while it lay. */
export async function submitProject(act: Act, { projectId }: { projectId: ProjectId }): Promise<Submission> {
  const { teamId, teamPath } = await getProject(act.tx, projectId)
  refuseIf(whyNotKeepProjects(act.actor, teamPath))
  const team = await holdTeam(act.tx, teamId)
  const project = await lockProject(act.tx, projectId)
  const detail = await findProjectDetail(act.tx, projectId, act.now)
  if (detail === undefined) throw new Refusal('project_not_found')
  const fault = await findFault(act, openedDraft(act, detail), project)
  refuseIf(whyNotSubmitProject(project.status, fault), fault === null ? {} : factsOf(fault))
  refuseIf(whyNotCreateProject(act.actor, team))
  refuseIf(whyNotPublishUnpledged(await hasPledged(act.tx, team.teamId)))
  const { reviewerTeam, reviewers, reviewerName } = await findReviewers(act, team)
  const policies = await policiesOf(act.tx, project.regionPath)
  const dueOn = await findDueDay(act.tx, dateIn(ZONE, act.now), policies.projectReviewDays)
  await markSubmitted(act.tx, projectId, act.now)
  const reviewId = await openReview(act.tx, {
    subjectKind: 'project',
    subjectId: projectId,
    title: project.title,
    regionPath: project.regionPath,
    reviewerTeam,
    submittedBy: act.actor.accountId,
    submittedAt: act.now,
    dueOn,
  })
  const facts = { title: project.title, teamName: team.name, dueOn }
  const link =
    reviewerTeam === null
      ? (`/admin/reviews?kind=project&review=${reviewId}` as const)
      : (`/team/${reviewerTeam.teamId}/reviews?kind=project&review=${reviewId}` as const)
  const notices = reviewers.map((accountId) => ({
    accountId,
    kind: 'project_submitted' as const,
    facts,
    link,
  }))
  await notify(act.tx, notices, act.now)
  act.mark({ kind: 'project', id: projectId })
  return { reviewId, dueOn, reviewerName }
}

async function findReviewers(act: Act, team: Team) {
  const reviewerTeam = reviewerOf(team)
  const { regionPath } = team
  const reviewers = await listReviewers(act.tx, { regionPath, reviewerTeam, besides: null })
  if (reviewers.length === 0) throw new Refusal('no_reviewer')
  return {
    reviewerTeam,
    reviewers,
    reviewerName: await findReviewerName(act.tx, { regionPath, parent: reviewerTeam }),
  }
}
