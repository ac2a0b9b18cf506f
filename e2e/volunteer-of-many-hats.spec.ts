/** A volunteer says that a record is not theirs, and one who also leads a team changes hats. */
import { DONGHU_LEADER, VOLUNTEER } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'

test('a volunteer says “not me” by a slip and takes it back, says it in earnest, and the line tells so', async ({
  browser,
}) => {
  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, VOLUNTEER)
  await page.goto('/my/hours')
  const line = page
    .getByRole('article')
    .filter({ has: page.getByRole('button', { name: '不是我' }) })
    .first()
  await expect(line).toContainText('这次没有您本人的签到')
  const id = await line.getAttribute('id')
  const mine = page.locator(`[id="${id}"]`)
  await mine.getByRole('button', { name: '不是我' }).click()
  await expect(mine.getByText('已标为“不是我”')).toBeVisible()
  await phone.see()
  await mine.getByRole('button', { name: '撤销' }).click()
  await expect(mine.getByText('这次没有您本人的签到')).toBeVisible()
  await mine.getByRole('button', { name: '不是我' }).click()
  await page.getByRole('link', { name: '我的', exact: true }).click()
  await page.getByRole('link', { name: '我的时长' }).click()
  await expect(mine.getByText('您说过不是您本人，已交团体核实')).toBeVisible()
  await expect(mine.getByRole('button')).toHaveCount(0)
  await phone.see()
  await page.reload()
  await expect(mine.getByText('您说过不是您本人，已交团体核实')).toBeVisible()
  await phone.close()
})

test('a volunteer who leads a team goes from the own pages to the console and back, on a phone and at a desk', async ({
  browser,
}) => {
  const phone = await openPerson(browser)
  const { page } = phone
  const team = /东湖社区志愿服务队/
  await signInByPassword(phone, DONGHU_LEADER)
  await page.goto('/my/me')
  await page.getByRole('navigation', { name: '切换身份' }).getByRole('link', { name: team }).click()
  await expect(page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  await page.locator('summary').filter({ hasText: team }).click()
  await phone.see()
  await page.getByRole('link', { name: '温玉明 志愿者' }).click()
  await expect(page).toHaveURL(/\/my$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('温玉明')
  await phone.close()

  const desk = await openPerson(browser, { size: DESK })
  await signInByPassword(desk, DONGHU_LEADER)
  await expect(desk.page).toHaveURL(/\/team/)
  await desk.page.locator('summary').filter({ hasText: team }).click()
  await desk.see()
  await desk.page.getByRole('link', { name: '温玉明 志愿者' }).click()
  await expect(desk.page).toHaveURL(/\/my$/)
  await desk.close()
})
