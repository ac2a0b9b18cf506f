/** The staff of authorities: who they are, giving a role and taking it. */
import type { App, Doors } from '../../http/app.ts'
import { PageQuery } from '../../http/shapes.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { Nothing } from './accounts.shapes.ts'
import { listStaffGrants } from './grants.store.ts'
import { endGrant, grantStaff } from './staff.actions.ts'
import { staffVisibleTo } from './staff.rules.ts'
import * as shape from './staff.shapes.ts'

export function staffRoutes(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/staff',
    config: { audience: 'authority' },
    schema: {
      operationId: 'listStaff',
      tags: ['accounts'],
      querystring: PageQuery,
      response: { 200: shape.StaffPage },
    },
    handler: async ({ caller: { actor }, query }) =>
      shape.showStaff(await listStaffGrants(reader, staffVisibleTo(actor), query), actor),
  })

  app.route({
    method: 'POST',
    url: '/staff',
    config: { audience: 'authority', refuses: shape.grantStaffRefuses },
    schema: {
      operationId: 'grantStaff',
      tags: ['accounts'],
      body: shape.GrantStaffBody,
      response: { 201: shape.Granted },
    },
    handler: async (request, reply) =>
      reply.code(201).send(await perform(request.caller, grantStaff, request.body)),
  })

  app.route({
    method: 'POST',
    url: '/staff/:accountId/grants/:grantId/end',
    config: { audience: 'authority', refuses: shape.endGrantRefuses },
    schema: {
      operationId: 'endGrant',
      tags: ['accounts'],
      params: shape.GrantPath,
      response: { 204: Nothing },
    },
    handler: async (request, reply) => {
      const { accountId, grantId } = request.params
      await perform(request.caller, endGrant, { accountId: accountId as AccountId, grantId })
      return reply.code(204).send(null)
    },
  })
}
