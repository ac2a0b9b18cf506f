/** Somebody does not come: the team says so after the door is shut, the person appeals, and whoever stands above has the last word. */
import { DEMO_PASSWORD, DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { ownCity } from './own-city.ts'
import { apiAs, CORPS_LEADER, DONGHU_LEADER, makeVolunteer, NEW_PASSWORD } from './people.ts'
import { inMinutes, joinDonghu, openProject, teamOf } from './teams.ts'

const city = ownCity()
const LEAD_MINUTES = 30
const SHIFT_MINUTES = 60
const DOOR_MINUTES = 241
const WORDS = '我九点前就到了，帮忙搬桌子，散场时才想起没有扫码。'

test('a leader records a no-show, the volunteer appeals to the team and then above, and it is lifted', async ({
  browser,
}) => {
  const [ann, bob] = [await makeVolunteer('臧'), await makeVolunteer('闵')]
  const title = `书架整理 ${ann.phone.slice(-6)}`
  await joinDonghu(ann)
  await joinDonghu(bob)
  const { projectId, shiftId } = await openProject({
    ...{ title, startsAt: inMinutes(LEAD_MINUTES), minutes: SHIFT_MINUTES, autoAdmit: true },
  })
  for (const { api } of [ann, bob])
    await api.send('post', `/projects/${projectId}/signups`, { shiftId, riskAccepted: true })
  await city.forward(LEAD_MINUTES + SHIFT_MINUTES + DOOR_MINUTES)
  const [team, corps] = [await teamOf(await apiAs(DONGHU_LEADER)), await teamOf(await apiAs(CORPS_LEADER))]

  const leader = await openPerson(browser)
  await signInByPassword(leader, DONGHU_LEADER, DEMO_PASSWORD)
  await leader.arrive(`/team/${team}/projects/${projectId}/absences`)
  const rowOf = (name: string) => leader.page.getByRole('article').filter({ hasText: name })
  await expect(rowOf(ann.name)).toBeVisible()
  await leader.see()
  await rowOf(bob.name).getByRole('button', { name: '请假' }).click()
  await leader.page.getByRole('dialog').getByRole('button', { name: '记请假' }).click()
  await expect(leader.page.getByText('已记请假 1 人')).toBeVisible()
  await rowOf(ann.name).getByRole('button', { name: '没来' }).click()
  const marking = leader.page.getByRole('dialog', { name: `记 ${ann.name} 缺席` })
  await expect(marking.getByText('15 个工作日内可以申诉')).toBeVisible()
  await marking.getByLabel('说明').fill('点名时不在')
  await leader.see()
  await marking.getByRole('button', { name: '记缺席' }).click()
  await expect(leader.page.getByText('已记缺席 1 人')).toBeVisible()
  await expect(leader.page.getByText('没有要核对的人')).toBeVisible()

  const phone = await openPerson(browser)
  await signInByPassword(phone, ann.phone, NEW_PASSWORD)
  await phone.arrive('/my/notices')
  await expect(phone.page.getByText(`“${title}”`).first()).toBeVisible()
  await phone.arrive('/my/absences')
  const mine = phone.page.getByRole('article').filter({ hasText: title })
  await expect(mine).toContainText('点名时不在')
  await expect(mine).toContainText('计入近 6 个月次数')
  await phone.see()
  await mine.getByRole('button', { name: '我要申诉' }).click()
  await mine.getByLabel('说说情况').fill('没有')
  await mine.getByRole('button', { name: '提交申诉' }).click()
  await expect(mine.getByText('请至少写 10 个字')).toBeVisible()
  await expect(mine.getByLabel('说说情况')).toHaveValue('没有')
  await mine.getByLabel('说说情况').fill(WORDS)
  await mine.getByRole('button', { name: '提交申诉' }).click()
  await expect(mine).toContainText('申诉中')
  await expect(mine).toContainText('不计入次数')
  await phone.see()

  await leader.page.goto(`/team/${team}/projects/${projectId}/absences?part=appealed`)
  await expect(rowOf(ann.name)).toContainText(WORDS)
  await leader.see()
  await rowOf(ann.name).getByRole('button', { name: '维持' }).click()
  const keeping = leader.page.getByRole('dialog', { name: /^维持/ })
  await keeping.getByRole('button', { name: '维持并告知' }).click()
  await expect(keeping.getByText('请写明理由')).toBeVisible()
  await keeping.getByRole('button', { name: '没有到场记录' }).click()
  await keeping.getByRole('button', { name: '维持并告知' }).click()
  await expect(leader.page.getByText('已维持，理由已告知本人')).toBeVisible()
  await leader.close()

  await phone.page.goto('/my/absences')
  await expect(mine).toContainText('签到和现场名册里都没有您到场的记录')
  await mine.getByRole('button', { name: '交给上级裁定' }).click()
  await expect(mine).toContainText('上级裁定中')
  await phone.see()

  const desk = await openPerson(browser, { size: DESK })
  await signInByPassword(desk, CORPS_LEADER, DEMO_PASSWORD)
  await desk.arrive(`/team/${corps}/reviews?kind=no_show`)
  await desk.page.getByText(title).first().click()
  const review = desk.page.getByRole('region', { name: title })
  await expect(review).toContainText(WORDS)
  await desk.see()
  await review.getByRole('button', { name: /撤销缺席记录/ }).click()
  await expect(review).toBeHidden()
  await desk.close()

  await phone.page.goto('/my/absences')
  await expect(mine).toContainText('已撤销')
  await phone.see()
  await phone.close()
})
