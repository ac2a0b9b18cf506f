// What an address asks of the list of projects. Words that no list understands are left out rather than refused.
import { computed, type ComputedRef } from 'vue'
import { useQuery } from '../../api/query'
import type { Query } from '../../api/types'
import { addDays, siteMoment } from '../../lib/dates'
import { useFormat } from '../../lib/format'
import { useI18n, type Lang } from '../../lib/i18n'
import type { Near } from './near'

export type Search = Query<'listProjects'>
type Read = (name: string) => string

const DAY = /^\d{4}-\d{2}-\d{2}$/
const SHAPES: Readonly<Record<string, RegExp>> = {
  region: /^\d{6}(\d{3})?$/,
  category: /^\S{1,40}$/,
  campaign: /^\S{1,40}$/,
  on: DAY,
  from: DAY,
  to: DAY,
}
const YES = ['open', 'minors', 'fits'] as const

export function searchIn(read: Read): Search {
  const wanted: Record<string, string | boolean> = {}
  const q = read('q').trim().slice(0, 50)
  if (q !== '') wanted['q'] = q
  for (const [name, shape] of Object.entries(SHAPES)) if (shape.test(read(name))) wanted[name] = read(name)
  for (const name of YES) if (read(name) === 'true') wanted[name] = true
  if (read('sort') === 'need') wanted['sort'] = 'need'
  // A single day says more than from and to, and days the wrong way round say nothing.
  if (wanted['on'] !== undefined || String(wanted['from'] ?? '') > String(wanted['to'] ?? '~')) {
    delete wanted['to']
    if (wanted['on'] !== undefined) delete wanted['from']
  }
  return wanted
}

/** The same around a place: the nearest first, unless another order was asked for. */
export const searchNear = (search: Search, near: Near | null): Search =>
  near === null ? search : { ...search, ...near }

/** The same search as a feed, in the language of the page; what a feed cannot be asked is left out. */
export function feedOf({ q, region, category, campaign, open, minors }: Search, lang: Lang): string {
  const asked = Object.entries({
    q,
    region,
    category,
    campaign,
    open,
    minors,
    lang: lang === 'zh-CN' ? undefined : lang,
  }).flatMap(([name, value]) => (value === undefined ? [] : [[name, String(value)]]))
  const query = new URLSearchParams(asked).toString()
  return `/api/v1/project-feed${query === '' ? '' : `?${query}`}`
}

/** Saturday and Sunday that come next, or are. */
export function weekendOf(today: string): { from: string; to: string } {
  const { weekday } = siteMoment(today)
  const SATURDAY = 6
  return weekday === 0
    ? { from: today, to: today }
    : { from: addDays(today, SATURDAY - weekday), to: addDays(today, SATURDAY - weekday + 1) }
}

export interface Chosen {
  /** The names in the address that go with it. */
  names: string[]
  text: string
  /** A switch shows itself that it is on. */
  isSwitch?: true
}

/** The filters of a search, each as it is called. */
export function useChosen(
  search: () => Search,
  regionName: (code: string) => string | undefined,
): ComputedRef<Chosen[]> {
  const { t } = useI18n()
  const f = useFormat()
  const kinds = useQuery('listCategories')
  const daysText = ({ on, from, to }: Search): string | null => {
    if (on !== undefined) return f.day(on)
    if (from !== undefined && to !== undefined)
      return from === to ? f.day(from) : t('finding.range', { from: f.monthDay(from), to: f.monthDay(to) })
    if (from !== undefined) return t('finding.since', { from: f.monthDay(from) })
    return to === undefined ? null : t('finding.until', { to: f.monthDay(addDays(to, 1)) })
  }
  return computed(() => {
    const asked = search()
    const named = (
      list: readonly { code: string; name: { zh: string; en: string } }[] | undefined,
      code: string,
    ) => f.name(list?.find((one) => one.code === code)?.name) || code
    const { q, region, category, campaign } = asked
    const days = daysText(asked)
    return [
      ...(q === undefined ? [] : [{ names: ['q'], text: t('finding.words', { words: q }) }]),
      ...(region === undefined ? [] : [{ names: ['region'], text: regionName(region) ?? region }]),
      ...(category === undefined
        ? []
        : [{ names: ['category'], text: named(kinds.data?.service, category) }]),
      ...(campaign === undefined
        ? []
        : [{ names: ['campaign'], text: named(kinds.data?.campaigns, campaign) }]),
      ...(days === null ? [] : [{ names: ['on', 'from', 'to'], text: days }]),
      ...YES.filter((name) => asked[name] === true).map((name) => ({
        names: [name],
        text: t(`finding.${name}`),
      })),
    ]
  })
}
