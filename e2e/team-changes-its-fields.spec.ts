/** A leader edits the team's profile: the daily part at once, a registered field after whoever stands above has agreed. */
import { CORPS_LEADER, DONGHU_LEADER } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { approve, openReview } from './reviewing.ts'

test('the daily part changes at once, a registered field waits for the corps while the old one is shown', async ({
  browser,
}) => {
  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, DONGHU_LEADER)
  await page.goto('/team')
  await expect(page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  const home = new URL(page.url()).pathname
  await page.goto(`${home}/settings`)
  await page.getByRole('link', { name: '修改资料' }).click()
  await page.getByLabel('能提供什么').fill('周末的会议室一间')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('status').getByText('已保存，马上生效')).toBeVisible()

  await page.getByRole('button', { name: '申请修改 地址' }).click()
  await page.getByLabel('地址', { exact: true }).fill('水门桥路 88 号')
  await phone.see()
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByRole('status').getByText(/前答复$/)).toBeVisible()
  await expect(page.getByText('审核中', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '撤回' }).click()
  await expect(page.getByRole('status').getByText('已撤回')).toBeVisible()
  await page.getByRole('button', { name: '申请修改 地址' }).click()
  await page.getByLabel('地址', { exact: true }).fill('水门桥路 88 号')
  await page.getByLabel('变更说明').fill('社区中心搬了')
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByText('审核中', { exact: true })).toBeVisible()
  await phone.see()
  await page.goto(home.replace('/team/', '/teams/'))
  await expect(page.getByText('周末的会议室一间')).toBeVisible()
  await expect(page.getByText('水门桥路 88 号')).toBeHidden()
  await phone.see()

  const corps = await openPerson(browser, { size: DESK })
  const desk = corps.page
  await signInByPassword(corps, CORPS_LEADER)
  await desk.goto('/team')
  await expect(desk).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  await openReview(corps, `${desk.url()}/reviews`, '资料变更', /东湖/, '社区中心搬了')
  await expect(desk.getByText('水门桥路 88 号')).toBeVisible()
  await corps.see()
  await approve(corps, /东湖/)
  await corps.close()

  await page.reload()
  await expect(page.getByText('水门桥路 88 号')).toBeVisible()
  await phone.close()
})
