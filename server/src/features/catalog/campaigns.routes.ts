/** The units of the campaigns at a site: read by authorities, set by its administrator, with who changed what. */
import type { Reader } from '../../db/handles.ts'
import type { App, Doors } from '../../http/app.ts'
import { PageQuery } from '../../http/shapes.ts'
import type { Actor } from '../../kernel/actor.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { setCampaignUnits } from './campaigns.actions.ts'
import { siteTrailVisibleTo, whyNotFurnishSite } from './campaigns.rules.ts'
import * as shape from './campaigns.shapes.ts'
import { listCampaigns, listUnitsChanges } from './campaigns.store.ts'
import { findRegion } from './catalog.store.ts'
import { findSite, findSiteFor, getSite, type Site } from './sites.store.ts'

/** The site that speaks for a region: of the one asked for, or of where the authority is at home. */
export async function siteFor(reader: Reader, actor: Actor, regionCode: string | undefined): Promise<Site> {
  const home = actor.grants.find(({ regionPath }) => regionPath !== null)?.regionPath ?? null
  let path = home
  if (regionCode !== undefined) {
    const region = await findRegion(reader, regionCode)
    if (region === undefined) throw new Refusal('region_not_found')
    path = region.path
  }
  const site = path === null ? await findSite(reader) : await findSiteFor(reader, path)
  if (site === undefined) throw new Refusal('site_not_found')
  return site
}

export function campaignUnitsRoutes(app: App, { reader, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/campaign-units',
    config: { audience: 'authority', refuses: shape.unitsListRefuses },
    schema: {
      operationId: 'listCampaignUnits',
      tags: ['catalog'],
      querystring: shape.CampaignUnitsQuery,
      response: { 200: shape.CampaignUnitsList },
    },
    handler: async (request) => {
      const { actor } = request.caller
      const site = await siteFor(reader, actor, request.query.region)
      const campaigns = await listCampaigns(reader, site.regionPath)
      return {
        site: shape.showNamedSite(site),
        items: campaigns.map((campaign) => shape.showCampaignUnits(campaign, site)),
        whyNot: { setCampaignUnits: whyNotFurnishSite(actor, site) },
      }
    },
  })

  app.route({
    method: 'PUT',
    url: '/sites/:siteId/campaign-units/:campaign',
    config: { audience: 'authority', refuses: shape.setUnitsRefuses },
    schema: {
      operationId: 'setCampaignUnits',
      tags: ['catalog'],
      params: shape.CampaignParams,
      body: shape.CampaignUnitsBody,
      response: { 204: { type: 'null' } },
    },
    handler: async (request, reply) => {
      const { siteId, campaign } = request.params
      const input = { ...request.body, siteId: siteId as SiteId, code: campaign }
      await perform(request.caller, setCampaignUnits, input)
      return reply.code(204).send(null)
    },
  })

  app.route({
    method: 'GET',
    url: '/sites/:siteId/campaign-unit-changes',
    config: { audience: 'authority', refuses: shape.unitsChangesRefuses },
    schema: {
      operationId: 'listCampaignUnitChanges',
      tags: ['catalog'],
      params: shape.SiteParams,
      querystring: PageQuery,
      response: { 200: shape.UnitsChangePage },
    },
    handler: async (request) => {
      const site = await getSite(reader, request.params.siteId as SiteId)
      const scope = siteTrailVisibleTo(request.caller.actor, site)
      if (scope === null) throw new Refusal('not_your_region')
      const page = await listUnitsChanges(reader, scope, request.query)
      return { items: page.items.map(shape.showUnitsChange), next: page.next }
    },
  })
}
