/** Who decides a project in review, to name them. */
import type { Reader } from '../../db/handles.ts'
import type { ProjectId, ReviewId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { findReviewerName } from '../teams/index.ts'

export interface OpenReview {
  reviewId: ReviewId
  submittedAt: Date
  dueOn: LocalDate
  reviewerName: string
}

/** The review in which a project waits, before its publication or after it, with the name of the body that decides it. */
export async function findOpenReview(reader: Reader, projectId: ProjectId): Promise<OpenReview | null> {
  const row = await reader
    .selectFrom('reviews')
    .leftJoin('teams', 'teams.teamId', 'reviews.reviewerTeamId')
    .select(['reviews.reviewId', 'reviews.submittedAt', 'reviews.dueOn', 'reviews.regionPath', 'teams.name'])
    .where('reviews.subjectKind', 'in', ['project', 'project_check'])
    .where('reviews.subjectId', '=', projectId)
    .where('reviews.decidedAt', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  const { regionPath, name, reviewId, submittedAt } = row
  const reviewerName = await findReviewerName(reader, { regionPath, parent: name === null ? null : { name } })
  return { reviewId, submittedAt, dueOn: localDate(row.dueOn), reviewerName }
}
