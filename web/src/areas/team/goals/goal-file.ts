// The people of a goal as a file for a spreadsheet. Names leave the house masked, and the trail knows who took them.
import { reactive } from 'vue'
import { call } from '../../../api/client'
import { useStore } from '../../../api/store'
import type { CallParams } from '../../../api/types'
import { useGoalWords, type Goal } from '../../../features/goals/goal-words'
import { useI18n } from '../../../lib/i18n'
import { csvOf, offerFile } from '../../../lib/spreadsheet'

export function useGoalFile(
  goal: () => Goal,
  asked: () => Pick<CallParams<'exportGoalMembers'>, 'path' | 'query'>,
) {
  const { transport } = useStore()
  const { t } = useI18n()
  const { amountOf, nameOf, needOf } = useGoalWords()
  const state = reactive({ pending: false, problem: null as string | null, run })

  async function run(): Promise<void> {
    state.pending = true
    const answer = await call(transport, 'exportGoalMembers', asked() as CallParams<'exportGoalMembers'>)
    state.pending = false
    state.problem = answer.ok ? (answer.data.isCut ? 'goal_file_cut' : null) : answer.code
    if (!answer.ok) return
    const head = [
      t('goals.team.name'),
      t('goals.team.number'),
      t('goals.admin.amount'),
      t('goals.team.done'),
      t('goals.team.state'),
    ]
    const rows = answer.data.items.map((one) => [
      one.name,
      one.volunteerNumber ?? '',
      needOf(goal()),
      amountOf(goal(), one.done),
      t(`goals.state.${one.state}`),
    ])
    offerFile(`${t('goals.team.file')} ${nameOf(goal())}.csv`, csvOf([head, ...rows]))
  }
  return state
}
