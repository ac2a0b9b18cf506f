/** Over HTTP: a shift at another time, what that would mean, and further shifts. */
import type { App, Doors } from '../../http/app.ts'
import type { ProjectId, ShiftId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { getProject, getSchedulingTerms, ProjectParams, whyNotRun } from '../projects/index.ts'
import { addShifts } from './adding.actions.ts'
import { moveShift, weighMove } from './moving.actions.ts'
import { whyNotAtNewTime, whyNotMoveShift } from './moving.rules.ts'
import * as shape from './moving.shapes.ts'
import { ShiftParams } from './running.shapes.ts'
import { listConcerned, listRunShifts } from './running.store.ts'

const tags = ['projects']
/** A dialog asks anew with each time that is chosen. */
const PREVIEWS = { max: 600, seconds: 3600 }

export function movingRoutes(app: App, doors: Doors): void {
  previewRoute(app, doors)
  deedRoutes(app, doors)
}

function previewRoute(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/projects/:projectId/shifts/:shiftId/move',
    config: { audience: 'team', refuses: shape.previewMoveRefuses, limit: PREVIEWS },
    schema: {
      operationId: 'previewMove',
      tags,
      params: ShiftParams,
      querystring: shape.MoveQuery,
      response: { 200: shape.MovePreviewShape },
    },
    handler: async (request) => {
      const now = clock()
      const { actor } = request.caller
      const shiftId = request.params.shiftId as ShiftId
      const project = await getProject(reader, request.params.projectId as ProjectId)
      const { projectId } = project
      refuseIf(whyNotRun(actor, project))
      const shift = (await listRunShifts(reader, projectId)).find((one) => one.shiftId === shiftId)
      if (shift === undefined) throw new Refusal('shift_not_found')
      refuseIf(whyNotMoveShift(actor, project, shift, now))
      const terms = await getSchedulingTerms(reader, projectId)
      const { startsAt, endsAt, breakMinutes = shift.breakMinutes } = request.query
      const to = { startsAt: new Date(startsAt), endsAt: new Date(endsAt), breakMinutes }
      refuseIf(whyNotAtNewTime(shift, to, terms, now))
      const concerned = await listConcerned(reader, projectId, [shiftId])
      if (concerned.some(({ hasCome }) => hasCome)) throw new Refusal('people_have_come')
      return shape.showPreview(await weighMove(reader, project, { shift, to, terms, now }))
    },
  })
}

function deedRoutes(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/projects/:projectId/shifts/:shiftId/move',
    config: { audience: 'team', refuses: shape.moveRefuses },
    schema: {
      operationId: 'moveShift',
      tags,
      params: ShiftParams,
      body: shape.MoveBody,
      response: { 200: shape.MovedShape },
    },
    handler: (request) => {
      const { startsAt, endsAt, breakMinutes, reason } = request.body
      return perform(request.caller, moveShift, {
        projectId: request.params.projectId as ProjectId,
        shiftId: request.params.shiftId as ShiftId,
        startsAt: new Date(startsAt),
        endsAt: new Date(endsAt),
        breakMinutes: breakMinutes ?? null,
        reason: reason.trim(),
      })
    },
  })

  app.route({
    method: 'POST',
    url: '/projects/:projectId/shifts',
    config: { audience: 'team', refuses: shape.addShiftsRefuses },
    schema: {
      operationId: 'addShifts',
      tags,
      params: ProjectParams,
      body: shape.AddShiftsBody,
      response: { 201: shape.ShiftsAddedShape },
    },
    handler: async (request, reply) => {
      const input = {
        projectId: request.params.projectId as ProjectId,
        ...shape.addedOf(request.body),
      }
      return reply.code(201).send(await perform(request.caller, addShifts, input))
    },
  })
}
