/** The office's side of complaints over HTTP: the queue, the case, its pictures, the figures. */
import type { App, Doors } from '../../http/app.ts'
import type { ComplaintId, FileId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { getTeam } from '../teams/index.ts'
import { findComplaintFile, listComplaintFiles } from './complaint-files.store.ts'
import { complaintsVisibleTo, whyNotReadComplaint } from './complaints.rules.ts'
import { getComplaint, getPrivate } from './complaints.store.ts'
import { listSteps } from './steps.store.ts'
import { handlingRoutes } from './handling.routes.ts'
import * as shape from './handling.shapes.ts'
import * as refuses from './refusals.shapes.ts'
import {
  countComplaints,
  countOthersOfTeam,
  listComplaints,
  sumComplaints,
  withClock,
} from './listing.store.ts'
import { reportingRoutes } from './reporting.routes.ts'
import { listMeasures, listStatements } from './statements.store.ts'
import { statementsRoutes } from './statements.routes.ts'

function queue(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/complaints',
    config: { audience: 'authority' },
    schema: {
      operationId: 'listComplaints',
      tags: ['complaints'],
      querystring: shape.ListQuery,
      response: { 200: shape.ComplaintPage },
    },
    handler: async (request) => {
      const scope = complaintsVisibleTo(request.caller.actor)
      const today = dateIn(ZONE, clock())
      const { view = 'open' } = request.query
      const [page, counts] = await Promise.all([
        listComplaints(reader, scope, { ...request.query, view }, today),
        countComplaints(reader, scope, today),
      ])
      return shape.showQueue(page, counts)
    },
  })

  app.route({
    method: 'GET',
    url: '/complaint-figures',
    config: { audience: 'authority' },
    schema: {
      operationId: 'getComplaintFigures',
      tags: ['complaints'],
      querystring: shape.FiguresQuery,
      response: { 200: shape.ComplaintFigures },
    },
    handler: async (request) => {
      const scope = complaintsVisibleTo(request.caller.actor)
      return shape.showFigures(await sumComplaints(reader, scope, request.query, dateIn(ZONE, clock())))
    },
  })
}

function oneCase(app: App, { reader, observe, vault, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/complaints/:complaintId',
    config: { audience: 'authority', refuses: refuses.readRefuses },
    schema: {
      operationId: 'getComplaint',
      tags: ['complaints'],
      params: shape.ComplaintParams,
      response: { 200: shape.HandledComplaint },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const complaintId = request.params.complaintId as ComplaintId
      const complaint = await getComplaint(reader, complaintId)
      refuseIf(whyNotReadComplaint(actor, complaint))
      const now = clock()
      const [clocked, steps, statements, measures, kept, fileIds, team, othersOfTeam] = await Promise.all([
        withClock(reader, complaint, dateIn(ZONE, now)),
        listSteps(reader, vault, complaintId),
        listStatements(reader, vault, complaintId),
        listMeasures(reader, complaintId),
        getPrivate(reader, vault, complaintId),
        listComplaintFiles(reader, complaintId),
        getTeam(reader, complaint.teamId),
        countOthersOfTeam(reader, complaint),
      ])
      await observe(request.caller, [{ kind: 'complaint', id: complaintId }])
      const facts = { complaint: clocked, steps, statements, measures, kept, fileIds }
      return shape.showHandled({ ...facts, teamStatus: team.status, othersOfTeam }, actor, now)
    },
  })

  app.route({
    method: 'GET',
    url: '/complaint-files/:fileId',
    config: { audience: 'authority', refuses: refuses.fileRefuses },
    schema: {
      operationId: 'getComplaintFile',
      tags: ['complaints'],
      params: shape.FileParams,
      produces: ['image/jpeg', 'image/png', 'image/webp'],
    },
    handler: async (request, reply) => {
      const { actor } = request.caller
      const fileId = request.params.fileId as FileId
      const file = await findComplaintFile(reader, fileId)
      if (file?.complaintId == null) throw new Refusal('file_not_found')
      const { complaintId, mediaType, content } = file
      refuseIf(whyNotReadComplaint(actor, await getComplaint(reader, complaintId)))
      if (!shape.hasRevealed(await listSteps(reader, vault, complaintId), actor, clock()))
        throw new Refusal('not_revealed')
      await observe(request.caller, [{ kind: 'complaint_file', id: fileId }])
      return reply
        .header('content-type', mediaType)
        .header('content-disposition', `inline; filename="picture.${mediaType.slice('image/'.length)}"`)
        .header('x-content-type-options', 'nosniff')
        .send(content)
    },
  })
}

export function complaintsRoutes(app: App, doors: Doors): void {
  reportingRoutes(app, doors)
  queue(app, doors)
  oneCase(app, doors)
  handlingRoutes(app, doors)
  statementsRoutes(app, doors)
}
