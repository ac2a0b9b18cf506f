// What the screen of the door shows: being checked, the verdict, or that it is kept for later; and who came before.
import { shallowReactive } from 'vue'
import type { ScanResult } from './scan-queue'
import type { Scan } from './scan-store'
import type { Sound } from './tones'

export interface Seen {
  readonly scan: Scan
  readonly result: ScanResult | null
  readonly isUndone: boolean
}
export type Face = 'idle' | 'checking' | 'yes' | 'kept' | 'no'

const SHOWN_MS = 1_500
/** So long somebody at a gate waits for an answer; afterwards the scan is promised. */
const PATIENCE_MS = 2_500
const RECENT = 30

export function faceOf({ result }: Seen): Exclude<Face, 'idle' | 'checking'> {
  if (result === null) return 'kept'
  if (result.verdict !== 'refused') return 'yes'
  // Somebody who came a moment ago is here; that is no reason for a red screen.
  return result.reason === 'too_soon' ? 'kept' : 'no'
}

interface ScreenState {
  face: Face
  shown: Seen | null
  recent: readonly Seen[]
}

export function createScreen(sound: (which: Sound) => void) {
  const state = shallowReactive<ScreenState>({ face: 'idle', shown: null, recent: [] })
  let timer: ReturnType<typeof setTimeout> | undefined

  function dismiss(): void {
    clearTimeout(timer)
    state.face = 'idle'
  }
  function show(seen: Seen): void {
    clearTimeout(timer)
    const face = faceOf(seen)
    Object.assign(state, { face, shown: seen })
    sound(face)
    if (face !== 'no') timer = setTimeout(dismiss, SHOWN_MS)
  }
  function note(seen: Seen): void {
    const others = state.recent.filter(({ scan }) => scan.scanId !== seen.scan.scanId)
    state.recent = [seen, ...others]
      .sort((a, b) => b.scan.scannedAt.localeCompare(a.scan.scannedAt))
      .slice(0, RECENT)
  }
  return {
    state,
    dismiss,
    note,
    /** A scan that has just been made. Where no answer can come, it is promised at once. */
    check(scan: Scan, canAnswer: boolean): void {
      const seen = { scan, result: null, isUndone: false }
      clearTimeout(timer)
      note(seen)
      if (!canAnswer) return show(seen)
      Object.assign(state, { face: 'checking', shown: seen })
      timer = setTimeout(() => show(seen), PATIENCE_MS)
    },
    answer(result: ScanResult, scan: Scan): void {
      const seen = { scan, result, isUndone: false }
      note(seen)
      const isAwaited = state.face === 'checking' && state.shown?.scan.scanId === scan.scanId
      // A promise that turns out wrong must not pass unseen.
      if (isAwaited || (faceOf(seen) === 'no' && state.face !== 'checking')) show(seen)
    },
    stop: (): void => clearTimeout(timer),
  }
}
