/** The site asks something of its people, somebody sees how far they are, a leader how far the team is; and who leads the campaigns. */
import { CIVILISATION, DONGHU_LEADER, VOLUNTEER, YOUTH_LEAGUE } from './people.ts'
import { DESK, expect, openPerson, PHONE, signInByPassword, test } from './journey.ts'

const NAME = '家庭志愿行动'

test('the civilisation office asks families for two activities a year, changes it, and ends it', async ({
  browser,
}) => {
  const office = await openPerson(browser, { size: DESK })
  const { page } = office
  await signInByPassword(office, CIVILISATION)
  await page.goto('/admin/goals')
  const goals = page.getByRole('table').first()
  await expect(goals.getByRole('row').filter({ hasText: '党员志愿服务活动日' })).toContainText('4 次')
  await office.see()

  await page.getByRole('button', { name: '新增目标' }).click()
  const dialog = page.getByRole('dialog', { name: '新增目标' })
  await dialog.getByLabel('对象').selectOption('family')
  await dialog.getByLabel('数量').fill('两次')
  await dialog.getByLabel('名称（中文）').fill(NAME)
  await dialog.getByLabel('名称（英文）').fill('Families serve')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog.getByText('请填写大于 0 的整数。')).toBeVisible()
  await office.see()
  await dialog.getByLabel('数量').fill('2')
  await dialog.getByRole('button', { name: '保存' }).click()
  const row = goals.getByRole('row').filter({ hasText: NAME })
  await expect(row).toContainText('2 次')

  await row.getByRole('button', { name: `修改 ${NAME}` }).click()
  const change = page.getByRole('dialog', { name: '修改' })
  await change.getByLabel('数量').fill('3')
  await change.getByRole('button', { name: '保存' }).click()
  await expect(row).toContainText('3 次')
  const history = page.getByRole('region', { name: '修改记录' })
  await expect(history.getByRole('listitem').filter({ hasText: NAME })).toHaveCount(2)

  await row.getByRole('button', { name: `停用 ${NAME}` }).click()
  const end = page.getByRole('dialog', { name: `停用“${NAME}”` })
  await end.getByText('这一期起就不再要求').click()
  await end.getByRole('button', { name: '停用', exact: true }).click()
  await expect(row).toHaveCount(0)
  await office.see()
  await office.close()
})

test('a party member sees how far they are with the year, why, and what counts', async ({ browser }) => {
  const volunteer = await openPerson(browser, { size: PHONE })
  const { page } = volunteer
  await signInByPassword(volunteer, VOLUNTEER)
  await page.goto('/my')
  const home = page.getByRole('region', { name: '我的服务目标' })
  await expect(home).toContainText('每年服务 20 小时')
  await expect(home).toContainText('党员志愿服务活动日')
  await volunteer.see()
  await home.getByRole('link', { name: '查看' }).click()
  const goal = page.getByRole('article').filter({ hasText: '党员志愿服务活动日' })
  await expect(goal).toContainText('您登记的政治面貌是“中共党员”。')
  await expect(goal).toContainText('同一个项目在同一天算一次')
  await expect(goal).toContainText('惠文明办〔2018〕92号')
  await volunteer.see()
  await page.getByRole('link', { name: '去找项目' }).click()
  await expect(page).toHaveURL(/\/my\/projects/)
  await volunteer.close()
})

test('a leader sees counts first, opens the names, and they are noted', async ({ browser }) => {
  const leader = await openPerson(browser, { size: DESK })
  const { page } = leader
  await signInByPassword(leader, DONGHU_LEADER)
  await page.goto('/team')
  await page.getByRole('link', { name: /^成员/ }).first().click()
  await page.getByRole('link', { name: '目标', exact: true }).click()
  const goal = page.getByRole('article').filter({ hasText: '每年服务 20 小时' })
  await expect(goal).toContainText('适用')
  await leader.see()
  await goal.getByRole('link', { name: '名单和下级' }).click()
  await expect(page.getByRole('table')).toHaveCount(0)
  await page.getByRole('button', { name: '名单' }).click()
  await expect(page.getByRole('table').locator('tbody tr').first()).toBeVisible()
  await page.getByRole('button', { name: '已完成', exact: true }).click()
  await leader.see()
  const download = page.waitForEvent('download')
  await page.getByRole('button', { name: '下载名单' }).click()
  expect((await download).suggestedFilename()).toContain('每年服务 20 小时')
  await leader.close()
})

test('a guest reads who leads each campaign, and one of them with its projects and teams', async ({
  browser,
}) => {
  const guest = await openPerson(browser, { size: PHONE })
  const { page } = guest
  await guest.arrive('/')
  await page.getByRole('link', { name: '看全部类别' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('18 类志愿服务')
  await expect(page.getByRole('list', { name: '18 类志愿服务一览' }).getByRole('listitem')).toHaveCount(18)
  await guest.see()
  await page.getByRole('heading', { level: 2 }).getByRole('link', { name: '社区志愿服务' }).click()
  await expect(page.getByText('市文明办')).toBeVisible()
  await expect(page.getByRole('heading', { name: '即将开展的项目' })).toBeVisible()
  await guest.see()
  await page.getByRole('link', { name: '志愿团体' }).first().click()
  await expect(page).toHaveURL(/\/teams\?campaign=neighbours/)
  await guest.see()
  await guest.arrive('/campaigns/nothing')
  await expect(page.getByRole('link', { name: '全部 18 类' })).toBeVisible()
  await guest.close()
})

test('the office names another unit for a campaign, and who did so is kept', async ({ browser }) => {
  const office = await openPerson(browser, { size: DESK })
  const { page } = office
  await signInByPassword(office, CIVILISATION)
  await page.goto('/admin/campaigns')
  const row = page.getByRole('row').filter({ hasText: '科普志愿服务' })
  await row.getByRole('button', { name: '修改' }).click()
  const dialog = page.getByRole('dialog', { name: '科普志愿服务' })
  await dialog.getByLabel('牵头单位').fill('<科协>')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(dialog.getByText('单位名称 2 到 40 个字，只用文字、数字和常用标点。')).toBeVisible()
  await office.see()
  await dialog.getByLabel('牵头单位').fill('市科学技术协会')
  await dialog.getByRole('button', { name: '保存' }).click()
  await expect(row).toContainText('市科学技术协会')
  await expect(page.getByRole('region', { name: '修改记录' })).toContainText('何晓岚')
  await office.see()
  await office.close()
  const viewer = await openPerson(browser, { size: DESK })
  await signInByPassword(viewer, YOUTH_LEAGUE)
  await viewer.page.goto('/admin/campaigns')
  await expect(viewer.page.getByText('分站的设置只有分站管理员可以修改。')).toBeVisible()
  await expect(viewer.page.getByRole('button', { name: '修改' })).toHaveCount(0)
  await viewer.see()
  await viewer.close()
})
