// Days and times as the site sees them. Everybody reads the same clock, whatever zone the browser is in.
import type { Lang } from './i18n'

export const SITE_ZONE = 'Asia/Shanghai'
type Instant = string | number | Date

export interface SiteMoment {
  year: number
  month: number
  day: number
  hour: number
  minute: number
  /** 0 is Sunday. */
  weekday: number
}

const parts = new Intl.DateTimeFormat('en-CA', {
  timeZone: SITE_ZONE,
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})
const WEEKDAYS: Record<Lang, readonly string[]> = {
  'zh-CN': ['周日', '周一', '周二', '周三', '周四', '周五', '周六'],
  en: ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'],
}
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

const pad = (n: number) => String(n).padStart(2, '0')
const isDate = (value: Instant): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value)

/** A bare date ('2026-11-24') is a day of the site already and is not moved by any zone. */
export function siteMoment(value: Instant): SiteMoment {
  if (isDate(value)) {
    const [year = 0, month = 1, day = 1] = value.split('-').map(Number)
    return {
      year,
      month,
      day,
      hour: 0,
      minute: 0,
      weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay(),
    }
  }
  const read: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {}
  for (const part of parts.formatToParts(new Date(value))) read[part.type] = Number(part.value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0 } = read
  return { year, month, day, hour, minute, weekday: new Date(Date.UTC(year, month - 1, day)).getUTCDay() }
}

/** 'YYYY-MM-DD' of the site's day. */
export function siteDate(value: Instant): string {
  const m = siteMoment(value)
  return `${m.year}-${pad(m.month)}-${pad(m.day)}`
}

export function addDays(date: string, days: number): string {
  const m = siteMoment(date)
  return new Date(Date.UTC(m.year, m.month - 1, m.day + days)).toISOString().slice(0, 10)
}

/** The instant (ISO, UTC) of a wall clock time at the site. The zone has had no daylight saving since 1991. */
export function siteInstant(date: string, time: string): string {
  return new Date(`${date}T${time}:00+08:00`).toISOString()
}

export function weekday(value: Instant, lang: Lang): string {
  return WEEKDAYS[lang][siteMoment(value).weekday] ?? ''
}

export function monthDay(value: Instant, lang: Lang): string {
  const m = siteMoment(value)
  return lang === 'en' ? `${m.day} ${MONTHS[m.month - 1]}` : `${m.month}月${m.day}日`
}

/** 8月30日 周六 */
export function dayText(value: Instant, lang: Lang): string {
  return lang === 'en'
    ? `${weekday(value, lang)} ${monthDay(value, lang)}`
    : `${monthDay(value, lang)} ${weekday(value, lang)}`
}

/** 2026年8月30日, for papers and anything of another year. */
export function dayYearText(value: Instant, lang: Lang): string {
  const { year } = siteMoment(value)
  return lang === 'en' ? `${monthDay(value, lang)} ${year}` : `${year}年${monthDay(value, lang)}`
}

export function monthText(value: Instant, lang: Lang): string {
  const { year, month } = siteMoment(/^\d{4}-\d{2}$/.test(String(value)) ? `${String(value)}-01` : value)
  return lang === 'en' ? `${MONTHS[month - 1]} ${year}` : `${year}年${month}月`
}

/** 11月, Nov: where the year is known. */
export function shortMonthText(month: string, lang: Lang): string {
  const at = Number(month.slice(5, 7))
  return lang === 'en' ? (MONTHS[at - 1] ?? '') : `${at}月`
}

export function timeText(value: Instant): string {
  const m = siteMoment(value)
  return `${pad(m.hour)}:${pad(m.minute)}`
}

/** 22:00–次日 02:00: the word and its time stay on one line. */
const NEXT_DAY: Record<Lang, string> = { 'zh-CN': '次日\u00a0', en: 'next day\u00a0' }

/** 08:30–11:30; with the second day named when it ends on another. */
export function timeRangeText(from: Instant, to: Instant, lang: Lang): string {
  const [first, last] = [siteDate(from), siteDate(to)]
  const day = last === first ? '' : last === addDays(first, 1) ? NEXT_DAY[lang] : `${monthDay(to, lang)} `
  return `${timeText(from)}–${day}${timeText(to)}`
}

export function dayTimeRangeText(from: Instant, to: Instant, lang: Lang): string {
  return `${dayText(from, lang)} ${timeRangeText(from, to, lang)}`
}

export function momentText(value: Instant, lang: Lang): string {
  return `${dayText(value, lang)} ${timeText(value)}`
}

export type DayPart = 'morning' | 'afternoon' | 'evening' | 'whole_day'

export function dayPart(from: Instant, to: Instant): DayPart {
  const start = siteMoment(from).hour
  const minutes = (new Date(to).getTime() - new Date(from).getTime()) / 60_000
  if (minutes >= 360) return 'whole_day'
  if (start < 12) return 'morning'
  return start < 17 ? 'afternoon' : 'evening'
}
