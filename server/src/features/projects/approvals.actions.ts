/** Approving a review from the list: the deed of its kind, after the question whether it may be decided unopened. */
import type { Act } from '../../act.ts'
import type { ReviewId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { lockReview, whyNotReview, type Review, type SubjectKind } from '../reviews/index.ts'
import { reviewTeamChange } from '../changes/index.ts'
import { reviewRenames } from '../renames/index.ts'
import { findNameFindings, reviewTeam } from '../teams/index.ts'
import { reviewVolunteer } from '../volunteers/index.ts'
import { whyNotApproveUnopened, type Unopened } from './approvals.rules.ts'
import { getUnopened, getWantedName } from './approvals.store.ts'
import { reviewProjectCheck } from './checking.actions.ts'
import { reviewProject } from './reviewing.actions.ts'

const DECIDE = {
  volunteer: reviewVolunteer,
  team: reviewTeam,
  project: reviewProject,
  project_check: reviewProjectCheck,
  renaming: reviewRenames,
  change: reviewTeamChange,
} as const
/** Its entry in the trail is that of the same decision on the opened review. */
export const DEED_OF = {
  volunteer: 'reviewVolunteer',
  team: 'reviewTeam',
  project: 'reviewProject',
  project_check: 'reviewProjectCheck',
  renaming: 'reviewRenames',
  change: 'reviewTeamChange',
  no_show: 'reviewNoShowAppeal',
  project_change: 'reviewProjectChange',
} as const satisfies Record<SubjectKind, string>

/** Locks the review first, as the deed does. Who may not decide it learns nothing of its subject. */
export async function approveUnopened(
  act: Act,
  { reviewId, subjectKind }: { reviewId: ReviewId; subjectKind: SubjectKind },
): Promise<null> {
  const review = await lockReview(act.tx, reviewId, subjectKind)
  refuseIf(whyNotReview(act.actor, review))
  refuseIf(whyNotApproveUnopened(await unopened(act, review)))
  if (subjectKind === 'no_show') throw new Refusal('appeal_unread')
  // Decided by the feature of its subject, and never unopened.
  if (subjectKind === 'project_change') throw new Refusal('change_unread')
  await DECIDE[subjectKind](act, { reviewId, decision: 'approve' })
  return null
}

async function unopened({ tx }: Act, review: Review): Promise<Unopened> {
  const facts = await getUnopened(tx, review)
  if (review.subjectKind !== 'team') return { ...facts, hasNearNames: false }
  const findings = await findNameFindings(tx, await getWantedName(tx, review.subjectId as TeamId))
  return { ...facts, hasNearNames: findings.near.length > 0 }
}
