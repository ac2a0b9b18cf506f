/** Who decides a project in review, to name them and to tell them. Reads the grants of accounts. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { AccountId, ProjectId, ReviewId } from '../../kernel/ids.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'
import { findReviewerName } from '../teams/index.ts'

/** Deciding authorities of the region or of the nearest one above it; where there are none, the platform's administrators. */
export async function listRegionReviewers(reader: Reader, regionPath: string): Promise<AccountId[]> {
  const { rows } = await sql<{ accountId: AccountId }>`
    select distinct account_id from (
      select account_id, dense_rank() over (order by length(coalesce(region_path, '')) desc) as distance from grants
      where ended_at is null and (role = 'platform_admin'
        or (role in ('site_admin', 'authority_reviewer') and starts_with(${regionPath}, region_path)))) as near
    where distance = 1`.execute(reader)
  return rows.map((row) => row.accountId)
}

export interface OpenReview {
  reviewId: ReviewId
  submittedAt: Date
  dueOn: LocalDate
  reviewerName: string
}

/** The review in which a project waits, with the name of the body that decides it. */
export async function findOpenReview(reader: Reader, projectId: ProjectId): Promise<OpenReview | null> {
  const row = await reader
    .selectFrom('reviews')
    .leftJoin('teams', 'teams.teamId', 'reviews.reviewerTeamId')
    .select(['reviews.reviewId', 'reviews.submittedAt', 'reviews.dueOn', 'reviews.regionPath', 'teams.name'])
    .where('reviews.subjectKind', '=', 'project')
    .where('reviews.subjectId', '=', projectId)
    .where('reviews.decidedAt', 'is', null)
    .executeTakeFirst()
  if (row === undefined) return null
  const { regionPath, name, reviewId, submittedAt } = row
  const reviewerName = await findReviewerName(reader, { regionPath, parent: name === null ? null : { name } })
  return { reviewId, submittedAt, dueOn: localDate(row.dueOn), reviewerName }
}
