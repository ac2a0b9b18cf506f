/** The review of people over HTTP. */
import type { App, Doors } from '../../http/app.ts'
import { reachesRegion } from '../../kernel/actor.ts'
import type { ReviewId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import {
  DecisionBody,
  getReview,
  listHistory,
  readRefuses,
  ReviewParams,
  showHistory,
  showReview,
  whyNotRead,
} from '../reviews/index.ts'
import { getApplicant } from './applicants.store.ts'
import { ageOn, isMinor } from './registration.rules.ts'
import { reviewVolunteer } from './verification.actions.ts'
import * as shape from './verification.shapes.ts'

export function verificationRoutes(app: App, { reader, perform, observe, vault, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/reviews/:reviewId/volunteer',
    config: { audience: 'authority', refuses: readRefuses },
    schema: {
      operationId: 'getVolunteerReview',
      tags: ['volunteers'],
      params: ReviewParams,
      response: { 200: shape.VolunteerReview },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const today = dateIn(ZONE, clock())
      const review = await getReview(reader, request.params.reviewId as ReviewId, 'volunteer', today)
      refuseIf(whyNotRead(actor, review))
      const volunteerId = review.subjectId as VolunteerId
      const applicant = await getApplicant(reader, vault, volunteerId)
      const [history, { adultAge }] = await Promise.all([
        listHistory(reader, 'volunteer', volunteerId),
        policiesOf(reader, applicant.regionPath),
      ])
      await observe(request.caller, [{ kind: 'volunteer', id: volunteerId, volunteerId }])
      const volunteer = shape.showApplicant(applicant, {
        age: ageOn(applicant.birthDate, today),
        isMinor: isMinor(applicant.birthDate, today, adultAge),
        mayDecide: reachesRegion(actor, review.regionPath, 'decide'),
      })
      return { review: showReview(review, actor), history: showHistory(history), facts: { volunteer } }
    },
  })

  app.route({
    method: 'POST',
    url: '/reviews/:reviewId/volunteer',
    config: { audience: 'authority', refuses: shape.reviewRefuses },
    schema: {
      operationId: 'reviewVolunteer',
      tags: ['volunteers'],
      params: ReviewParams,
      body: DecisionBody,
      response: { 200: shape.Decided },
    },
    handler: (request) =>
      perform(request.caller, reviewVolunteer, {
        reviewId: request.params.reviewId as ReviewId,
        ...request.body,
      }),
  })
}
