import { Type } from 'typebox'
import { Reason, Uuid } from '../../http/shapes.ts'
import { APPROVALS_MAX } from './approvals.rules.ts'

export const ApproveReviewsBody = Type.Object({
  reviewIds: Type.Array(Uuid, { minItems: 1, maxItems: APPROVALS_MAX, uniqueItems: true }),
})
export const ApprovedReviews = Type.Object({
  items: Type.Array(
    Type.Object({
      reviewId: Uuid,
      whyNot: Type.Object({ approve: Reason }),
      facts: Type.Record(Type.String(), Type.Unknown()),
    }),
  ),
})
