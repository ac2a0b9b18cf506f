// What follows a finished sign-in: the device gets its key for "my code", and the person goes where they wanted to.
import { useRoute, useRouter } from 'vue-router'
import { useStore } from '../../api/store'
import { ensureDeviceKey } from '../../features/card/device-key'
import { useSession, type Session } from '../../session/session'
import { safeNext } from './next'

/** Nobody waits longer at the door of the site for a key that can still be made when the code is opened. */
const KEY_PATIENCE_MS = 2_500

/** Whose application is not through sees its state, unless another hat opens a door. */
export function landingOf(session: Pick<Session, 'me' | 'home'>): string {
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
    await router.replace(safeNext(route.query['next']) ?? landingOf(session))
  }
}
