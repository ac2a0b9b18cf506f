// The code on show and its half minute. Made by this device alone.
import { reactive } from 'vue'
import { deviceNow } from '../../features/card/clock'
import { currentCode, shortCode } from '../../features/card/device-key'
import { useEvery } from './every'

const TICK_MS = 1_000
const STEP_MS = 30_000

export interface ShownCode {
  readonly text: string | null
  readonly digits: string | null
  readonly seconds: number
  /** False when this device has no key. */
  show: () => Promise<boolean>
  hide: () => void
}

export function useShownCode(): ShownCode {
  const state = reactive({ text: null as string | null, digits: null as string | null, seconds: 0 })
  let nextAt = 0

  async function show(): Promise<boolean> {
    const now = deviceNow()
    const [code, digits] = await Promise.all([currentCode(now), shortCode(now)])
    if (code === null) return false
    Object.assign(state, { text: code.text, digits })
    nextAt = now + code.leftMs
    tick()
    return true
  }
  function tick(): void {
    if (state.text === null) return
    const left = nextAt - deviceNow()
    state.seconds = Math.min(STEP_MS / 1000, Math.max(0, Math.ceil(left / 1000)))
    // A jump of the watch leaves more than a whole step; then the code on show is wrong, too.
    if (left <= 0 || left > STEP_MS + TICK_MS) void show()
  }
  useEvery(TICK_MS, tick)
  return Object.assign(state, { show, hide: () => Object.assign(state, { text: null, digits: null }) })
}
