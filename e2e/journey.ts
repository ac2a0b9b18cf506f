/** What every journey uses: a page that may not make a console error, axe on each page, and signing in. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { AxeResults } from 'axe-core'
import { expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test'
import { isMoved, now } from './clock.ts'

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1440, height: 900 }
export const DEMO_PASSWORD = 'Zhiyuan-demo-2026'

export const origin = (): string => process.env['E2E_URL'] ?? ''

type Lang = 'zh-CN' | 'en'
export interface Person {
  page: Page
  context: BrowserContext
  lang: Lang
  /** Opens a page and waits until it has all of its script; before, it can be read but a press would be lost. */
  arrive(path: string): Promise<void>
  /** Looks at the page as it stands: no accessibility violation, and nothing that leads off the side of the screen. */
  see(): Promise<void>
  close(): Promise<void>
}

interface Options {
  size?: { width: number; height: number }
  timezoneId?: string
  locale?: Lang
}

// The browser itself writes a line for every refused request; refusals are part of the journeys.
const EXPECTED =
  /Failed to load resource: the server responded with a status of (401|403|404|409|415|422|429)/

// The small build: every page that is loaded has to read it.
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8')

/** Given to a page once; a page that has moved on without loading anew still has it. */
async function runAxe(page: Page): Promise<AxeResults['violations']> {
  if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(AXE)
  return page.evaluate<AxeResults['violations']>(
    'axe.run(document, { resultTypes: ["violations"], preload: false }).then(({ violations }) => violations)',
  )
}

/**
 * What is still fading in has no contrast yet that could be looked at, so short movements are brought to their end.
 * Waiting for them is not enough: a page that draws no frame never ends one. What a first end sets off is ended too.
 */
const FADED = `(async () => {
  for (let turn = 0, ended = true; turn < 3 && ended; turn++) {
    await new Promise((done) => setTimeout(done, 50))
    const short = document.getAnimations().filter((one) => one.effect.getComputedTiming().endTime < 1000)
    for (const one of short) one.finish()
    ended = short.length > 0
  }
})()`

async function look(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle')
  await page.evaluate(FADED)
  const violations = await runAxe(page)
  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`)).toEqual([])
  const sideways = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth')
  expect(sideways, `${page.url()} is wider than the screen`).toBeLessThanOrEqual(0)
}

export async function openPerson(browser: Browser, options: Options = {}): Promise<Person> {
  const lang = options.locale ?? 'zh-CN'
  const context = await browser.newContext({
    baseURL: origin(),
    viewport: options.size ?? PHONE,
    locale: lang,
    timezoneId: options.timezoneId ?? 'Asia/Shanghai',
    permissions: ['camera'],
    reducedMotion: 'reduce',
  })
  if (isMoved()) await context.clock.install({ time: now() })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  return {
    page,
    context,
    lang,
    async arrive(path) {
      await page.goto(path)
      await page.waitForLoadState('networkidle')
    },
    see: () => look(page),
    async close() {
      expect(faults.filter((fault) => !EXPECTED.test(fault))).toEqual([])
      await context.close()
    },
  }
}

const SIGN_IN = {
  'zh-CN': { login: '手机号、志愿者编号或证件号', password: '密码', enter: '登录' },
  en: { login: 'Phone, volunteer number or ID number', password: 'Password', enter: 'Sign in' },
} as const

/** Fills in what the page of signing in asks for and presses the button. */
export async function enter({ page, lang }: Person, login: string, password: string): Promise<void> {
  const words = SIGN_IN[lang]
  await page.getByLabel(words.login).fill(login)
  await page.getByRole('textbox', { name: words.password, exact: true }).fill(password)
  await page.locator('form').getByRole('button', { name: words.enter, exact: true }).click()
}

export async function signInByPassword(
  person: Person,
  login: string,
  password = DEMO_PASSWORD,
): Promise<void> {
  await person.page.goto(`/signin?lang=${person.lang}`)
  await enter(person, login, password)
  await expect(person.page).not.toHaveURL(/signin/)
}

export const test = base
export { expect }
