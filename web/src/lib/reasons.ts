// The sentence for a named reason. The server speaks codes and facts; people read this.
import { dayText, timeRangeText } from './dates'
import type { I18n, Lang } from './i18n'

export type Facts = Readonly<Record<string, unknown>>

/** Facts become words: a span reads as day and times, everything else as it is. */
function wordsOf(facts: Facts, lang: Lang): Record<string, string | number> {
  const words: Record<string, string | number> = {}
  for (const [name, fact] of Object.entries(facts))
    if (typeof fact === 'string' || typeof fact === 'number') words[name] = fact
  const { startsAt, endsAt } = facts
  if (typeof startsAt === 'string' && typeof endsAt === 'string')
    words['span'] = `${dayText(startsAt, lang)} ${timeRangeText(startsAt, endsAt, lang)}`
  return words
}

/** Needs the catalogue `reasons`; a code without a sentence says so with its name, never with silence. */
export function reasonText(i18n: I18n, code: string, facts: Facts = {}): string {
  const words = wordsOf(facts, i18n.lang)
  const whole = i18n.find(`reasons.${code}`, words)
  const bare = whole?.includes('{') ? i18n.find(`reasons.${code}.bare`, words) : whole
  return bare ?? whole ?? i18n.t('common.refused_without_words', { code })
}
