/** Changes over HTTP: asked for and taken back by the team, decided by whoever would review its registration. */
import type { App, Doors } from '../../http/app.ts'
import type { FieldChangeId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import {
  DecisionBody,
  getReview,
  listHistory,
  ReviewParams,
  showHistory,
  showReview,
  whyNotRead,
} from '../reviews/index.ts'
import { getTeam, isDoubtfulCode, TeamParams, whyNotDecideForTeam } from '../teams/index.ts'
import { proposeTeamChange, withdrawTeamChange } from './changes.actions.ts'
import * as shape from './changes.shapes.ts'
import { getChange, listLatestChanges } from './changes.store.ts'
import { reviewTeamChange } from './deciding.actions.ts'

const tags = ['teams']
const HOUR_SECONDS = 3_600
const CHANGES_AN_HOUR = 60

function asking(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/changes',
    config: { audience: 'team', refuses: shape.listRefuses },
    schema: {
      operationId: 'listTeamChanges',
      tags,
      params: TeamParams,
      response: { 200: shape.ChangeList },
    },
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      refuseIf(whyNotDecideForTeam(request.caller.actor, await getTeam(reader, teamId)))
      return { items: (await listLatestChanges(reader, teamId)).map(shape.showChange) }
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/changes',
    config: {
      audience: 'team',
      refuses: shape.proposeRefuses,
      limit: { max: CHANGES_AN_HOUR, seconds: HOUR_SECONDS },
    },
    schema: {
      operationId: 'proposeTeamChange',
      tags,
      params: TeamParams,
      body: shape.ProposeChangeBody,
      response: { 201: shape.ProposedChangeShape },
    },
    handler: async (request, reply) => {
      const { field, value, note = '' } = request.body
      const input = { teamId: request.params.teamId as TeamId, field, value, note }
      return reply.code(201).send(await perform(request.caller, proposeTeamChange, input))
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/changes/:fieldChangeId/withdraw',
    config: { audience: 'team', refuses: shape.withdrawRefuses },
    schema: {
      operationId: 'withdrawTeamChange',
      tags,
      params: shape.ChangeParams,
      response: { 200: shape.WithdrawnChange },
    },
    handler: async (request) => {
      const teamId = request.params.teamId as TeamId
      const fieldChangeId = request.params.fieldChangeId as FieldChangeId
      await perform(request.caller, withdrawTeamChange, { teamId, fieldChangeId })
      return { fieldChangeId }
    },
  })
}

function reviewing(app: App, { reader, perform, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/reviews/:reviewId/change',
    config: { audience: 'staff', refuses: shape.readReviewRefuses },
    schema: {
      operationId: 'getTeamChangeReview',
      tags,
      params: ReviewParams,
      response: { 200: shape.ChangeReview },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const reviewId = request.params.reviewId as ReviewId
      const review = await getReview(reader, reviewId, 'change', dateIn(ZONE, clock()))
      refuseIf(whyNotRead(actor, review))
      const change = await getChange(reader, review.subjectId as FieldChangeId)
      const [team, history] = await Promise.all([
        getTeam(reader, change.teamId),
        listHistory(reader, 'change', review.subjectId),
      ])
      const { field, newValue } = change
      const isDoubtful = field === 'credit_code' && typeof newValue === 'string' && isDoubtfulCode(newValue)
      const facts = { teamId: team.teamId, teamName: team.name, isDoubtful, ...shape.showChange(change) }
      return { review: showReview(review, actor), history: showHistory(history), facts }
    },
  })

  app.route({
    method: 'POST',
    url: '/reviews/:reviewId/change',
    config: { audience: 'staff', refuses: shape.reviewRefuses },
    schema: {
      operationId: 'reviewTeamChange',
      tags,
      params: ReviewParams,
      body: DecisionBody,
      response: { 200: shape.ReviewedChange },
    },
    handler: (request) =>
      perform(request.caller, reviewTeamChange, {
        ...request.body,
        reviewId: request.params.reviewId as ReviewId,
      }),
  })
}

export function changesRoutes(app: App, doors: Doors): void {
  asking(app, doors)
  reviewing(app, doors)
}
