/**
 * Deadlines in working days (工作日). Weekends are not enough: the State Council's yearly notice
 * makes holidays of some weekdays and working days of some weekends, and those come as a calendar.
 */
import { addDays, dayOfWeek, type LocalDate } from './local-date.ts'

/** Only the days that depart from "Monday to Friday is worked". */
export type WorkingCalendar = ReadonlyMap<LocalDate, 'workday' | 'holiday'>

export function isWorkingDay(date: LocalDate, calendar: WorkingCalendar): boolean {
  const kind = calendar.get(date)
  if (kind !== undefined) return kind === 'workday'
  const weekday = dayOfWeek(date)
  return weekday !== 0 && weekday !== 6
}

/**
 * The day on which a period of `count` working days ends. The starting day is not counted
 * (Civil Code a201) and the last day is never a day off (a203); with nothing to count, the
 * period still moves off a holiday.
 */
export function addWorkingDays(start: LocalDate, count: number, calendar: WorkingCalendar): LocalDate {
  if (!Number.isInteger(count) || count < 0) throw new RangeError(`Not a number of working days: ${count}`)
  let date = start
  let left = count
  while (left > 0) {
    date = addDays(date, 1)
    if (isWorkingDay(date, calendar)) left -= 1
  }
  while (!isWorkingDay(date, calendar)) date = addDays(date, 1)
  return date
}
