// Joins the areas; the one file that knows them all. The three areas behind a sign-in arrive as chunks of their own.
import { createRouter, type Router, type RouteRecordRaw, type RouterHistory } from 'vue-router'
import { routes as account } from './areas/account/routes'
import { routes as portal } from './areas/portal/routes'
import type { CatalogueName, I18n } from './lib/i18n'
import { keepScroll } from './lib/scroll'
import type { Area, Session } from './session/session'
import AreaLoading from './ui/AreaLoading.vue'

declare module 'vue-router' {
  interface RouteMeta {
    /** Catalogues the page reads; gathered from all matched records. */
    texts?: readonly CatalogueName[]
    /** Who may enter; a guest is sent to sign in. */
    hat?: Area
    /** Not rendered on the server: the browser loads this area. */
    shell?: Area
    /** The page has the screen to itself: no tabs, no rail. */
    bare?: boolean
    /** The device holds what the page needs: it opens at once and asks by itself who is signed in. */
    kept?: boolean
  }
}

interface LazyArea {
  path: string
  load: () => Promise<{ routes: RouteRecordRaw[] }>
}
const lazyAreas: Record<Area, LazyArea> = {
  volunteer: { path: '/my', load: () => import('./areas/volunteer/routes') },
  team: { path: '/team', load: () => import('./areas/team/routes') },
  authority: { path: '/admin', load: () => import('./areas/authority/routes') },
}
const AREAS = Object.keys(lazyAreas) as Area[]
const placeholderOf = (area: Area): RouteRecordRaw => ({
  path: `${lazyAreas[area].path}/:rest(.*)*`,
  name: `placeholder-${area}`,
  component: AreaLoading,
  meta: { shell: area, hat: area },
})

async function openArea(router: Router, area: Area): Promise<void> {
  const { routes } = await lazyAreas[area].load()
  router.removeRoute(`placeholder-${area}`)
  for (const route of routes) router.addRoute(route)
}

/** After a new release the old chunks are gone; one full load of the page brings the new ones. */
function reloadOnLostChunk(router: Router): void {
  router.onError((error: unknown, to) => {
    const lost =
      error instanceof Error && /dynamically imported module|module script|preload CSS/i.test(error.message)
    const mark = `reloaded ${to.fullPath}`
    if (!lost || sessionStorage.getItem('reload') === mark) return
    sessionStorage.setItem('reload', mark)
    location.assign(to.fullPath)
  })
}

/** `?shell` asks for the page of nobody, which a device keeps for the time without network. */
export const isBareShell = (query: object): boolean => import.meta.env.SSR && 'shell' in query

export function createAppRouter(history: RouterHistory, session: Session, i18n: I18n): Router {
  const router = createRouter({
    history,
    routes: [...portal, ...account, ...AREAS.map(placeholderOf)],
  })
  router.beforeEach(async (to) => {
    const { hat } = to.meta
    if (hat === undefined || isBareShell(to.query) || (to.meta.kept === true && !import.meta.env.SSR))
      return true
    await session.ready()
    if (session.opens(hat)) return true
    if (session.owesSecondFactor && hat !== 'volunteer')
      return { path: '/second-factor', query: { next: to.fullPath } }
    // Without a network nobody can be asked; the page then shows what the device holds.
    if (session.me === null && !import.meta.env.SSR) return true
    return session.home() ?? { path: '/signin', query: { next: to.fullPath } }
  })
  if (!import.meta.env.SSR) {
    router.beforeEach(async (to) => {
      const { shell } = to.meta
      if (shell === undefined || !router.hasRoute(`placeholder-${shell}`)) return true
      await openArea(router, shell)
      return { path: to.path, query: to.query, hash: to.hash, replace: true }
    })
    reloadOnLostChunk(router)
    keepScroll(router)
  }
  router.beforeResolve(async (to) => {
    await i18n.load(['common', ...to.matched.flatMap((record) => record.meta.texts ?? [])])
  })
  return router
}
