import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import type { Ask, Reply } from '../../../api/client'
import { createScanQueue, type ScanResult } from './scan-queue'
import type { Scan } from './scan-store'

const scan = (scanId: string): Scan => ({
  scanId,
  projectId: 'p1',
  way: 'code',
  code: 'c',
  scannedAt: '2026-11-24T00:00:00Z',
  direction: 'auto',
})
const idsIn = ({ body }: Ask) => (body as { scans: { scanId: string }[] }).scans.map(({ scanId }) => scanId)
const answerTo = (ask: Ask): Reply => ({
  status: 200,
  body: {
    results: idsIn(ask).map((scanId) => ({
      scanId,
      verdict: 'signed_in',
      reason: null,
      name: '刘䶮',
      positionName: '岗',
      signedInAt: null,
      opensAt: null,
      minutes: null,
      at: '',
    })),
    counts: { expected: 3, present: 1, left: 0 },
  },
})
const problem = (status: number, code: string): Reply => ({ status, body: { code } })

/** Answers in turn; an Error is a lost network. */
function queueWith(replies: (Error | Reply | 'answer')[]) {
  const asks: string[][] = []
  const told: ScanResult[] = []
  const queue = createScanQueue(
    (ask) => {
      asks.push(idsIn(ask))
      const reply = replies.shift() ?? 'answer'
      if (reply instanceof Error) return Promise.reject(reply)
      return Promise.resolve(reply === 'answer' ? answerTo(ask) : reply)
    },
    'p1',
    { counts: () => undefined, answer: (result) => told.push(result) },
  )
  return { queue, asks, told }
}

describe('the queue of the door', () => {
  beforeEach(() => void vi.useFakeTimers())
  afterEach(() => void vi.useRealTimers())

  it('sends a scan again with the same id until it is answered, and then no more', async () => {
    const { queue, asks, told } = queueWith([new Error('no network'), problem(503, 'busy')])
    queue.add(scan('a'))
    await vi.advanceTimersByTimeAsync(0)
    expect(queue.state).toMatchObject({ trouble: 'offline' })
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asks).toEqual([['a'], ['a'], ['a']])
    expect(told.map(({ scanId, verdict }) => [scanId, verdict])).toEqual([['a', 'signed_in']])
    expect(queue.state).toMatchObject({ waiting: [], trouble: null })
  })

  it('sends what was scanned meanwhile in one go', async () => {
    const { queue, asks, told } = queueWith([new Error('no network')])
    queue.add(scan('a'))
    await vi.advanceTimersByTimeAsync(0)
    queue.add(scan('b'))
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asks).toEqual([['a'], ['a', 'b']])
    expect(told).toHaveLength(2)
  })

  it('keeps scans through an ended session', async () => {
    const { queue, told } = queueWith([problem(401, 'signed_out')])
    queue.add(scan('a'))
    await vi.advanceTimersByTimeAsync(0)
    expect(queue.state).toMatchObject({ trouble: 'signed_out' })
    expect(told).toEqual([])
    await vi.advanceTimersByTimeAsync(5_000)
    expect(queue.state.waiting).toEqual([])
  })

  it('says the reason of a final no for each scan', async () => {
    const { queue, told } = queueWith([problem(409, 'project_not_running')])
    queue.add(scan('a'))
    await vi.advanceTimersByTimeAsync(0)
    expect(told).toMatchObject([{ scanId: 'a', verdict: 'refused', reason: 'project_not_running' }])
    expect(queue.state.waiting).toEqual([])
  })

  it('takes back only what was never sent', async () => {
    const { queue, asks } = queueWith([new Error('no network'), new Error('no network')])
    queue.add(scan('a'))
    queue.add(scan('b'))
    expect(queue.withdraw('b')).toBe(true)
    expect(queue.withdraw('b')).toBe(false)
    await vi.advanceTimersByTimeAsync(0)
    expect(queue.withdraw('a')).toBe(false)
    await vi.advanceTimersByTimeAsync(60_000)
    expect(asks).toEqual([['a'], ['a'], ['a']])
  })
})
