/** A team that ends waits for no change of its fields. */
import type { Act } from '../../act.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { lockOpenReviewOf, markDecided } from '../reviews/index.ts'
import { listLatestChanges, markChangeEnded } from './changes.store.ts'

/** The team and its reviews are locked. What waits is refused with the cause. */
export async function endChangesOf(act: Act, teamId: TeamId, reason: string): Promise<void> {
  const decided = { decidedBy: act.actor.accountId, decidedAt: act.now, outcome: 'refused' } as const
  for (const { fieldChangeId, status } of await listLatestChanges(act.tx, teamId)) {
    if (status !== 'waiting') continue
    const review = await lockOpenReviewOf(act.tx, 'change', fieldChangeId)
    if (review !== undefined) await markDecided(act.tx, review.reviewId, { ...decided, reason })
    await markChangeEnded(act.tx, fieldChangeId, { status: 'refused', reason, endedAt: act.now })
  }
}
