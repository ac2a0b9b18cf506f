/** A search as an Atom feed (RFC 4287): what is public of projects, and nothing of persons. */
import type { Language } from '../../kernel/language.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'

export interface FeedEntry {
  projectId: string
  title: string
  teamName: string
  placeName: string
  regionName: string
  categories: readonly string[]
  startsAt: Date
  nextShift: { startsAt: Date; endsAt: Date } | null
  headcount: number
  admitted: number
  publishedAt: Date
}
export interface Feed {
  lang: Language
  siteName: string
  /** Of the site, without a slash at the end. */
  origin: string
  /** What was asked, as it stands in the address of the list. */
  query: string
  entries: readonly FeedEntry[]
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Signs that XML has no writing for are left out. */
const escaped = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '')
    .replace(/[&<>"]/g, (sign) => escapes[sign] ?? sign)

interface Words {
  title: (siteName: string) => string
  comma: string
  open: (places: number) => string
  full: string
}
/** Programs other than ours show them. */
const WORDS: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    title: (siteName) => `${siteName}：志愿服务项目`,
    comma: '，',
    open: (places) => `还需 ${places} 人`,
    full: '名额已满',
  },
  en: {
    title: (siteName) => `${siteName}: volunteer projects`,
    comma: ', ',
    open: (places) => (places === 1 ? '1 more person needed' : `${places} more people needed`),
    full: 'full',
  },
}

const clock = new Intl.DateTimeFormat('zh-CN', {
  timeZone: ZONE,
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
})

function summaryOf(
  { nextShift, placeName, regionName, teamName, headcount, admitted }: FeedEntry,
  words: Words,
): string {
  const left = Math.max(0, headcount - admitted)
  const time =
    nextShift === null
      ? []
      : [
          `${dateIn(ZONE, nextShift.startsAt)} ${clock.format(nextShift.startsAt)}–${clock.format(nextShift.endsAt)}`,
        ]
  return [...time, regionName + placeName, teamName, left > 0 ? words.open(left) : words.full].join(
    words.comma,
  )
}

function entryOf(origin: string, entry: FeedEntry, words: Words): string {
  const address = escaped(`${origin}/projects/${entry.projectId}`)
  const at = entry.publishedAt.toISOString()
  return `
  <entry>
    <id>urn:uuid:${entry.projectId}</id>
    <title>${escaped(entry.title)}</title>
    <link rel="alternate" type="text/html" href="${address}"/>
    <published>${at}</published>
    <updated>${at}</updated>
    <author><name>${escaped(entry.teamName)}</name></author>${entry.categories.map((code) => `\n    <category term="${escaped(code)}"/>`).join('')}
    <summary>${escaped(summaryOf(entry, words))}</summary>
  </entry>`
}

/** The newest comes first, so the feed is as new as its first entry. */
export function feedText({ lang, siteName, origin, query, entries }: Feed): string {
  const at = (entries[0]?.publishedAt ?? new Date(0)).toISOString()
  const asked = query === '' ? '' : `?${query}`
  const self = escaped(`${origin}/api/v1/project-feed${asked}`)
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${lang}">
  <id>${self}</id>
  <title>${escaped(WORDS[lang].title(siteName))}</title>
  <link rel="self" type="application/atom+xml" href="${self}"/>
  <link rel="alternate" type="text/html" href="${escaped(`${origin}/projects${asked}`)}"/>
  <updated>${at}</updated>${entries.map((entry) => entryOf(origin, entry, WORDS[lang])).join('')}
</feed>
`
}
