/** Over HTTP: a published project that changes, what of it waits, and its review. */
import type { App, Doors } from '../../http/app.ts'
import type { ProjectChangeId, ProjectId, ReviewId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import { getProject, whyNotKeepProjects } from '../projects/index.ts'
import {
  getReview,
  listHistory,
  ReviewParams,
  showHistory,
  showReview,
  whyNotRead,
} from '../reviews/index.ts'
import { getTeam } from '../teams/index.ts'
import { changePublishedProject } from './altering.actions.ts'
import * as shape from './altering.shapes.ts'
import { findLatestChange, getProjectChange, listTeamNames, listToldAccounts } from './changes.store.ts'
import { listMinors, reviewProjectChange, withdrawProjectChange } from './deciding.actions.ts'

const tags = ['projects']
const CHANGES = { max: 120, seconds: 3600 }

export function alteringRoutes(app: App, doors: Doors): void {
  changingRoutes(app, doors)
  waitingRoutes(app, doors)
  reviewingRoutes(app, doors)
}

function changingRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'PUT',
    url: '/projects/:projectId/published',
    config: { audience: 'team', refuses: shape.changeRefuses, limit: CHANGES },
    schema: {
      operationId: 'changePublishedProject',
      tags,
      params: shape.ProjectParams,
      body: shape.ChangePublishedBody,
      response: { 200: shape.ChangedShape },
    },
    handler: (request) =>
      perform(request.caller, changePublishedProject, {
        projectId: request.params.projectId as ProjectId,
        draft: shape.publishedOf(request.body),
        version: request.body.formVersion,
        note: request.body.note?.trim() ?? '',
        tellsEverybody: request.body.tellsEverybody ?? false,
      }),
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/change/withdraw',
    config: { audience: 'team', refuses: shape.withdrawRefuses },
    schema: {
      operationId: 'withdrawProjectChange',
      tags,
      params: shape.ProjectParams,
      response: { 200: shape.WithdrawnChangeShape },
    },
    handler: (request) =>
      perform(request.caller, withdrawProjectChange, { projectId: request.params.projectId as ProjectId }),
  })
}

function waitingRoutes(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/change',
    config: { audience: 'team', refuses: shape.readChangeRefuses },
    schema: {
      operationId: 'getProjectChange',
      tags,
      params: shape.ProjectParams,
      response: { 200: shape.ProjectChangeShape },
    },
    handler: async (request) => {
      const now = clock()
      const { actor } = request.caller
      const project = await getProject(reader, request.params.projectId as ProjectId)
      refuseIf(whyNotKeepProjects(actor, project.teamPath))
      const { adultAge } = await policiesOf(reader, project.regionPath)
      const change = await findLatestChange(reader, project.projectId)
      return shape.showProjectChange(actor, project, {
        change,
        people: (await listToldAccounts(reader, project.projectId, now)).length,
        minors: await listMinors({ tx: reader, now }, project.projectId, adultAge),
        names: await listTeamNames(reader, shape.teamIdsOf(change)),
      })
    },
  })
}

function reviewingRoutes(app: App, { reader, perform, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/reviews/:reviewId/project-change',
    config: { audience: 'staff', refuses: shape.readReviewRefuses },
    schema: {
      operationId: 'getProjectChangeReview',
      tags,
      params: ReviewParams,
      response: { 200: shape.ProjectChangeReview },
    },
    handler: async (request) => {
      const now = clock()
      const { actor } = request.caller
      const reviewId = request.params.reviewId as ReviewId
      const review = await getReview(reader, reviewId, 'project_change', dateIn(ZONE, now))
      refuseIf(whyNotRead(actor, review))
      const change = await getProjectChange(reader, review.subjectId as ProjectChangeId)
      const { projectId, title, teamId, regionPath } = await getProject(reader, change.projectId)
      const { adultAge } = await policiesOf(reader, regionPath)
      const minors = await listMinors({ tx: reader, now }, projectId, adultAge)
      return {
        review: showReview(review, actor),
        history: showHistory(await listHistory(reader, 'project_change', review.subjectId)),
        facts: {
          ...{ projectId, title, teamName: (await getTeam(reader, teamId)).name },
          people: (await listToldAccounts(reader, projectId, now)).length,
          minors: new Set(minors.map(({ volunteerId }) => volunteerId)).size,
          ...shape.showChange(change, await listTeamNames(reader, shape.teamIdsOf(change))),
        },
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/reviews/:reviewId/project-change',
    config: { audience: 'staff', refuses: shape.reviewChangeRefuses },
    schema: {
      operationId: 'reviewProjectChange',
      tags,
      params: ReviewParams,
      body: shape.ChangeDecisionBody,
      response: { 200: shape.ReviewedChangeShape },
    },
    handler: (request) =>
      perform(request.caller, reviewProjectChange, {
        ...request.body,
        reviewId: request.params.reviewId as ReviewId,
      }),
  })
}
