/** The orders in which projects are found: what gives each, and where one project stands in it. */
import { sql, type RawBuilder } from 'kysely'
import { nearnessOf, type Point } from '../../db/nearness.ts'
import { hasShift, hasStatus, touching } from './cards.store.ts'
import { decodeTimeKey, type PageQuery } from '../../kernel/page.ts'
import type { Sort, Window } from './finding.rules.ts'
import { CURRENT_STATUSES } from './projects.rules.ts'

/** A point, and how far from it; null is any distance. */
export type Around = Point & { metres: number | null }
export interface Ordered {
  window: Window
  near: Around | null
  sort: Sort
}
export interface Way {
  type: 'timestamptz' | 'float8'
  isDescending: boolean
  /** Where `projects` stands in the order; null where it has no place in it. */
  place: RawBuilder<unknown>
  /** All in order by an index: the table with its condition, and there the key. */
  table: RawBuilder<unknown>
  key: RawBuilder<unknown>
  /** Besides project and key. */
  more: RawBuilder<unknown>
  /** What a row that was `walked` must be besides. */
  only: RawBuilder<unknown> | null
}

export const nearnessIn = ({ near }: { near: Around }) =>
  nearnessOf('projects', { ...near, metres: near.metres ?? 0 })

const NOTHING = sql``
const isCurrent = hasStatus(CURRENT_STATUSES)
const walked = sql.ref('walked.projectId')

/** Each project stands at the first of its shifts in the days asked for. */
const byDate = ({ window }: Ordered): Way => ({
  type: 'timestamptz',
  isDescending: false,
  place: sql`(select min(starts_at) from shifts where shifts.project_id = projects.project_id and ${touching(window)})`,
  table: sql`shifts where ${touching(window)}`,
  key: sql`shifts.starts_at`,
  more: sql`, shifts.shift_id`,
  only: sql`not ${hasShift(sql`${touching(window)} and (shifts.starts_at, shifts.shift_id) < (walked.key, walked.shift_id)`, walked)}`,
})

const byNeed = ({ window }: Ordered): Way => ({
  type: 'float8',
  isDescending: true,
  place: sql`(select need from project_needs where project_needs.project_id = projects.project_id)`,
  table: sql`project_needs where need is not null`,
  key: sql`project_needs.need`,
  more: NOTHING,
  only: hasShift(touching(window), walked),
})

const byPublication = (): Way => ({
  type: 'timestamptz',
  isDescending: true,
  place: sql`projects.published_at`,
  table: sql`projects where ${isCurrent}`,
  key: sql`projects.published_at`,
  more: NOTHING,
  only: null,
})

function byDistance({ window, near }: Ordered & { near: Around }): Way {
  const { distance, isWithin } = nearnessIn({ near })
  return {
    type: 'float8',
    isDescending: false,
    place: distance,
    table: sql`projects where ${isCurrent} and projects.longitude is not null ${near.metres === null ? NOTHING : sql`and ${isWithin}`}`,
    key: distance,
    more: NOTHING,
    only: hasShift(touching(window), walked),
  }
}

export function wayOf(ordered: Ordered): Way {
  const { sort, near } = ordered
  if (sort === 'need') return byNeed(ordered)
  if (sort === 'new') return byPublication()
  return sort === 'distance' && near !== null ? byDistance({ ...ordered, near }) : byDate(ordered)
}

/** The weeks in which words are looked for before everywhere. */
const SOON_WEEKS = 2
const DAY_MS = 86_400_000
const WEEK_MS = 7 * DAY_MS

/** Whole weeks since 1970, as the column `weeks` counts them. */
export interface Weeks {
  first: number
  end: number
}
/** From where the page begins; what has begun a day before may still go on. Null where the days asked for are no more than that. */
export function soonIn({ window }: Ordered, { after }: PageQuery): Weeks | null {
  const begun = window.from.getTime() - DAY_MS
  const from = Math.max(decodeTimeKey(after)?.at.getTime() ?? begun, begun)
  const first = Math.floor(from / WEEK_MS)
  const end = Math.floor((from + DAY_MS) / WEEK_MS) + SOON_WEEKS
  return window.to !== null && window.to.getTime() <= end * WEEK_MS ? null : { first, end }
}

/** Some day of the project lies in them. */
export const isInWeeks = ({ first, end }: Weeks): RawBuilder<boolean> =>
  sql`projects.weeks && ${Array.from({ length: end - first }, (_, i) => first + i)}::integer[]`
export const isUntil = ({ end }: Weeks): RawBuilder<boolean> =>
  sql`key < ${new Date(end * WEEK_MS)}::timestamptz`
