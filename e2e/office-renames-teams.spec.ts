/** A county office mends the names of its teams in one table; the federation approves some, and old names still find the team. */
import {
  CORPS_LEADER,
  HUICHENG_OFFICE,
  FEDERATION_LEADER,
  apiAs,
  makeVolunteer,
  NEW_PASSWORD,
} from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { openReview } from './reviewing.ts'
import { teamOf } from './teams.ts'

/** A team of the county that nobody else renames, registered and approved. */
async function makeNamed(name: string): Promise<string> {
  const person = await makeVolunteer('诸')
  const corps = await apiAs(CORPS_LEADER)
  const parentId = await teamOf(corps)
  const { teamId, reviewId } = await person.api.send<{ teamId: string; reviewId: string }>('post', '/teams', {
    name,
    kind: 'unregistered',
    level: 'team',
    regionCode: '441302001',
    parentId,
    unitKind: 'residents_committee',
    categories: ['community'],
    campaigns: [],
    intro: '邻里互助。',
    address: '',
    contactName: person.name,
    contactPhone: person.phone,
    contactPublic: false,
  })
  await corps.send('post', `/reviews/${reviewId}/team`, { decision: 'approve' })
  return teamId
}

test('a batch with bad rows is checked, mended and handed in; the federation approves; old names are found (B4)', async ({
  browser,
}) => {
  const stamp = String(Date.now() % 1_000_000)
  const names = ['甲', '乙'].map((sign) => `桥东${sign}${stamp}服务队`) as [string, string]
  const wanted = ['甲', '乙'].map((sign) => `惠城区桥东街道${sign}${stamp}社区志愿服务队`) as [string, string]
  const teamId = await makeNamed(names[0])
  await makeNamed(names[1])

  const office = await openPerson(browser, { size: DESK })
  const { page } = office
  await signInByPassword(office, HUICHENG_OFFICE)
  await page.goto('/admin/teams')
  await page.getByRole('link', { name: '团体更名' }).click()
  await office.see()
  await page.getByRole('button', { name: '检查' }).click()
  await expect(page.getByText('请贴上表格')).toBeVisible()
  await page
    .getByLabel('更名表')
    .fill(
      [
        '编号或现名\t新名称',
        `${names[0]}\t${wanted[0]}`,
        `没有这个队${stamp}\t惠城区无名${stamp}志愿服务队`,
        `${names[1]},乙${stamp}`,
        `惠阳区志愿服务总队\t惠城区别人${stamp}志愿服务总队`,
      ].join('\n'),
    )
  await page.getByRole('button', { name: '检查' }).click()
  await expect(page.getByRole('heading', { name: '共 4 行，2 行可以提交，2 行有问题' })).toBeVisible()
  const findings = page.getByRole('table')
  await expect(findings.getByRole('row', { name: /没有这个队/ })).toContainText('没有这个团体')
  await expect(findings.getByRole('row', { name: /惠阳区志愿服务总队/ })).toContainText('不在您的地区')
  await expect(findings.getByRole('row', { name: names[1] })).toContainText('不合命名要求')
  await office.see()
  await page.getByLabel('选 CSV 文件').setInputFiles({
    name: 'renames.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `现名,新名称\r\n${names.map((name, i) => `${name},${wanted[i] ?? ''}`).join('\r\n')}`,
    ),
  })
  await page.getByRole('button', { name: '检查' }).click()
  await expect(page.getByRole('heading', { name: '共 2 行，2 行可以提交' })).toBeVisible()
  await page.getByLabel('给审核方的说明').fill('按命名方式统一修改')
  await page.getByRole('button', { name: '提交 2 个给惠州市志愿服务联合会' }).click()
  await expect(page.getByText(/^已提交 2 个，惠州市志愿服务联合会将在.*前答复$/)).toBeVisible()
  const batch = page.getByRole('listitem').filter({ hasText: names[0] }).first()
  await expect(batch).toContainText('待审核')
  await office.see()

  const desk = await openPerson(browser, { size: DESK })
  await signInByPassword(desk, FEDERATION_LEADER)
  await desk.page.goto('/team')
  await expect(desk.page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  await openReview(desk, `${desk.page.url()}/reviews`, '团体更名', new RegExp(names[0]), /^更名 2 个/)
  await expect(desk.page.getByText('按命名方式统一修改')).toBeVisible()
  await desk.see()
  await desk.page.getByRole('checkbox', { name: wanted[1] }).uncheck()
  await desk.page.getByRole('button', { name: /^通过勾选的 1 个/ }).click()
  await expect(desk.page.getByText('不同意时请写明理由。')).toBeVisible()
  await desk.page.getByRole('button', { name: '容易混淆', exact: true }).click()
  await desk.see()
  await desk.page.getByRole('button', { name: /^通过勾选的 1 个/ }).click()
  await expect(desk.page.getByRole('status').getByText(/更名已审/)).toBeVisible()
  await desk.close()

  await page.reload()
  await expect(batch).toContainText('部分通过')
  await batch.getByRole('button').click()
  await expect(batch.getByText('已更名')).toBeVisible()
  await office.see()
  await office.close()

  const guest = await openPerson(browser)
  await guest.page.goto(`/teams?q=${encodeURIComponent(names[0])}`)
  await expect(guest.page.getByRole('article')).toContainText(`曾用名：${names[0]}`)
  await guest.see()
  await guest.page.getByRole('link', { name: wanted[0] }).click()
  await expect(guest.page).toHaveURL(new RegExp(teamId))
  await expect(guest.page.getByRole('heading', { level: 1 })).toHaveText(wanted[0])
  await expect(guest.page.getByText(names[0])).toBeVisible()
  await guest.see()
  await guest.close()
})

test('a name is looked at while it is typed, and a leader asks for another (B4)', async ({ browser }) => {
  const stamp = String(Date.now() % 1_000_000)
  const person = await makeVolunteer('亓')
  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await page.goto('/my/teams/new')
  await page.getByPlaceholder('输入地名查找').fill('桥东街道')
  await page.getByRole('list', { name: '找到的地方' }).getByRole('button').first().click()
  await page.getByLabel('单位性质').selectOption({ label: '居民委员会' })
  await page.getByLabel('团体名称').fill(`书屋${stamp}`)
  await expect(page.getByText('按命名要求还少县（区）名、镇（街道）名、规定的结尾')).toBeVisible()
  await phone.see()
  const full = `惠城区桥东街道书屋${stamp}社区志愿服务队`
  await page.getByRole('button', { name: full }).click()
  await expect(page.getByLabel('团体名称')).toHaveValue(full)
  await expect(page.getByText('合乎命名要求，也没有重名')).toBeVisible()
  await page.getByLabel('团体名称').fill('惠城区桥东街道东湖社区志愿服务队')
  await expect(page.getByText('“惠城区桥东街道东湖社区志愿服务队”已有团体使用')).toBeVisible()
  await phone.see()
  await phone.close()

  const corps = await openPerson(browser, { size: DESK })
  await signInByPassword(corps, CORPS_LEADER)
  await corps.page.goto(`/team/${await teamOf(await apiAs(CORPS_LEADER))}/settings`)
  await corps.page.getByLabel('新名称').fill('惠城区志愿者总队')
  await expect(corps.page.getByText(/按命名要求还少规定的结尾/)).toBeVisible()
  await corps.see()
  await corps.close()
})
