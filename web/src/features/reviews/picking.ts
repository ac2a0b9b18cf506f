// What of a review is approved: the lines of a batch or the fields of a project, all of them at first.
import { computed, reactive, ref, watch } from 'vue'
import { useI18n } from '../../lib/i18n'
import type { ChangedField, useReviewFacts } from './reviews'

type Facts = ReturnType<typeof useReviewFacts>
export function usePicking({ renaming, projectChange }: Pick<Facts, 'renaming' | 'projectChange'>) {
  const { t } = useI18n()
  const rows = ref<number[]>([])
  const fields = ref<ChangedField[]>([])
  const batch = computed(() => renaming.data?.facts)
  const asked = computed(() => projectChange.data?.facts.fields)
  watch(batch, (now) => (rows.value = now?.list.map(({ row }) => row) ?? []), { immediate: true })
  watch(asked, (now) => (fields.value = now?.map(({ field }) => field) ?? []), { immediate: true })
  const isBatch = computed(() => batch.value !== undefined)
  const count = computed(() => (isBatch.value ? rows.value.length : fields.value.length))
  const total = computed(() => batch.value?.rows ?? asked.value?.length ?? 0)
  const isPartial = computed(() => count.value < total.value)
  return reactive({
    rows,
    fields,
    isBatch,
    isPartial,
    /** Why nothing can be approved; null where something can. */
    off: computed(() => {
      if (total.value === 0 || count.value > 0) return null
      return t(isBatch.value ? 'common.review.renames_pick_one' : 'reasons.nothing_picked')
    }),
    text: computed(() => {
      if (!isPartial.value || count.value === 0) return t('common.review.approve')
      const key = isBatch.value ? 'common.review.renames_approve_some' : 'altering.approve_some'
      return t(key, { count: count.value })
    }),
    /** As the deed takes it: null for all. */
    sent: computed(() => ({
      rows: isPartial.value && isBatch.value ? rows.value : null,
      fields: isPartial.value && !isBatch.value ? fields.value : null,
    })),
  })
}
