/** A leader brings in people by name and ID number; the invited answer, and nobody learns who is registered. */
import { readFile } from 'node:fs/promises'
import { DONGHU_LEADER, idNumber, makeVolunteer, NEW_PASSWORD } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'

async function openInvitations(leader: Person): Promise<void> {
  await signInByPassword(leader, DONGHU_LEADER)
  await leader.page.goto('/team')
  await leader.page.getByRole('link', { name: '成员' }).first().click()
  await leader.page.getByRole('link', { name: '邀请', exact: true }).click()
  await expect(leader.page.getByRole('heading', { name: '邀请一个人' })).toBeVisible()
}

async function invite({ page }: Person, name: string, number: string): Promise<void> {
  await page.getByLabel('姓名').fill(name)
  await page.getByLabel('证件号码').fill(number)
  await page.getByRole('button', { name: '发出邀请' }).click()
}

test('a leader invites one who is registered and one who is not, and sees the same; the invited joins', async ({
  browser,
}) => {
  const person = await makeVolunteer('邰')
  const leader = await openPerson(browser, { size: DESK })
  const desk = leader.page
  await openInvitations(leader)
  await leader.see()
  await desk.getByLabel('姓名').fill('邰')
  await desk.getByLabel('证件号码').fill('441302199001011239')
  await desk.getByRole('button', { name: '发出邀请' }).click()
  await expect(desk.getByText('号码有输错的数字。')).toBeVisible()
  await leader.see()
  await invite(leader, person.name, person.idNumber)
  await expect(desk.getByRole('status').getByText(`已发出给 ${person.name} 的邀请`)).toBeVisible()
  await invite(leader, '邰无名', idNumber('1969-04-05', 987))
  await expect(desk.getByRole('status').getByText('已发出给 邰无名 的邀请')).toBeVisible()
  const rows = desk.getByRole('row').filter({ hasText: '邰' })
  await expect(rows).toHaveCount(2)
  for (const row of await rows.all()) await expect(row).toContainText('等待答复')
  await leader.see()

  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await expect(async () => {
    await page.goto('/my')
    await expect(page.getByText('团体邀请您加入')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await phone.see()
  await page.getByRole('link', { name: '去答复' }).click()
  await phone.see()
  await page.getByRole('button', { name: '谢绝' }).click()
  await expect(page.getByRole('dialog')).toContainText('不会知道您谢绝了')
  await phone.see()
  await page.getByRole('button', { name: '取消' }).click()
  await page.getByRole('button', { name: '同意加入' }).click()
  await expect(page.getByRole('status').getByText(/已加入“.*东湖/)).toBeVisible()
  await phone.see()
  await phone.close()

  await desk.reload()
  await expect(rows.filter({ hasText: '已加入' })).toHaveCount(1)
  await rows.filter({ hasText: '等待答复' }).getByRole('button', { name: '撤回' }).click()
  await expect(rows.filter({ hasText: '已撤回' })).toHaveCount(1)
  await leader.close()
})

test('a leader looks through a spreadsheet, sends what is right in it, and takes the rest home', async ({
  browser,
}) => {
  const person = await makeVolunteer('郤')
  const leader = await openPerson(browser, { size: DESK })
  const desk = leader.page
  await openInvitations(leader)
  const template = desk.waitForEvent('download')
  await desk.getByRole('link', { name: '下载模板' }).click()
  expect((await template).suggestedFilename()).toBe('邀请名单.xlsx')
  const rows = [
    ['姓名', '证件类型', '证件号码'],
    [person.name, '', person.idNumber],
    ['郤无名', '居民身份证', idNumber('1958-07-08', 988)],
    ['=郤错号', '', '441302199001011239'],
    ['郤军', '军官证', '1234567'],
  ]
  const chooser = desk.getByLabel('选择表格', { exact: true })
  await chooser.setInputFiles({
    name: '旧.xls',
    mimeType: '',
    buffer: Buffer.from('d0cf11e0a1b11ae10000', 'hex'),
  })
  await expect(desk.getByText('只收 .xlsx 和 .csv。')).toBeVisible()
  await leader.see()
  const buffer = Buffer.from(rows.map((row) => row.join(',')).join('\r\n'))
  await chooser.setInputFiles({ name: '名单.csv', mimeType: 'text/csv', buffer })
  const dialog = desk.getByRole('dialog')
  await expect(dialog).toContainText('共 4 行：2 行可以发出，2 行有问题。')
  await expect(dialog.getByRole('row').filter({ hasText: '郤军' })).toContainText('不认识这种证件类型')
  await leader.see()
  await dialog.getByRole('button', { name: '发出 2 个邀请' }).click()
  const result = desk.getByRole('listitem').filter({ hasText: '已发出 2 个邀请' }).first()
  await expect(result).toContainText('2 行没有发出')
  await leader.see()
  const saved = desk.waitForEvent('download')
  await result.getByRole('button', { name: '下载没发出的行' }).click()
  const lines = (await readFile(await (await saved).path(), 'utf8')).split('\r\n')
  expect(lines[1]).toMatch(/^4,'=郤错号,4413 /)
  expect(lines[2]).toContain('郤军')
  await desk.goto('/my/notices')
  await expect(desk.getByText(/的表格已处理：发出 2 个邀请/).first()).toBeVisible()
  await leader.close()

  const phone = await openPerson(browser)
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await expect(async () => {
    await phone.page.goto('/my/notices')
    await expect(phone.page.getByText('邀请您加入，请答复')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await phone.close()
})

test('a volunteer allows one team beforehand, and is its member as soon as it invites', async ({
  browser,
}) => {
  const person = await makeVolunteer('郗')
  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await page.goto('/my/me/teams')
  await page.getByRole('button', { name: '选择团体' }).click()
  await page.getByRole('searchbox', { name: '团体名称' }).fill('东湖社区志愿服务队')
  await page.getByRole('button', { name: '搜索' }).click()
  const found = page.getByRole('listitem').filter({ hasText: '东湖社区志愿服务队' }).first()
  await expect(found).toBeVisible()
  await phone.see()
  await found.getByRole('button', { name: '允许' }).click()
  await expect(page.getByRole('status').getByText(/已允许/)).toBeVisible()
  await phone.see()

  const leader = await openPerson(browser, { size: DESK })
  await openInvitations(leader)
  await invite(leader, person.name, person.idNumber)
  await expect(leader.page.getByRole('status').getByText('已发出')).toBeVisible()
  await leader.close()

  await expect(async () => {
    await page.goto('/my/notices')
    await expect(page.getByText('按您的长期同意')).toBeVisible({ timeout: 2000 })
  }).toPass()
  await page.goto('/my/me/teams')
  await expect(page.getByText('已加入', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: '收回' }).click()
  await expect(page.getByRole('status').getByText(/已收回/)).toBeVisible()
  await phone.close()
})
