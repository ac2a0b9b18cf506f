/** Those for whom a new review waits hear of it. */
import type { Act } from '../../act.ts'
import type { ReviewId, TeamId } from '../../kernel/ids.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import type { SubjectKind } from './reviews.rules.ts'
import { listReviewers } from './superiors.store.ts'

interface Opened {
  reviewId: ReviewId
  subjectKind: SubjectKind
  regionPath: string
  reviewerTeam: { teamId: TeamId; path: string } | null
}
/** Each is led to the review where they decide it; whoever handed it in decides nothing. */
export async function tellReviewers(
  { tx, actor, now }: Act,
  { reviewId, subjectKind, regionPath, reviewerTeam }: Opened,
  told: Pick<NewNotice, 'kind' | 'facts'>,
): Promise<void> {
  const reviewers = await listReviewers(tx, { regionPath, reviewerTeam, besides: actor.accountId })
  const link =
    reviewerTeam === null
      ? (`/admin/reviews?kind=${subjectKind}&review=${reviewId}` as const)
      : (`/team/${reviewerTeam.teamId}/reviews?kind=${subjectKind}&review=${reviewId}` as const)
  await notify(
    tx,
    reviewers.map((accountId) => ({ ...told, accountId, link })),
    now,
  )
}
