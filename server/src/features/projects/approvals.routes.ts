/**
 * Approving several reviews from the list. Each is a deed of its own, with its own entry in the trail and its own
 * notice; what stands in the way of one stops none of the others.
 */
import type { App, Doors } from '../../http/app.ts'
import type { Caller } from '../../act.ts'
import type { ReviewId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { approveUnopened, DEED_OF } from './approvals.actions.ts'
import * as shape from './approvals.shapes.ts'
import { listKinds } from './approvals.store.ts'

const HOUR_SECONDS = 3600
const BATCHES_AN_HOUR = 120

interface Answer {
  reviewId: ReviewId
  whyNot: { approve: string | null }
  facts: Record<string, unknown>
}

export function approvalRoutes(app: App, { reader, perform, vault }: Doors): void {
  /** Under one key of the asker each review has a key of its own, so that a repeated ask is answered alike. */
  const callerFor = ({ replay, ...caller }: Caller, deed: string, reviewId: ReviewId): Caller =>
    replay === undefined
      ? { ...caller, deed }
      : {
          ...caller,
          deed,
          replay: {
            ...replay,
            keyHash: vault.blind('replay:key', `${replay.keyHash.toString('hex')} ${reviewId}`),
          },
        }

  app.route({
    method: 'POST',
    url: '/reviews/approvals',
    config: { audience: 'staff', limit: { max: BATCHES_AN_HOUR, seconds: HOUR_SECONDS } },
    schema: {
      operationId: 'approveReviews',
      tags: ['reviews'],
      body: shape.ApproveReviewsBody,
      response: { 200: shape.ApprovedReviews },
    },
    handler: async ({ caller, body }) => {
      const reviewIds = body.reviewIds as ReviewId[]
      const kinds = await listKinds(reader, reviewIds)
      const items: Answer[] = []
      for (const reviewId of reviewIds) {
        const subjectKind = kinds.get(reviewId)
        if (subjectKind === undefined) {
          items.push({ reviewId, whyNot: { approve: 'review_not_found' }, facts: {} })
          continue
        }
        try {
          await perform(callerFor(caller, DEED_OF[subjectKind], reviewId), approveUnopened, {
            reviewId,
            subjectKind,
          })
          items.push({ reviewId, whyNot: { approve: null }, facts: {} })
        } catch (error) {
          if (!(error instanceof Refusal)) throw error
          items.push({ reviewId, whyNot: { approve: error.code }, facts: { ...error.facts } })
        }
      }
      return { items }
    },
  })
}
