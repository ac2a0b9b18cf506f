/** A shift at another time: the team sees whom it concerns before the press; each of those who signed up answers on a phone. */
import { DONGHU_LEADER, apiAs, makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { DEMO_PASSWORD, DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { joinDonghu, onDay, openProject, teamOf } from './teams.ts'

async function member(surname: string): Promise<Volunteer> {
  const person = await makeVolunteer(surname)
  await joinDonghu(person)
  return person
}

test('a team moves a shift and adds another; one says yes, one gives up what clashes, one says no', async ({
  browser,
}) => {
  const [yes, no] = [await member('郁'), await member('鄂')]
  const tail = yes.phone.slice(-6)
  const title = `渡口值守 ${tail}`
  const { projectId, shiftId } = await openProject({
    ...{ title, startsAt: onDay(6, 9), minutes: 120, headcount: 2, autoAdmit: true },
  })
  const other = await openProject({
    ...{ title: `午后读报 ${tail}`, startsAt: onDay(6, 14), minutes: 120, headcount: 2, autoAdmit: true },
  })
  for (const { api } of [yes, no])
    await api.send('post', `/projects/${projectId}/signups`, { shiftId, riskAccepted: true })
  await yes.api.send('post', `/projects/${other.projectId}/signups`, {
    ...{ shiftId: other.shiftId, riskAccepted: true },
  })
  const team = await teamOf(await apiAs(DONGHU_LEADER))

  const desk = await openPerson(browser, { size: DESK })
  const { page } = desk
  await signInByPassword(desk, DONGHU_LEADER, DEMO_PASSWORD)
  await desk.arrive(`/team/${team}/projects/${projectId}/running`)
  await page.getByRole('button', { name: '改时间' }).click()
  const moving = page.getByRole('dialog', { name: /^改时间/ })
  await moving.getByRole('button', { name: '改时间并通知' }).click()
  await expect(moving.getByText('时间没有变。')).toBeVisible()
  await moving.getByLabel('开始').fill('14:30')
  await moving.getByLabel('结束').fill('16:30')
  await expect(moving.getByText(/^2 人要答复还来不来/)).toBeVisible()
  await expect(moving.getByText('其中 1 人在新时间另有报名')).toBeVisible()
  await moving.getByRole('button', { name: '改时间并通知' }).click()
  await expect(moving.getByText('请写明原因。')).toBeVisible()
  await moving.getByRole('button', { name: '场地', exact: true }).click()
  await desk.see()
  await moving.getByRole('button', { name: '改时间并通知' }).click()
  await expect(page.getByText('时间已改，通知了 2 人')).toBeVisible()
  await expect(page.getByText('2 人还没答复新时间')).toBeVisible()

  await page.getByRole('button', { name: '加场次' }).click()
  const adding = page.getByRole('dialog', { name: '加场次' })
  await adding.getByRole('combobox').selectOption({ label: '新岗位' })
  await adding.getByRole('button', { name: '加上' }).click()
  await expect(adding.getByText('请写岗位名称。')).toBeVisible()
  await adding.getByLabel('岗位名称').fill('引导员')
  await adding.getByLabel('日期').fill(onDay(7, 9).toISOString().slice(0, 10))
  await desk.see()
  await adding.getByRole('button', { name: '加上' }).click()
  await expect(page.getByText('已加 1 场')).toBeVisible()
  await expect(page.getByRole('cell', { name: '引导员' })).toBeVisible()
  await desk.see()
  await desk.close()

  const phone = await openPerson(browser)
  await signInByPassword(phone, yes.phone, NEW_PASSWORD)
  await phone.arrive('/my')
  await expect(phone.page.getByText('时间已变，请答复')).toBeVisible()
  await phone.see()
  await phone.page.getByRole('link', { name: '去答复' }).first().click()
  const mine = phone.page.getByRole('article').filter({ hasText: title })
  await expect(mine.getByText(/^与您的另一项报名时间冲突：午后读报/)).toBeVisible()
  await expect(mine.getByRole('button', { name: '还来', exact: true })).toBeDisabled()
  await phone.see()
  await phone.page
    .getByRole('article')
    .filter({ hasText: '午后读报' })
    .getByRole('button', { name: '退出' })
    .click()
  await phone.page.getByRole('dialog').getByRole('button', { name: '确定退出' }).click()
  await mine.getByRole('button', { name: '还来', exact: true }).click()
  await expect(phone.page.getByText('好，到时见')).toBeVisible()
  await expect(mine.getByText('已录用')).toBeVisible()
  await phone.see()
  await phone.close()

  const last = await openPerson(browser, { locale: 'en' })
  await signInByPassword(last, no.phone, NEW_PASSWORD)
  await last.arrive('/my/projects?tab=mine')
  await expect(last.page.getByText('The time has changed. Do you still come?')).toBeVisible()
  await last.see()
  await last.page.getByRole('button', { name: "I can't come" }).click()
  await expect(last.page.getByText('You have left; the place goes to the next')).toBeVisible()
  await last.close()
})
