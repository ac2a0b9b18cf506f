// The door: what is seen or typed becomes a scan, the queue sends it, the screen says what became of it.
import { computed, onBeforeUnmount, onMounted, ref } from 'vue'
import { useDeed } from '../../../api/deed'
import { useQuery } from '../../../api/query'
import { useStore } from '../../../api/store'
import type { Output } from '../../../api/types'
import { alignWithServer, deviceNow } from '../../../features/card/clock'
import { newUuid } from '../../../lib/uuid'
import { createScanQueue, type ScanResult } from './scan-queue'
import type { Scan } from './scan-store'
import { createScreen, type Seen } from './screen'
import { createTones } from './tones'

export type Direction = Scan['direction']
type Counts = Output<'recordScans'>['counts']

/** One phone held up is one scan, though the camera sees its code many times and the code turns over meanwhile. */
const SAME_MS = 10_000
const CODE_CHARACTERS_MAX = 400
const SOUND_KEY = 'zhiyuan.door.sound'

/** The part of a code that stays the same when it turns over: the key of the phone. */
const deviceOf = (code: string) => code.slice(code.indexOf('#') + 1).slice(0, 22)

/** Whether this is another phone than the one that was held up a moment ago. */
function createHeld() {
  let held = { device: '', at: 0 }
  return {
    isNew(code: string, now: number): boolean {
      const device = deviceOf(code)
      const isSame = device === held.device && now - held.at < SAME_MS
      if (!isSame) held = { device, at: now }
      return !isSame
    },
    forget: () => (held = { device: '', at: 0 }),
  }
}

function useSounds() {
  const tones = createTones()
  const isAloud = ref(localStorage.getItem(SOUND_KEY) !== 'off')
  onMounted(() => addEventListener('pointerdown', tones.wake))
  onBeforeUnmount(() => {
    removeEventListener('pointerdown', tones.wake)
    tones.close()
  })
  return {
    isAloud,
    sound: (which: Parameters<typeof tones.sound>[0]) => tones.sound(which, isAloud.value),
    setAloud(aloud: boolean): void {
      isAloud.value = aloud
      localStorage.setItem(SOUND_KEY, aloud ? 'on' : 'off')
    },
  }
}

/** How many have come: as the last scan said, and before the first as the list says. */
function useCounts(projectId: string) {
  const roll = useQuery('listAttendances', () => ({ path: { projectId }, query: { limit: 1 } }))
  const told = ref<Counts | null>(null)
  return {
    counts: computed(() => told.value ?? roll.data?.counts ?? null),
    tell: (counts: Counts) => (told.value = counts),
    async askAgain(): Promise<void> {
      await roll.refetch()
      told.value = null
    },
  }
}

type Screen = ReturnType<typeof createScreen>

/** Sends scans and takes them back: before they left, at the server, or as soon as it has said that they count. */
function useSending(projectId: string, screen: Screen, tell: (counts: Counts) => void) {
  const { transport } = useStore()
  const undo = useDeed('undoScan', { touches: ['listAttendances', 'listDoorShifts'] })
  const regretted = new Set<string>()
  const skew = ref(0)
  const queue = createScanQueue(transport, projectId, {
    counts: tell,
    answer: (result, scan) => void answered(result, scan),
  })
  async function undone(scanId: string): Promise<boolean> {
    return (await undo.run({ path: { projectId, scanId } })).ok
  }
  async function answered(result: ScanResult, scan: Scan): Promise<void> {
    const isRegretted = regretted.delete(scan.scanId) && result.verdict !== 'refused'
    if (isRegretted && (await undone(scan.scanId))) screen.note({ scan, result, isUndone: true })
    else screen.answer(result, scan)
  }
  onMounted(async () => {
    addEventListener('online', queue.hurry)
    skew.value = (await alignWithServer(transport)) ?? 0
    await queue.start()
  })
  onBeforeUnmount(() => {
    removeEventListener('online', queue.hurry)
    screen.stop()
    queue.stop()
  })
  return {
    queue,
    undo,
    skew,
    async takeBack({ scan: { scanId }, result }: Seen): Promise<boolean> {
      if (result !== null) return undone(scanId)
      if (!queue.withdraw(scanId)) regretted.add(scanId)
      return true
    },
  }
}

export function useDoor(projectId: string) {
  const { isAloud, sound, setAloud } = useSounds()
  const screen = createScreen(sound)
  const held = createHeld()
  const { counts, tell, askAgain } = useCounts(projectId)
  const { queue, undo, skew, takeBack } = useSending(projectId, screen, tell)
  const direction = ref<Direction>('auto')

  function take(way: Scan['way'], code: string, wanted = direction.value): void {
    const scannedAt = new Date(deviceNow() + skew.value).toISOString()
    const scan = {
      scanId: newUuid(new Date()),
      projectId,
      way,
      code: code.slice(0, CODE_CHARACTERS_MAX),
      scannedAt,
      direction: wanted,
    }
    screen.check(scan, navigator.onLine && queue.state.trouble === null)
    queue.add(scan)
  }
  /** What the camera sees. A red verdict stays until somebody has read it. */
  function see(code: string): void {
    const { face } = screen.state
    if (face !== 'no' && face !== 'checking' && held.isNew(code, deviceNow())) take('code', code)
  }
  const last = computed(
    () =>
      screen.state.recent.find(({ result, isUndone }) => !isUndone && result?.verdict !== 'refused') ?? null,
  )
  async function undoLast(): Promise<boolean> {
    const seen = last.value
    if (seen === null || !(await takeBack(seen))) return false
    screen.note({ ...seen, isUndone: true })
    held.forget()
    screen.dismiss()
    await askAgain()
    return true
  }
  return {
    screen: screen.state,
    queue: queue.state,
    isAloud,
    direction,
    counts,
    last,
    undo,
    see,
    take,
    undoLast,
    setAloud,
    dismiss: screen.dismiss,
  }
}
export type Door = ReturnType<typeof useDoor>
