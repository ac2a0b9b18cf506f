// The members as a file for a spreadsheet. Names leave the house masked, and the trail knows who took them.
import { reactive, type ComputedRef } from 'vue'
import { call } from '../../../api/client'
import { useStore } from '../../../api/store'
import type { CallParams } from '../../../api/types'
import { useFormat } from '../../../lib/format'
import { useI18n } from '../../../lib/i18n'
import { csvOf, offerFile } from '../../../lib/spreadsheet'

type Filters = NonNullable<CallParams<'exportMembers'>['query']>

export function useMemberFile(teamId: ComputedRef<string>, filters: () => Filters) {
  const { transport } = useStore()
  const { t } = useI18n()
  const f = useFormat()
  const state = reactive({ pending: false, problem: null as string | null, run })

  async function run(): Promise<void> {
    state.pending = true
    const answer = await call(transport, 'exportMembers', {
      path: { teamId: teamId.value },
      query: filters(),
    })
    state.pending = false
    state.problem = answer.ok ? (answer.data.isCut ? 'member_file_cut' : null) : answer.code
    if (!answer.ok) return
    const head = [
      t('team.volunteer'),
      t('team.labels.number'),
      t('common.review.region'),
      t('team.members.role'),
      t('team.labels.group'),
      t('team.labels.tag'),
      t('team.credit'),
      t('team.members.joined'),
    ]
    const rows = answer.data.items.map((one) => [
      one.name,
      one.volunteerNumber ?? '',
      one.regionName,
      one.role === null ? '' : t(`codes.role.${one.role}`),
      f.list(one.groups),
      f.list(one.tags),
      f.hours(one.creditMinutes),
      f.dayYear(one.joinedAt),
    ])
    offerFile(`${t('team.labels.file')}.csv`, csvOf([head, ...rows]))
  }
  return state
}
