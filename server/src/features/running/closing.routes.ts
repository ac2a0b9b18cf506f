/** Over HTTP: a project goes on for some days more, or is closed. */
import type { App, Doors } from '../../http/app.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { ProjectParams } from '../projects/index.ts'
import { closeProject, extendProject } from './closing.actions.ts'
import * as shape from './closing.shapes.ts'

const tags = ['projects']

export function closingRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/projects/:projectId/extend',
    config: { audience: 'team', refuses: shape.extendRefuses },
    schema: {
      operationId: 'extendProject',
      tags,
      params: ProjectParams,
      body: shape.ExtendBody,
      response: { 200: shape.ExtendedShape },
    },
    handler: async (request) => {
      const projectId = request.params.projectId as ProjectId
      const input = { projectId, shifts: shape.shiftsOf(request.body) }
      const { endsAt } = await perform(request.caller, extendProject, input)
      return { endsAt: new Date(endsAt).toISOString() }
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/close',
    config: { audience: 'team', refuses: shape.closeRefuses },
    schema: {
      operationId: 'closeProject',
      tags,
      params: ProjectParams,
      response: { 200: shape.ClosedShape },
    },
    handler: (request) =>
      perform(request.caller, closeProject, { projectId: request.params.projectId as ProjectId }),
  })
}
