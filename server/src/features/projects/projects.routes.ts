/** Projects over HTTP, as their teams keep them. Finding and reviewing stand in rooms of their own. */
import type { App, Doors } from '../../http/app.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { listHistory, showHistory } from '../reviews/index.ts'
import { getTeam, TeamParams } from '../teams/index.ts'
import { guestsRoutes } from './guests.routes.ts'
import { picturesRoutes } from './pictures.routes.ts'
import { termsRoutes } from './terms.routes.ts'
import { approvalRoutes } from './approvals.routes.ts'
import { checkingRoutes } from './checking.routes.ts'
import { pausingRoutes } from './pausing.routes.ts'
import { planningRoutes } from './planning.routes.ts'
import { listTeamProjects } from './cards.store.ts'
import { feedRoutes } from './feed.routes.ts'
import { findingRoutes } from './finding.routes.ts'
import { createProject, submitProject, updateProject } from './projects.actions.ts'
import { projectsOfTeamVisibleTo } from './projects.rules.ts'
import * as shape from './projects.shapes.ts'
import { findProjectDetail, openSealed } from './projects.store.ts'
import { findOpenReview } from './reviewers.store.ts'
import { projectReviewRoutes } from './reviewing.routes.ts'
import { templatesRoutes } from './templates.routes.ts'
import { treeRoutes } from './tree.routes.ts'
import * as shown from './shown.shapes.ts'

const tags = ['projects']

export function projectsRoutes(app: App, doors: Doors): void {
  findingRoutes(app, doors)
  feedRoutes(app, doors)
  keepingRoutes(app, doors)
  deskRoutes(app, doors)
  planningRoutes(app, doors)
  pausingRoutes(app, doors)
  templatesRoutes(app, doors)
  projectReviewRoutes(app, doors)
  approvalRoutes(app, doors)
  checkingRoutes(app, doors)
  treeRoutes(app, doors)
  termsRoutes(app, doors)
  picturesRoutes(app, doors)
  guestsRoutes(app, doors)
}

function keepingRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/teams/:teamId/projects',
    config: { audience: 'team', refuses: shown.createRefuses },
    schema: {
      operationId: 'createProject',
      tags,
      params: TeamParams,
      body: shape.ProjectBody,
      response: { 201: shape.CreatedProject },
    },
    handler: async (request, reply) => {
      const input = { teamId: request.params.teamId as TeamId, draft: shape.draftOf(request.body) }
      return reply.code(201).send(await perform(request.caller, createProject, input))
    },
  })

  app.route({
    method: 'PUT',
    url: '/projects/:projectId',
    config: { audience: 'team', refuses: shown.updateRefuses },
    schema: {
      operationId: 'updateProject',
      tags,
      params: shape.ProjectParams,
      body: shape.ProjectBody,
      response: { 200: shape.CreatedProject },
    },
    handler: (request) =>
      perform(request.caller, updateProject, {
        projectId: request.params.projectId as ProjectId,
        draft: shape.draftOf(request.body),
      }),
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/submit',
    config: { audience: 'team', refuses: shown.submitRefuses },
    schema: {
      operationId: 'submitProject',
      tags,
      params: shape.ProjectParams,
      response: { 200: shape.SubmittedProject },
    },
    handler: (request) =>
      perform(request.caller, submitProject, { projectId: request.params.projectId as ProjectId }),
  })
}

function deskRoutes(app: App, { reader, clock, vault }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/projects',
    config: { audience: 'team', refuses: shown.teamListRefuses },
    schema: {
      operationId: 'listTeamProjects',
      tags,
      params: TeamParams,
      querystring: shape.ListTeamProjectsQuery,
      response: { 200: shape.TeamProjectPage },
    },
    handler: async (request) => {
      const team = await getTeam(reader, request.params.teamId as TeamId)
      const scope = projectsOfTeamVisibleTo(request.caller.actor, team)
      if (scope === null) throw new Refusal('not_your_team')
      const page = await listTeamProjects(reader, scope, request.query, clock())
      return { items: page.items.map(shown.showTeamProject), next: page.next }
    },
  })

  app.route({
    method: 'GET',
    url: '/teams/:teamId/projects/:projectId',
    config: { audience: 'team', refuses: shown.teamProjectRefuses },
    schema: {
      operationId: 'getTeamProject',
      tags,
      params: shape.TeamProjectParams,
      response: { 200: shape.TeamProjectShape },
    },
    handler: async (request) => {
      const team = await getTeam(reader, request.params.teamId as TeamId)
      const projectId = request.params.projectId as ProjectId
      if (projectsOfTeamVisibleTo(request.caller.actor, team) === null) throw new Refusal('not_your_team')
      const detail = await findProjectDetail(reader, projectId, clock())
      if (detail === undefined || detail.teamId !== team.teamId) throw new Refusal('project_not_found')
      const page = shown.showTeamProjectDetail(
        detail,
        openSealed(vault, detail),
        await findOpenReview(reader, projectId),
      )
      return { ...page, history: showHistory(await listHistory(reader, 'project', projectId)) }
    },
  })
}
