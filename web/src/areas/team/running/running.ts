// Running a project, as the console speaks of it.
import type { Output } from '../../../api/types'
import type { TextKey } from '../../../lib/i18n'
import { spanOf } from '../projects/project-form'

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
const MOVE_PHRASES = ['weather', 'place', 'rules'] as const
export const movePhrases = (t: (key: TextKey) => string) =>
  MOVE_PHRASES.map((key) => ({ label: t(`altering.why_${key}`), text: t(`altering.why_${key}_text`) }))
export const cancelPhrases = (t: (key: TextKey) => string) =>
  PHRASES.map((key) => ({ label: t(`running.why_${key}`), text: t(`running.why_${key}_text`) }))

/** How many people lose their place when there are only so many. */
export const mustLeave = ({ admitted, held }: Pick<RunningShift, 'admitted' | 'held'>, headcount: number) =>
  Math.max(0, admitted + held - headcount)

export const positionsOf = ({ shifts }: Running) => [
  ...new Map(
    shifts.map(({ positionId, positionName }) => [positionId, { value: positionId, text: positionName }]),
  ).values(),
]

/** A shift that is to come, as it is typed. */
export interface ShiftRow {
  positionId: string
  date: string
  from: string
  to: string
  headcount: string
}
/** The next one is mostly like the last. */
export const rowAfter = (last: RunningShift | undefined, timeOf: (instant: string) => string): ShiftRow => ({
  positionId: last?.positionId ?? '',
  date: '',
  from: last === undefined ? '' : timeOf(last.startsAt),
  to: last === undefined ? '' : timeOf(last.endsAt),
  headcount: String(last?.headcount ?? 1),
})
const isFilled = ({ date, from, to, headcount }: ShiftRow) =>
  date !== '' && from !== '' && to !== '' && /^[1-9]\d{0,5}$/.test(headcount)
/** Null as long as something is not filled in. */
export const rowsToWire = (rows: readonly ShiftRow[]) =>
  rows.every(isFilled)
    ? rows.map((row) => ({ ...spanOf(row), breakMinutes: 0, headcount: Number(row.headcount) }))
    : null
