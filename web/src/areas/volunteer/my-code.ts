// The state of "my code": what the device holds is shown first, then brought up to date where there is a network.
import { onBeforeUnmount, onMounted, reactive, ref } from 'vue'
import { call } from '../../api/client'
import { useStore } from '../../api/store'
import { alignWithServer, CLOCK_TOLERANCE_MS, deviceNow } from '../../features/card/clock'
import { currentCode, currentDeviceKey, ensureDeviceKey, shortCode } from '../../features/card/device-key'
import { keepCard, readKeptCard, type KeptCard } from '../../features/card/kept-card'
import { useSession } from '../../session/session'
import { todaysShift } from './shift'

const TICK_MS = 1_000
const FOLLOW_MS = 6_000

export interface MyCode {
  text: string | null
  digits: string | null
  seconds: number
  card: KeptCard | null
  /** Why there is no code: the reason's code, 'signed_out', or null while it is being found out. */
  trouble: string | null
  /** The watch was put back since this device last heard from the server. */
  isClockDoubtful: boolean
  isSignedOut: boolean
}

export function useMyCode() {
  const store = useStore()
  const session = useSession()
  const state = reactive<MyCode>({ text: null, digits: null, seconds: 0, card: null, trouble: null, isClockDoubtful: false, isSignedOut: false })
  const settingUp = ref(false)
  let nextAt = 0
  let skew = 0
  let timers: ReturnType<typeof setInterval>[] = []

  async function show(): Promise<boolean> {
    const now = deviceNow()
    const [code, digits] = [await currentCode(now), await shortCode(now)]
    if (code === null) return false
    Object.assign(state, { text: code.text, digits, trouble: null })
    nextAt = now + code.leftMs
    tick()
    return true
  }
  function tick(): void {
    if (state.text === null) return
    const left = nextAt - deviceNow()
    state.seconds = Math.min(30, Math.max(0, Math.ceil(left / 1000)))
    // A jump of the watch leaves more than a whole step; then the code on show is wrong, too.
    if (left <= 0 || left > 31_000) void show()
  }
  async function showKept(): Promise<void> {
    const [card, key] = [await readKeptCard(), await currentDeviceKey()]
    skew = key?.skewMs ?? 0
    if (card !== undefined && (key === undefined || key.volunteerId === card.volunteerId)) state.card = card
    state.isClockDoubtful = card !== undefined && key !== undefined && deviceNow() + skew < card.seenAt - CLOCK_TOLERANCE_MS
    await show()
  }
  /** The key of whoever is signed in now; an older one of somebody else gives way. */
  async function setUp(renew = false): Promise<void> {
    await session.ready()
    if (session.me === null) {
      if (state.text === null) state.trouble = 'offline'
      return
    }
    const self = session.me.volunteer
    if (self === null || self.status !== 'verified') {
      state.isSignedOut = self === null
      if (state.text === null) state.trouble = self === null ? 'signed_out' : 'not_verified'
      return
    }
    settingUp.value = true
    const made = await ensureDeviceKey(self.volunteerId, store.transport, { renew })
    settingUp.value = false
    if (made.ok) await show()
    else Object.assign(state, { text: null, digits: null, trouble: made.code })
    await follow()
  }
  async function follow(): Promise<void> {
    const self = session.me?.volunteer
    if (self?.status !== 'verified' || self.volunteerNumber === null || !navigator.onLine) return
    const { transport } = store
    const [card, signUps] = await Promise.all([
      state.card === null || state.card.volunteerId !== self.volunteerId ? call(transport, 'getMyCard', {}) : null,
      call(transport, 'listMySignUps', { query: { when: 'upcoming' } }),
    ])
    if (!signUps.ok) return
    const now = deviceNow() + skew
    const next = todaysShift(signUps.data.items, now)
    const kept: KeptCard = {
      volunteerId: self.volunteerId,
      name: self.name,
      volunteerNumber: self.volunteerNumber,
      star: card?.ok === true ? card.data.star : (state.card?.star ?? 0),
      teamName: card?.ok === true ? card.data.teamName : (state.card?.teamName ?? null),
      shift: next === null ? null : { title: next.title, startsAt: next.startsAt, endsAt: next.endsAt, signedInAt: next.signedInAt },
      seenAt: now,
    }
    state.card = kept
    await keepCard(kept)
  }
  async function align(): Promise<void> {
    const found = await alignWithServer(store.transport)
    if (found === null) return
    skew = found
    state.isClockDoubtful = false
    await show()
  }
  onMounted(async () => {
    timers = [setInterval(tick, TICK_MS), setInterval(() => void (document.visibilityState === 'visible' && follow()), FOLLOW_MS)]
    await showKept()
    void setUp().then(align)
  })
  onBeforeUnmount(() => timers.forEach(clearInterval))
  return { state, settingUp, setUp, align }
}
