/** Publishing before the review over HTTP: which way a project will go, the check, and the project sent again. */
import type { App, Doors } from '../../http/app.ts'
import type { ProjectId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import {
  DecisionBody,
  getReview,
  listHistory,
  ReviewParams,
  showHistory,
  showReview,
  whyNotRead,
} from '../reviews/index.ts'
import { findReviewerName, getTeam, publishesAtOnce, TeamParams } from '../teams/index.ts'
import { resubmitProject, reviewProjectCheck } from './checking.actions.ts'
import { wayOf } from './checking.rules.ts'
import * as shape from './checking.shapes.ts'
import { projectsOfTeamVisibleTo, reviewerOf } from './projects.rules.ts'
import { ProjectParams, SubmittedAgain } from './projects.shapes.ts'
import { findProjectDetail, openSealed } from './projects.store.ts'
import { showPositions, showShift, showWhole } from './shown.shapes.ts'

const tags = ['projects']

export function checkingRoutes(app: App, doors: Doors): void {
  teamRoutes(app, doors)
  reviewerRoutes(app, doors)
}

function teamRoutes(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/publishing-way',
    config: { audience: 'team', refuses: shape.wayRefuses },
    schema: {
      operationId: 'getPublishingWay',
      tags,
      params: TeamParams,
      querystring: shape.WayQuery,
      response: { 200: shape.WayShape },
    },
    handler: async (request) => {
      const team = await getTeam(reader, request.params.teamId as TeamId)
      if (projectsOfTeamVisibleTo(request.caller.actor, team) === null) throw new Refusal('not_your_team')
      const { projectReviewDays } = await policiesOf(reader, team.regionPath)
      const parent = reviewerOf(team)
      return {
        ...wayOf(await publishesAtOnce(reader, team), request.query),
        reviewDays: projectReviewDays,
        reviewerName: await findReviewerName(reader, { regionPath: team.regionPath, parent }),
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/resubmit',
    config: { audience: 'team', refuses: shape.resubmitRefuses },
    schema: {
      operationId: 'resubmitProject',
      tags,
      params: ProjectParams,
      body: shape.ResubmitBody,
      response: { 200: SubmittedAgain },
    },
    handler: (request) =>
      perform(request.caller, resubmitProject, {
        projectId: request.params.projectId as ProjectId,
        note: request.body.note.trim(),
      }),
  })
}

function reviewerRoutes(app: App, { reader, perform, clock, vault }: Doors): void {
  app.route({
    method: 'GET',
    url: '/reviews/:reviewId/project-check',
    config: { audience: 'staff', refuses: shape.readCheckRefuses },
    schema: {
      operationId: 'getProjectCheck',
      tags,
      params: ReviewParams,
      response: { 200: shape.ProjectCheckShape },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const now = clock()
      const reviewId = request.params.reviewId as ReviewId
      const review = await getReview(reader, reviewId, 'project_check', dateIn(ZONE, now))
      refuseIf(whyNotRead(actor, review))
      const detail = await findProjectDetail(reader, review.subjectId as ProjectId, now)
      if (detail === undefined) throw new Refusal('project_not_found')
      const project = showWhole(detail, openSealed(vault, detail))
      return {
        review: showReview(review, actor),
        history: showHistory(await listHistory(reader, 'project_check', review.subjectId)),
        facts: {
          project: { ...project, positions: showPositions(detail.positions, showShift) },
          check: shape.showCheck(detail),
        },
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/reviews/:reviewId/project-check',
    config: { audience: 'staff', refuses: shape.checkRefuses },
    schema: {
      operationId: 'reviewProjectCheck',
      tags,
      params: ReviewParams,
      body: DecisionBody,
      response: { 200: shape.CheckedProject },
    },
    handler: (request) =>
      perform(request.caller, reviewProjectCheck, {
        ...request.body,
        reviewId: request.params.reviewId as ReviewId,
      }),
  })
}
