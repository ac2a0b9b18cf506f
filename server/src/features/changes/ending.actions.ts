/** A team that ends waits for no change of its fields. */
import type { Act } from '../../act.ts'
import type { FileId, TeamId } from '../../kernel/ids.ts'
import { lockOpenReviewOf, markDecided } from '../reviews/index.ts'
import { markFileUnused } from '../teams/index.ts'
import { listLatestChanges, markChangeEnded, type Change } from './changes.store.ts'

/** The picture of a change that does not come about is forgotten as any upload that nobody took. */
export async function releasePicture({ tx }: Act, { teamId, field, newValue }: Change): Promise<void> {
  if ((field === 'certificate' || field === 'application') && typeof newValue === 'string')
    await markFileUnused(tx, newValue as FileId, teamId)
}

/** The team and its reviews are locked. What waits is refused with the cause. */
export async function endChangesOf(act: Act, teamId: TeamId, reason: string): Promise<void> {
  const decided = { decidedBy: act.actor.accountId, decidedAt: act.now, outcome: 'refused' } as const
  for (const change of await listLatestChanges(act.tx, teamId)) {
    const { fieldChangeId, status } = change
    if (status !== 'waiting') continue
    await releasePicture(act, change)
    const review = await lockOpenReviewOf(act.tx, 'change', fieldChangeId)
    if (review !== undefined) await markDecided(act.tx, review.reviewId, { ...decided, reason })
    await markChangeEnded(act.tx, fieldChangeId, { status: 'refused', reason, endedAt: act.now })
  }
}
