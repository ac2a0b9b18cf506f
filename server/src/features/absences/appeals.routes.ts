/** Marks over HTTP for their person, and for whoever has the last word on one. */
import type { App, Doors } from '../../http/app.ts'
import { PageQuery } from '../../http/shapes.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import type { ReviewId, SignupId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import {
  getReview,
  listHistory,
  ReviewParams,
  showHistory,
  showReview,
  whyNotRead,
} from '../reviews/index.ts'
import { ownAbsences } from './absences.rules.ts'
import * as shape from './absences.shapes.ts'
import * as refuse from './refusals.shapes.ts'
import { appealNoShow, openWords, raiseNoShowAppeal, reviewNoShowAppeal } from './appeals.actions.ts'
import { whyNotSettle } from './appeals.rules.ts'
import { findShownAbsence, listMyAbsences } from './own.store.ts'

const tags = ['absences']
const APPEALS_AN_HOUR = { max: 20, seconds: 3600 }

export function appealsRoutes(app: App, doors: Doors): void {
  ownRoutes(app, doors)
  reviewingRoutes(app, doors)
}

function ownRoutes(app: App, { reader, perform, vault, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/me/absences',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listMyAbsences',
      tags,
      querystring: PageQuery,
      response: { 200: shape.MyAbsencePage },
    },
    handler: async (request) => {
      const now = clock()
      const scope = ownAbsences(volunteerOf(request.caller.actor))
      const page = await listMyAbsences(reader, scope, request.query, dateIn(ZONE, now))
      return {
        items: page.items.map((row) => shape.showMine(row, openWords({ vault }, row), now)),
        next: page.next,
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/me/absences/:signupId/appeal',
    config: { audience: 'volunteer', refuses: refuse.appealRefuses, limit: APPEALS_AN_HOUR },
    schema: {
      operationId: 'appealNoShow',
      tags,
      params: shape.OwnAbsenceParams,
      body: shape.AppealBody,
      response: { 200: shape.AppealedShape },
    },
    handler: (request) =>
      perform(request.caller, appealNoShow, {
        signupId: request.params.signupId as SignupId,
        words: request.body.words.trim(),
      }),
  })

  app.route({
    method: 'POST',
    url: '/me/absences/:signupId/raise',
    config: { audience: 'volunteer', refuses: refuse.raiseRefuses, limit: APPEALS_AN_HOUR },
    schema: {
      operationId: 'raiseNoShowAppeal',
      tags,
      params: shape.OwnAbsenceParams,
      response: { 200: shape.RaisedShape },
    },
    handler: (request) =>
      perform(request.caller, raiseNoShowAppeal, { signupId: request.params.signupId as SignupId }),
  })
}

function reviewingRoutes(app: App, { reader, perform, observe, vault, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/reviews/:reviewId/no-show',
    config: { audience: 'staff', refuses: refuse.readReviewRefuses },
    schema: {
      operationId: 'getNoShowReview',
      tags,
      params: ReviewParams,
      response: { 200: shape.NoShowReview },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const reviewId = request.params.reviewId as ReviewId
      const today = dateIn(ZONE, clock())
      const review = await getReview(reader, reviewId, 'no_show', today)
      refuseIf(whyNotRead(actor, review))
      const absence = await findShownAbsence(reader, review.subjectId as SignupId)
      if (absence === undefined) throw new Refusal('appeal_settled')
      const { signupId, volunteerId } = absence
      await observe(request.caller, [{ kind: 'signup', id: signupId, volunteerId }])
      const history = await listHistory(reader, 'no_show', review.subjectId)
      return {
        review: showReview(review, actor),
        history: showHistory(history),
        facts: shape.showReviewed(absence, openWords({ vault }, absence)),
        whyNot: { refuse: whyNotSettle(actor, absence, { accepts: false }, today) },
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/reviews/:reviewId/no-show',
    config: { audience: 'staff', refuses: refuse.reviewRefuses },
    schema: {
      operationId: 'reviewNoShowAppeal',
      tags,
      params: ReviewParams,
      body: shape.ReviewBody,
      response: { 200: shape.ReviewedShape },
    },
    handler: (request) =>
      perform(request.caller, reviewNoShowAppeal, {
        ...request.body,
        reviewId: request.params.reviewId as ReviewId,
      }),
  })
}
