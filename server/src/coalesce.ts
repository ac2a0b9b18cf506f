/**
 * The one coalescing primitive. Deeds that arrive in crowds are written as actions over a list; what
 * arrives together runs as one batch, each item gets its own answer, and a full queue says so at once.
 */
import { Refusal } from './kernel/refusal.ts'

export interface Coalescing<Input, Output> {
  /** One answer for each item, in their order. An Error as an answer refuses that item alone. */
  run(items: readonly Input[]): Promise<readonly (Output | Error)[]>
  /** How much may run as one batch, and how much may wait, by the weight of the items. */
  maxBatch: number
  queueMax: number
  /** How many batches may run at a time. With 1, batches run strictly in the order of arrival. */
  inFlight: number
  /**
   * A batch starts beside one under way only when this much is waiting. Without it two lanes fall out of
   * step, and one of them runs for single items at the price of a whole batch.
   */
  besideFrom?: number
  /** 1 for each item when not given. An item heavier than a batch runs alone. */
  weigh?(item: Input): number
  /** Whether an item may be at fault when a batch fails as a whole; a database that is away is nobody's fault. */
  blames?(error: unknown): boolean
}

export interface Coalesced<Input, Output> {
  submit(item: Input): Promise<Output>
}

interface Waiting<Input, Output> {
  item: Input
  weight: number
  resolve(output: Output): void
  reject(error: unknown): void
}

/** Runs a batch; one that fails as a whole is halved until the item at fault stands alone. */
async function settle<Input, Output>(
  options: Coalescing<Input, Output>,
  batch: readonly Waiting<Input, Output>[],
): Promise<void> {
  const { run, blames = () => true } = options
  let answers: readonly (Output | Error)[]
  try {
    answers = await run(batch.map(({ item }) => item))
    if (answers.length !== batch.length)
      throw new Error(`${batch.length} items got ${answers.length} answers`)
  } catch (error) {
    if (batch.length === 1 || !blames(error)) {
      for (const { reject } of batch) reject(error)
      return
    }
    const middle = Math.ceil(batch.length / 2)
    await settle(options, batch.slice(0, middle))
    await settle(options, batch.slice(middle))
    return
  }
  batch.forEach(({ resolve, reject }, i) => {
    const answer = answers[i] as Output | Error
    if (answer instanceof Error) reject(answer)
    else resolve(answer)
  })
}

export function coalesce<Input, Output>(options: Coalescing<Input, Output>): Coalesced<Input, Output> {
  const { maxBatch, queueMax, inFlight, besideFrom = maxBatch / 2, weigh = () => 1 } = options
  const queue: Waiting<Input, Output>[] = []
  let waitingWeight = 0
  let running = 0
  let scheduled = false

  function take(): Waiting<Input, Output>[] {
    let weight = 0
    let count = 0
    for (const waiting of queue) {
      if (count > 0 && weight + waiting.weight > maxBatch) break
      weight += waiting.weight
      count += 1
    }
    waitingWeight -= weight
    return queue.splice(0, count)
  }

  const mayStart = (): boolean => running === 0 || (running < inFlight && waitingWeight >= besideFrom)

  function start(): void {
    scheduled = false
    while (queue.length > 0 && mayStart()) {
      running += 1
      void settle(options, take()).then(() => {
        running -= 1
        start()
      })
    }
  }

  return {
    submit(item) {
      const weight = weigh(item)
      if (queue.length > 0 && waitingWeight + weight > queueMax) return Promise.reject(new Refusal('busy'))
      return new Promise((resolve, reject) => {
        queue.push({ item, weight, resolve, reject })
        waitingWeight += weight
        if (scheduled || !mayStart()) return
        // The next turn of the loop, so that everything read from the sockets in this one comes along.
        scheduled = true
        setImmediate(start)
      })
    },
  }
}
