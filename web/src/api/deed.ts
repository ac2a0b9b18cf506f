// Writing: a deed is named by its operation id, knows whether it is under way, and keeps the reason of its last refusal.
import { reactive } from 'vue'
import { useI18n } from '../lib/i18n'
import { reasonText } from '../lib/reasons'
import { call } from './client'
import { useStore } from './store'
import type { Answer, CallParams, OperationId, Problem } from './types'

export interface Refused extends Problem {
  readonly text: string
}
export interface Deed<Op extends OperationId> {
  readonly pending: boolean
  readonly refusal: Refused | null
  /** A second call while one is under way waits for that one and does nothing of its own. */
  run: (params: CallParams<Op>) => Promise<Answer<Op>>
  clear: () => void
}

export interface DeedOptions {
  /** Queries that show what the deed changed; they are asked again when it succeeds. */
  touches?: readonly OperationId[]
}

/** The result is reactive: read its fields, never take it apart. */
export function useDeed<Op extends OperationId>(operation: Op, options: DeedOptions = {}): Deed<Op> {
  const store = useStore()
  const i18n = useI18n()
  let underWay: Promise<Answer<Op>> | null = null
  const state = reactive({ pending: false, refusal: null as Refused | null })

  async function attempt(params: CallParams<Op>): Promise<Answer<Op>> {
    state.pending = true
    state.refusal = null
    const answer = await call(store.transport, operation, params)
    if (answer.ok) {
      await store.invalidate(options.touches ?? [])
    } else {
      await i18n.load(['reasons'])
      if (answer.code === 'signed_out') await store.invalidate(['getMe'])
      const { status, code, facts } = answer
      state.refusal = { status, code, facts, text: reasonText(i18n, code, facts) }
    }
    state.pending = false
    underWay = null
    return answer
  }
  return Object.assign(state, {
    run: (params: CallParams<Op>) => (underWay ??= attempt(params)),
    clear: () => {
      state.refusal = null
    },
  })
}
