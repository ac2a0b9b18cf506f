/** A visitor finds projects and teams, reads the figures, and checks proofs, on a phone and at a desk, in both languages. */
import { DESK, expect, openPerson, PHONE, test } from './journey.ts'

for (const [name, size] of [
  ['phone', PHONE],
  ['desk', DESK],
] as const)
  test(`a guest searches by initials, narrows, and reads a project and its team, ${name}`, async ({
    browser,
  }) => {
    const guest = await openPerson(browser, { size })
    const { page } = guest
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('等您搭一把手')
    await guest.see()
    await page.goto('/projects')
    await page.getByRole('searchbox', { name: '关键词' }).fill('没有这样的项目')
    await page.keyboard.press('Enter')
    await expect(page.getByText('没有符合条件的项目')).toBeVisible()
    await guest.see()
    await page.getByRole('searchbox', { name: '关键词' }).fill('xzj')
    await page.keyboard.press('Enter')
    await page.getByLabel('类别').selectOption('environment')
    await expect(page).toHaveURL(/q=xzj&category=environment/)
    await page.getByRole('checkbox', { name: '还有名额' }).check()
    await expect(page).toHaveURL(/open=true/)
    await page
      .getByRole('link', { name: /西枝江沿岸清滩/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('西枝江沿岸清滩')
    await expect(page.getByRole('link', { name: '登录后报名' }).first()).toBeVisible()
    await guest.see()
    await page.goto('/teams')
    await page.getByRole('main').getByRole('searchbox').fill('dhsq')
    await page.keyboard.press('Enter')
    await page
      .getByRole('link', { name: /东湖社区志愿服务队/ })
      .first()
      .click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('东湖社区志愿服务队')
    await expect(page.getByRole('link', { name: '登录后加入' })).toBeVisible()
    await guest.see()
    await page.goto('/figures')
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('公开数据与定义')
    await guest.see()
    await guest.close()
  })

test('a guest checks a proof that is not there and is told nothing about anybody', async ({ browser }) => {
  const guest = await openPerson(browser)
  const { page } = guest
  const unknown = page.getByText('编号或查验码不对，或者没有这份证明')
  await page.goto('/verify')
  await guest.see()
  await page.getByLabel('证明编号').fill(' c2611 aaaa aaaa aaa0 ')
  await page.getByLabel('查验码').fill('ABCDEFGH')
  await page.getByRole('button', { name: '查证' }).click()
  await expect(page).toHaveURL(/\/verify\/C2611AAAAAAAAAAA0\?s=ABCDEFGH$/)
  await expect(unknown).toBeVisible()
  await guest.see()
  await page.getByRole('link', { name: '再查一份' }).click()
  await expect(page.getByRole('heading', { name: '查证一份证明' })).toBeVisible()

  const withoutScript = await browser.newContext({
    baseURL: new URL(page.url()).origin,
    javaScriptEnabled: false,
  })
  const reader = await withoutScript.newPage()
  await reader.goto('/verify')
  await reader.getByLabel('证明编号').fill('C2611AAAAAAAAAAA0')
  await reader.getByRole('button', { name: '查证' }).click()
  await expect(reader.getByText('编号或查验码不对，或者没有这份证明')).toBeVisible()
  await withoutScript.close()
  await guest.close()
})

test('a guest reads the portal in English, on a phone and at a desk', async ({ browser }) => {
  for (const size of [PHONE, DESK]) {
    const guest = await openPerson(browser, { size, locale: 'en' })
    const { page } = guest
    await page.goto('/?lang=en')
    await expect(page.locator('html')).toHaveAttribute('lang', 'en')
    await guest.see()
    for (const path of ['/projects', '/teams', '/verify', '/about', '/figures']) {
      await page.goto(path)
      await expect(page.locator('html')).toHaveAttribute('lang', 'en')
      await expect(page.getByRole('heading', { level: 1 })).not.toContainText(/[\u4e00-\u9fff]/)
      await guest.see()
    }
    await guest.close()
  }
})

test('a guest meets a page that does not exist and finds back', async ({ browser }) => {
  const guest = await openPerson(browser)
  const answer = await guest.page.goto('/no-such-page')
  expect(answer?.status()).toBe(404)
  await guest.see()
  await guest.page.getByRole('link', { name: '回首页' }).click()
  await expect(guest.page.getByRole('heading', { level: 1 })).toContainText('等您搭一把手')
  await guest.close()
})

test('a guest looks for teams nearby, by place when the browser tells it and by region when not', async ({
  browser,
}) => {
  const guest = await openPerson(browser)
  const { page, context } = guest
  await guest.arrive('/teams')
  await page.getByRole('button', { name: '离我近的' }).click()
  await expect(page.getByRole('alert')).toContainText('或者按区域来找')
  await guest.see()
  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ longitude: 114.41234, latitude: 23.10987 })
  const asked = page.waitForRequest(/\/teams\?.*longitude=114\.412&latitude=23\.11&km=5/)
  await page.getByRole('button', { name: '离我近的' }).click()
  await asked
  const first = page.getByRole('article').first()
  await expect(first).toContainText(/约 \d+ 米/)
  await expect(page).toHaveURL(/\/teams$/)
  await guest.see()
  await page.getByRole('searchbox').fill('tushuguan')
  await page.getByRole('button', { name: '搜索' }).click()
  await expect(first).toContainText('图书馆')
  await expect(first).toContainText(/约 .*(米|公里)/)
  await page.getByRole('button', { name: '1 公里', exact: true }).click()
  await expect(page.getByText('1 公里内没有找到团体')).toBeVisible()
  await guest.see()
  await page.getByRole('button', { name: '看 3 公里内的' }).click()
  await first.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('图书馆')
  await guest.close()
})
