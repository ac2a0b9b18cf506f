// The state of "my code": what the device holds is shown first, then brought up to date where there is a network.
import { onMounted, reactive } from 'vue'
import { call, type Transport } from '../../api/client'
import { useStore } from '../../api/store'
import { alignWithServer, CLOCK_TOLERANCE_MS, deviceNow } from '../../features/card/clock'
import { currentDeviceKey, ensureDeviceKey } from '../../features/card/device-key'
import { keepCard, readKeptCard, type KeptCard } from '../../features/card/kept-card'
import { useSession, type Me } from '../../session/session'
import { useEvery } from './every'
import { todaysShift } from './shift'
import { useShownCode } from './shown-code'

const FOLLOW_MS = 6_000
type Self = NonNullable<Me['volunteer']>

/** What stands beside the code, from the server; null when it could not be asked. */
async function freshCard(
  transport: Transport,
  self: Self,
  before: KeptCard | null,
  now: number,
): Promise<KeptCard | null> {
  if (self.volunteerNumber === null) return null
  const known = before?.volunteerId === self.volunteerId ? before : null
  const [card, signUps] = await Promise.all([
    known === null ? call(transport, 'getMyCard', {}) : null,
    call(transport, 'listMySignUps', { query: { when: 'upcoming' } }),
  ])
  if (!signUps.ok) return null
  const next = todaysShift(signUps.data.items, now)
  return {
    volunteerId: self.volunteerId,
    name: self.name,
    volunteerNumber: self.volunteerNumber,
    star: card?.ok === true ? card.data.star : (known?.star ?? 0),
    teamName: card?.ok === true ? card.data.teamName : (known?.teamName ?? null),
    shift:
      next === null
        ? null
        : { title: next.title, startsAt: next.startsAt, endsAt: next.endsAt, signedInAt: next.signedInAt },
    seenAt: now,
  }
}

/** Where the server was asked, why this person has no code of their own; null when they may have one. */
function whyNoCode(me: Me | null): 'offline' | 'signed_out' | 'not_verified' | null {
  if (me === null) return 'offline'
  if (me.volunteer === null) return 'signed_out'
  return me.volunteer.status === 'verified' ? null : 'not_verified'
}

export function useMyCode() {
  const { transport } = useStore()
  const session = useSession()
  const code = useShownCode()
  const state = reactive({
    card: null as KeptCard | null,
    /** Why there is no code; null while it is being found out. */
    trouble: null as string | null,
    /** The watch was put back since this device last heard from the server. */
    isClockDoubtful: false,
    isSignedOut: false,
    settingUp: false,
  })
  let skew = 0

  async function showKept(): Promise<void> {
    const [card, key] = await Promise.all([readKeptCard(), currentDeviceKey()])
    skew = key?.skewMs ?? 0
    if (card !== undefined && (key === undefined || key.volunteerId === card.volunteerId)) state.card = card
    state.isClockDoubtful =
      card !== undefined && key !== undefined && deviceNow() + skew < card.seenAt - CLOCK_TOLERANCE_MS
    await code.show()
  }
  async function follow(): Promise<void> {
    const self = session.me?.volunteer
    if (self?.status !== 'verified' || !navigator.onLine || document.visibilityState !== 'visible') return
    const card = await freshCard(transport, self, state.card, deviceNow() + skew)
    if (card === null) return
    state.card = card
    await keepCard(card)
  }
  /** The key of whoever is signed in now; an older one of somebody else gives way. */
  async function setUp(): Promise<void> {
    await session.ready()
    const why = whyNoCode(session.me)
    state.isSignedOut = why === 'signed_out'
    state.trouble = why
    const self = session.me?.volunteer
    if (why !== null || self == null) return
    state.settingUp = true
    const made = await ensureDeviceKey(self.volunteerId, transport)
    state.settingUp = false
    if (made.ok) await code.show()
    else {
      state.trouble = made.code
      code.hide()
    }
    await follow()
  }
  async function align(): Promise<void> {
    const found = await alignWithServer(transport)
    if (found === null) return
    skew = found
    state.isClockDoubtful = false
    await code.show()
  }
  onMounted(async () => {
    await showKept()
    await setUp()
    await align()
  })
  useEvery(FOLLOW_MS, () => void follow())
  return { code, state, setUp, align }
}
