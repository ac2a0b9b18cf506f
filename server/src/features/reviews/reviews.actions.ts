/** Late reviews climb: whoever stands above the reviewer is told, once. */
import type { Act } from '../../act.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import type { Reader } from '../../db/handles.ts'
import { notify, type NewNotice, type NoticeLink } from '../notices/index.ts'
import { nearestOf, superiorsOf, type Review } from './reviews.rules.ts'
import { lockLateReviews, markEscalated } from './late.store.ts'
import { listPlatformAdmins, listRegionReach, listTeamReach } from './superiors.store.ts'

const AT_ONCE = 50

interface Superiors {
  accounts: AccountId[]
  link: NoticeLink
}

/**
 * Above the highest team stand the authorities of the region, above the highest of those the platform. An authority
 * does not decide what a team reviews, so it is led to the team that is late.
 */
async function listSuperiors(reader: Reader, review: Review): Promise<Superiors> {
  const opens = `kind=${review.subjectKind}&review=${review.reviewId}` as const
  const regions = await listRegionReach(reader, review.regionPath)
  if (review.reviewerTeamPath === null) {
    const above = superiorsOf(regions)
    const accounts = above.length > 0 ? above : await listPlatformAdmins(reader)
    return { accounts, link: `/admin/reviews?${opens}` }
  }
  const team = review.reviewerTeamId ?? ''
  const above = superiorsOf(await listTeamReach(reader, review.reviewerTeamPath))
  if (above.length > 0) return { accounts: above, link: `/team/${team}/reviews?${opens}` }
  const nearest = nearestOf(regions)
  const accounts = nearest.length > 0 ? nearest : await listPlatformAdmins(reader)
  return { accounts, link: `/teams/${team}` }
}

/** Answers how many reviews were late. Those that somebody is deciding right now wait for the next time. */
export async function escalateReviews(act: Act, _input: null): Promise<number> {
  const { tx, now } = act
  const late = await lockLateReviews(tx, dateIn(ZONE, now), AT_ONCE)
  const notices: NewNotice[] = []
  for (const review of late) {
    const { subjectKind, title, dueOn, reviewId } = review
    const { accounts, link } = await listSuperiors(tx, review)
    for (const accountId of accounts)
      notices.push({ accountId, kind: 'review_overdue', facts: { subjectKind, title, dueOn }, link })
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
