// Where a page stood when it was left: going on starts at the top, going back finds the place again.
import { nextTick } from 'vue'
import type { Router } from 'vue-router'

const positionNow = (): number => {
  const { position } = (history.state ?? {}) as { position?: number }
  return position ?? 0
}

export function keepScroll(router: Router): void {
  const places = new Map<number, number>()
  let at = positionNow()
  let isPopped = false
  history.scrollRestoration = 'manual'
  addEventListener('popstate', () => {
    isPopped = true
  })
  // A reload is the browser's own affair.
  addEventListener('pagehide', () => {
    history.scrollRestoration = 'auto'
  })
  router.beforeEach(() => {
    places.set(at, scrollY)
  })
  router.afterEach((to, from) => {
    at = positionNow()
    const goal = isPopped ? places.get(at) : 0
    isPopped = false
    if (from.matched.length === 0 || to.path === from.path || goal === undefined) return
    void nextTick(() => {
      const marked = to.hash === '' ? null : document.getElementById(to.hash.slice(1))
      if (marked !== null && goal === 0) marked.scrollIntoView()
      else scrollTo(0, goal)
    })
  })
}
