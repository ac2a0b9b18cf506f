/** Reference data over HTTP. Everybody may read it; the site's name is the platform administrator's. */
import type { App, Doors } from '../../http/app.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { campaignUnitsRoutes } from './campaigns.routes.ts'
import { listCampaigns } from './campaigns.store.ts'
import { renameSite } from './catalog.actions.ts'
import * as shape from './catalog.shapes.ts'
import { findRegionsByName, listCodes, listRegions, listServiceCategories } from './catalog.store.ts'
import { findNeedsSetup, findSite, policiesOf } from './sites.store.ts'
import { trustedTeamsRoutes } from './trusted-teams.routes.ts'

/** Code tables and regions change with a new version only, so a phone need not ask at every form. */
const CACHED = 'public, max-age=3600'

export function catalogRoutes(app: App, doors: Doors): void {
  siteRoutes(app, doors)
  tableRoutes(app, doors)
  campaignUnitsRoutes(app, doors)
  trustedTeamsRoutes(app, doors)
}

function siteRoutes(app: App, { reader, clock, perform }: Doors): void {
  app.route({
    method: 'GET',
    url: '/site',
    config: { audience: 'public', refuses: shape.siteRefuses },
    schema: { operationId: 'getSite', tags: ['catalog'], response: { 200: shape.SiteShape } },
    handler: async () => {
      const [site, needsSetup] = await Promise.all([findSite(reader), findNeedsSetup(reader)])
      if (site === undefined) throw new Refusal('site_not_found')
      return shape.showSite(site, {
        policies: await policiesOf(reader, site.regionPath),
        needsSetup,
        now: clock(),
      })
    },
  })

  app.route({
    method: 'PUT',
    url: '/site',
    config: { audience: 'platform', refuses: shape.siteRefuses },
    schema: {
      operationId: 'renameSite',
      tags: ['catalog'],
      body: shape.RenameSiteBody,
      response: { 204: { type: 'null' } },
    },
    handler: async (request, reply) => {
      const { name, tagline } = request.body
      const change = { nameZh: name.zh, nameEn: name.en, taglineZh: tagline.zh, taglineEn: tagline.en }
      await perform(request.caller, renameSite, change)
      return reply.code(204).send(null)
    },
  })
}

function tableRoutes(app: App, { reader }: Doors): void {
  app.route({
    method: 'GET',
    url: '/regions',
    config: { audience: 'public' },
    schema: {
      operationId: 'listRegions',
      tags: ['catalog'],
      querystring: shape.ListRegionsQuery,
      response: { 200: shape.RegionList },
    },
    handler: async (request, reply) => {
      const { parent = null, q = '' } = request.query
      const words = q.split(/\s+/u).filter((word) => word !== '')
      const regions =
        words.length > 0 ? findRegionsByName(reader, words, parent) : listRegions(reader, parent)
      void reply.header('cache-control', CACHED)
      return shape.showRegions(await regions)
    },
  })

  app.route({
    method: 'GET',
    url: '/categories',
    config: { audience: 'public' },
    schema: { operationId: 'listCategories', tags: ['catalog'], response: { 200: shape.CategoriesShape } },
    handler: async () => {
      const site = await findSite(reader)
      const [service, campaigns] = await Promise.all([
        listServiceCategories(reader),
        listCampaigns(reader, site?.regionPath ?? ''),
      ])
      return { service, campaigns: campaigns.map(shape.showCampaign) }
    },
  })

  app.route({
    method: 'GET',
    url: '/codes',
    config: { audience: 'public' },
    schema: { operationId: 'listCodes', tags: ['catalog'], response: { 200: shape.CodesShape } },
    handler: async (_request, reply) => {
      void reply.header('cache-control', CACHED)
      return listCodes(reader)
    },
  })
}
