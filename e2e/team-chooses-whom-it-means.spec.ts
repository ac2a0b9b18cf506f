/** C1, C3, C4, P23, P24: a project for the members of named teams, and one for invited people; nobody else finds that it is there. */
import { apiAs, CORPS_LEADER, decideReview, DONGHU_LEADER, makeVolunteer, NEW_PASSWORD } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { draftOf, joinDonghu, onDay, openProject, teamOf } from './teams.ts'

async function approve(title: string): Promise<void> {
  const corps = await apiAs(CORPS_LEADER)
  await decideReview(CORPS_LEADER, 'project', (one) => one === title, await teamOf(corps))
  await corps.dispose()
}

test('a leader names the own team on the form; a member finds the project first and signs up, an outsider finds nothing', async ({
  browser,
}) => {
  const [member, outsider] = [await makeVolunteer('亢'), await makeVolunteer('郤')]
  await joinDonghu(member)
  const title = `队内读书会 ${member.phone.slice(-6)}`
  const api = await apiAs(DONGHU_LEADER)
  const team = await teamOf(api)
  const draft = draftOf({ title, startsAt: onDay(6, 14), minutes: 90, autoAdmit: true })
  const { projectId } = await api.send<{ projectId: string }>('post', `/teams/${team}/projects`, draft)
  await api.dispose()

  const desk = await openPerson(browser, { size: DESK })
  const { page } = desk
  await signInByPassword(desk, DONGHU_LEADER)
  await desk.arrive(`/team/${team}/projects/${projectId}/edit?step=who`)
  await page.getByRole('radio', { name: /^指定团体的成员/ }).check()
  await page.getByLabel('找团体').fill('没有这样的名字')
  await expect(page.getByText('没有找到这个团体，请换个名称。')).toBeVisible()
  await page.getByRole('button', { name: /^加上本团体：/ }).click()
  await expect(page.getByRole('list', { name: '已选的团体' })).toContainText('东湖社区志愿服务队')
  await desk.see()
  await page
    .getByRole('navigation', { name: '填写的步骤' })
    .getByRole('button', { name: /预览提交/ })
    .click()
  await expect(page.getByRole('article', { name: '公开页预览' })).toContainText(/面向谁.*东湖社区志愿服务队/)
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByText(/^等 .* 审核$/)).toBeVisible()
  await desk.close()
  await approve(title)

  const phone = await openPerson(browser)
  await signInByPassword(phone, member.phone, NEW_PASSWORD)
  await phone.arrive('/my/projects')
  const meant = phone.page.getByRole('region', { name: '专门面向您的项目' })
  await phone.see()
  await meant.getByRole('link', { name: title }).first().click()
  await expect(phone.page.getByText('下列团体和它们下级团体的成员')).toBeVisible()
  await phone.page.getByRole('checkbox', { name: /我看过风险提示/ }).check()
  await phone.page.getByRole('button', { name: '报名这一场' }).last().click()
  await expect(phone.page.getByText('已录用，到时见').first()).toBeVisible()
  await phone.see()
  await phone.close()

  const other = await openPerson(browser)
  await signInByPassword(other, outsider.phone, NEW_PASSWORD)
  await other.page.goto(`/projects?q=${encodeURIComponent(title)}`)
  await expect(other.page.locator(`a[href="/projects/${projectId}"]`)).toHaveCount(0)
  await other.page.goto(`/projects/${projectId}`)
  await expect(other.page.getByRole('heading', { level: 1, name: '找不到了' })).toBeAttached()
  await expect(other.page.getByText(title)).toHaveCount(0)
  await other.see()
  await other.close()
})

test('a leader invites two people by number; one signs up, and who is taken off the list finds nothing any more', async ({
  browser,
}) => {
  const [guest, left] = [await makeVolunteer('郄'), await makeVolunteer('璞')]
  for (const one of [guest, left]) await joinDonghu(one)
  const title = `老友茶会 ${guest.phone.slice(-6)}`
  const { projectId } = await openProject({
    ...{ title, startsAt: onDay(7, 14), minutes: 90, autoAdmit: true, terms: { visibility: 'invitation' } },
  })
  const api = await apiAs(DONGHU_LEADER)
  const team = await teamOf(api)
  await api.dispose()

  const desk = await openPerson(browser, { size: DESK })
  const { page } = desk
  await signInByPassword(desk, DONGHU_LEADER)
  await desk.arrive(`/team/${team}/projects/${projectId}`)
  const guests = page.getByRole('region', { name: '邀请的人' })
  await expect(guests.getByText('还没有邀请人。')).toBeVisible()
  await guests.getByRole('button', { name: '发出邀请' }).click()
  await expect(guests.getByText('请填 1 到 200 个志愿者编号。')).toBeVisible()
  await guests
    .getByRole('textbox', { name: '志愿者编号' })
    .fill(`${guest.volunteerNumber}\n${left.volunteerNumber}`)
  await guests.getByRole('button', { name: '发出邀请' }).click()
  await expect(page.getByText('已邀请 2 人')).toBeVisible()
  const lines = guests.getByRole('list', { name: '邀请的人' }).getByRole('listitem')
  await expect(lines).toHaveCount(2)
  await desk.see()

  const phone = await openPerson(browser)
  await signInByPassword(phone, guest.phone, NEW_PASSWORD)
  await expect(async () => {
    await phone.arrive('/my/notices')
    await expect(phone.page.getByText(`邀请您参加项目“${title}”`)).toBeVisible({ timeout: 1_000 })
  }).toPass()
  await phone.arrive('/my/projects')
  await phone.page
    .getByRole('region', { name: '专门面向您的项目' })
    .getByRole('link', { name: title })
    .first()
    .click()
  await expect(phone.page.getByText('受邀的人', { exact: true })).toBeVisible()
  await phone.page.getByRole('checkbox', { name: /我看过风险提示/ }).check()
  await phone.page.getByRole('button', { name: '报名这一场' }).last().click()
  await expect(phone.page.getByText('已录用，到时见').first()).toBeVisible()
  await phone.see()
  await phone.close()

  const line = lines.filter({ hasText: left.volunteerNumber })
  await line.getByRole('button', { name: '撤回' }).click()
  await expect(page.getByText(`已撤回对 ${left.volunteerNumber} 的邀请`)).toBeVisible()
  await expect(lines).toHaveCount(1)
  await desk.close()
  const seen = await left.api.get(`/api/v1/projects/${projectId}`)
  expect(seen.status()).toBe(404)
})
