/** A team leader at the desk: a project from the draft to recruiting, and a request turned down. */
import { apiAs, CORPS_LEADER, DONGHU_LEADER, makeVolunteer, NEW_PASSWORD } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'
import { approve, openReview } from './reviewing.ts'
import { onDay, teamOf } from './teams.ts'

const siteDay = (at: Date): string => at.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })

async function signInToTeam(person: Person, login: string, password?: string): Promise<string> {
  await signInByPassword(person, login, password)
  await person.page.goto('/team')
  await expect(person.page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  return new URL(person.page.url()).pathname
}
const next = ({ page }: Person) => page.getByRole('button', { name: '下一步' }).click()

/** Each step first as somebody leaves it who is in a hurry. */
async function fillProject(leader: Person, title: string): Promise<void> {
  const { page } = leader
  await next(leader)
  await expect(page.getByText('标题请写 2 到 50 个字。')).toBeVisible()
  await expect(page.getByText('请至少选一个服务类别。')).toBeVisible()
  await leader.see()
  await page.getByLabel('标题').fill(title)
  await page.getByRole('button', { name: '社区服务', exact: true }).click()
  await page.getByLabel('内容').fill('给书屋的新书登记、贴标签、上架。')
  await page.reload()
  await expect(page.getByLabel('标题')).toHaveValue(title)
  await next(leader)
  await page.getByLabel('岗位名称').fill('上架岗')
  await page.getByLabel(/^日期/).fill('2026-01-05')
  await page.getByLabel('开始', { exact: true }).fill('09:00')
  await page.getByLabel('结束', { exact: true }).fill('11:30')
  await page.getByLabel('人数').fill('6')
  await page.getByLabel('集合地点').fill('东湖社区书屋')
  await page.getByLabel('报名截止').fill(siteDay(onDay(6, 9)))
  await page.getByLabel('截止时间').fill('18:00')
  await next(leader)
  await expect(page.getByText('场次的时间已经过去了。')).toBeVisible()
  await leader.see()
  await page.getByLabel(/^日期/).fill(siteDay(onDay(5, 9)))
  await next(leader)
  await expect(page.getByText('报名截止要在活动结束之前。')).toBeVisible()
  await page.getByLabel('报名截止').fill(siteDay(onDay(4, 9)))
  await next(leader)
  await page.getByRole('checkbox', { name: /可以招未成年人/ }).check()
  await leader.see()
  await next(leader)
  await page.getByRole('checkbox', { name: /活动有危险/ }).check()
  await next(leader)
  await expect(page.getByText('请写明风险提示。')).toBeVisible()
  await leader.see()
  await page.getByLabel('风险提示').fill('搬书请量力而行，注意脚下台阶。')
  await page.getByLabel('现场负责人').fill('温玉明')
  await page.getByLabel('联系电话').fill('12')
  await next(leader)
  await expect(page.getByText('电话写得不对，请填手机号或带区号的座机。')).toBeVisible()
  await page.getByLabel('联系电话').fill(DONGHU_LEADER)
  await next(leader)
  await page.getByRole('checkbox', { name: /没有以上任何一条/ }).check()
  await page.getByRole('button', { name: '提交审核' }).click()
  // The step on which it is wrong opens by itself.
  await expect(page.getByText('有危险的活动不能招未成年人。')).toBeVisible()
  await expect(page.getByRole('button', { name: /谁能来/ })).toContainText('要改')
  await leader.see()
  await page.getByRole('button', { name: /安全联系/ }).click()
  await page.getByRole('checkbox', { name: /活动有危险/ }).uncheck()
  await page.getByRole('button', { name: /预览提交/ }).click()
  await expect(page.getByRole('article', { name: '公开页预览' })).toContainText('注意脚下台阶')
  await leader.see()
}

test('a team leader writes a project with mistakes, hands it in, and the corps lets it recruit', async ({
  browser,
}) => {
  const title = `书屋贴标签 ${Date.now() % 1_000_000}`
  const leader = await openPerson(browser, { size: DESK })
  const { page } = leader
  const home = await signInToTeam(leader, DONGHU_LEADER)
  await leader.see()
  await page.getByRole('link', { name: '项目', exact: true }).click()
  await leader.see()
  await page.getByRole('link', { name: '新建项目' }).click()
  await fillProject(leader, title)
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByRole('status').getByText(/^已提交，.*前答复$/)).toBeVisible()
  await expect(page.getByText(/^等 .* 审核$/)).toBeVisible()
  await leader.see()
  const projectPath = new URL(page.url()).pathname

  const corps = await openPerson(browser, { size: DESK })
  const at = await signInToTeam(corps, CORPS_LEADER)
  await corps.see()
  await openReview(corps, `${at}/reviews`, '项目发布', title)
  await expect(corps.page.getByText('注意脚下台阶').first()).toBeVisible()
  await corps.see()
  await approve(corps, title)
  await corps.close()

  await page.goto(`${projectPath}/signups`)
  await expect(page.getByText('没有等您录用的人。')).toBeVisible()
  await leader.see()
  for (const part of ['attendances', 'hours']) {
    await page.goto(`${projectPath}/${part}`)
    await leader.see()
  }
  await page.goto(`${home}/children`)
  await leader.see()
  await page.goto(projectPath.replace(/.*\/projects/, '/projects'))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(title)
  await leader.close()
})

test('a team leader turns a request down with a reason, and the volunteer reads it', async ({ browser }) => {
  const person = await makeVolunteer('俎')
  const team = await apiAs(DONGHU_LEADER)
  await person.api.send('post', `/teams/${await teamOf(team)}/memberships`, { message: '' })
  const leader = await openPerson(browser, { size: DESK })
  const { page } = leader
  const home = await signInToTeam(leader, DONGHU_LEADER)
  await page.goto(`${home}/requests`)
  await page.getByRole('button', { name: person.name }).click()
  await page.getByRole('button', { name: '不同意', exact: true }).click()
  await page.getByRole('button', { name: '发出“不同意”' }).click()
  await expect(page.getByText('不同意时请写明理由。')).toBeVisible()
  await page.getByRole('button', { name: '须先参加培训' }).click()
  await leader.see()
  await page.getByRole('button', { name: '发出“不同意”' }).click()
  await expect(page.getByRole('status').getByText(`已答复 ${person.name}`)).toBeVisible()
  await leader.close()

  const phone = await openPerson(browser)
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await phone.page.goto('/my')
  await expect(phone.page.getByText('团体没有同意您的申请')).toBeVisible()
  await phone.page.goto('/my/me/teams')
  await expect(phone.page.getByText('入队前要先参加培训')).toBeVisible()
  await phone.see()
  await phone.close()
})
