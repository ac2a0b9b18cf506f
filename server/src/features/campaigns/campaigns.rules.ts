/** Which year the figures of a campaign are of. Pure; the numbers are those of docs/rules/campaigns.md. */
import { addDays, dateIn, localDate, ZONE, type LocalDate } from '../../kernel/local-date.ts'

/** K6. The calendar year of the day, on the clocks of the service. */
export const yearOf = (now: Date): number => Number(dateIn(ZONE, now).slice(0, 4))

export interface YearSpan {
  year: number
  firstDay: LocalDate
  lastDay: LocalDate
}
export function spanOfYear(year: number): YearSpan {
  const firstDay = localDate(`${year}-01-01`)
  return { year, firstDay, lastDay: addDays(localDate(`${year + 1}-01-01`), -1) }
}
