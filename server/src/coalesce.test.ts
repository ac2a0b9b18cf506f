import { describe, expect, test } from 'vitest'
import { coalesce } from './coalesce.ts'
import { Refusal } from './kernel/refusal.ts'

const turn = () => new Promise<void>((resolve) => void setImmediate(resolve))

/** A run that waits until the test lets it go, and remembers its batches. */
function gated() {
  const batches: number[][] = []
  const gates: (() => void)[] = []
  return {
    batches,
    async run(items: readonly number[]) {
      batches.push([...items])
      await new Promise<void>((resolve) => void gates.push(resolve))
      return items.map((item) => item * 10)
    },
    async open() {
      while (gates.length === 0) await turn()
      gates.shift()?.()
      await turn()
    },
  }
}

describe('what arrives together runs together', () => {
  test('one batch for one turn of the loop, each item with its own answer', async () => {
    const batches: number[][] = []
    const { submit } = coalesce({
      run: async (items: readonly number[]) => {
        batches.push([...items])
        return items.map((item) => item * 10)
      },
      maxBatch: 512,
      queueMax: 512,
      inFlight: 1,
    })
    expect(await Promise.all([1, 2, 3].map(submit))).toEqual([10, 20, 30])
    expect(batches).toEqual([[1, 2, 3]])
  })

  test('by arrival: nobody overtakes, however the batches fall', async () => {
    const gate = gated()
    const { submit } = coalesce({ run: gate.run, maxBatch: 3, queueMax: 100, inFlight: 1 })
    const answers = [1, 2, 3, 4, 5, 6, 7, 8].map(submit)
    await gate.open()
    answers.push(submit(9))
    await gate.open()
    await gate.open()
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90])
    expect(gate.batches).toEqual([
      [1, 2, 3],
      [4, 5, 6],
      [7, 8, 9],
    ])
  })

  test('two in flight when so told, and never three', async () => {
    const gate = gated()
    const { submit } = coalesce({ run: gate.run, maxBatch: 1, queueMax: 100, inFlight: 2 })
    const answers = [1, 2, 3].map(submit)
    await turn()
    expect(gate.batches).toEqual([[1], [2]])
    await gate.open()
    expect(gate.batches).toEqual([[1], [2], [3]])
    await gate.open()
    await gate.open()
    expect(await Promise.all(answers)).toEqual([10, 20, 30])
  })

  test('a second lane opens for a crowd, not for single ones', async () => {
    const gate = gated()
    const { submit } = coalesce({ run: gate.run, maxBatch: 4, queueMax: 100, inFlight: 2, besideFrom: 3 })
    const answers = [submit(1)]
    await turn()
    answers.push(submit(2), submit(3))
    await turn()
    expect(gate.batches).toEqual([[1]])
    answers.push(submit(4))
    await turn()
    expect(gate.batches).toEqual([[1], [2, 3, 4]])
    answers.push(submit(5))
    await gate.open()
    expect(gate.batches).toHaveLength(2)
    await gate.open()
    await gate.open()
    expect(await Promise.all(answers)).toEqual([10, 20, 30, 40, 50])
  })

  test('by weight: a heavy item fills a batch, one heavier than a batch runs alone', async () => {
    const gate = gated()
    const { submit } = coalesce({
      run: gate.run,
      maxBatch: 10,
      queueMax: 100,
      inFlight: 1,
      weigh: (item) => item,
    })
    const answers = [4, 6, 1, 30, 2].map(submit)
    for (let i = 0; i < 4; i++) await gate.open()
    await Promise.all(answers)
    expect(gate.batches).toEqual([[4, 6], [1], [30], [2]])
  })
})

describe('a batch that fails', () => {
  const poisoned = (bad: readonly number[], runs: number[][] = []) =>
    coalesce({
      run: async (items: readonly number[]) => {
        runs.push([...items])
        if (items.some((item) => bad.includes(item))) throw new Error('poison')
        return items
      },
      maxBatch: 512,
      queueMax: 512,
      inFlight: 1,
    })

  test('is halved until the item at fault stands alone; all others get their answer', async () => {
    const { submit } = poisoned([5, 77])
    const settled = await Promise.allSettled(Array.from({ length: 100 }, (_, i) => submit(i)))
    const failed = settled.flatMap(({ status }, i) => (status === 'rejected' ? [i] : []))
    expect(failed).toEqual([5, 77])
  })

  test('costs few runs for one poison item, and keeps the order', async () => {
    const runs: number[][] = []
    const { submit } = poisoned([3], runs)
    await Promise.allSettled(Array.from({ length: 64 }, (_, i) => submit(i)))
    expect(runs.length).toBeLessThanOrEqual(13)
    const done = runs.filter((run) => !run.includes(3)).flat()
    expect(done).toEqual([...done].sort((a, b) => a - b))
  })

  test('an error as an answer is one item’s own', async () => {
    const { submit } = coalesce({
      run: async (items: readonly number[]) =>
        items.map((item) => (item === 2 ? new Refusal('not_yours') : item)),
      maxBatch: 8,
      queueMax: 8,
      inFlight: 1,
    })
    const settled = await Promise.allSettled([1, 2, 3].map(submit))
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
    expect(settled[1]).toMatchObject({ reason: { code: 'not_yours' } })
  })

  test('is not searched for a culprit when nobody is to blame', async () => {
    let runs = 0
    const { submit } = coalesce({
      run: async () => {
        runs += 1
        throw new Error('database is away')
      },
      maxBatch: 512,
      queueMax: 512,
      inFlight: 1,
      blames: () => false,
    })
    const settled = await Promise.allSettled(Array.from({ length: 50 }, (_, i) => submit(i)))
    expect(settled.every(({ status }) => status === 'rejected')).toBe(true)
    expect(runs).toBe(1)
  })

  test('with answers missing rejects rather than guesses', async () => {
    const { submit } = coalesce({ run: async () => [], maxBatch: 8, queueMax: 8, inFlight: 1 })
    await expect(submit(1)).rejects.toThrow('1 items got 0 answers')
  })
})

test('a full queue says busy at once, and takes again when it has room', async () => {
  const gate = gated()
  const { submit } = coalesce({ run: gate.run, maxBatch: 2, queueMax: 3, inFlight: 1 })
  const first = [1, 2].map(submit)
  await turn()
  const waiting = [3, 4, 5].map(submit)
  await expect(submit(6)).rejects.toMatchObject({ code: 'busy' })
  await gate.open()
  const again = submit(7)
  await gate.open()
  await gate.open()
  expect(await Promise.all([...first, ...waiting, again])).toEqual([10, 20, 30, 40, 50, 70])
  expect(gate.batches.flat()).toEqual([1, 2, 3, 4, 5, 7])
})
