// Reading: useQuery for one answer, useList for a keyset list. Both work while rendering on the server.
import {
  computed,
  onBeforeUnmount,
  onServerPrefetch,
  reactive,
  ref,
  shallowRef,
  watch,
  type UnwrapNestedRefs,
} from 'vue'
import { call } from './client'
import { useStore, type Entry } from './store'
import type { CallParams, Item, ListId, OperationId, Output, Problem } from './types'

type Params<Op extends OperationId> = () => Pick<CallParams<Op>, 'path' | 'query'> | null

/** An answer younger than this is shown without asking again, which covers the hand-over from the server. */
const FRESH_MS = 3_000

export interface QueryOptions {
  /** Show the last answer while the next parameters load. */
  keep?: boolean
}

export interface Query<Op extends OperationId> {
  readonly data: Output<Op> | undefined
  readonly loading: boolean
  readonly refreshing: boolean
  readonly problem: Problem | null
  refetch: () => Promise<void>
}

/** The result is reactive: read its fields, never take it apart. A `null` from `params` waits. */
export function useQuery<Op extends OperationId>(
  operation: Op,
  params: Params<Op> = () => ({}),
  options: QueryOptions = {},
): Query<Op> {
  const store = useStore()
  const entry = shallowRef<Entry<Op> | null>(null)
  const kept = shallowRef<unknown>()

  function follow(): void {
    const wanted = params()
    const next = wanted === null ? null : store.entry(operation, wanted)
    if (next === entry.value) return
    if (entry.value !== null) entry.value.users--
    if (options.keep === true && entry.value?.data !== undefined) kept.value = entry.value.data
    entry.value = next
    if (next === null) return
    next.users++
    if (next.at === 0 || performance.now() - next.at > FRESH_MS) void store.fetch(next as unknown as Entry)
  }
  const current = () =>
    entry.value === null ? Promise.resolve() : store.fetch(entry.value as unknown as Entry)

  // Said on both sides, for Vue numbers ids (useId) by it; it runs on the server only.
  onServerPrefetch(() => entry.value?.pending ?? undefined)
  if (import.meta.env.SSR) {
    follow()
  } else {
    watch(params, follow, { immediate: true, deep: true })
    onBeforeUnmount(() => {
      if (entry.value !== null) entry.value.users--
    })
  }
  const data = computed(
    () => entry.value?.data ?? (options.keep === true ? (kept.value as Output<Op> | undefined) : undefined),
  )
  const state = reactive({
    data,
    loading: computed(() => data.value === undefined && entry.value !== null && entry.value.problem === null),
    refreshing: computed(() => entry.value?.pending != null),
    problem: computed(() => entry.value?.problem ?? null),
    refetch: current,
  })
  return state as unknown as Query<Op>
}

export interface List<Op extends ListId> {
  readonly first: Output<Op> | undefined
  readonly items: Item<Op>[]
  readonly loading: boolean
  readonly refreshing: boolean
  readonly problem: Problem | null
  readonly hasMore: boolean
  readonly loadingMore: boolean
  readonly moreProblem: Problem | null
  more: () => Promise<void>
  refetch: () => Promise<void>
}

interface PageOf<Row> {
  items: Row[]
  next: string | null
}

/** `first` is the whole first answer, for counts that come with it. `more()` appends the next page. */
export function useList<Op extends ListId>(operation: Op, params: Params<Op> = () => ({})): List<Op> {
  const store = useStore()
  const head = useQuery(operation, params, { keep: true })
  const extra = shallowRef<Item<Op>[]>([])
  const next = ref<string | null>(null)
  const loadingMore = ref(false)
  const moreProblem = shallowRef<Problem | null>(null)
  const page = () => head.data as PageOf<Item<Op>> | undefined

  watch(
    () => head.data,
    () => {
      extra.value = []
      next.value = page()?.next ?? null
      moreProblem.value = null
    },
    { immediate: true },
  )
  async function more(): Promise<void> {
    const wanted = params()
    if (wanted === null || next.value === null || loadingMore.value) return
    const from = head.data
    loadingMore.value = true
    const asked = { ...wanted, query: { ...wanted.query, after: next.value } } as CallParams<Op>
    const answer = await call(store.transport, operation, asked)
    loadingMore.value = false
    // The list was filtered or reloaded meanwhile: this page belongs to another one.
    if (head.data !== from) return
    moreProblem.value = answer.ok ? null : answer
    if (!answer.ok) return
    const got = answer.data as PageOf<Item<Op>>
    extra.value = [...extra.value, ...got.items]
    next.value = got.next
  }
  const state = reactive({
    first: computed(() => head.data),
    items: computed(() => [...(page()?.items ?? []), ...extra.value]),
    loading: computed(() => head.loading),
    refreshing: computed(() => head.refreshing),
    problem: computed(() => head.problem),
    hasMore: computed(() => (import.meta.env.SSR ? (page()?.next ?? null) : next.value) !== null),
    loadingMore,
    moreProblem,
    more,
    refetch: head.refetch,
  }) as UnwrapNestedRefs<object>
  return state as unknown as List<Op>
}
