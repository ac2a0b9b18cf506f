/** The review of a project over HTTP: what the reviewer reads, and the decision. */
import type { App, Doors } from '../../http/app.ts'
import type { ProjectId, ReviewId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import {
  DecisionBody,
  getReview,
  listHistory,
  ReviewParams,
  showHistory,
  showReview,
  whyNotRead,
} from '../reviews/index.ts'
import { ProjectReviewShape, ReviewedProject } from './projects.shapes.ts'
import { findProjectDetail, openSealed } from './projects.store.ts'
import { reviewProject } from './reviewing.actions.ts'
import { readReviewRefuses, reviewRefuses, showPositions, showShift, showWhole } from './shown.shapes.ts'

const tags = ['projects']

export function projectReviewRoutes(app: App, { reader, perform, clock, vault }: Doors): void {
  app.route({
    method: 'GET',
    url: '/reviews/:reviewId/project',
    config: { audience: 'staff', refuses: readReviewRefuses },
    schema: {
      operationId: 'getProjectReview',
      tags,
      params: ReviewParams,
      response: { 200: ProjectReviewShape },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const now = clock()
      const review = await getReview(
        reader,
        request.params.reviewId as ReviewId,
        'project',
        dateIn(ZONE, now),
      )
      refuseIf(whyNotRead(actor, review))
      const detail = await findProjectDetail(reader, review.subjectId as ProjectId, now)
      if (detail === undefined) throw new Refusal('project_not_found')
      const project = showWhole(detail, openSealed(vault, detail))
      return {
        review: showReview(review, actor),
        history: showHistory(await listHistory(reader, 'project', review.subjectId)),
        facts: { project: { ...project, positions: showPositions(detail.positions, showShift) } },
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/reviews/:reviewId/project',
    config: { audience: 'staff', refuses: reviewRefuses },
    schema: {
      operationId: 'reviewProject',
      tags,
      params: ReviewParams,
      body: DecisionBody,
      response: { 200: ReviewedProject },
    },
    handler: (request) =>
      perform(request.caller, reviewProject, {
        ...request.body,
        reviewId: request.params.reviewId as ReviewId,
      }),
  })
}
