/** A guest reports a project, the authority asks the team and answers, and the guest reads it; a second report goes where it belongs. */
import { DONGHU_LEADER, HUICHENG_OFFICE } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'

/** Told apart from what another walk through the same city has reported. */
const mark = (words: string): string => `${words}（${String(Date.now() % 1_000_000)}）`
const WORDS = mark('活动当天领队向每个人收了五十元服装费，没有收据。')

/** The team of the lake, which lies in the district of the office. */
async function openTeam({ page }: Person): Promise<void> {
  await page.goto('/teams')
  await page.getByRole('main').getByRole('searchbox').fill('dhsq')
  await page.keyboard.press('Enter')
  await page
    .getByRole('link', { name: /东湖社区志愿服务队/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('东湖')
}

/** Reports what the page shows. */
async function reportOn(
  guest: Person,
  kind: string,
  words: string,
): Promise<{ number: string; secret: string }> {
  const { page } = guest
  await page.getByRole('link', { name: '投诉举报' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('投诉举报')
  await page.getByRole('button', { name: '提交投诉' }).click()
  await expect(page.getByText('请选择是哪方面的问题')).toBeVisible()
  await page.getByLabel('是哪方面的问题').selectOption({ label: kind })
  await page.getByLabel('发生了什么').fill(words)
  // A reload loses nothing.
  await page.reload()
  await expect(page.getByLabel('发生了什么')).toHaveValue(words)
  await page.getByLabel('联系方式').fill('微信 guest-1')
  await guest.see()
  await page.getByRole('button', { name: '提交投诉' }).click()
  await expect(page.getByText('已收到您的投诉')).toBeVisible()
  await guest.see()
  const [number = '', secret = ''] = await page.getByRole('definition').allTextContents()
  return { number, secret }
}

async function lookUp(
  { page }: Person,
  { number, secret }: { number: string; secret: string },
): Promise<void> {
  await page.goto('/complaints')
  await page.getByLabel('查询号').fill(number)
  await page.getByLabel('查询码').fill(secret)
  await page.getByRole('button', { name: '查询', exact: true }).click()
}

async function openCase(office: Person, words: string): Promise<void> {
  const { page } = office
  await page.goto('/admin/complaints?view=submitted')
  const rows = page.getByRole('table').getByRole('button')
  await expect(rows.first()).toBeVisible()
  const count = await rows.count()
  for (let at = 0; at < count; at += 1) {
    await rows.nth(at).click()
    const isIt = await page
      .getByText(words)
      .waitFor({ timeout: 3000 })
      .then(() => true)
      .catch(() => false)
    if (isIt) return
  }
  throw new Error('the report is not in the queue')
}

test('a guest reports a project; asked for its side the team explains itself; the guest reads the answer, and questions it', async ({
  browser,
}) => {
  const guest = await openPerson(browser)
  await openTeam(guest)
  await guest.page.getByRole('main').locator('a[href^="/projects/"]').first().click()
  const key = await reportOn(guest, '收费、索要钱物', WORDS)
  expect(guest.page.url()).not.toContain(key.secret.replaceAll(' ', ''))
  await lookUp(guest, key)
  await expect(guest.page.getByText('待受理', { exact: true })).toBeVisible()
  await guest.see()

  const office = await openPerson(browser, { size: DESK })
  const desk = office.page
  await signInByPassword(office, HUICHENG_OFFICE)
  await openCase(office, WORDS)
  await office.see()
  await desk.getByRole('button', { name: /^受理/ }).click()
  await expect(desk.getByRole('status').getByText('已受理')).toBeVisible()
  await desk.getByRole('button', { name: '查看联系方式和图片' }).click()
  await desk.getByLabel('查看的原因').fill('向投诉人核实')
  await desk.getByRole('button', { name: '提交' }).click()
  await expect(desk.getByText('微信 guest-1')).toBeVisible()
  await desk.getByRole('button', { name: '请团体说明' }).click()
  await desk.getByRole('button', { name: '收费', exact: true }).click()
  await office.see()
  await desk.getByRole('button', { name: '提交' }).click()
  await expect(desk.getByRole('status').getByText('已请团体说明')).toBeVisible()

  const leader = await openPerson(browser, { size: DESK })
  await signInByPassword(leader, DONGHU_LEADER)
  await leader.page.goto('/team')
  await expect(leader.page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  await leader.page.goto(`${new URL(leader.page.url()).pathname}/complaints`)
  await expect(leader.page.getByText('有人反映活动收取费用').first()).toBeVisible()
  await expect(leader.page.getByText(WORDS)).toBeHidden()
  await leader.page.getByRole('button', { name: '写说明' }).first().click()
  await leader.page.getByLabel('团体的说明').fill('服装费是集体代购，已于当天全部退还，附转账记录。')
  await leader.see()
  await leader.page.getByRole('button', { name: '提交说明' }).click()
  await expect(leader.page.getByRole('status').getByText('已提交说明')).toBeVisible()
  await leader.close()

  await desk.reload()
  await expect(desk.getByText('服装费是集体代购')).toBeVisible()
  await desk.getByRole('button', { name: /^办结/ }).click()
  await desk.getByRole('button', { name: '已核实改正' }).click()
  await desk.getByRole('button', { name: '提交' }).click()
  await expect(desk.getByRole('status').getByText('已办结')).toBeVisible()
  await desk.goto('/admin/complaints/figures')
  await expect(desk.getByRole('rowheader', { name: '收费、索要钱物' })).toBeVisible()
  await office.see()

  await lookUp(guest, key)
  await expect(guest.page.getByText('已答复', { exact: true })).toBeVisible()
  await expect(guest.page.getByText('您反映的情况属实').first()).toBeVisible()
  await expect(guest.page.getByText('服装费是集体代购')).toBeHidden()
  await guest.page.getByRole('button', { name: '不满意，申请复查' }).click()
  await guest.page.getByLabel('为什么不满意').fill('只退了一部分人，我没有收到退款。')
  await guest.see()
  await guest.page.getByRole('button', { name: '提交' }).click()
  await expect(guest.page.getByText('办理中', { exact: true })).toBeVisible()
  await office.close()
  await guest.close()
})

test('a report that another body is competent for is ended with its name, in English too', async ({
  browser,
}) => {
  const words = mark('有人借志愿者的名义推销净水器，让大家扫码登记电话。')
  const guest = await openPerson(browser)
  await openTeam(guest)
  const key = await reportOn(guest, '营利、推销、打广告', words)

  const office = await openPerson(browser, { size: DESK })
  const { page } = office
  await signInByPassword(office, HUICHENG_OFFICE)
  await openCase(office, words)
  await page.getByRole('button', { name: '不属于本单位职责' }).click()
  await page.getByRole('button', { name: '找市场监管' }).click()
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByText('请写明该找哪个部门')).toBeVisible()
  await page.getByLabel('该找哪个部门').fill('惠城区市场监督管理局')
  await office.see()
  await page.getByRole('button', { name: '提交' }).click()
  await expect(page.getByRole('status').getByText('已办结')).toBeVisible()
  await office.close()

  const reader = await openPerson(browser, { locale: 'en', size: DESK })
  await reader.page.goto('/complaints?lang=en')
  await reader.page.getByLabel('Number').fill(key.number)
  await reader.page.getByLabel('Secret code').fill('wrong')
  await reader.page.getByRole('button', { name: 'Look up' }).click()
  await expect(reader.page.getByText('Number or code does not fit')).toBeVisible()
  await reader.page.getByLabel('Secret code').fill(key.secret)
  await reader.page.getByRole('button', { name: 'Look up' }).click()
  await expect(reader.page.getByText('Competent body: 惠城区市场监督管理局')).toBeVisible()
  await reader.see()
  await reader.close()
  await guest.close()
})
