/** What the office does in a case, over HTTP. Each deed has an address of its own; the state is never written as a field. */
import type { App, Doors } from '../../http/app.ts'
import type { ComplaintId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { Done } from './complaints.shapes.ts'
import {
  acceptComplaint,
  askComplainant,
  askForStatement,
  noteComplaint,
  recordMeasure,
  revealComplaint,
} from './handling.actions.ts'
import * as shape from './handling.shapes.ts'
import * as refuses from './refusals.shapes.ts'
import { settleComplaint } from './settling.actions.ts'

const done = { done: true as const }
const tags = ['complaints']
const params = shape.ComplaintParams
const idOf = (request: { params: { complaintId: string } }) => request.params.complaintId as ComplaintId

function asking(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/complaints/:complaintId/accept',
    config: { audience: 'authority', refuses: refuses.acceptRefuses },
    schema: { operationId: 'acceptComplaint', tags, params, response: { 200: Done } },
    handler: async (request) => {
      await perform(request.caller, acceptComplaint, { complaintId: idOf(request) })
      return done
    },
  })

  app.route({
    method: 'POST',
    url: '/complaints/:complaintId/questions',
    config: { audience: 'authority', refuses: refuses.askRefuses },
    schema: { operationId: 'askComplainant', tags, params, body: shape.WordsBody, response: { 200: Done } },
    handler: async (request) => {
      await perform(request.caller, askComplainant, { complaintId: idOf(request), ...request.body })
      return done
    },
  })

  app.route({
    method: 'POST',
    url: '/complaints/:complaintId/statements',
    config: { audience: 'authority', refuses: refuses.askTeamRefuses },
    schema: { operationId: 'askForStatement', tags, params, body: shape.MatterBody, response: { 200: Done } },
    handler: async (request) => {
      await perform(request.caller, askForStatement, { complaintId: idOf(request), ...request.body })
      return done
    },
  })
}

function keeping(app: App, { perform }: Doors): void {
  app.route({
    method: 'POST',
    url: '/complaints/:complaintId/notes',
    config: { audience: 'authority', refuses: refuses.noteRefuses },
    schema: { operationId: 'noteComplaint', tags, params, body: shape.WordsBody, response: { 200: Done } },
    handler: async (request) => {
      await perform(request.caller, noteComplaint, { complaintId: idOf(request), ...request.body })
      return done
    },
  })

  app.route({
    method: 'POST',
    url: '/complaints/:complaintId/measures',
    config: { audience: 'authority', refuses: refuses.measureRefuses },
    schema: { operationId: 'recordMeasure', tags, params, body: shape.MeasureBody, response: { 200: Done } },
    handler: async (request) => {
      const { mendBy, passedTo = '', ...body } = request.body
      await perform(request.caller, recordMeasure, {
        complaintId: idOf(request),
        ...body,
        mendBy: mendBy === undefined ? null : localDate(mendBy),
        passedTo,
      })
      return done
    },
  })

  app.route({
    method: 'POST',
    url: '/complaints/:complaintId/reveal',
    config: { audience: 'authority', refuses: refuses.revealRefuses, limit: { max: 60, seconds: 3600 } },
    schema: {
      operationId: 'revealComplaint',
      tags,
      params,
      body: shape.RevealBody,
      response: { 200: shape.Revealed },
    },
    handler: (request) =>
      perform(request.caller, revealComplaint, { complaintId: idOf(request), ...request.body }),
  })

  app.route({
    method: 'POST',
    url: '/complaints/:complaintId/settle',
    config: { audience: 'authority', refuses: refuses.settleRefuses },
    schema: { operationId: 'settleComplaint', tags, params, body: shape.SettleBody, response: { 200: Done } },
    handler: async (request) => {
      const { outcome, words, redirectedTo = '', dismissal = null } = request.body
      await perform(request.caller, settleComplaint, {
        ...{ complaintId: idOf(request), outcome, words, redirectedTo, dismissal },
      })
      return done
    },
  })
}

export function handlingRoutes(app: App, doors: Doors): void {
  asking(app, doors)
  keeping(app, doors)
}
