/** A published project that changes: the place at once with a word to those who come, the title once its reviewer agrees. */
import { CORPS_LEADER, DONGHU_LEADER, apiAs, makeVolunteer, NEW_PASSWORD } from './people.ts'
import { DEMO_PASSWORD, DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { joinDonghu, onDay, openProject, teamOf } from './teams.ts'

test('a team changes a published project; the reviewer takes one field and sends one back; who signed up reads of it', async ({
  browser,
}) => {
  const person = await makeVolunteer('舒')
  await joinDonghu(person)
  const tail = person.phone.slice(-6)
  const title = `社区茶话 ${tail}`
  const { projectId, shiftId } = await openProject({
    ...{ title, startsAt: onDay(6, 9), minutes: 120, headcount: 2, autoAdmit: true },
  })
  await person.api.send('post', `/projects/${projectId}/signups`, { shiftId, riskAccepted: true })
  const team = await teamOf(await apiAs(DONGHU_LEADER))
  const corps = await teamOf(await apiAs(CORPS_LEADER))

  const desk = await openPerson(browser, { size: DESK })
  const { page } = desk
  await signInByPassword(desk, DONGHU_LEADER, DEMO_PASSWORD)
  await desk.arrive(`/team/${team}/projects/${projectId}`)
  await page.getByRole('link', { name: '修改', exact: true }).click()
  await page.getByLabel(/^标题/).fill(`社区茶话会 ${tail}`)
  await desk.see()
  await page.getByRole('button', { name: /时间地点/ }).click()
  await expect(page.getByText('时间、名额和岗位在“场次与办理”里改')).toBeVisible()
  await page
    .getByLabel(/^集合地点/)
    .first()
    .fill('东湖社区二楼')
  await desk.see()
  await page.getByRole('button', { name: /安全联系/ }).click()
  await page.getByLabel(/^风险提示/).fill('开水烫手，请用托盘端杯子。')
  await page.getByRole('button', { name: /预览提交/ }).click()
  await expect(page.getByText('1 位报名的人将收到通知。')).toBeVisible()
  await expect(page.getByText(/^标题.*风险提示$/)).toBeVisible()
  await desk.see()
  await page.getByRole('button', { name: '保存并送审' }).click()
  await expect(page.getByText(/^已送/)).toBeVisible()
  await expect(page.getByText('有修改正在审核')).toBeVisible()
  await desk.see()
  await desk.close()

  const phone = await openPerson(browser)
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await phone.arrive('/my/notices')
  await expect(
    phone.page.getByText(new RegExp(`您报名的“${title}”有变动：地点改为 东湖社区二楼`)),
  ).toBeVisible()
  await phone.arrive(`/projects/${projectId}`)
  await expect(phone.page.getByRole('heading', { name: title })).toBeVisible()
  await expect(phone.page.getByText('东湖社区二楼').first()).toBeVisible()

  const office = await openPerson(browser, { size: DESK })
  await signInByPassword(office, CORPS_LEADER, DEMO_PASSWORD)
  await office.arrive(`/team/${corps}/reviews?kind=project_change`)
  await office.page.getByRole('button', { name: new RegExp(title) }).click()
  const panel = office.page.getByRole('region', { name: title })
  await expect(panel.getByText(`社区茶话会 ${tail}`)).toBeVisible()
  await panel.getByRole('checkbox', { name: '标题' }).uncheck()
  await office.see()
  await panel.getByRole('button', { name: '通过其中 1 项' }).click()
  await panel.getByRole('button', { name: '与公布的不符' }).click()
  await panel.getByRole('button', { name: '通过其中 1 项' }).click()
  await expect(office.page.getByText(`已通过：${title}`)).toBeVisible()
  await office.close()

  await phone.arrive(`/projects/${projectId}`)
  await expect(phone.page.getByRole('heading', { name: title })).toBeVisible()
  await expect(phone.page.getByText('开水烫手').first()).toBeVisible()
  await phone.see()
  await phone.close()
})
