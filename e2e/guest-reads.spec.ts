/** A visitor finds projects and teams, and reads the figures, on a phone and at a desk, in both languages. */
import { DESK, expect, openPerson, PHONE, test } from './journey.ts'

for (const [name, size] of [['phone', PHONE], ['desk', DESK]] as const)
  test(`guest finds a project by its initials and reads it, ${name}`, async ({ browser }) => {
    const guest = await openPerson(browser, { size })
    const { page } = guest
    await page.goto('/')
    await expect(page.getByRole('heading', { level: 1 })).toContainText('等您搭一把手')
    await guest.see()
    await page.goto('/projects?q=xzj')
    await expect(page.getByRole('link', { name: /西枝江沿岸清滩/ }).first()).toBeVisible()
    await guest.see()
    await page.getByRole('link', { name: /西枝江沿岸清滩/ }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('西枝江沿岸清滩')
    await guest.see()
    await page.goto('/teams?q=东湖')
    await page.getByRole('link', { name: /东湖社区志愿服务队/ }).first().click()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('东湖社区志愿服务队')
    await guest.see()
    await page.goto('/figures')
    await guest.see()
    await guest.close()
  })

test('guest reads the portal in English', async ({ browser }) => {
  const guest = await openPerson(browser, { size: DESK, locale: 'en' })
  await guest.page.goto('/?lang=en')
  await expect(guest.page.locator('html')).toHaveAttribute('lang', 'en')
  await guest.see()
  await guest.page.goto('/projects?lang=en')
  await guest.see()
  await guest.close()
})

test('guest meets a page that does not exist', async ({ browser }) => {
  const guest = await openPerson(browser)
  const answer = await guest.page.goto('/no-such-page')
  expect(answer?.status()).toBe(404)
  await guest.see()
  await guest.close()
})
