/** What every journey uses: a page that may not make a console error, axe on each page, and signing in. */
import { AxeBuilder } from '@axe-core/playwright'
import { expect, test as base, type Browser, type BrowserContext, type Page } from '@playwright/test'

export const PHONE = { width: 390, height: 844 }
export const DESK = { width: 1440, height: 900 }
export const DEMO_PASSWORD = 'Zhiyuan-demo-2026'

export const origin = (): string => process.env['E2E_URL'] ?? ''

export interface Person {
  page: Page
  context: BrowserContext
  /** Looks at the page as it stands: no accessibility violation. */
  see(): Promise<void>
  close(): Promise<void>
}

interface Options {
  size?: { width: number; height: number }
  timezoneId?: string
  locale?: 'zh-CN' | 'en'
}

export async function openPerson(browser: Browser, options: Options = {}): Promise<Person> {
  const context = await browser.newContext({
    baseURL: origin(),
    viewport: options.size ?? PHONE,
    locale: options.locale ?? 'zh-CN',
    timezoneId: options.timezoneId ?? 'Asia/Shanghai',
    permissions: ['camera'],
  })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') faults.push(`${page.url()}: ${message.text()}`)
  })
  page.on('pageerror', (error) => faults.push(`${page.url()}: ${error.message}`))
  return {
    page,
    context,
    async see() {
      await page.waitForLoadState('networkidle')
      const found = await new AxeBuilder({ page }).analyze()
      expect(
        found.violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(' | ')}`),
      ).toEqual([])
    },
    async close() {
      expect(faults.filter((fault) => !EXPECTED.test(fault))).toEqual([])
      await context.close()
    },
  }
}

// The browser itself writes a line for every refused request; refusals are part of the journeys.
const EXPECTED = /Failed to load resource: the server responded with a status of (401|403|404|409|422|429)/

export async function signInByPassword(
  person: Person,
  login: string,
  password = DEMO_PASSWORD,
): Promise<void> {
  await person.page.goto('/signin')
  await person.page.getByLabel('手机号、志愿者编号或证件号').fill(login)
  await person.page.getByLabel('密码', { exact: true }).fill(password)
  await person.page.getByRole('button', { name: '登录', exact: true }).click()
  await expect(person.page).not.toHaveURL(/signin/)
}

export const test = base
export { expect }
