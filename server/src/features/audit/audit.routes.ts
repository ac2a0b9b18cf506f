/** The trail over HTTP: for administrators, and for the person whose record it is. */
import type { App, Doors } from '../../http/app.ts'
import { PageQuery } from '../../http/shapes.ts'
import { volunteerOf } from '../../kernel/actor.ts'
import { disownRecord } from './audit.actions.ts'
import * as shape from './audit.shapes.ts'
import { listAccesses, listEntries } from './audit.store.ts'

export function auditRoutes(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/audit',
    config: { audience: 'platform' },
    schema: {
      operationId: 'listAudit',
      tags: ['audit'],
      querystring: PageQuery,
      response: { 200: shape.AuditPage },
    },
    handler: async (request) => {
      const page = await listEntries(reader, request.query)
      return { ...page, items: page.items.map((e) => ({ ...e, happenedAt: e.happenedAt.toISOString() })) }
    },
  })

  app.route({
    method: 'GET',
    url: '/me/accesses',
    config: { audience: 'volunteer' },
    schema: {
      operationId: 'listMyAccesses',
      tags: ['audit'],
      querystring: PageQuery,
      response: { 200: shape.AccessPage },
    },
    handler: async (request) => {
      const page = await listAccesses(reader, volunteerOf(request.caller.actor), request.query)
      return { ...page, items: page.items.map((a) => ({ ...a, happenedAt: a.happenedAt.toISOString() })) }
    },
  })

  app.route({
    method: 'POST',
    url: '/me/disown',
    config: { audience: 'volunteer', refuses: shape.disownRefuses },
    schema: {
      operationId: 'disownRecord',
      tags: ['audit'],
      body: shape.DisownBody,
      response: { 200: shape.Disowned },
    },
    handler: async (request) => {
      await perform(request.caller, disownRecord, request.body)
      return {}
    },
  })
}
