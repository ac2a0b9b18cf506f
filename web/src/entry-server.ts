// Start on the server: one request in, one document out.
import { renderToString } from 'vue/server-renderer'
import { createMemoryHistory, type RouteLocationNormalizedLoaded } from 'vue-router'
import { call, type Transport } from './api/client'
import { keyOf } from './api/store'
import { makeApp, type Made } from './app'
import { documentOf, type Manifest } from './document'
import { readCookie } from './lib/cookies'
import { langOf, nameIn, type CatalogueName } from './lib/i18n'
import type { PageContext, PageHead } from './lib/page'
import { isBareShell } from './router'
import type { Area } from './session/session'

export interface RenderRequest {
  /** Path and query. */
  url: string
  cookie: string
  /** As the visitor sees the site, without a slash at the end. */
  origin: string
  template: string
  manifest: Manifest
  /** An in-process GET of the API with the visitor's cookie. */
  load: (path: string) => Promise<{ status: number; body: unknown }>
}
export interface Rendered {
  status: number
  headers: Record<string, string | string[]>
  html: string
  /** What went wrong while rendering, for the log. */
  failure?: unknown
}
interface SsrContext extends PageContext {
  modules?: Set<string>
}

const YEAR = 31_536_000

/** `?lang=` and `?text=` are links that work without script; each leaves a cookie behind. */
function choicesOf(request: RenderRequest) {
  const query = new URL(request.url, request.origin).searchParams
  const wantsLang = query.get('lang')
  const wantsText = query.get('text')
  const cookies: string[] = []
  if (wantsLang !== null) cookies.push(`lang=${langOf(wantsLang)}; Path=/; Max-Age=${YEAR}; SameSite=Lax`)
  if (wantsText !== null)
    cookies.push(`text=${wantsText === 'large' ? 'large' : 'normal'}; Path=/; Max-Age=${YEAR}; SameSite=Lax`)
  return {
    lang: langOf(wantsLang ?? readCookie(request.cookie, 'lang')),
    isLarge: (wantsText ?? readCookie(request.cookie, 'text')) === 'large',
    cookies,
  }
}

interface Page {
  /** Null leaves the page to the browser: an area of its own, or a page that could not be rendered here. */
  app: string | null
  head: PageHead
  failure?: unknown
}

async function pageOf(made: Made, context: SsrContext): Promise<Page> {
  const { app, router, i18n } = made
  if (router.currentRoute.value.meta.shell !== undefined)
    return { app: null, head: { title: '', robots: 'noindex' } }
  try {
    const html = await renderToString(app, context)
    return { app: html, head: context.head?.() ?? { title: i18n.t('common.untitled') } }
  } catch (failure) {
    return { app: null, head: { title: '', status: 500, robots: 'noindex' }, failure }
  }
}

const frameOf: Record<Area, string> = {
  volunteer: 'VolunteerFrame.vue',
  team: 'TeamFrame.vue',
  authority: 'AuthorityFrame.vue',
}

function modulesOf(context: SsrContext, made: Made, route: RouteLocationNormalizedLoaded): string[] {
  const names: CatalogueName[] = ['common', ...route.matched.flatMap((record) => record.meta.texts ?? [])]
  const { shell } = route.meta
  // The browser will want the frame of the area at once.
  const frame =
    shell === undefined ? [] : [`src/areas/${shell}/routes.ts`, `src/areas/${shell}/${frameOf[shell]}`]
  return [
    ...(context.modules ?? []),
    ...frame,
    ...names.map((name) => `src/locales/${made.i18n.lang}/${name}.json`),
  ]
}

export async function render(request: RenderRequest): Promise<Rendered> {
  const { lang, isLarge, cookies } = choicesOf(request)
  const transport: Transport = (ask) => request.load(ask.path)
  // The site comes first: its clock is the page's clock, in the first render of both sides.
  const site = await call(transport, 'getSite', {})
  const now = site.ok ? Date.parse(site.data.now) : performance.timeOrigin + performance.now()
  const state = site.ok ? { [keyOf('getSite', {})]: site.data } : {}
  const made = makeApp({ rendered: true, lang, now, transport, state, history: createMemoryHistory() })
  const { router, store, session } = made
  store.entry('getSite', {})
  await Promise.all([session.ready(), router.push(request.url)])
  await router.isReady()
  const route = router.currentRoute.value
  const headers: Rendered['headers'] = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'private, no-cache',
    vary: 'cookie',
    ...(cookies.length > 0 ? { 'set-cookie': cookies } : {}),
  }
  if (route.redirectedFrom !== undefined)
    return { status: 302, headers: { ...headers, location: route.fullPath }, html: '' }
  const context: SsrContext = {}
  const { app, head, failure } = await pageOf(made, context)
  const html = documentOf({
    ...request,
    lang,
    isLarge,
    app,
    head,
    needsScript: made.i18n.t('common.needs_script'),
    siteName: (site.ok ? nameIn(site.data.name, lang) : null) ?? made.i18n.t('common.product'),
    path: route.path,
    modules: modulesOf(context, made, route),
    handed: { lang, now, queries: isBareShell(route.query) ? {} : store.state() },
  })
  return { status: head.status ?? 200, headers, html, failure }
}
