import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, PageQuery, Reason, Uuid } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { Page } from '../../kernel/page.ts'
import { SUBJECT_KINDS, whyNotReview, type DecisionReason } from './reviews.rules.ts'
import type { EarlierDecision, PastReview } from './earlier.store.ts'
import type { ListedReview, ReviewCounts } from './reviews.store.ts'

export const ReviewShape = Type.Object({
  reviewId: Uuid,
  subjectKind: OneOf(SUBJECT_KINDS),
  subjectId: Uuid,
  title: Type.String(),
  changedField: Nullable(Type.String({ description: 'of a change of a team' })),
  submittedAt: Instant,
  dueOn: Day,
  workingDaysLeft: Type.Integer({ description: 'with minus: working days since the due day' }),
  isLate: Type.Boolean(),
  regionName: Type.String(),
  submitterName: Type.String(),
  whyNot: Type.Object({ review: Reason }),
})
export const HistoryShape = Type.Array(
  Type.Object({
    submittedAt: Instant,
    decidedAt: Nullable(Instant),
    outcome: Nullable(OneOf(['approved', 'refused'])),
    reason: Nullable(Type.String()),
    decidedByLabel: Nullable(
      Type.String({ description: 'null while it waits, and when the gateway decided' }),
    ),
  }),
)
export const EarlierDecisions = Type.Object({
  items: Type.Array(
    Type.Object({
      subjectKind: OneOf(SUBJECT_KINDS),
      title: Type.String(),
      isSame: Type.Boolean({ description: 'of what waits itself; else of another subject of its team' }),
      submittedAt: Instant,
      decidedAt: Instant,
      outcome: OneOf(['approved', 'refused']),
      reason: Nullable(Type.String()),
      office: Nullable(Type.String({ description: 'in whose name it was decided; null for the gateway' })),
      decidedByLabel: Nullable(Type.String()),
    }),
  ),
})
const CountShape = Type.Object({ open: Type.Integer(), late: Type.Integer(), today: Type.Integer() })
export const ListReviewsQuery = Type.Object({
  ...PageQuery.properties,
  kind: Type.Optional(OneOf(SUBJECT_KINDS)),
  teamId: Type.Optional(Uuid),
})
export const ReviewPage = Type.Object({
  items: Type.Array(ReviewShape),
  next: Nullable(Type.String()),
  counts: Type.Object({
    volunteer: CountShape,
    team: CountShape,
    project: CountShape,
    project_check: CountShape,
    renaming: CountShape,
    change: CountShape,
    no_show: CountShape,
    project_change: CountShape,
  }),
})

/** For the features whose subjects are reviewed. */
export const ReviewParams = Type.Object({ reviewId: Uuid })
export const DecisionBody = Type.Object({
  decision: OneOf(['approve', 'refuse']),
  reason: Type.Optional(Type.String({ maxLength: 500 })),
})
export const readRefuses = {
  review_not_found: 404,
  not_your_region: 403,
  not_your_team: 403,
} satisfies Refuses<'review_not_found' | 'not_your_region' | 'not_your_team'>
export const decisionRefuses = {
  ...readRefuses,
  own_application: 403,
  already_decided: 409,
  reason_missing: 422,
} satisfies Refuses<DecisionReason | 'review_not_found'>

export const showReview = (review: ListedReview, actor: Actor): Static<typeof ReviewShape> => ({
  reviewId: review.reviewId,
  subjectKind: review.subjectKind,
  subjectId: review.subjectId,
  title: review.title,
  changedField: review.changedField,
  submittedAt: review.submittedAt.toISOString(),
  dueOn: review.dueOn,
  workingDaysLeft: review.workingDaysLeft,
  isLate: review.isLate,
  regionName: review.regionName,
  submitterName: review.submitterName,
  whyNot: { review: whyNotReview(actor, review) },
})

export const showHistory = (history: readonly PastReview[]): Static<typeof HistoryShape> =>
  history.map((past) => ({
    ...past,
    submittedAt: past.submittedAt.toISOString(),
    decidedAt: past.decidedAt?.toISOString() ?? null,
  }))

export const showEarlier = (decisions: readonly EarlierDecision[]): Static<typeof EarlierDecisions> => ({
  items: decisions.map((one) => ({
    ...one,
    submittedAt: one.submittedAt.toISOString(),
    decidedAt: one.decidedAt.toISOString(),
  })),
})

export const showReviews = (
  page: Page<ListedReview>,
  counts: ReviewCounts,
  actor: Actor,
): Static<typeof ReviewPage> => ({
  items: page.items.map((review) => showReview(review, actor)),
  next: page.next,
  counts,
})
