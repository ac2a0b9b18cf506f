/** Whether teams may be trusted at a site: read by authorities, set by its administrator. */
import type { App, Doors } from '../../http/app.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { siteFor } from './campaigns.routes.ts'
import { CampaignUnitsQuery, SiteParams } from './campaigns.shapes.ts'
import { isForbiddenAbove, policiesOf } from './sites.store.ts'
import { setTrustedTeams } from './trusted-teams.actions.ts'
import * as shape from './trusted-teams.shapes.ts'

export function trustedTeamsRoutes(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/trusted-teams',
    config: { audience: 'authority', refuses: shape.trustedTeamsRefuses },
    schema: {
      operationId: 'getTrustedTeams',
      tags: ['catalog'],
      querystring: CampaignUnitsQuery,
      response: { 200: shape.TrustedTeamsShape },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const site = await siteFor(reader, actor, request.query.region)
      const { trustedTeams: allowed } = await policiesOf(reader, site.regionPath)
      const forbiddenAbove = await isForbiddenAbove(reader, site)
      return shape.showTrustedTeams(actor, site, { allowed, forbiddenAbove })
    },
  })

  app.route({
    method: 'PUT',
    url: '/sites/:siteId/trusted-teams',
    config: { audience: 'authority', refuses: shape.setTrustedTeamsRefuses },
    schema: {
      operationId: 'setTrustedTeams',
      tags: ['catalog'],
      params: SiteParams,
      body: shape.TrustedTeamsBody,
      response: { 204: { type: 'null' } },
    },
    handler: async (request, reply) => {
      const input = { siteId: request.params.siteId as SiteId, allowed: request.body.allowed }
      await perform(request.caller, setTrustedTeams, input)
      return reply.code(204).send(null)
    },
  })
}
