// Sends scans until each is answered. A scan keeps its id through every attempt, so the server counts it once.
import { shallowReactive } from 'vue'
import { call, type Transport } from '../../../api/client'
import type { Output } from '../../../api/types'
import { dropScans, keepScan, keptScans, type Scan } from './scan-store'

type Answers = Output<'recordScans'>
export type ScanResult = Omit<Answers['results'][number], 'reason'> & { readonly reason: string | null }

const BATCH = 100
const RETRY_MS = { first: 2_000, most: 15_000 }
/** Another attempt can turn out otherwise; every other "no" is final. */
const PASSING = [0, 401, 403, 429]
const isPassing = (status: number) => PASSING.includes(status) || status >= 500

export interface QueueState {
  /** Without an answer so far. */
  waiting: readonly Scan[]
  /** Why the last attempt did not get through; null when it did. */
  trouble: string | null
}
export interface Told {
  answer: (result: ScanResult, scan: Scan) => void
  counts: (counts: Answers['counts']) => void
}

/** One attempt: what was answered, or why it has to be tried again. */
async function post(transport: Transport, projectId: string, batch: readonly Scan[]) {
  const scans = batch.map(({ projectId: _, ...scan }) => scan)
  const answer = await call(transport, 'recordScans', { path: { projectId }, body: { scans } })
  if (answer.ok) return { trouble: null, results: answer.data.results, counts: answer.data.counts }
  if (isPassing(answer.status)) return { trouble: answer.code, results: [], counts: null }
  return { trouble: null, results: batch.map((scan) => refusedBy(answer.code, scan)), counts: null }
}

const without = (scans: readonly Scan[], ids: ReadonlySet<string>) =>
  scans.filter(({ scanId }) => !ids.has(scanId))
const idsOf = (scans: readonly { scanId: string }[]) => new Set(scans.map(({ scanId }) => scanId))

function tellEach(answered: readonly ScanResult[], sent: readonly Scan[], tell: Told): void {
  for (const result of answered) {
    const scan = sent.find(({ scanId }) => scanId === result.scanId)
    if (scan !== undefined) tell.answer(result, scan)
  }
}

export function createScanQueue(transport: Transport, projectId: string, tell: Told) {
  const state = shallowReactive<QueueState>({ waiting: [], trouble: null })
  /** Their answer may have been lost on its way, so the server may know them. */
  const attempted = new Set<string>()
  let isSending = false
  let retry: ReturnType<typeof setTimeout> | undefined
  let delay = RETRY_MS.first

  function settle(answered: readonly ScanResult[], sent: readonly Scan[]): void {
    const done = idsOf(answered)
    state.waiting = without(state.waiting, done)
    void dropScans([...done])
    tellEach(answered, sent, tell)
  }
  async function send(): Promise<void> {
    clearTimeout(retry)
    const batch = state.waiting.slice(0, BATCH)
    if (isSending || batch.length === 0) return
    isSending = true
    for (const { scanId } of batch) attempted.add(scanId)
    const { trouble, results, counts } = await post(transport, projectId, batch)
    isSending = false
    state.trouble = trouble
    if (trouble !== null) {
      retry = setTimeout(() => void send(), delay)
      delay = Math.min(RETRY_MS.most, delay * 2)
      return
    }
    delay = RETRY_MS.first
    if (counts !== null) tell.counts(counts)
    settle(results, batch)
    await send()
  }
  return {
    state,
    async start(): Promise<void> {
      const kept = await keptScans(projectId)
      state.waiting = [...without(kept, idsOf(state.waiting)), ...state.waiting]
      await send()
    },
    add(scan: Scan): void {
      state.waiting = [...state.waiting, scan]
      void keepScan(scan)
      void send()
    },
    /** Taken back before it was sent. One that was tried, even in vain, can only be undone at the server. */
    withdraw(scanId: string): boolean {
      if (attempted.has(scanId) || !idsOf(state.waiting).has(scanId)) return false
      state.waiting = without(state.waiting, new Set([scanId]))
      void dropScans([scanId])
      return true
    },
    hurry(): void {
      delay = RETRY_MS.first
      void send()
    },
    stop: (): void => clearTimeout(retry),
  }
}

const refusedBy = (reason: string, scan: Scan): ScanResult => ({
  scanId: scan.scanId,
  verdict: 'refused',
  reason,
  name: null,
  positionName: null,
  signedInAt: null,
  opensAt: null,
  minutes: null,
  at: scan.scannedAt,
})
