// Approving several reviews from the list: what is done leaves the list, what is not stays picked with the reason beside it.
import { computed, reactive, ref } from 'vue'
import { useDeed } from '../../api/deed'
import { useI18n } from '../../lib/i18n'
import { usePicks } from '../../lib/picks'
import { reasonText } from '../../lib/reasons'
import { useToast } from '../../ui/toast'
import { TOUCHED, type Review, type ReviewKind } from './reviews'

/** As many as the server takes at once. */
export const AT_ONCE = 50

/** What is opened one by one, whatever it holds: people, whose name and number nobody has read, changed fields, and appeals. */
const ONE_BY_ONE: readonly ReviewKind[] = ['volunteer', 'change', 'project_change', 'no_show']
export const takesTicks = (kind: ReviewKind): boolean => !ONE_BY_ONE.includes(kind)

export function useApproving(reviews: () => readonly Review[], kind: () => ReviewKind) {
  const i18n = useI18n()
  const toast = useToast()
  const able = (): Review[] =>
    takesTicks(kind()) ? reviews().filter(({ whyNot }) => whyNot.review === null) : []
  const picks = usePicks(() => able().map(({ reviewId }) => reviewId))
  const chosen = computed(() => reviews().filter(({ reviewId }) => picks.live.value.includes(reviewId)))
  const deed = useDeed('approveReviews', { touches: [...TOUCHED, 'listTeams', 'getTeam', 'listRenames'] })
  const problems = reactive(new Map<string, string>())
  const isAsking = ref(false)
  const batch = computed(() => chosen.value.slice(0, AT_ONCE))

  async function run(): Promise<void> {
    const asked = batch.value.map(({ reviewId }) => reviewId)
    const done = await deed.run({ body: { reviewIds: asked } })
    if (!done.ok) return
    isAsking.value = false
    await i18n.load(['reasons'])
    let approved = 0
    for (const { reviewId, whyNot, facts } of done.data.items)
      if (whyNot.approve === null) approved += 1
      else problems.set(reviewId, reasonText(i18n, whyNot.approve, facts))
    if (approved > 0) toast.say(i18n.t('common.review.approved_many', { count: approved }))
  }
  return reactive({
    picks,
    chosen,
    batch,
    problems,
    deed,
    isAsking,
    /** Of those in the list, how many stayed for a reason. */
    stayed: computed(() => reviews().filter(({ reviewId }) => problems.has(reviewId)).length),
    mayPick: (reviewId: string): boolean => able().some((one) => one.reviewId === reviewId),
    ask: (): void => {
      if (batch.value.length === 0) return
      deed.clear()
      isAsking.value = true
    },
    run,
    clear: (): void => {
      picks.clear()
      problems.clear()
    },
  })
}
export type Approving = ReturnType<typeof useApproving>
