/** Late reviews climb: whoever stands above the reviewer is told, once. */
import type { Act } from '../../act.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import type { Reader } from '../../db/handles.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import { nearestOf, superiorsOf, type Review } from './reviews.rules.ts'
import { lockLateReviews, markEscalated } from './late.store.ts'
import { listPlatformAdmins, listRegionReach, listTeamReach } from './superiors.store.ts'

const AT_ONCE = 50

/** Above the highest team stand the authorities of the region, above the highest of those the platform. */
async function listSuperiors(reader: Reader, review: Review): Promise<AccountId[]> {
  const regions = await listRegionReach(reader, review.regionPath)
  if (review.reviewerTeamPath === null) {
    const above = superiorsOf(regions)
    return above.length > 0 ? above : listPlatformAdmins(reader)
  }
  const above = superiorsOf(await listTeamReach(reader, review.reviewerTeamPath))
  if (above.length > 0) return above
  const nearest = nearestOf(regions)
  return nearest.length > 0 ? nearest : listPlatformAdmins(reader)
}

/** Answers how many reviews were late. Those that somebody is deciding right now wait for the next time. */
export async function escalateReviews(act: Act, _input: null): Promise<number> {
  const { tx, now } = act
  const late = await lockLateReviews(tx, dateIn(ZONE, now), AT_ONCE)
  const notices: NewNotice[] = []
  for (const review of late) {
    const { subjectKind, title, dueOn, reviewId } = review
    for (const accountId of await listSuperiors(tx, review))
      notices.push({
        accountId,
        kind: 'review_overdue',
        facts: { subjectKind, title, dueOn },
        link: `/admin/reviews/${reviewId}`,
      })
    act.mark({ kind: 'review', id: reviewId })
  }
  await notify(tx, notices, now)
  await markEscalated(
    tx,
    late.map(({ reviewId }) => reviewId),
    now,
  )
  return late.length
}
