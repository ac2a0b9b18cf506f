/** The web: hashed files with a long life, and every other page rendered from the built app, which reads the API in-process. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import fastifyStatic from '@fastify/static'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { originOf } from './origin.ts'

export interface PagesOptions {
  dev: boolean
  /** The web workspace: `dist/` below it in production, its sources in dev. */
  webRoot: string
  /** The address people type; read from the request when not set. */
  origin: string | null
}

interface Rendered {
  status: number
  headers: Record<string, string | string[]>
  html: string
  failure?: unknown
}
interface Site {
  template: string
  manifest: Readonly<Record<string, readonly string[]>>
  render: (request: Record<string, unknown>) => Promise<Rendered>
}
type SiteFor = (url: string) => Promise<Site>

const YEAR_MS = 31_536_000_000
const brotli = promisify(brotliCompress)
const deflate = promisify(gzip)

/** Read once, and again after a failure, so that a build finished later is found. */
function builtSite(webRoot: string): SiteFor {
  const dist = path.join(webRoot, 'dist')
  let site: Promise<Site> | null = null
  async function read(): Promise<Site> {
    const template = await readFile(path.join(dist, 'client/index.html'), 'utf8')
    const manifest = await readFile(path.join(dist, 'client/.vite/ssr-manifest.json'), 'utf8')
    const entry = (await import(pathToFileURL(path.join(dist, 'server/entry-server.js')).href)) as Pick<
      Site,
      'render'
    >
    return { template, manifest: JSON.parse(manifest) as Site['manifest'], render: entry.render }
  }
  return async () => {
    site ??= read()
    return site.catch((error: unknown) => {
      site = null
      throw error
    })
  }
}

/** Sources are transformed as they are asked for; a changed file shows at once. */
async function liveSite(app: FastifyInstance, webRoot: string): Promise<SiteFor> {
  const { createServer } = await import('vite')
  const vite = await createServer({
    root: webRoot,
    configFile: path.join(webRoot, 'vite.config.ts'),
    server: { middlewareMode: true },
    appType: 'custom',
  })
  app.addHook('onClose', () => vite.close())
  app.addHook('onRequest', (request, reply, done) => {
    if (isForApi(request.url)) done()
    else vite.middlewares(request.raw, reply.raw, () => done())
  })
  return async (url) => {
    const source = await readFile(path.join(webRoot, 'index.html'), 'utf8')
    const template = await vite.transformIndexHtml(url, source)
    const entry = (await vite.ssrLoadModule('/src/entry-server.ts')) as Pick<Site, 'render'>
    return { template, manifest: {}, render: entry.render }
  }
}

const isForApi = (url: string): boolean => /^\/(api|healthz|readyz|metrics)(\/|\?|$)/.test(url)
/** What the build keeps for the renderer lies beside the public files, and is nobody's page. */
const isOfTheBuild = (pathname: string): boolean => pathname === '/index.html' || pathname.includes('/.')
const looksLikeFile = (pathname: string): boolean => /\.[a-z0-9]+$/i.test(pathname)
const acceptsPages = (request: FastifyRequest): boolean =>
  /text\/html|\*\/\*/.test(request.headers.accept ?? '*/*')

async function send(request: FastifyRequest, reply: FastifyReply, html: string): Promise<FastifyReply> {
  const accepted = request.headers['accept-encoding']?.toString() ?? ''
  void reply.header('vary', 'cookie, accept-encoding')
  if (/\bbr\b/.test(accepted)) {
    const params = { [constants.BROTLI_PARAM_QUALITY]: 4 }
    return reply.header('content-encoding', 'br').send(await brotli(html, { params }))
  }
  if (/\bgzip\b/.test(accepted)) return reply.header('content-encoding', 'gzip').send(await deflate(html))
  return reply.send(html)
}

export async function registerPages(app: FastifyInstance, options: PagesOptions): Promise<void> {
  const client = path.join(options.webRoot, 'dist/client')
  await app.register(fastifyStatic, {
    root: client,
    serve: false,
    preCompressed: true,
    suppressWarning: true,
  })
  const siteFor = options.dev ? await liveSite(app, options.webRoot) : builtSite(options.webRoot)

  function loaderFor(request: FastifyRequest) {
    const { cookie } = request.headers
    return async (url: string) => {
      const answer = await app.inject({
        method: 'GET',
        url,
        remoteAddress: request.ip,
        headers: { accept: 'application/json', ...(cookie === undefined ? {} : { cookie }) },
      })
      return { status: answer.statusCode, body: answer.body === '' ? undefined : answer.json<unknown>() }
    }
  }

  async function sendPage(request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
    const site = await siteFor(request.url).catch((error: unknown) => {
      request.log.error(error)
      return null
    })
    if (site === null)
      return reply.code(503).type('text/plain').send('The pages are not built: run `npm run build`.\n')
    const { template, manifest, render } = site
    const page = await render({
      url: request.url,
      cookie: request.headers.cookie ?? '',
      origin: originOf(options.origin, request),
      template,
      manifest,
      load: loaderFor(request),
    })
    if (page.failure !== undefined) request.log.error(page.failure)
    void reply.code(page.status).headers(page.headers)
    // The development client puts styles and a script into the page, which the policy of a real site forbids.
    if (options.dev) void reply.removeHeader('content-security-policy')
    return send(request, reply, page.html)
  }

  app.get('/assets/*', { config: { audience: 'public' } }, (request, reply) =>
    reply.sendFile(pathnameOf(request).slice(1), { maxAge: YEAR_MS, immutable: true }),
  )
  app.get('/*', { config: { audience: 'public' } }, (request, reply) => {
    const pathname = pathnameOf(request)
    if (isForApi(request.url) || isOfTheBuild(pathname)) return reply.callNotFound()
    // The service worker and the icons are asked for again each time, for their names do not change.
    if (looksLikeFile(pathname)) return reply.sendFile(pathname.slice(1), { maxAge: 0 })
    return acceptsPages(request) ? sendPage(request, reply) : reply.callNotFound()
  })
}

function pathnameOf(request: FastifyRequest): string {
  const [pathname = '/'] = request.url.split('?', 1)
  try {
    return decodeURIComponent(pathname)
  } catch {
    return '/'
  }
}
