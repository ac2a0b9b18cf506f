/** Which figures an actor may see, and what the words of a figure mean. Pure. */
import { reachesRegion, type Actor } from '../../kernel/actor.ts'
import { dateIn, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import { mint, type Minted } from '../../kernel/minted.ts'

export const FIGURES = ['registered', 'claimed', 'active'] as const
export type Figure = (typeof FIGURES)[number]
export const TREND_MONTHS = 12
const ACTIVE_MONTHS = 12
/** The code of a county is its path; a township's is longer. */
const COUNTY_PATH_LENGTH = 6

export const monthOf = (day: LocalDate): string => day.slice(0, 7)

/** The month so many months before, as 'YYYY-MM'. */
export function monthsBefore(month: string, count: number): string {
  const months = Number(month.slice(0, 4)) * 12 + Number(month.slice(5)) - 1 - count
  return `${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}`
}

/** S1. Active is who has served within twelve months: this one and the eleven before it. */
export const activeSince = (now: Date): string => monthsBefore(monthOf(dateIn(ZONE, now)), ACTIVE_MONTHS - 1)

/** The months of the trend, the earliest first. */
export function trendMonths(now: Date): string[] {
  const month = monthOf(dateIn(ZONE, now))
  return Array.from({ length: TREND_MONTHS }, (_, i) => monthsBefore(month, TREND_MONTHS - 1 - i))
}

export interface RegionOfFigures {
  regionCode: string
  path: string
  name: string
}
export type OverviewReason = 'not_your_region' | 'region_too_narrow'

/** S2. An authority sees its region's subtree. Figures are kept by county, so a township has none of its own. */
export function whyNotGetOverview(actor: Actor, region: RegionOfFigures): OverviewReason | null {
  if (!reachesRegion(actor, region.path, 'read')) return 'not_your_region'
  return region.path.length > COUNTY_PATH_LENGTH ? 'region_too_narrow' : null
}

/** The subtree of regions whose people and hours an actor may list; null outside their own. */
export type RegionScope = Minted<{ path: string }>
export function regionVisibleTo(actor: Actor, region: { path: string }): RegionScope | null {
  return reachesRegion(actor, region.path, 'read') ? mint({ path: region.path }) : null
}

/** Where an authority looks first: the first region it holds. A platform administrator holds none. */
export const ownRegionPath = (actor: Actor): string | null =>
  actor.grants.find((grant) => grant.regionPath !== null)?.regionPath ?? null

export interface Row {
  registered: number
  claimed: number
  active: number
  teams: number
  projects: number
  minutes: number
  entries: number
}
const FIELDS = ['registered', 'claimed', 'active', 'teams', 'projects', 'minutes', 'entries'] as const

/** S3. What belongs to no region below belongs to the region itself, so that rows always add up to the total. */
export function leftOver(total: Row, parts: readonly Row[]): Row {
  const rest = { ...total }
  for (const field of FIELDS) for (const part of parts) rest[field] -= part[field]
  return rest
}
