/** A search as a feed for readers of news: the newest projects that are public and still take place. */
import { createHash } from 'node:crypto'
import { Type } from 'typebox'
import type { App, Doors } from '../../http/app.ts'
import { keepForAll } from '../../http/keeping.ts'
import { originOf } from '../../http/origin.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { findRegion, findSite } from '../catalog/index.ts'
import { feedText } from './feed.rules.ts'
import { findProjects } from './finding.store.ts'
import { FeedQuery, findRefuses } from './finding.shapes.ts'

const ENTRIES = 30
/** Readers ask again and again; five minutes late is soon enough. */
const CACHED_SECONDS = 300

export function feedRoutes(app: App, { reader, clock, config }: Doors): void {
  app.route({
    method: 'GET',
    url: '/project-feed',
    config: { audience: 'public', refuses: findRefuses, limit: { max: 120, seconds: 60 } },
    schema: {
      operationId: 'getProjectFeed',
      tags: ['projects'],
      produces: ['application/atom+xml'],
      querystring: FeedQuery,
      response: { 200: Type.String(), 304: Type.Null() },
    },
    handler: async (request, reply) => {
      const { region: code, lang = 'zh-CN', ...asked } = request.query
      const region = code === undefined ? null : await findRegion(reader, code)
      if (region === undefined) throw new Refusal('region_not_found')
      const now = clock()
      const finding = {
        ...asked,
        regionPath: region?.path,
        window: { from: now, to: null },
        isDay: false,
        fits: null,
        near: null,
        sort: 'new' as const,
      }
      const [site, page] = await Promise.all([
        findSite(reader),
        findProjects(reader, finding, { limit: ENTRIES }, now),
      ])
      const query = request.url.split('?')[1] ?? ''
      const origin = originOf(config.publicUrl, request)
      const entries = page.items.map((one) => ({ ...one, publishedAt: new Date(one.key) }))
      const text = feedText({
        lang,
        siteName: (lang === 'en' ? site?.nameEn : site?.nameZh) ?? '',
        origin,
        query,
        entries,
      })
      const etag = `"${createHash('sha256').update(text).digest('base64url').slice(0, 27)}"`
      void reply.header('etag', etag)
      keepForAll(reply, config.publicUrl, CACHED_SECONDS)
      if (request.headers['if-none-match']?.split(/,\s*/).includes(etag) === true)
        return reply.code(304).send(null)
      return reply.header('content-type', 'application/atom+xml; charset=utf-8').send(text)
    },
  })
}
