/** The official calendar with its occasions, for whoever plans ahead. */
import type { Reader } from '../../db/handles.ts'
import { localDate, type LocalDate } from '../../kernel/local-date.ts'

export interface NamedDays {
  days: Map<LocalDate, { kind: 'workday' | 'holiday'; name: string }>
  /** The years of which the calendar holds anything at all. */
  years: Set<string>
}

/** Whole years, so that a year without a day in it is known to be missing. */
export async function namedDaysBetween(reader: Reader, from: LocalDate, to: LocalDate): Promise<NamedDays> {
  const rows = await reader
    .selectFrom('calendarDays')
    .select(['day', 'kind', 'name'])
    .where('day', '>=', `${from.slice(0, 4)}-01-01`)
    .where('day', '<=', `${to.slice(0, 4)}-12-31`)
    .execute()
  return {
    days: new Map(rows.map(({ day, kind, name }) => [localDate(day), { kind, name }])),
    years: new Set(rows.map(({ day }) => day.slice(0, 4))),
  }
}
