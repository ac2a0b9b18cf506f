// The sentence for a named reason. The server speaks codes and facts; people read this.
import { dayText, dayYearText, timeRangeText, timeText } from './dates'
import { hoursOf } from './hours'
import type { I18n } from './i18n'

export type Facts = Readonly<Record<string, unknown>>

/** Facts become words: moments read as day and time, minutes as hours, everything else as it is. */
function wordsOf(facts: Facts, { lang, find }: I18n): Record<string, string | number> {
  const words: Record<string, string | number> = {}
  for (const [name, fact] of Object.entries(facts))
    if (typeof fact === 'number' && name.endsWith('Minutes'))
      words[name.replace(/Minutes$/, 'Hours')] = hoursOf(fact)
    else if (typeof fact === 'string' || typeof fact === 'number') words[name] = fact
  const { startsAt, endsAt, opensAt, until, kind } = facts
  if (typeof startsAt === 'string' && typeof endsAt === 'string')
    words['span'] = `${dayText(startsAt, lang)} ${timeRangeText(startsAt, endsAt, lang)}`
  if (typeof opensAt === 'string') words['opensAt'] = `${dayText(opensAt, lang)} ${timeText(opensAt)}`
  if (typeof until === 'string') words['until'] = dayYearText(until, lang)
  // What must not be counted is told by the name of its kind.
  if (typeof kind === 'string') words['kind'] = find(`reasons.excluded_kind.${kind}`) ?? kind
  return words
}

/** Needs the catalogue `reasons`; a code without a sentence says so with its name, never with silence. */
export function reasonText(i18n: I18n, code: string, facts: Facts = {}): string {
  const words = wordsOf(facts, i18n)
  const whole = i18n.find(`reasons.${code}`, words)
  const bare = whole?.includes('{') ? i18n.find(`reasons.${code}.bare`, words) : whole
  return bare ?? whole ?? i18n.t('common.refused_without_words', { code })
}
