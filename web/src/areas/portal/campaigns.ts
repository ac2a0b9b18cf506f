// The figures of a campaign: which there are, how each is written, and which list it opens to.
import type { Output } from '../../api/types'
import type { useFormat } from '../../lib/format'

export type Campaign = Output<'listCampaigns'>['items'][number]
export type CampaignFigure = keyof Campaign['figures']
export const CAMPAIGN_FIGURES = [
  'teams',
  'members',
  'openProjects',
  'projects',
  'served',
  'minutes',
] as const satisfies readonly CampaignFigure[]
/** What a line of the register has room for. */
export const SHORT_FIGURES = ['teams', 'openProjects', 'served', 'minutes'] as const

const LISTS: Partial<Record<CampaignFigure, string>> = { teams: '/teams', openProjects: '/projects' }
export function linkOfFigure(name: CampaignFigure, code: string) {
  const path = LISTS[name]
  return path === undefined ? null : { path, query: { campaign: code } }
}

export const campaignFigures =
  (f: ReturnType<typeof useFormat>) =>
  (name: CampaignFigure, value: number): string =>
    name === 'minutes' ? f.wholeHours(value) : f.number(value)
