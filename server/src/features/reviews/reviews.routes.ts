/** The queue over HTTP. What is decided in it is decided by the feature whose subject waits. */
import type { App, Doors } from '../../http/app.ts'
import type { ReviewId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { getAnyReview, listEarlierDecisions } from './earlier.store.ts'
import { decisionsVisibleTo, reviewsVisibleTo, whyNotRead } from './reviews.rules.ts'
import * as shape from './reviews.shapes.ts'
import { countReviews, listReviews } from './reviews.store.ts'

export function reviewsRoutes(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/reviews',
    config: { audience: 'staff' },
    schema: {
      operationId: 'listReviews',
      tags: ['reviews'],
      querystring: shape.ListReviewsQuery,
      response: { 200: shape.ReviewPage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const scope = reviewsVisibleTo(actor, (request.query.teamId ?? null) as TeamId | null)
      const today = dateIn(ZONE, clock())
      const [page, counts] = await Promise.all([
        listReviews(reader, scope, request.query, today),
        countReviews(reader, scope, today),
      ])
      return shape.showReviews(page, counts, actor)
    },
  })

  app.route({
    method: 'GET',
    url: '/reviews/:reviewId/earlier',
    config: { audience: 'staff', refuses: shape.readRefuses },
    schema: {
      operationId: 'listEarlierDecisions',
      tags: ['reviews'],
      params: shape.ReviewParams,
      response: { 200: shape.EarlierDecisions },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const review = await getAnyReview(reader, request.params.reviewId as ReviewId)
      refuseIf(whyNotRead(actor, review))
      return shape.showEarlier(await listEarlierDecisions(reader, review, decisionsVisibleTo(actor)))
    },
  })
}
