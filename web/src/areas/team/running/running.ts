// Running a project, as the console speaks of it.
import type { Output } from '../../../api/types'
import type { TextKey } from '../../../lib/i18n'

export type Running = Output<'getProjectRunning'>
export type RunningShift = Running['shifts'][number]

/** Queries that show what these deeds change. */
export const TOUCHES = [
  'getProjectRunning',
  'getTeamProject',
  'listTeamProjects',
  'getTeamOverview',
  'listSignUps',
  'listPlaceHolders',
  'getProject',
  'listDoorShifts',
] as const

const PHRASES = ['weather', 'few', 'place', 'rules'] as const
export const cancelPhrases = (t: (key: TextKey) => string) =>
  PHRASES.map((key) => ({ label: t(`running.why_${key}`), text: t(`running.why_${key}_text`) }))

/** How many people lose their place when there are only so many. */
export const mustLeave = ({ admitted, held }: Pick<RunningShift, 'admitted' | 'held'>, headcount: number) =>
  Math.max(0, admitted + held - headcount)
