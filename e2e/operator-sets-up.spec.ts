/** The first start of a plain installation: the link it prints, the administrator and the authenticator, and the way back in. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Secret, TOTP } from 'otpauth'
import { startProgram, type Program } from '../server/test/program.ts'
import { DESK, enter, expect, openPerson, test, type Person } from './journey.ts'

const STEP_MS = 30_000
const PHONE_NUMBER = '13802266001'
const PASSWORD = 'Luofushan-2026-Ting'
const LINK = /http\S+\/setup\/\S+/

let dataDir: string
let program: Program
test.beforeAll(async () => {
  test.setTimeout(180_000)
  dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-e2e-plain-'))
  program = await startProgram({ dataDir })
})
test.afterAll(async () => {
  await program.end()
  rmSync(dataDir, { recursive: true, force: true })
})

/** Answers what the authenticator shows at a time; each of its codes is taken once. */
async function setUp(admin: Person, link: string): Promise<(at: number) => string> {
  const { page } = admin
  await page.goto(link)
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('请填姓名。')).toBeVisible()
  await expect(page.getByText('手机号不对，请填 11 位手机号。')).toBeVisible()
  await expect(page.getByText('请填密码。')).toBeVisible()
  await page.getByLabel('姓名').fill('骆知远')
  await page.getByLabel('手机号').fill(PHONE_NUMBER)
  await page.getByLabel('设一个密码').fill('Huizhou-26')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('密码还不够强，请照上面两条补上。')).toBeVisible()
  await admin.see()
  await page.getByLabel('设一个密码').fill(PASSWORD)
  await page.getByRole('button', { name: '下一步' }).click()
  const secret = Secret.fromBase32((await page.locator('code').innerText()).replace(/\s/g, ''))
  const codeAt = (at: number) => new TOTP({ secret }).generate({ timestamp: at })
  await page.getByLabel('验证器上显示的 6 位数字').fill(codeAt(Date.now() - 3_600_000))
  await page.getByRole('button', { name: '完成开通' }).click()
  await expect(page.getByText('动态码不对，请看验证器上最新的一组。')).toBeVisible()
  await admin.see()
  return codeAt
}

test('an operator opens the link of the first start, becomes the administrator, and comes back with both factors', async ({
  browser,
}) => {
  const link = LINK.exec(program.output())?.[0]
  expect(link, 'the program prints the link').toBeTruthy()
  const admin = await openPerson(browser, { size: DESK })
  const { page } = admin
  const codeAt = await setUp(admin, link!)
  const enrolledAt = Date.now()
  await page.getByLabel('验证器上显示的 6 位数字').fill(codeAt(enrolledAt))
  await page.getByRole('button', { name: '完成开通' }).click()
  await expect(page).toHaveURL(/\/admin$/)
  const unassigned = page.getByRole('row').filter({ hasText: '本级' })
  await expect(unassigned).toContainText('0')
  await expect(unassigned).not.toContainText('0.00')
  await admin.see()

  await page.getByLabel('骆知远').click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await expect(page.getByRole('link', { name: '登录' }).first()).toBeVisible()
  await page.goto(`${program.url}/signin`)
  await enter(admin, PHONE_NUMBER, 'Luofushan-2026-Ting?')
  await expect(page.getByText('账号或密码不对。')).toBeVisible()
  await enter(admin, PHONE_NUMBER, PASSWORD)
  await page.getByLabel('动态码').fill(codeAt(enrolledAt))
  await expect(page.getByText('动态码不对，请看验证器上最新的一组。')).toBeVisible()
  await admin.see()
  await page.getByLabel('动态码').fill(codeAt(enrolledAt + STEP_MS))
  await expect(page).toHaveURL(/\/admin$/)

  const late = await openPerson(browser)
  await late.page.goto(link!)
  await expect(late.page.getByText('链接用过了，或者过期了')).toBeVisible()
  await late.close()
  await admin.close()
})
