// Which way a project will go when it is sent, as the server would answer it now.
import { computed } from 'vue'
import { useQuery } from '../../../api/query'
import { useI18n } from '../../../lib/i18n'
import { useTeamId } from '../team'

export function usePublishingWay(form: () => { isDangerous: boolean; acceptsMinors: boolean } | null) {
  const { t } = useI18n()
  const teamId = useTeamId()
  const query = useQuery('getPublishingWay', () => {
    const asked = form()
    if (asked === null) return null
    const { isDangerous, acceptsMinors } = asked
    return { path: { teamId: teamId.value }, query: { isDangerous, acceptsMinors } }
  })
  const isAtOnce = computed(() => query.data?.way === 'check')
  /** The word on the button. */
  const deed = computed(() => t(isAtOnce.value ? 'trust.publish' : 'team.form.hand_in'))
  const said = computed(() => {
    const way = query.data
    if (way === undefined) return null
    const facts = { name: way.reviewerName, days: way.reviewDays }
    if (way.way === 'check')
      return { title: t('trust.way_check'), text: t('trust.way_check_text', facts), because: null }
    const because =
      way.because === null || way.because === 'team_not_trusted'
        ? null
        : t(`trust.way_because.${way.because}`)
    return { title: t('trust.way_review', facts), text: t('trust.way_review_text', facts), because }
  })
  return { isAtOnce, deed, said }
}
