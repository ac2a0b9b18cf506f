// What the door says about each scan: first that it is being checked, then the verdict, or that it is kept for later.
import { computed, onBeforeUnmount, onMounted, shallowReactive } from 'vue'
import { useDeed } from '../../../api/deed'
import { useQuery } from '../../../api/query'
import { useStore } from '../../../api/store'
import { newUuid } from '../../../lib/uuid'
import { alignWithServer, deviceNow } from '../../../features/card/clock'
import { createScanQueue, type ScanResult } from './scan-queue'
import type { Scan } from './scan-store'
import { createTones, type Sound } from './tones'

export interface Seen {
  readonly scan: Scan
  readonly result: ScanResult | null
  readonly isUndone: boolean
}
export type Face = 'idle' | 'checking' | 'yes' | 'kept' | 'no'
export type Direction = Scan['direction']

const SHOWN_MS = 1_500
/** So long somebody at a gate waits for an answer; afterwards the scan is promised. */
const PATIENCE_MS = 2_500
/** One phone held up is one scan, though the camera sees its code many times and the code turns over meanwhile. */
const SAME_MS = 10_000
const CODE_CHARACTERS_MAX = 400
const RECENT = 30
const SOUND_KEY = 'zhiyuan.door.sound'

/** The part of a code that stays the same when it turns over: the key of the phone. */
const deviceOf = (code: string) => code.slice(code.indexOf('#') + 1).slice(0, 22)

export function faceOf({ result }: Seen): Face {
  if (result === null) return 'kept'
  if (result.verdict !== 'refused') return 'yes'
  // Somebody who came a moment ago is here; that is no reason for a red screen.
  return result.reason === 'too_soon' ? 'kept' : 'no'
}

export function useDoor(projectId: string) {
  const { transport } = useStore()
  const tones = createTones()
  const undo = useDeed('undoScan', { touches: ['listAttendances', 'listDoorShifts'] })
  const roll = useQuery('listAttendances', () => ({ path: { projectId }, query: { limit: 1 } }))
  const state = shallowReactive({
    face: 'idle' as Face,
    shown: null as Seen | null,
    recent: [] as readonly Seen[],
    counts: null as { expected: number; present: number; left: number } | null,
    direction: 'auto' as Direction,
    isAloud: localStorage.getItem(SOUND_KEY) !== 'off',
  })
  let skew = 0
  let timer: ReturnType<typeof setTimeout> | undefined
  let held = { device: '', at: 0 }

  function show(seen: Seen): void {
    clearTimeout(timer)
    state.face = faceOf(seen)
    state.shown = seen
    tones.sound(state.face as Sound, state.isAloud)
    if (state.face !== 'no') timer = setTimeout(dismiss, SHOWN_MS)
  }
  function dismiss(): void {
    clearTimeout(timer)
    state.face = 'idle'
  }
  function note(seen: Seen): void {
    const others = state.recent.filter(({ scan }) => scan.scanId !== seen.scan.scanId)
    state.recent = [seen, ...others].sort((a, b) => b.scan.scannedAt.localeCompare(a.scan.scannedAt)).slice(0, RECENT)
  }
  const queue = createScanQueue(transport, projectId, {
    counts: (counts) => (state.counts = counts),
    answer: (result, scan) => {
      const seen = { scan, result, isUndone: false }
      note(seen)
      const isAwaited = state.face === 'checking' && state.shown?.scan.scanId === scan.scanId
      // A promise that turns out wrong must not pass unseen.
      if (isAwaited || (faceOf(seen) === 'no' && state.face !== 'checking')) show(seen)
    },
  })
  function take(way: Scan['way'], code: string, direction = state.direction): void {
    const scannedAt = new Date(deviceNow() + skew).toISOString()
    const scan = { scanId: newUuid(), projectId, way, code: code.slice(0, CODE_CHARACTERS_MAX), scannedAt, direction }
    const seen = { scan, result: null, isUndone: false }
    clearTimeout(timer)
    Object.assign(state, { face: 'checking', shown: seen })
    note(seen)
    queue.add(scan)
    if (!navigator.onLine || queue.state.trouble !== null) show(seen)
    else timer = setTimeout(() => show(seen), PATIENCE_MS)
  }
  /** What the camera sees. A red verdict stays until somebody has read it. */
  function see(code: string): void {
    const device = deviceOf(code)
    const now = deviceNow()
    const isSame = device === held.device && now - held.at < SAME_MS
    if (state.face === 'no' || state.face === 'checking' || isSame) return
    held = { device, at: now }
    take('code', code)
  }
  const last = computed(() => state.recent.find(({ result, isUndone }) => !isUndone && result?.verdict !== 'refused') ?? null)
  async function undoLast(): Promise<boolean> {
    const seen = last.value
    if (seen === null) return false
    const { scanId } = seen.scan
    if (!queue.withdraw(scanId)) {
      const answer = await undo.run({ path: { projectId, scanId } })
      if (!answer.ok) return false
    }
    note({ ...seen, isUndone: true })
    held = { device: '', at: 0 }
    dismiss()
    await roll.refetch()
    state.counts = null
    return true
  }
  const online = () => queue.hurry()
  onMounted(async () => {
    addEventListener('online', online)
    addEventListener('pointerdown', tones.wake)
    skew = (await alignWithServer(transport)) ?? 0
    await queue.start()
  })
  onBeforeUnmount(() => {
    removeEventListener('online', online)
    removeEventListener('pointerdown', tones.wake)
    clearTimeout(timer)
    queue.stop()
    tones.close()
  })
  return {
    state,
    queue: queue.state,
    undo,
    last,
    counts: computed(() => state.counts ?? roll.data?.counts ?? null),
    see,
    take,
    dismiss,
    undoLast,
    setDirection(direction: Direction): void {
      state.direction = direction
    },
    setAloud(aloud: boolean): void {
      state.isAloud = aloud
      localStorage.setItem(SOUND_KEY, aloud ? 'on' : 'off')
    },
  }
}
export type Door = ReturnType<typeof useDoor>
