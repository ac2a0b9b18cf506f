/** A team leader on the phone: a project through all its steps, a title that is stopped, and the preview before it is handed in. */
import { DONGHU_LEADER } from './people.ts'
import { expect, openPerson, signInByPassword, test } from './journey.ts'
import { onDay } from './teams.ts'

const siteDay = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
)

test('C1: a team leader publishes a project by code in five steps, and opening it again loses nothing', async ({
  browser,
}) => {
  const title = `湖边秩序引导 ${Date.now() % 1_000_000}`
  const leader = await openPerson(browser)
  const { page } = leader
  const step = (name: RegExp) =>
    page.getByRole('navigation', { name: '填写的步骤' }).getByRole('button', { name })
  await signInByPassword(leader, DONGHU_LEADER)
  await page.goto('/team')
  await expect(page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  await page.goto(`${new URL(page.url()).pathname}/projects/new`)

  await page.getByLabel('标题').fill('周六班级值日')
  await expect(page.getByText(/不算志愿服务（校规要求做的事），不能发布/)).toBeVisible()
  await leader.see()
  await page.getByLabel('标题').fill(`点赞${title}`)
  await expect(page.getByText(/“点赞”可能属于/)).toBeVisible()
  await page.getByLabel('标题').fill(title)
  await page.getByRole('button', { name: '社区服务', exact: true }).click()
  await page.getByLabel('内容').fill('在湖边引导游客，提醒看好孩子。')
  await page
    .locator('input[type=file]')
    .setInputFiles({ name: 'lake.png', mimeType: 'image/png', buffer: PIXEL })
  await expect(page.getByRole('img', { name: '封面' })).toBeVisible()

  // The steps are entered in any order, and a reload stays where one is.
  await step(/谁能来/).click()
  await page.getByRole('radio', { name: /有口令的人/ }).check()
  await page.getByRole('button', { name: '随机生成' }).click()
  const code = await page.getByLabel('报名口令').inputValue()
  expect(code).toMatch(/^[A-Z2-9]{6}$/)
  await page.getByLabel('最高年龄').fill('65')
  await page.getByLabel('资格要求').fill('会游泳')
  await page.reload()
  await expect(page.getByLabel('报名口令')).toHaveValue(code)
  await leader.see()

  await step(/时间地点/).click()
  await page.getByLabel('岗位名称').fill('引导岗')
  await page.getByLabel(/^日期/).fill(siteDay(onDay(5, 9)))
  await page.getByLabel('开始', { exact: true }).fill('09:00')
  await page.getByLabel('结束', { exact: true }).fill('11:30')
  await page.getByLabel('人数').fill('6')
  await page.getByLabel('集合地点').fill('东湖码头')
  await page.getByLabel(/在地图上的位置/).fill('23.1115, 114.4168')
  await page.getByLabel('签到范围').selectOption('300')
  await page.getByLabel('报名截止').fill(siteDay(onDay(4, 9)))
  await leader.see()

  await step(/安全联系/).click()
  await page.getByLabel('风险提示').fill('湖边路滑，请走步道。')
  await page.getByLabel('现场负责人').fill('温玉明')
  await page.getByLabel('联系电话').fill(DONGHU_LEADER)
  await leader.see()

  await step(/预览提交/).click()
  const preview = page.getByRole('article', { name: '公开页预览' })
  await expect(preview.getByRole('heading', { name: title })).toBeVisible()
  await expect(preview).toContainText('18 到 65 周岁')
  await expect(preview).toContainText('只有录用的人看得到')
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByText('请先核对“不算志愿服务的事”，确认一条都没有，再勾选。')).toBeVisible()
  await leader.see()
  await page.getByRole('checkbox', { name: /没有以上任何一条/ }).check()
  await page.getByRole('button', { name: '存为草稿' }).click()
  await expect(page.getByText('还是草稿')).toBeVisible()
  await leader.see()

  await page.goto(`${new URL(page.url()).pathname}/edit?step=who`)
  await expect(page.getByLabel('报名口令')).toHaveValue(code)
  await expect(page.getByLabel('最高年龄')).toHaveValue('65')
  await step(/时间地点/).click()
  await expect(page.getByLabel('签到范围')).toHaveValue('300')
  await step(/预览提交/).click()
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByText(/^等 .* 审核$/)).toBeVisible()
  await leader.close()
})
