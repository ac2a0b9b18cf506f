// Words in the reader's language. One catalogue per area, loaded with its chunk; keys are typed by the Chinese source.
import { inject, type App, type InjectionKey } from 'vue'
import type absences from '../locales/zh-CN/absences.json'
import type account from '../locales/zh-CN/account.json'
import type altering from '../locales/zh-CN/altering.json'
import type authority from '../locales/zh-CN/authority.json'
import type campaigns from '../locales/zh-CN/campaigns.json'
import type calendar from '../locales/zh-CN/calendar.json'
import type codes from '../locales/zh-CN/codes.json'
import type common from '../locales/zh-CN/common.json'
import type complaints from '../locales/zh-CN/complaints.json'
import type consents from '../locales/zh-CN/consents.json'
import type draw from '../locales/zh-CN/draw.json'
import type evaluations from '../locales/zh-CN/evaluations.json'
import type family from '../locales/zh-CN/family.json'
import type finding from '../locales/zh-CN/finding.json'
import type goals from '../locales/zh-CN/goals.json'
import type portal from '../locales/zh-CN/portal.json'
import type publishing from '../locales/zh-CN/publishing.json'
import type reasons from '../locales/zh-CN/reasons.json'
import type running from '../locales/zh-CN/running.json'
import type series from '../locales/zh-CN/series.json'
import type standing from '../locales/zh-CN/standing.json'
import type team from '../locales/zh-CN/team.json'
import type terms from '../locales/zh-CN/terms.json'
import type trust from '../locales/zh-CN/trust.json'
import type volunteer from '../locales/zh-CN/volunteer.json'
import type waiting from '../locales/zh-CN/waiting.json'

interface Catalogues {
  absences: typeof absences
  account: typeof account
  altering: typeof altering
  authority: typeof authority
  campaigns: typeof campaigns
  calendar: typeof calendar
  codes: typeof codes
  common: typeof common
  complaints: typeof complaints
  consents: typeof consents
  draw: typeof draw
  evaluations: typeof evaluations
  family: typeof family
  finding: typeof finding
  goals: typeof goals
  portal: typeof portal
  publishing: typeof publishing
  reasons: typeof reasons
  running: typeof running
  series: typeof series
  standing: typeof standing
  team: typeof team
  terms: typeof terms
  trust: typeof trust
  volunteer: typeof volunteer
  waiting: typeof waiting
}

export type CatalogueName = keyof Catalogues
export type TextKey = {
  [Name in CatalogueName]: `${Name}.${keyof Catalogues[Name] & string}`
}[CatalogueName]
export type TextParams = Readonly<Record<string, string | number>>
export const LANGS = ['zh-CN', 'en'] as const
export type Lang = (typeof LANGS)[number]
export type Translate = (key: TextKey, params?: TextParams) => string

export interface I18n {
  readonly lang: Lang
  readonly t: Translate
  /** For codes that come from outside and may have no text yet. */
  readonly find: (key: string, params?: TextParams) => string | undefined
  /** The sentence with its holes left open, for AppText. */
  readonly pattern: (key: TextKey, params?: TextParams) => string
  readonly load: (names: readonly CatalogueName[]) => Promise<void>
}

type Messages = Readonly<Record<string, string>>
const files = import.meta.glob<Messages>('../locales/*/*.json', { import: 'default' })

/** A name kept in two languages, such as a category's. The other one stands in for one that is missing. */
export interface Names {
  zh: string
  en: string
}
export function nameIn(names: Names, lang: Lang): string {
  return lang === 'en' ? names.en || names.zh : names.zh || names.en
}

export function langOf(value: string | undefined | null): Lang {
  return value?.toLowerCase().startsWith('en') ? 'en' : 'zh-CN'
}

/** "one hour||{count} hours": English picks by count; Chinese has one form. */
export function chooseForm(pattern: string, lang: Lang, params: TextParams): string {
  if (!pattern.includes('||')) return pattern
  const [one = '', other = one] = pattern.split('||')
  return new Intl.PluralRules(lang).select(Number(params['count'] ?? 0)) === 'one' ? one : other
}

export function fill(pattern: string, params: TextParams): string {
  return pattern.replace(/\{(\w+)\}/g, (hole, name: string) => String(params[name] ?? hole))
}

export function createI18n(lang: Lang): I18n {
  const texts = new Map<string, string>()
  const loaded = new Set<CatalogueName>()

  async function loadOne(name: CatalogueName): Promise<void> {
    const read = files[`../locales/${lang}/${name}.json`]
    if (loaded.has(name) || read === undefined) return
    const messages = await read()
    for (const [key, text] of Object.entries(messages)) texts.set(`${name}.${key}`, text)
    loaded.add(name)
  }
  function find(key: string, params: TextParams = {}): string | undefined {
    const pattern = texts.get(key)
    return pattern === undefined ? undefined : fill(chooseForm(pattern, lang, params), params)
  }
  return {
    lang,
    find,
    t: (key, params) => find(key, params) ?? key,
    pattern: (key, params = {}) => chooseForm(texts.get(key) ?? key, lang, params),
    load: async (names) => {
      await Promise.all(names.map(loadOne))
    },
  }
}

const I18N: InjectionKey<I18n> = Symbol.for('zhiyuan.i18n')

export function provideI18n(app: App, i18n: I18n): void {
  app.provide(I18N, i18n)
}

export function useI18n(): I18n {
  const i18n = inject(I18N)
  if (i18n === undefined) throw new Error('useI18n needs provideI18n on the app')
  return i18n
}
