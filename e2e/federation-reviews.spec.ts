/** The federation at its desk: a corps that wants to stand under it, and a project of a corps, worked by keys. */
import { CORPS_LEADER, FEDERATION_LEADER, makeVolunteer, apiAs } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { approve, openReview } from './reviewing.ts'
import { handInProject, onDay, teamOf } from './teams.ts'

test('the federation takes in a corps that asks for it', async ({ browser }) => {
  const person = await makeVolunteer('晁')
  const api = await apiAs(FEDERATION_LEADER)
  const parentId = await teamOf(api)
  const name = `惠州市书香${person.phone.slice(-6)}志愿服务总队`
  await person.api.send('post', '/teams', {
    name,
    kind: 'unregistered',
    level: 'corps',
    regionCode: '441302',
    parentId,
    registrationDepartment: null,
    creditCode: null,
    certificateFileId: null,
    unitKind: 'residents_committee',
    categories: ['community'],
    campaigns: [],
    intro: '联络各社区的读书队。',
    address: '',
    foundedOn: null,
    contactName: person.name,
    contactPhone: person.phone,
    contactPublic: false,
  })
  const desk = await openPerson(browser, { size: DESK })
  const { page } = desk
  await signInByPassword(desk, FEDERATION_LEADER)
  await page.goto('/team')
  await expect(page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  const home = new URL(page.url()).pathname
  await desk.see()
  await openReview(desk, `${home}/reviews`, '团体注册', new RegExp(person.phone.slice(-6)))
  await expect(page.getByText(`${person.name}，已实名，${person.volunteerNumber}`)).toBeVisible()
  await desk.see()
  await approve(desk, name)
  await page.goto(`${home}/children`)
  await expect(page.getByRole('table')).toContainText('惠城区志愿服务总队')
  await desk.see()
  await desk.close()
})

test('the federation sends a project back by keys, the corps mends it, and it recruits', async ({
  browser,
}) => {
  const title = `总队书展 ${Date.now() % 1_000_000}`
  const projectId = await handInProject(CORPS_LEADER, { title, startsAt: onDay(6, 9), minutes: 180 })
  const desk = await openPerson(browser, { size: DESK })
  const { page } = desk
  await signInByPassword(desk, FEDERATION_LEADER)
  await page.goto('/team')
  await page.getByRole('link', { name: '审核' }).first().click()
  await page.getByRole('table').getByRole('button', { name: title }).click()
  await expect(page.getByText('核对清单')).toBeVisible()
  await page.keyboard.press('r')
  await page.getByRole('button', { name: '地点不清楚' }).click()
  await desk.see()
  await page.getByRole('button', { name: '发出“不通过”' }).click()
  await expect(page.getByRole('status').getByText(`已退回：${title}`)).toBeVisible()

  const corps = await openPerson(browser, { size: DESK })
  await signInByPassword(corps, CORPS_LEADER)
  await corps.page.goto('/team')
  await expect(corps.page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  await corps.page.goto(`${new URL(corps.page.url()).pathname}/projects/${projectId}`)
  await expect(corps.page.getByRole('alert')).toContainText('集合地点请写到门牌或标志物')
  await corps.see()
  await corps.page.getByRole('link', { name: '按理由修改' }).click()
  await expect(corps.page.getByText('上次没有通过，请按理由修改')).toBeVisible()
  await corps.page.getByRole('button', { name: '下一步' }).click()
  await corps.page.getByLabel('集合地点').fill('东湖社区书屋正门，绿色招牌下')
  await corps.page.getByRole('button', { name: /预览提交/ }).click()
  await corps.page.getByRole('button', { name: '提交审核' }).click()
  await expect(corps.page.getByRole('status').getByText(/^已提交/)).toBeVisible()
  await corps.close()

  await page.reload()
  await page.getByRole('table').getByRole('button', { name: title }).click()
  await expect(page.getByText('绿色招牌下').first()).toBeVisible()
  await page.keyboard.press('a')
  await expect(page.getByRole('status').getByText(`已通过：${title}`)).toBeVisible()
  await page.goto(`/projects/${projectId}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await desk.close()
})

test('the federation approves several at once; what has to be opened stays picked and says why', async ({
  browser,
}) => {
  const serial = Date.now() % 1_000_000
  const titles = { quiet: `清晨书架 ${serial}`, second: `午后书架 ${serial}`, danger: `水上巡护 ${serial}` }
  for (const [kind, title] of Object.entries(titles)) {
    const wanted = { title, startsAt: onDay(7, 9), minutes: 120, isDangerous: kind === 'danger' }
    await handInProject(CORPS_LEADER, wanted)
  }
  const desk = await openPerson(browser, { size: DESK })
  const { page } = desk
  await signInByPassword(desk, FEDERATION_LEADER)
  await page.goto('/team')
  await page.getByRole('link', { name: '审核' }).first().click()
  const table = page.getByRole('table')
  await table.getByRole('button', { name: titles.quiet }).click()
  await expect(page.getByText('核对清单')).toBeVisible()
  await page.keyboard.press('x')
  await page.keyboard.press('Escape')
  for (const title of [titles.second, titles.danger])
    await table.getByRole('checkbox', { name: `选中：${title}` }).check()
  await desk.see()
  await page.keyboard.press('b')
  const dialog = page.getByRole('dialog', { name: '一起通过 3 件？' })
  await expect(dialog).toContainText(titles.danger)
  await desk.see()
  await dialog.getByRole('button', { name: '通过这 3 件' }).click()
  await expect(page.getByRole('status').getByText('已通过 2 件')).toBeVisible()
  await expect(page.getByRole('alert')).toContainText('有 1 件没有通过')
  const stayed = table.getByRole('row').filter({ hasText: titles.danger })
  await expect(stayed).toContainText('活动有危险，请打开看风险和保险')
  await expect(stayed.getByRole('checkbox')).toBeChecked()
  await expect(table).not.toContainText(titles.quiet)
  await stayed.getByRole('button', { name: titles.danger }).click()
  const panel = page.getByRole('region', { name: titles.danger })
  await expect(panel.getByText('同一团体的其他审核')).toBeVisible()
  await expect(panel).toContainText(titles.second)
  await desk.see()
  await page.keyboard.press('a')
  await expect(page.getByRole('status').getByText(`已通过：${titles.danger}`)).toBeVisible()
  await desk.close()
})
