/** What a team does with its series, and the copy that may be the next of one. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ProjectId, SeriesId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { notify } from '../notices/index.ts'
import {
  getCopied,
  getProject,
  insertCopy,
  lockProject,
  whyNotCreateProject,
  whyNotKeepProjects,
  type CopiedProject,
  type CopiedShifts,
} from '../projects/index.ts'
import { holdTeam, lockTeam } from '../teams/index.ts'
import {
  seriesNameFault,
  whyNotAddToSeries,
  whyNotCreateSeries,
  whyNotKeepSeries,
  type Joining,
} from './series.rules.ts'
import {
  countSeries,
  deleteSeriesProject,
  deleteSeriesRow,
  findSeriesIdOf,
  insertSeries,
  insertSeriesProject,
  lockSeries,
  updateSeriesWords,
} from './series.store.ts'

export interface SeriesWords {
  name: string
  intro: string
}

/** J17. */
function refuseName(name: string): void {
  const fault = seriesNameFault(name)
  if (fault !== null) throw new Refusal(fault.reason, { field: 'name', ...fault.facts })
}

export async function createSeries(
  act: Act,
  { teamId, ...words }: { teamId: TeamId } & SeriesWords,
): Promise<{ seriesId: SeriesId }> {
  const team = await lockTeam(act.tx, teamId)
  refuseIf(whyNotCreateSeries(act.actor, team, await countSeries(act.tx, teamId)))
  const made = { createdBy: accountOf(act.actor), createdAt: act.now }
  refuseName(words.name)
  const seriesId = await insertSeries(act.tx, { teamId, ...words, ...made })
  act.mark({ kind: 'team', id: teamId, facts: { seriesId, name: words.name } })
  return { seriesId }
}

export async function updateSeries(
  act: Act,
  { seriesId, ...words }: { seriesId: SeriesId } & SeriesWords,
): Promise<{ seriesId: SeriesId }> {
  const series = await lockSeries(act.tx, seriesId)
  refuseIf(whyNotKeepSeries(act.actor, series))
  if (words.name !== series.name) refuseName(words.name)
  const isMended = series.hiddenAt !== null && (words.name !== series.name || words.intro !== series.intro)
  const mendedAt = isMended ? act.now : series.mendedAt
  await updateSeriesWords(act.tx, seriesId, { ...words, mendedAt })
  if (isMended && series.hiddenBy !== null)
    await notify(
      act.tx,
      [
        {
          accountId: series.hiddenBy,
          kind: 'series_mended',
          facts: { name: words.name },
          link: `/series/${seriesId}`,
        },
      ],
      act.now,
    )
  act.mark({ kind: 'team', id: series.teamId, facts: { seriesId, name: words.name } })
  return { seriesId }
}

export async function deleteSeries(act: Act, { seriesId }: { seriesId: SeriesId }): Promise<void> {
  const series = await lockSeries(act.tx, seriesId)
  refuseIf(whyNotKeepSeries(act.actor, series))
  await deleteSeriesRow(act.tx, seriesId)
  act.mark({ kind: 'team', id: series.teamId, facts: { seriesId, name: series.name } })
}

export async function addToSeries(act: Act, joining: Joining): Promise<{ seriesId: SeriesId }> {
  const project = await lockProject(act.tx, joining.projectId)
  await join(act, joining, project)
  return { seriesId: joining.seriesId }
}

async function join(
  act: Act,
  joining: Joining,
  project: Awaited<ReturnType<typeof getProject>>,
): Promise<void> {
  const series = await lockSeries(act.tx, joining.seriesId)
  refuseIf(whyNotKeepSeries(act.actor, series))
  const seriesId = await findSeriesIdOf(act.tx, joining.projectId)
  refuseIf(whyNotAddToSeries(series, { ...project, seriesId }))
  await insertSeriesProject(act.tx, joining, act.now)
  act.mark({
    kind: 'project',
    id: joining.projectId,
    facts: { seriesId: series.seriesId, series: series.name },
  })
}

/** Taking out what is not in it changes nothing. */
export async function removeFromSeries(act: Act, joining: Joining): Promise<{ seriesId: SeriesId }> {
  const series = await lockSeries(act.tx, joining.seriesId)
  refuseIf(whyNotKeepSeries(act.actor, series))
  const { seriesId } = series
  if (await deleteSeriesProject(act.tx, joining))
    act.mark({ kind: 'project', id: joining.projectId, facts: { seriesId, series: series.name } })
  return { seriesId }
}

/** J6, J10. The copy comes after what it copies, and joins its series where that is wanted. */
export async function copyProject(
  act: Act,
  input: { projectId: ProjectId; shifts: CopiedShifts; joinsSeries: boolean },
): Promise<CopiedProject> {
  const { teamId, teamPath, status } = await getProject(act.tx, input.projectId)
  refuseIf(whyNotKeepProjects(act.actor, teamPath))
  if (status === 'template') throw new Refusal('project_not_found')
  const team = await holdTeam(act.tx, teamId)
  refuseIf(whyNotCreateProject(act.actor, team))
  const source = await getCopied(act, input.projectId)
  const copied = await insertCopy(act, { source, team, shifts: input.shifts, after: source.endsAt })
  act.mark({ kind: 'project', id: copied.projectId, facts: { copiedFrom: input.projectId } })
  if (input.joinsSeries) {
    const seriesId = await findSeriesIdOf(act.tx, input.projectId)
    if (seriesId === null) throw new Refusal('not_in_series')
    await join(act, { projectId: copied.projectId, seriesId }, await getProject(act.tx, copied.projectId))
  }
  return copied
}
