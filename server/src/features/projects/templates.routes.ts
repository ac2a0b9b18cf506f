/** Templates over HTTP, for those who decide for the team. */
import type { App, Doors } from '../../http/app.ts'
import { PageQuery } from '../../http/shapes.ts'
import type { ProjectId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { getTeam, TeamParams } from '../teams/index.ts'
import { ProjectParams } from './projects.shapes.ts'
import { teamListRefuses } from './shown.shapes.ts'
import {
  createProjectFromTemplate,
  deleteTemplate,
  renameTemplate,
  saveTemplate,
} from './templates.actions.ts'
import { templatesVisibleTo } from './templates.rules.ts'
import * as shape from './templates.shapes.ts'
import { listTemplates } from './templates.store.ts'

const tags = ['projects']

export function templatesRoutes(app: App, doors: Doors): void {
  usingRoutes(app, doors)
  keepingRoutes(app, doors)
}

function usingRoutes(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/teams/:teamId/templates',
    config: { audience: 'team', refuses: teamListRefuses },
    schema: {
      operationId: 'listTemplates',
      tags,
      params: TeamParams,
      querystring: PageQuery,
      response: { 200: shape.TemplatePage },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const team = await getTeam(reader, request.params.teamId as TeamId)
      const scope = templatesVisibleTo(actor, team)
      if (scope === null) throw new Refusal('not_your_team')
      const page = await listTemplates(reader, scope, request.query)
      return {
        items: page.items.map((template) => shape.showTemplate(actor, team, template)),
        next: page.next,
      }
    },
  })

  app.route({
    method: 'POST',
    url: '/teams/:teamId/templates/:templateId/projects',
    config: { audience: 'team', refuses: shape.useRefuses },
    schema: {
      operationId: 'createProjectFromTemplate',
      tags,
      params: shape.UseTemplateParams,
      body: shape.CopyBody,
      response: { 201: shape.CopiedProjectShape },
    },
    handler: async (request, reply) => {
      const teamId = request.params.teamId as TeamId
      const templateId = request.params.templateId as ProjectId
      const input = { teamId, templateId, shifts: request.body.shifts }
      return reply.code(201).send(await perform(request.caller, createProjectFromTemplate, input))
    },
  })
}

function keepingRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/projects/:projectId/template',
    config: { audience: 'team', refuses: shape.saveRefuses },
    schema: {
      operationId: 'saveTemplate',
      tags,
      params: ProjectParams,
      body: shape.TemplateBody,
      response: { 201: shape.KeptTemplate },
    },
    handler: async (request, reply) => {
      const input = { projectId: request.params.projectId as ProjectId, name: shape.nameOf(request.body) }
      return reply.code(201).send(await perform(request.caller, saveTemplate, input))
    },
  })

  app.route({
    method: 'PUT',
    url: '/templates/:templateId',
    config: { audience: 'team', refuses: shape.renameTemplateRefuses },
    schema: {
      operationId: 'renameTemplate',
      tags,
      params: shape.TemplateParams,
      body: shape.TemplateBody,
      response: { 200: shape.KeptTemplate },
    },
    handler: (request) =>
      perform(request.caller, renameTemplate, {
        templateId: request.params.templateId as ProjectId,
        name: shape.nameOf(request.body),
      }),
  })

  app.route({
    method: 'DELETE',
    url: '/templates/:templateId',
    config: { audience: 'team', refuses: shape.keepTemplateRefuses },
    schema: {
      operationId: 'deleteTemplate',
      tags,
      params: shape.TemplateParams,
      response: { 204: { type: 'null' } },
    },
    handler: async (request, reply) => {
      await perform(request.caller, deleteTemplate, { templateId: request.params.templateId as ProjectId })
      return reply.code(204).send(null)
    },
  })
}
