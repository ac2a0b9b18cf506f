// Answers that pages have asked for, kept by operation and parameters. Filled while rendering and handed to the browser.
import { inject, shallowReactive, type App, type InjectionKey } from 'vue'
import { call, pathOf, type Transport } from './client'
import type { Answer, CallParams, OperationId, Output, Problem } from './types'

export interface Entry<Op extends OperationId = OperationId> {
  readonly operation: Op
  readonly params: CallParams<Op>
  data: Output<Op> | undefined
  problem: Problem | null
  pending: Promise<void> | null
  /** When it was last answered, in this page's own clock; 0 is never. */
  at: number
  users: number
}

/** What crosses from the renderer to the browser: good answers by their key, and the problems the page shows. */
export type StoreState = Readonly<Record<string, unknown>>

export interface Store {
  readonly transport: Transport
  entry<Op extends OperationId>(operation: Op, params: CallParams<Op>): Entry<Op>
  fetch(entry: Entry): Promise<void>
  /** Queries on the page are asked again; those off the page are forgotten. */
  invalidate(operations: readonly OperationId[]): Promise<void>
  forgetAll(): void
  state(): StoreState
}

/** The name under which an answer is kept and handed over. */
export function keyOf<Op extends OperationId>(operation: Op, params: CallParams<Op>): string {
  return `${operation} ${pathOf(operation, params)}`
}

const problemKey = (key: string): string => `problem ${key}`

const KEPT = 60
const clock = () => performance.now() + 1

export function createStore(transport: Transport, handed: StoreState = {}): Store {
  const entries = new Map<string, Entry>()

  function trim(): void {
    for (const [key, entry] of entries) {
      if (entries.size <= KEPT) return
      if (entry.users === 0 && entry.pending === null) entries.delete(key)
    }
  }
  function entryFor<Op extends OperationId>(operation: Op, params: CallParams<Op>): Entry<Op> {
    const key = keyOf(operation, params)
    const known = entries.get(key)
    if (known !== undefined) return known as unknown as Entry<Op>
    const data = handed[key] as Output<Op> | undefined
    const problem = (handed[problemKey(key)] as Problem | undefined) ?? null
    const at = data === undefined && problem === null ? 0 : clock()
    const made: Entry<Op> = shallowReactive({ operation, params, data, problem, pending: null, at, users: 0 })
    entries.set(key, made as unknown as Entry)
    trim()
    return made
  }
  async function ask(entry: Entry): Promise<void> {
    const answer: Answer<OperationId> = await call(transport, entry.operation, entry.params)
    entry.at = clock()
    entry.pending = null
    entry.problem = answer.ok ? null : { status: answer.status, code: answer.code, facts: answer.facts }
    // What was read before a lost network stays readable.
    if (answer.ok) entry.data = answer.data
    else if (answer.code !== 'offline') entry.data = undefined
    if (!answer.ok && answer.code === 'signed_out') askWhoAsks()
  }
  /** The session ended elsewhere or ran out; whoever shows it learns so at once. */
  function askWhoAsks(): void {
    for (const entry of entries.values()) if (entry.operation === 'getMe') entry.pending ??= ask(entry)
  }
  return {
    transport,
    entry: entryFor,
    fetch: (entry) => (entry.pending ??= ask(entry)),
    async invalidate(operations) {
      const again: Promise<void>[] = []
      for (const [key, entry] of entries) {
        if (!operations.includes(entry.operation)) continue
        if (entry.users === 0) entries.delete(key)
        else again.push((entry.pending = ask(entry)))
      }
      await Promise.all(again)
    },
    forgetAll: () => entries.clear(),
    state: () =>
      Object.fromEntries(
        [...entries].flatMap(([key, { data, problem }]) => {
          if (data !== undefined) return [[key, data]]
          return problem === null ? [] : [[problemKey(key), problem]]
        }),
      ),
  }
}

const STORE: InjectionKey<Store> = Symbol.for('zhiyuan.store')

export function provideStore(app: App, store: Store): void {
  app.provide(STORE, store)
}

export function useStore(): Store {
  const store = inject(STORE)
  if (store === undefined) throw new Error('useStore needs provideStore on the app')
  return store
}
