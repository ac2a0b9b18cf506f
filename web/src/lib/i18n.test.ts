import { readdirSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { chooseForm, createI18n, fill, langOf } from './i18n'
import { reasonText } from './reasons'

type Messages = Record<string, string>
const files = import.meta.glob<Messages>('../locales/*/*.json', { import: 'default', eager: true })
const names = readdirSync(new URL('../locales/zh-CN', import.meta.url)).map((file) =>
  file.replace('.json', ''),
)
const read = (lang: string, name: string): Messages => files[`../locales/${lang}/${name}.json`] ?? {}
const holes = (text: string) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()

describe('the catalogues of both languages', () => {
  test.each(names)('%s has the same keys', (name) => {
    expect(Object.keys(read('en', name)).sort()).toEqual(Object.keys(read('zh-CN', name)).sort())
  })
  test.each(names)('%s has the same holes, and no empty text', (name) => {
    const en = read('en', name)
    for (const [key, text] of Object.entries(read('zh-CN', name))) {
      expect(text, key).not.toBe('')
      expect(en[key], key).not.toBe('')
      expect(holes(en[key] ?? ''), key).toEqual(holes(text))
    }
  })
  test('a reason whose sentence has holes has one without them, for answers that bring no facts', () => {
    for (const lang of ['zh-CN', 'en']) {
      const reasons = read(lang, 'reasons')
      for (const [code, text] of Object.entries(reasons))
        if (text.includes('{')) expect(reasons[`${code}.bare`], code).toBeTypeOf('string')
    }
  })
})

describe('sentences', () => {
  test('English picks its form by count, Chinese has one', () => {
    expect(fill(chooseForm('{count} person||{count} people', 'en', { count: 1 }), { count: 1 })).toBe(
      '1 person',
    )
    expect(fill(chooseForm('{count} person||{count} people', 'en', { count: 2 }), { count: 2 })).toBe(
      '2 people',
    )
  })
  test('languages of browsers', () => {
    expect(langOf('en-GB')).toBe('en')
    expect(langOf('zh-TW')).toBe('zh-CN')
    expect(langOf(undefined)).toBe('zh-CN')
  })
  test('a reason is told with its facts, without them, and even without a sentence', async () => {
    const i18n = createI18n('zh-CN')
    await i18n.load(['common', 'reasons'])
    const facts = { title: '护学岗', startsAt: '2026-11-27T23:00:00Z', endsAt: '2026-11-28T01:00:00Z' }
    expect(reasonText(i18n, 'shift_clashes', facts)).toBe('与您 11月28日 周六 07:00–09:00 的“护学岗”重叠。')
    expect(reasonText(i18n, 'shift_clashes')).toBe('与您已报的场次时间重叠。')
    expect(reasonText(i18n, 'never_heard_of')).toContain('never_heard_of')
  })
})
