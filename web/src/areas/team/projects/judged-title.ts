// A title judged while it is typed: what stops it, and what the reviewer will look at. Asked when the typing rests.
import { computed, onBeforeUnmount, ref, watch, type ComputedRef } from 'vue'
import { useQuery } from '../../../api/query'
import type { Output } from '../../../api/types'
import { useI18n } from '../../../lib/i18n'
import { reasonText } from '../../../lib/reasons'

const REST_MS = 400
const LEAST = 2

export interface JudgedTitle {
  /** The reason in the way of the title as it stands; null while it is not known. */
  reason: ComputedRef<string | null>
  text: ComputedRef<string | null>
  doubts: ComputedRef<Output<'checkProjectTitle'>['doubts']>
}

export function useJudgedTitle(title: () => string): JudgedTitle {
  const i18n = useI18n()
  const asked = ref(title().trim())
  let timer: ReturnType<typeof setTimeout> | undefined
  watch(title, (next) => {
    clearTimeout(timer)
    timer = setTimeout(() => (asked.value = next.trim()), REST_MS)
  })
  onBeforeUnmount(() => clearTimeout(timer))
  const answer = useQuery('checkProjectTitle', () =>
    [...asked.value].length < LEAST ? null : { query: { title: asked.value } },
  )
  /** What was said of another title is not said of this one. */
  const data = computed(() => (asked.value === title().trim() ? answer.data : undefined))
  const reason = computed(() => data.value?.reason ?? null)
  const text = computed(() => {
    if (reason.value === null) return null
    const { kind, word } = data.value ?? {}
    return reasonText(i18n, reason.value, { ...(kind && { kind }), ...(word && { word }) })
  })
  return { reason, text, doubts: computed(() => data.value?.doubts ?? []) }
}
