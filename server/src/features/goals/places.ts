/** Which goals hold at a place: the sites down to it, what each has set, and what follows. */
import type { Reader } from '../../db/handles.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { effectivePolicies, listSitesDownTo, type Site } from '../catalog/index.ts'
import { goalsInForce, type GoalInForce, type GoalVersion } from './goals.rules.ts'
import { listGoalVersions } from './goals.store.ts'
import { periodBefore, periodOf, type Period, type PeriodKind } from './periods.rules.ts'

export type Periods = Readonly<Record<PeriodKind, Period>>
export type When = 'current' | 'previous'

export function periodsAt(now: Date, when: When): Periods {
  const day: LocalDate = dateIn(ZONE, now)
  const current = { year: periodOf('year', day), school_year: periodOf('school_year', day) }
  if (when === 'current') return current
  return { year: periodBefore(current.year), school_year: periodBefore(current.school_year) }
}
export const keysOf = (periods: Periods): Readonly<Record<PeriodKind, string>> => ({
  year: periods.year.key,
  school_year: periods.school_year.key,
})

export interface PlaceGoals {
  sites: Site[]
  versions: GoalVersion[]
  goals: GoalInForce[]
  yearlyGoalMinutes: number
}
export async function goalsAt(reader: Reader, regionPath: string, periods: Periods): Promise<PlaceGoals> {
  const sites = await listSitesDownTo(reader, regionPath)
  const versions = await listGoalVersions(
    reader,
    sites.map(({ siteId }) => siteId),
  )
  const { yearlyGoalMinutes } = effectivePolicies(sites.map(({ policies }) => policies))
  const goals = goalsInForce(versions, keysOf(periods), yearlyGoalMinutes)
  return { sites, versions, goals, yearlyGoalMinutes }
}
