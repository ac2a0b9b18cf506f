import { expect, test } from 'vitest'
import { askThread } from './thread.ts'

const thread = (text: string): URL => new URL(`data:text/javascript,${encodeURIComponent(text)}`)
const ANSWERING = `import { parentPort, workerData } from 'node:worker_threads'; parentPort.postMessage(workerData.ask + 1)`
const PATIENCE_MS = 10_000

test('B7 I11 a thread that does not come to an end is ended, and the next in the queue is answered', async () => {
  const started = performance.now()
  const [stuck, answered] = await Promise.all([
    askThread(thread('for (;;);'), {}, 300),
    askThread(thread(ANSWERING), { ask: 1 }, PATIENCE_MS),
  ])
  expect([stuck, answered]).toEqual([null, 2])
  expect(performance.now() - started).toBeLessThan(PATIENCE_MS)
})

test('B7 I11 one that breaks down or takes all memory answers nothing, and the program goes on', async () => {
  expect(await askThread(thread('throw new Error("broken")'), {}, PATIENCE_MS)).toBe(null)
  expect(
    await askThread(
      thread('const all = []; for (;;) all.push(new Array(1e6).fill(Math.random()))'),
      {},
      60_000,
    ),
  ).toBe(null)
}, 90_000)
