/**
 * Series: projects of a team that belong together. Who keeps them, what comes into one.
 * Pure. J-numbers are those of docs/rules/series.md.
 */
import type { Actor } from '../../kernel/actor.ts'
import type { AccountId, ProjectId, SeriesId, TeamId } from '../../kernel/ids.ts'
import { mint, type Minted } from '../../kernel/minted.ts'
import {
  titleFault,
  whyNotCreateProject,
  whyNotKeepProjects,
  type KeepingReason,
  type ProjectStatus,
  type TitleReason,
} from '../projects/projects.rules.ts'
import { whyNotOversee, type OverseeingReason, type OverseenTeam } from '../teams/standing.rules.ts'

export const SERIES_MAX = 100
export const SERIES_PROJECTS_MAX = 200
export const SERIES_NAME = { min: 2, max: 50 } as const
export const SERIES_INTRO_MAX = 1000

export interface Series {
  seriesId: SeriesId
  teamId: TeamId
  teamPath: string
  name: string
  intro: string
  hiddenAt: Date | null
  hiddenBy: AccountId | null
  hiddenBecause: string | null
  /** When the team changed what is hidden; whoever oversees it has not looked yet. */
  mendedAt: Date | null
}

export type SeriesKeepingReason = KeepingReason
export const whyNotKeepSeries = (actor: Actor, series: { teamPath: string }): SeriesKeepingReason | null =>
  whyNotKeepProjects(actor, series.teamPath)

export type { TitleReason }
/** J17. A series is called as a project may be: P1, P2 and X1–X10 hold for its name. */
export const seriesNameFault = titleFault

export type SeriesHidingReason = OverseeingReason | 'cause_missing' | 'already_hidden'
/** J18. Words that break the law are hidden, with the page, by whoever oversees the team. */
export function whyNotHideSeries(
  actor: Actor,
  team: OverseenTeam,
  known: { isHidden: boolean; because: string },
): SeriesHidingReason | null {
  const overseeing = whyNotOversee(actor, team)
  if (overseeing !== null) return overseeing
  if (known.isHidden) return 'already_hidden'
  return known.because.trim() === '' ? 'cause_missing' : null
}
export type SeriesShowingReason = OverseeingReason | 'not_hidden'
/** J18. Mended or not. */
export const whyNotShowSeries = (
  actor: Actor,
  team: OverseenTeam,
  known: { isHidden: boolean },
): SeriesShowingReason | null => whyNotOversee(actor, team) ?? (known.isHidden ? null : 'not_hidden')

export type SeriesCreatingReason = KeepingReason | 'team_not_active' | 'too_many_series'
/** J11. */
export function whyNotCreateSeries(
  actor: Actor,
  team: { path: string; status: string },
  count: number,
): SeriesCreatingReason | null {
  return whyNotCreateProject(actor, team) ?? (count >= SERIES_MAX ? 'too_many_series' : null)
}

export type AddingReason = 'project_not_found' | 'project_of_other_team' | 'in_other_series' | 'series_full'
/** J10, J11. Nothing stands in the way of one that is in it already. */
export function whyNotAddToSeries(
  series: Pick<Series, 'seriesId' | 'teamId'> & { projects: number },
  project: { teamId: TeamId; status: ProjectStatus; seriesId: SeriesId | null },
): AddingReason | null {
  if (project.status === 'template') return 'project_not_found'
  if (project.teamId !== series.teamId) return 'project_of_other_team'
  if (project.seriesId === series.seriesId) return null
  if (project.seriesId !== null) return 'in_other_series'
  return series.projects >= SERIES_PROJECTS_MAX ? 'series_full' : null
}

/** What staff read of the series of a team. */
export type SeriesOfTeam = Minted<{ teamId: TeamId }>
export function seriesVisibleTo(actor: Actor, team: { teamId: TeamId; path: string }): SeriesOfTeam | null {
  return whyNotKeepProjects(actor, team.path) === null ? mint({ teamId: team.teamId }) : null
}
export type ProjectsOfSeries = Minted<{ seriesId: SeriesId }>
export function projectsOfSeriesVisibleTo(actor: Actor, series: Series): ProjectsOfSeries | null {
  return whyNotKeepSeries(actor, series) === null ? mint({ seriesId: series.seriesId }) : null
}

export interface Joining {
  projectId: ProjectId
  seriesId: SeriesId
}
