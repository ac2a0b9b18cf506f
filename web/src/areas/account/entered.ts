// What follows a finished sign-in: the device gets its key for "my code", and the person goes where they wanted to.
import { useRoute, useRouter } from 'vue-router'
import { useStore } from '../../api/store'
import { ensureDeviceKey } from '../../features/card/device-key'
import { useSession, type Session } from '../../session/session'
import { safeNext } from './next'

/** Nobody waits longer at the door of the site for a key that can still be made when the code is opened. */
const KEY_PATIENCE_MS = 2_500

/** Staff who have yet to prove themselves do so first; an applicant sees the state of the application. */
export function landingOf(session: Pick<Session, 'me' | 'home' | 'owesSecondFactor'>): string {
  if (session.owesSecondFactor) return '/second-factor'
  const status = session.me?.volunteer?.status
  const home = session.home()
  if (home === '/my' && status !== 'verified') return '/application'
  return home ?? '/'
}

export function useEntered(): () => Promise<void> {
  const session = useSession()
  const store = useStore()
  const route = useRoute()
  const router = useRouter()

  async function enrolDevice(): Promise<void> {
    const volunteer = session.me?.volunteer
    if (volunteer?.status !== 'verified') return
    const patience = new Promise((resolve) => setTimeout(resolve, KEY_PATIENCE_MS))
    await Promise.race([ensureDeviceKey(volunteer.volunteerId, store.transport, { renew: true }), patience])
  }
  return async () => {
    await session.refresh()
    await enrolDevice()
    const next = safeNext(route.query['next'])
    if (session.owesSecondFactor)
      await router.replace({ path: '/second-factor', query: next === null ? {} : { next } })
    else await router.replace(next ?? landingOf(session))
  }
}
