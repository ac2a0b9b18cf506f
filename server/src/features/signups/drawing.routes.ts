/** The draw of a project over HTTP: for everybody who may read of the project, since it is there to be checked. */
import type { App, Doors } from '../../http/app.ts'
import type { ProjectId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findDraw, ProjectParams } from '../projects/index.ts'
import * as shape from './drawing.shapes.ts'
import { countDrawn, countEntries, listDrawEntries } from './drawing.store.ts'
import { getShown } from './page.routes.ts'

export function drawingRoutes(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/draw',
    config: { audience: 'public', refuses: shape.drawRefuses },
    schema: {
      operationId: 'getProjectDraw',
      tags: ['signups'],
      params: ProjectParams,
      response: { 200: shape.DrawShape },
    },
    handler: async (request) => {
      const projectId = request.params.projectId as ProjectId
      const { detail } = await getShown(reader, request.caller.actor, projectId, clock())
      const draw = await findDraw(reader, projectId)
      if (draw === undefined) throw new Refusal('no_draw')
      const count = draw.drawnAt === null ? countEntries : countDrawn
      return shape.showDraw(detail, draw, await count(reader, projectId))
    },
  })

  app.route({
    method: 'GET',
    url: '/projects/:projectId/draw/entries',
    config: { audience: 'public', refuses: shape.entriesRefuses },
    schema: {
      operationId: 'listDrawEntries',
      tags: ['signups'],
      params: ProjectParams,
      querystring: shape.DrawEntriesQuery,
      response: { 200: shape.DrawEntryPage },
    },
    handler: async (request) => {
      const projectId = request.params.projectId as ProjectId
      await getShown(reader, request.caller.actor, projectId, clock())
      return listDrawEntries(reader, projectId, request.query)
    },
  })
}
