/** What happens when a project is put before the public, reviewed or not yet, and how a reviewer hears that it waits. */
import type { Act } from '../../act.ts'
import type { ReviewId } from '../../kernel/ids.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findDueDay, policiesOf } from '../catalog/index.ts'
import { notify } from '../notices/index.ts'
import { listReviewers, openReview } from '../reviews/index.ts'
import { findReviewerName, type Team } from '../teams/index.ts'
import { nextPublicNumber } from '../volunteers/index.ts'
import { insertDraw } from './draws.store.ts'
import { reviewerOf, stateAt } from './projects.rules.ts'
import type { Project } from './projects.store.ts'
import { markPublished } from './publishing.store.ts'

/** Answers its number, which it has from now on. */
export async function publish(act: Act, project: Project): Promise<string> {
  const status = stateAt(project, act.now) === 'recruiting' ? 'recruiting' : 'running'
  const projectNumber = await nextPublicNumber(act, 'P', project.regionCode)
  await markPublished(act.tx, project, { projectNumber, status, publishedAt: act.now })
  const { projectId, drawAt } = project
  if (drawAt !== null) await insertDraw(act.tx, act.vault, { projectId, committedAt: act.now })
  return projectNumber
}

export interface Asked {
  reviewId: ReviewId
  dueOn: LocalDate
  reviewerName: string
}
const NOTICES = { project: 'project_submitted', project_check: 'project_published' } as const
/** P18, P31. The same reviewer and the same clock, whether the project stands before the public already or not. */
export async function askReviewer(
  act: Act,
  subjectKind: keyof typeof NOTICES,
  project: Project,
  team: Team,
): Promise<Asked> {
  const reviewerTeam = reviewerOf(team)
  const { regionPath } = team
  const reviewers = await listReviewers(act.tx, { regionPath, reviewerTeam, besides: null })
  if (reviewers.length === 0) throw new Refusal('no_reviewer')
  const policies = await policiesOf(act.tx, project.regionPath)
  const dueOn = await findDueDay(act.tx, dateIn(ZONE, act.now), policies.projectReviewDays)
  const reviewId = await openReview(act.tx, {
    subjectKind,
    subjectId: project.projectId,
    title: project.title,
    regionPath: project.regionPath,
    reviewerTeam,
    submittedBy: act.actor.accountId,
    submittedAt: act.now,
    dueOn,
  })
  const facts = { title: project.title, teamName: team.name, dueOn }
  const opens = `kind=${subjectKind}&review=${reviewId}` as const
  const link =
    reviewerTeam === null
      ? (`/admin/reviews?${opens}` as const)
      : (`/team/${reviewerTeam.teamId}/reviews?${opens}` as const)
  const kind = NOTICES[subjectKind]
  await notify(
    act.tx,
    reviewers.map((accountId) => ({ accountId, kind, facts, link })),
    act.now,
  )
  const parent = reviewerTeam
  return { reviewId, dueOn, reviewerName: await findReviewerName(act.tx, { regionPath, parent }) }
}
