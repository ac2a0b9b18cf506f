// The formats of lib/ bound to the reader's language, for templates.
import * as dates from './dates'
import * as hours from './hours'
import { nameIn, useI18n, type Names } from './i18n'

type Instant = string | number | Date

export type Format = ReturnType<typeof useFormat>
export function useFormat() {
  const { lang, t } = useI18n()
  return {
    day: (at: Instant) => dates.dayText(at, lang),
    dayYear: (at: Instant) => dates.dayYearText(at, lang),
    monthDay: (at: Instant) => dates.monthDay(at, lang),
    month: (at: string) => dates.monthText(at, lang),
    shortMonth: (month: string) => dates.shortMonthText(month, lang),
    weekday: (at: Instant) => dates.weekday(at, lang),
    time: dates.timeText,
    timeRange: (from: Instant, to: Instant) => dates.timeRangeText(from, to, lang),
    dayTimeRange: (from: Instant, to: Instant) => dates.dayTimeRangeText(from, to, lang),
    moment: (at: Instant) => dates.momentText(at, lang),
    hours: hours.hoursOf,
    hoursLong: (minutes: number) => hours.hoursLongOf(minutes, lang),
    wholeHours: hours.wholeHoursOf,
    number: hours.group,
    name: (names: Names | undefined | null) => (names == null ? '' : nameIn(names, lang)),
    /** Names one after another, as the language parts them. */
    list: (words: readonly string[]) => words.join(t('common.between')),
    distance: (metres: number) => hours.distanceText(metres, lang),
  }
}
