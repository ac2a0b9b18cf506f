/** The eighteen campaigns for everybody: who leads them, and what they do this year. */
import type { App, Doors } from '../../http/app.ts'
import { findSite, listCampaigns } from '../catalog/index.ts'
import { yearOf } from './campaigns.rules.ts'
import * as shape from './campaigns.shapes.ts'
import { listFigures } from './campaigns.store.ts'

/** A minute old at most; the figures themselves say when they were counted. */
const CACHED = 'public, max-age=60'

export function campaignsRoutes(app: App, { reader, clock }: Doors): void {
  app.route({
    method: 'GET',
    url: '/campaigns',
    config: { audience: 'public' },
    schema: { operationId: 'listCampaigns', tags: ['campaigns'], response: { 200: shape.CampaignList } },
    handler: async (_request, reply) => {
      const year = yearOf(clock())
      const [site, kept] = await Promise.all([findSite(reader), listFigures(reader, year)])
      const campaigns = await listCampaigns(reader, site?.regionPath ?? '')
      const figures = new Map(kept.map((one) => [one.code, one]))
      void reply.header('cache-control', CACHED)
      return { year, items: campaigns.map((one) => shape.showCampaign(one, figures.get(one.code))) }
    },
  })
}
