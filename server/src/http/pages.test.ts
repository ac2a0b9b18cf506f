import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { registerPages } from './pages.ts'

/** A renderer as small as can be: it shows what it was given and what it could read. */
const RENDERER = `export async function render(request) {
  const site = await request.load('/api/v1/site')
  const lost = request.url.startsWith('/lost')
  return {
    status: lost ? 404 : 200,
    headers: { 'content-type': 'text/html; charset=utf-8', 'set-cookie': ['lang=en'] },
    html: request.template.replace('<!--app-->', [request.url, request.origin, site.status, site.body.seen].join(' ')),
  }
}`

async function appOver(webRoot: string, origin: string | null = null): Promise<FastifyInstance> {
  const app = Fastify()
  app.get('/api/v1/site', { config: { audience: 'public' } }, (request) => ({
    seen: request.headers.cookie ?? 'nobody',
  }))
  await registerPages(app, { dev: false, webRoot, origin })
  return app
}

describe('pages', () => {
  let webRoot = ''
  let app: FastifyInstance

  beforeAll(async () => {
    webRoot = await mkdtemp(path.join(tmpdir(), 'pages-'))
    const put = async (name: string, text: string) => {
      const file = path.join(webRoot, 'dist', name)
      await mkdir(path.dirname(file), { recursive: true })
      await writeFile(file, text)
    }
    await put('client/index.html', '<p><!--app--></p>')
    await put('client/.vite/ssr-manifest.json', '{}')
    await put('client/assets/index-abc.js', 'let one = 1\n')
    await put('client/assets/index-abc.js.br', 'squeezed')
    await put('client/sw.js', 'let two = 2\n')
    await put('server/package.json', '{"type":"module"}')
    await put('server/entry-server.js', RENDERER)
    app = await appOver(webRoot)
  })
  afterAll(async () => {
    await app.close()
    await rm(webRoot, { recursive: true })
  })

  test('renders a page with what the API answers this visitor', async () => {
    const page = await app.inject({
      url: '/projects/1?x=1',
      headers: { cookie: 'zy_session=s', host: 'site.example' },
    })
    expect(page.statusCode).toBe(200)
    expect(page.body).toBe('<p>/projects/1?x=1 http://site.example 200 zy_session=s</p>')
    expect(page.headers['set-cookie']).toEqual(['lang=en'])
    expect((await app.inject({ url: '/' })).body).toContain('200 nobody')
  })

  test('keeps to the address it is told, whatever the request says', async () => {
    const told = await appOver(webRoot, 'https://told.example')
    expect((await told.inject({ url: '/', headers: { host: 'evil.example' } })).body).toContain(
      ' https://told.example ',
    )
    await told.close()
  })

  test('passes the status of an unknown page on', async () => {
    expect((await app.inject({ url: '/lost' })).statusCode).toBe(404)
  })

  test('squeezes pages for those who can take it', async () => {
    const page = await app.inject({ url: '/', headers: { 'accept-encoding': 'gzip, br' } })
    expect(page.headers['content-encoding']).toBe('br')
    expect(brotliDecompressSync(page.rawPayload).toString()).toContain('<p>/ ')
    expect(page.headers['vary']).toContain('accept-encoding')
  })

  test('hashed files are kept for good and come squeezed; the service worker is asked for again each time', async () => {
    const file = await app.inject({ url: '/assets/index-abc.js' })
    expect(file.headers['cache-control']).toBe('public, max-age=31536000, immutable')
    const squeezed = await app.inject({ url: '/assets/index-abc.js', headers: { 'accept-encoding': 'br' } })
    expect([squeezed.headers['content-encoding'], squeezed.body]).toEqual(['br', 'squeezed'])
    expect((await app.inject({ url: '/sw.js' })).headers['cache-control']).toBe('public, max-age=0')
  })

  test.each([
    '/assets/gone.js',
    '/gone.png',
    '/api/v1/nothing',
    '/.vite/ssr-manifest.json',
    '/index.html',
    '/assets/%2e%2e/index.html',
  ])('%s is not found, and is no page', async (url) => {
    const answer = await app.inject({ url })
    expect(answer.statusCode).toBe(404)
    expect(answer.headers['content-type']).toContain('application/json')
  })

  test('only those who take pages get one', async () => {
    expect((await app.inject({ url: '/projects', headers: { accept: 'application/json' } })).statusCode).toBe(
      404,
    )
  })

  test('says what to do when nothing is built', async () => {
    const bare = await appOver(path.join(webRoot, 'nowhere'))
    const answer = await bare.inject({ url: '/' })
    expect([answer.statusCode, answer.body]).toEqual([503, 'The pages are not built: run `npm run build`.\n'])
    await bare.close()
  })
})
