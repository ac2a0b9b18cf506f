// What the parts of the roster after a shift share.
import type { Item } from '../../../api/types'

export type Absent = Item<'listAbsences'>
export const PARTS = ['undecided', 'decided', 'appealed'] as const
export type Part = (typeof PARTS)[number]

/** Queries that show what these deeds change. */
export const TOUCHES = [
  'listAbsences',
  'listSignUps',
  'getProjectRunning',
  'getTeamOverview',
  'listAttendances',
] as const

const KEPT = ['record', 'contact'] as const
export const UPHOLD_PHRASES = KEPT.map(
  (key) => ({ label: `absences.why_${key}`, text: `absences.why_${key}_text` }) as const,
)
