/** Work on a file from outside, in a thread that is ended when it takes too long. One at a time, so that many files cannot take the machine. */
import { once } from 'node:events'
import { Worker } from 'node:worker_threads'

const HEAP_MB = 256

let queue: Promise<unknown> = Promise.resolve()

/** The thread's one message, or null when it took too long or broke down. */
async function ask(module: URL, question: object, ms: number): Promise<unknown> {
  const thread = new Worker(module, {
    workerData: question,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
  })
  const timer = setTimeout(() => void thread.terminate(), ms)
  try {
    const ended = once(thread, 'exit').then(() => [null])
    ended.catch(() => undefined)
    const [answer] = (await Promise.race([once(thread, 'message'), ended])) as [unknown]
    return answer
  } catch {
    return null
  } finally {
    clearTimeout(timer)
    await thread.terminate()
  }
}

export function askThread(module: URL, question: object, ms: number): Promise<unknown> {
  const answer = queue.then(() => ask(module, question, ms))
  queue = answer
  return answer
}
