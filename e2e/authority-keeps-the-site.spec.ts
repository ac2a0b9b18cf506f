/** The authorities at their desks: figures that open, people who get and lose a role, and what only the platform sees. */
import { Secret, TOTP } from 'otpauth'
import { CIVILISATION, freshPhone, PLATFORM, YOUTH_LEAGUE } from './people.ts'
import { DESK, expect, openPerson, PHONE, signInByPassword, test, type Person } from './journey.ts'

async function look(person: Person, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await person.page.goto(path)
    await expect(person.page.getByRole('heading', { level: 1 }).first()).toBeVisible()
    await person.see()
  }
}

test('the civilisation office reads its figures, and each opens the list that it counts', async ({
  browser,
}) => {
  const office = await openPerson(browser, { size: DESK })
  const { page } = office
  await signInByPassword(office, CIVILISATION)
  await page.goto('/admin')
  await office.see()
  const figures = page.getByRole('table', { name: '各地数据' })
  const county = figures.getByRole('row').filter({ hasText: '龙门县' })
  for (const [column, of] of [
    [1, '登记了身份的人，一人只算一次。'],
    [2, '本人已登录确认的人。'],
    [3, '近十二个月有时长入账的人。'],
  ] as const) {
    const figure = county
      .getByRole('cell')
      .nth(column - 1)
      .getByRole('link')
    const count = Number(await figure.innerText())
    await figure.click()
    await expect(page.getByText(of)).toBeVisible()
    await expect(page.getByRole('heading', { level: 1 })).toContainText('龙门县')
    await expect(page.locator('tbody tr')).toHaveCount(count)
    if (column === 1) await office.see()
    await page.goBack()
    await expect(county).toBeVisible()
  }
  await county.getByRole('link', { name: '龙门县' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('龙门县')
  await office.see()
  await look(office, [
    '/admin/teams?region=441324&status=active',
    '/admin/hours?region=441324',
    '/admin/teams/new',
    '/admin/staff',
  ])
  await page.goto('/admin/volunteers')
  await page.getByRole('searchbox', { name: '姓名或志愿者编号' }).fill('没有这个人')
  await expect(page.getByText('没有符合条件的人')).toBeVisible()
  await office.see()
  await office.close()
})

/** The account that the link opens: a password, then an authenticator. */
async function setUp(fresh: Person, link: string): Promise<void> {
  const { page } = fresh
  await page.goto(link)
  await page.getByLabel('设一个密码').fill('short')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('密码还不够强，请照上面两条补上。')).toBeVisible()
  await fresh.see()
  await page.getByLabel('设一个密码').fill('Xizhijiang-2026-Zhan')
  await page.getByRole('button', { name: '下一步' }).click()
  const secret = (await page.locator('code').innerText()).replace(/\s/g, '')
  const code = new TOTP({ secret: Secret.fromBase32(secret) }).generate()
  await page.getByLabel('验证器上显示的 6 位数字').fill(code === '111111' ? '222222' : '111111')
  await page.getByRole('button', { name: '完成开通' }).click()
  await expect(page.getByText('动态码不对，请看验证器上最新的一组。')).toBeVisible()
  await fresh.see()
  await page
    .getByLabel('验证器上显示的 6 位数字')
    .fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate())
  await page.getByRole('button', { name: '完成开通' }).click()
  await expect(page).toHaveURL(/\/admin/)
}

test('the civilisation office gives somebody a role, who sets up an account, and takes the role away', async ({
  browser,
}) => {
  const phoneNumber = freshPhone()
  const name = `缑书禾${phoneNumber.slice(-4)}`
  const office = await openPerson(browser, { size: DESK })
  const { page } = office
  await signInByPassword(office, CIVILISATION)
  await page.goto('/admin/staff')
  await page.getByRole('button', { name: '添加人员' }).click()
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('手机号').fill('1380013')
  await page.getByRole('button', { name: '添加', exact: true }).click()
  await expect(page.getByText('手机号不对，请填 11 位手机号。')).toBeVisible()
  await expect(page.getByText('请填单位名称。')).toBeVisible()
  await office.see()
  await page.getByLabel('手机号').fill(phoneNumber)
  await page.getByLabel('单位').fill('龙门县文明办')
  await page.getByRole('button', { name: '添加', exact: true }).click()
  await expect(page.getByText('链接只显示这一次，只能用一次。')).toBeVisible()
  await office.see()
  const link = await page.locator('code').innerText()

  const fresh = await openPerson(browser, { size: PHONE })
  await setUp(fresh, link)
  await fresh.page.goto('/admin/reviews')
  await expect(fresh.page.getByRole('heading', { level: 1 })).toHaveText('审核')
  await fresh.see()
  const late = await openPerson(browser)
  await late.page.goto(link)
  await expect(late.page.getByText('链接用过了，或者过期了')).toBeVisible()
  await late.see()
  await late.close()

  await page.reload()
  await page.getByRole('row').filter({ hasText: name }).getByRole('button', { name: '结束权限' }).click()
  await office.see()
  await page.getByRole('dialog').getByRole('button', { name: '结束权限' }).click()
  await expect(page.getByRole('status').getByText(`已结束${name}的权限`)).toBeVisible()
  await fresh.page.reload()
  await expect(fresh.page).toHaveURL(/\/signin\?/)
  await fresh.close()
  await office.close()
})

test('the youth league, which may only look, is told so where it could act', async ({ browser }) => {
  const viewer = await openPerson(browser, { size: DESK })
  const { page } = viewer
  await signInByPassword(viewer, YOUTH_LEAGUE)
  await page.goto('/admin/staff')
  await expect(page.getByText('只有分站管理员和平台管理员能添加。')).toBeVisible()
  await viewer.see()
  await page.goto('/admin/reviews')
  await viewer.see()
  await viewer.close()
})

test('the platform administrator reads the outbox and the trail, and may not leave the site nameless', async ({
  browser,
}) => {
  const admin = await openPerson(browser, { size: DESK })
  const { page } = admin
  await signInByPassword(admin, PLATFORM)
  await look(admin, ['/admin/outbox', '/admin/audit', '/admin/site'])
  await page.getByLabel('站名（英文）').fill('H')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('站名至少两个字。')).toBeVisible()
  await page.getByLabel('站名（英文）').fill('Huizhou Volunteer Service')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('status').getByText('已保存')).toBeVisible()
  await admin.close()
})
