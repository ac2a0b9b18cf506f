/** The periods that goals are of: the calendar year, and the school year from the first of September on. Pure. */
import { addDays, localDate, type LocalDate } from '../../kernel/local-date.ts'

export const PERIOD_KINDS = ['year', 'school_year'] as const
export type PeriodKind = (typeof PERIOD_KINDS)[number]

export interface Period {
  kind: PeriodKind
  /** '2026', or '2026/27'; keys of one kind sort by time. */
  key: string
  firstDay: LocalDate
  lastDay: LocalDate
}

const SCHOOL_YEAR_BEGINS = '-09-01'

function periodFrom(kind: PeriodKind, year: number): Period {
  const begins = kind === 'year' ? '-01-01' : SCHOOL_YEAR_BEGINS
  const firstDay = localDate(`${year}${begins}`)
  const lastDay = addDays(localDate(`${year + 1}${begins}`), -1)
  const key = kind === 'year' ? String(year) : `${year}/${String((year + 1) % 100).padStart(2, '0')}`
  return { kind, key, firstDay, lastDay }
}

/** O3. */
export function periodOf(kind: PeriodKind, day: LocalDate): Period {
  const year = Number(day.slice(0, 4))
  const hasBegun = kind === 'year' || day.slice(4) >= SCHOOL_YEAR_BEGINS
  return periodFrom(kind, hasBegun ? year : year - 1)
}

export const periodBefore = ({ kind, firstDay }: Period): Period => periodOf(kind, addDays(firstDay, -1))
export const periodAfter = ({ kind, lastDay }: Period): Period => periodOf(kind, addDays(lastDay, 1))
