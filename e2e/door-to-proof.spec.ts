/**
 * The main job, on a phone whose own zone is New York: the code is read by the leader's camera, the minutes
 * reach the ledger, a proof is made, a stranger verifies it, and a reversal supersedes it.
 */
import { readFileSync } from 'node:fs'
import { showToCamera } from './camera.ts'
import { admitted, cameFor, openDoor, readSquare, showMyCode } from './door.ts'
import { DONGHU_LEADER, NEW_PASSWORD } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'
import { ownCity } from './own-city.ts'

const city = ownCity()
const NEW_YORK = 'America/New_York'
const siteTime = (at: Date): string =>
  at.toLocaleTimeString('en-GB', { timeZone: 'Asia/Shanghai', hour: '2-digit', minute: '2-digit' })

async function reverseAtDesk(desk: Person, title: string): Promise<void> {
  const { page } = desk
  await page.goto('/team')
  await page.getByRole('link', { name: '时长' }).first().click()
  await page.getByRole('link', { name: '台账' }).click()
  const line = page.getByRole('row').filter({ hasText: title })
  await expect(line).toContainText('扫码签到')
  await desk.see()
  await line.getByRole('button', { name: '冲销' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('button', { name: '冲销' }).click()
  await expect(dialog.getByText('请写明更正的原因。')).toBeVisible()
  await dialog.getByRole('button', { name: '时间记错' }).click()
  await desk.see()
  await dialog.getByRole('button', { name: '冲销' }).click()
  await expect(page.getByRole('status').getByText(/1 份证明已被替代/)).toBeVisible()
  await expect(line.first()).toContainText('更正：时间记错了')
}

async function issueProof(phone: Person): Promise<string> {
  const { page } = phone
  await page.goto('/my/proofs')
  await phone.see()
  await page.getByRole('button', { name: '开一份证明' }).click()
  await page.getByLabel('从', { exact: true }).fill('2026-03-01')
  await page.getByLabel('到', { exact: true }).fill('2026-02-01')
  await page.getByRole('button', { name: '开具证明' }).click()
  await expect(page.getByText('结束日期早于开始日期。')).toBeVisible()
  await page.getByLabel('到', { exact: true }).fill('2026-03-02')
  await page.getByRole('button', { name: '开具证明' }).click()
  await expect(page.getByText('这段时间没有已入账的时长。')).toBeVisible()
  await page.getByRole('button', { name: '近 12 个月' }).click()
  await phone.see()
  await page.getByRole('button', { name: '开具证明' }).click()
  await expect(page.getByRole('img', { name: '查验二维码' })).toBeVisible()
  await phone.see()
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('link', { name: '下载 PDF' }).click(),
  ])
  expect(
    readFileSync(await file.path())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
  return readSquare(phone, '查验二维码')
}

test('a volunteer in New York is scanned in and out, gets the minutes and a proof, and a reversal supersedes it', async ({
  browser,
}) => {
  const { person, title, startsAt } = await admitted('郗')
  const phone = await openPerson(browser, { timezoneId: NEW_YORK })
  const { page } = phone
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await page.goto('/my')
  const ticket = page.getByRole('region', { name: '今天的场次' })
  await expect(ticket).toContainText('可以签到了')
  await expect(ticket).toContainText(siteTime(startsAt))
  await phone.see()

  const leader = await openPerson(browser)
  await signInByPassword(leader, DONGHU_LEADER)
  showToCamera('https://example.org/')
  await openDoor(leader, title)
  await expect(leader.page.getByText('不是签到码。')).toBeVisible()
  await leader.see()
  showToCamera(await showMyCode(phone))
  await openDoor(leader, title)
  await expect(cameFor(leader, person.name)).toContainText('已签到')
  await expect(leader.page.getByLabel('1 人已到，应到 1 人')).toBeVisible()
  await leader.page.getByRole('button', { name: '到场名单' }).click()
  await expect(leader.page.getByRole('dialog').getByText('在岗', { exact: true })).toBeVisible()
  showToCamera(null)
  await leader.page.goto('/team')

  await expect(
    page
      .getByText(/^已签到 \d\d:\d\d$/)
      .or(page.getByText(/书屋上架.*已签到/))
      .first(),
  ).toBeVisible()
  await phone.see()
  await leader.see()
  await city.forward(30, [phone, leader])
  await page.goto('/my')
  await expect(ticket.getByText(/^[1-9]\d* 分钟已服务/)).toBeVisible()
  await phone.see()

  showToCamera(await showMyCode(phone))
  await openDoor(leader, title)
  await expect(cameFor(leader, person.name)).toContainText('已签退')
  await leader.see()
  showToCamera(null)
  await leader.close()

  await page.goto('/my/notices')
  await expect(page.getByText(`“${title}”的 0.5`)).toBeVisible()
  await phone.see()
  await page.goto('/my/hours')
  const line = page.getByRole('article').filter({ hasText: title })
  await expect(line).toContainText('扫码签到')
  await expect(line).toContainText('双方印证')
  await phone.see()

  const link = await issueProof(phone)
  const stranger = await openPerson(browser, { timezoneId: NEW_YORK })
  await stranger.page.goto(link)
  await expect(stranger.page.getByText('内容没有被改过，也没有更新的版本')).toBeVisible()
  await expect(stranger.page.getByText(person.name)).toHaveCount(0)
  await stranger.see()

  const desk = await openPerson(browser, { size: DESK })
  await signInByPassword(desk, DONGHU_LEADER)
  await reverseAtDesk(desk, title)
  await desk.close()

  await stranger.page.reload()
  await expect(stranger.page.getByText('但时长后来更正过，不要再用')).toBeVisible()
  await stranger.see()
  await stranger.close()
  await page.goto('/my/proofs')
  await expect(page.getByText('已被替代')).toBeVisible()
  await phone.see()
  await page.goto('/my/hours')
  await expect(page.getByText('更正：时间记错了').first()).toBeVisible()
  await phone.see()
  await phone.close()
})

test('a volunteer whose code is not scanned reads out the digits, and a photo of the code does it too', async ({
  browser,
}) => {
  showToCamera(null)
  const { person, title } = await admitted('郏')
  const phone = await openPerson(browser)
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await showMyCode(phone)

  const leader = await openPerson(browser)
  const door = leader.page
  await signInByPassword(leader, DONGHU_LEADER)
  await openDoor(leader, title)
  await door.getByRole('button', { name: '输数字' }).click()
  await door.getByLabel('8 位数字').fill('123')
  await door.getByRole('button', { name: '核对' }).click()
  await expect(door.getByText('要输满 8 位数字。')).toBeVisible()
  await leader.see()
  await door.getByLabel('8 位数字').fill('00000000')
  await door.getByRole('button', { name: '核对' }).click()
  await expect(door.getByText('数字不对，请看清最新的 8 位。')).toBeVisible()
  await door.getByRole('button', { name: '接着扫' }).click()
  await door.getByRole('button', { name: '输数字' }).click()
  await door.getByLabel('8 位数字').fill((await phone.page.locator('.digits').innerText()).replace(/\D/g, ''))
  await door.getByRole('button', { name: '核对' }).click()
  await expect(cameFor(leader, person.name)).toContainText('已签到')
  await door.getByRole('button', { name: `撤销 ${person.name} 的这一次` }).click()
  await expect(cameFor(leader, person.name)).toContainText('已撤销')

  const buffer = await phone.page.getByRole('img', { name: '我的签到码' }).screenshot()
  await door.locator('input[type=file]').setInputFiles({ name: 'code.png', mimeType: 'image/png', buffer })
  await expect(cameFor(leader, person.name).filter({ hasText: '已签到' })).toBeVisible()
  await leader.close()
  await phone.close()
})
