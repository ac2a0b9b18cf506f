/** J18. Whoever oversees the team hides a series whose words break the law; what was written is kept, and the team reads why. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { SeriesId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { staffOf } from '../accounts/index.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import { getTeam } from '../teams/index.ts'
import { whyNotHideSeries, whyNotShowSeries, type Series } from './series.rules.ts'
import { getSeries, lockSeries, markSeriesHidden, markSeriesShown } from './series.store.ts'

async function tell(act: Act, { teamId }: Series, notice: Pick<NewNotice, 'kind' | 'facts'>): Promise<void> {
  const deciders = await staffOf(act.tx, { duty: 'decide', teamId })
  const link = `/team/${teamId}/series` as const
  await notify(
    act.tx,
    deciders.map((accountId) => ({ accountId, ...notice, link })),
    act.now,
  )
}

export async function hideSeries(
  act: Act,
  { seriesId, because }: { seriesId: SeriesId; because: string },
): Promise<void> {
  const team = await getTeam(act.tx, (await getSeries(act.tx, seriesId)).teamId)
  // Whoever may not is told so before whether there is anything to hide.
  refuseIf(whyNotHideSeries(act.actor, team, { isHidden: false, because }))
  const series = await lockSeries(act.tx, seriesId)
  refuseIf(whyNotHideSeries(act.actor, team, { isHidden: series.hiddenAt !== null, because }))
  const reason = because.trim()
  await markSeriesHidden(act.tx, seriesId, {
    hiddenAt: act.now,
    hiddenBy: accountOf(act.actor),
    hiddenBecause: reason,
  })
  await tell(act, series, { kind: 'series_hidden', facts: { name: series.name, reason } })
  act.mark({ kind: 'team', id: series.teamId, facts: { seriesId, name: series.name, because: reason } })
}

export async function showSeries(act: Act, { seriesId }: { seriesId: SeriesId }): Promise<void> {
  const team = await getTeam(act.tx, (await getSeries(act.tx, seriesId)).teamId)
  refuseIf(whyNotShowSeries(act.actor, team, { isHidden: true }))
  const series = await lockSeries(act.tx, seriesId)
  refuseIf(whyNotShowSeries(act.actor, team, { isHidden: series.hiddenAt !== null }))
  await markSeriesShown(act.tx, seriesId)
  await tell(act, series, { kind: 'series_shown', facts: { name: series.name } })
  act.mark({ kind: 'team', id: series.teamId, facts: { seriesId, name: series.name } })
}
