// Who is signed in, and which doors are open to them.
import { computed, inject, reactive, watch, type App, type InjectionKey } from 'vue'
import { call } from '../api/client'
import type { Store } from '../api/store'
import type { Output } from '../api/types'
import { keepDemo, wasDemo } from '../lib/kept-demo'

export type Me = Output<'getMe'>
export type Hat = Me['hats'][number]
export type TeamHat = Extract<Hat, { hat: 'team' }>
export type AuthorityHat = Extract<Hat, { hat: 'authority' }>
/** The three areas behind a sign-in. */
export type Area = 'volunteer' | 'team' | 'authority'

export interface Session {
  readonly me: Me | null
  readonly signedIn: boolean
  readonly name: string
  readonly hats: readonly Hat[]
  readonly teams: readonly TeamHat[]
  readonly demo: boolean
  /** Holds roles that do not count until the second factor is set up or entered. */
  readonly owesSecondFactor: boolean
  readonly unread: number
  /** Resolves when it is known who is asking; asks at most once. */
  ready: () => Promise<void>
  refresh: () => Promise<void>
  opens: (area: Area) => boolean
  /** The page a person lands on after signing in; null for a guest. */
  home: () => string | null
  /** Ends the session here and on the server, and forgets what was read and the key of "my code". */
  leave: () => Promise<void>
}

const opensFor = (me: Me | null, area: Area): boolean => {
  if (me === null || me.account === null) return false
  switch (area) {
    // An applicant may enter too, and sees the state of the application.
    case 'volunteer':
      return me.volunteer !== null
    case 'team':
      return me.hats.some(({ hat }) => hat === 'team')
    case 'authority':
      return me.hats.some(({ hat }) => hat === 'authority' || hat === 'platform')
  }
}

export function createSession(store: Store): Session {
  const entry = store.entry('getMe', {})
  entry.users++
  const me = computed(() => entry.data ?? null)
  const keptDemo = !import.meta.env.SSR && wasDemo()
  if (!import.meta.env.SSR) watch(me, (now) => now !== null && keepDemo(now.isDemo), { immediate: true })
  const opens = (area: Area) => opensFor(me.value, area)
  const refresh = () => store.fetch(entry as never)
  const state = reactive({
    me,
    signedIn: computed(() => me.value?.account != null),
    name: computed(() => me.value?.volunteer?.name ?? me.value?.account?.displayName ?? ''),
    hats: computed(() => me.value?.hats ?? []),
    teams: computed(() => (me.value?.hats ?? []).filter((hat): hat is TeamHat => hat.hat === 'team')),
    demo: computed(() => me.value?.isDemo ?? keptDemo),
    owesSecondFactor: computed(() =>
      ['to_set_up', 'to_enter'].includes(me.value?.account?.secondFactor ?? ''),
    ),
    unread: computed(() => me.value?.unreadNotices ?? 0),
    refresh,
    ready: async () => {
      if (entry.at === 0) await refresh()
    },
    opens,
    home: () => (opens('authority') ? '/admin' : opens('team') ? '/team' : opens('volunteer') ? '/my' : null),
    leave: async () => {
      const { forgetCard } = await import('../features/card/kept-card')
      await Promise.all([call(store.transport, 'signOut', {}), forgetCard()])
      navigator.serviceWorker?.controller?.postMessage({ kind: 'forget' })
      location.assign('/')
    },
  })
  return state
}

const SESSION: InjectionKey<Session> = Symbol.for('zhiyuan.session')

export function provideSession(app: App, session: Session): void {
  app.provide(SESSION, session)
}

export function useSession(): Session {
  const session = inject(SESSION)
  if (session === undefined) throw new Error('useSession needs provideSession on the app')
  return session
}
