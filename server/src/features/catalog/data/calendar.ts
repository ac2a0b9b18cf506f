/** The official calendar as rows. Years not listed yet are counted as plain weeks. */
import { localDate, type LocalDate } from '../../../kernel/local-date.ts'
import { CALENDAR_LINES } from './calendar.gen.ts'

export interface CalendarRow {
  day: LocalDate
  kind: 'workday' | 'holiday'
  name: string
}

export const CALENDAR: readonly CalendarRow[] = CALENDAR_LINES.trim()
  .split('\n')
  .flatMap((line) => {
    const [year, kind, name = '', ...days] = line.split(' ')
    return days.map((day) => ({
      day: localDate(`${year}-${day}`),
      kind: kind === 'workday' ? 'workday' : 'holiday',
      name,
    }))
  })
