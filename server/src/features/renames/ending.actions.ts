/** A team that ends waits for no new name. */
import type { Act } from '../../act.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { lockOpenReviewOf, markDecided } from '../reviews/index.ts'
import { markRenamesEnded } from './ending.store.ts'

/** The team and its reviews are locked. What it had handed in for itself is decided with the cause. */
export async function endRenamesOf(act: Act, teamId: TeamId, reason: string): Promise<void> {
  const renameBatchId = await markRenamesEnded(act.tx, teamId, reason, act.now)
  const review =
    renameBatchId === null ? undefined : await lockOpenReviewOf(act.tx, 'renaming', renameBatchId)
  if (review === undefined) return
  const decided = { decidedBy: act.actor.accountId, decidedAt: act.now, outcome: 'refused' } as const
  await markDecided(act.tx, review.reviewId, { ...decided, reason })
}
