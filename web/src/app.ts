// Puts one app together, for one request on the server or once in the browser.
import { createApp, createSSRApp, type App } from 'vue'
import type { Router, RouterHistory } from 'vue-router'
import type { Transport } from './api/client'
import { createStore, provideStore, type Store, type StoreState } from './api/store'
import AppRoot from './AppRoot.vue'
import { createI18n, provideI18n, type I18n, type Lang } from './lib/i18n'
import { provideNow } from './lib/now'
import { createAppRouter } from './router'
import { createSession, provideSession, type Session } from './session/session'
import './ui/tokens.css'
import './ui/base.css'
// Every page has icons, and a plain module's own styles would not be linked in a page rendered on the server.
import './ui/icon.css'

export interface AppInput {
  /** Whether the markup is there already (or is being made). */
  rendered: boolean
  lang: Lang
  now: number
  transport: Transport
  state?: StoreState
  history: RouterHistory
}
export interface Made {
  app: App
  router: Router
  store: Store
  session: Session
  i18n: I18n
}

/** What the renderer leaves in the page for the browser. */
export interface Handed {
  lang: Lang
  now: number
  queries: StoreState
}

export function makeApp(input: AppInput): Made {
  const app = input.rendered ? createSSRApp(AppRoot) : createApp(AppRoot)
  const i18n = createI18n(input.lang)
  const store = createStore(input.transport, input.state)
  const session = createSession(store)
  const router = createAppRouter(input.history, session, i18n)
  provideI18n(app, i18n)
  provideStore(app, store)
  provideSession(app, session)
  provideNow(app, input.now)
  app.use(router)
  return { app, router, store, session, i18n }
}
