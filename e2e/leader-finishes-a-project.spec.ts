/** C1, C5, P10, R12, R13: a dangerous project gets its policy later, people are admitted together, and it is closed when it is over. */
import { now } from './clock.ts'
import { apiAs, DONGHU_LEADER, makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { ownCity } from './own-city.ts'
import { joinDonghu, onDay, openProject, teamOf } from './teams.ts'

const city = ownCity()
const MINUTE_MS = 60_000

test('a leader adds the policy, admits two of four at once, and closes the project when it is over; who had no answer reads so', async ({
  browser,
}) => {
  const people: Volunteer[] = []
  for (const surname of ['蔺', '郜', '桓', '闵']) people.push(await makeVolunteer(surname))
  for (const person of people) await joinDonghu(person)
  const [first, second, third] = people as [Volunteer, Volunteer, Volunteer]
  const title = `河道清淤 ${first.phone.slice(-6)}`
  const startsAt = onDay(2, 9)
  const { projectId, shiftId } = await openProject({
    ...{ title, startsAt, minutes: 120, isDangerous: true, terms: { insured: null } },
  })
  for (const { api } of people)
    await api.send('post', `/projects/${projectId}/signups`, { shiftId, riskAccepted: true })
  const api = await apiAs(DONGHU_LEADER)
  const team = await teamOf(api)
  await api.dispose()

  const desk = await openPerson(browser, { size: DESK })
  const { page } = desk
  await signInByPassword(desk, DONGHU_LEADER)
  await desk.arrive(`/team/${team}/projects/${projectId}`)
  const policy = page.getByRole('region', { name: '保险单' })
  await expect(policy.getByText('还缺保险单')).toBeVisible()
  await desk.see()
  await policy.getByRole('button', { name: '补保险单' }).click()
  await policy.getByRole('button', { name: '保存' }).click()
  await expect(policy.getByText('请填写这一项。').first()).toBeVisible()
  await policy.getByLabel('保险公司').fill('人保财险惠州分公司')
  await policy.getByLabel('保单号').fill('HZ-2026-7788')
  const day = await policy.getByLabel('保险开始日期').inputValue()
  await policy.getByLabel('保险开始日期').fill('2099-01-01')
  await policy.getByRole('button', { name: '保存' }).click()
  await expect(policy.getByLabel('保险公司')).toHaveValue('人保财险惠州分公司')
  await desk.see()
  await policy.getByLabel('保险开始日期').fill(day)
  await policy.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('保险单已保存')).toBeVisible()
  await expect(policy.getByText('HZ-2026-7788')).toBeVisible()
  await expect(policy.getByText('还缺保险单')).toHaveCount(0)

  await desk.arrive(`/team/${team}/projects/${projectId}/signups`)
  for (const { name } of [first, second]) await page.getByRole('checkbox', { name: `选中 ${name}` }).check()
  const picked = page.getByRole('region', { name: '已选 2 人' })
  await desk.see()
  await picked.getByRole('button', { name: '录用', exact: true }).click()
  await expect(page.getByText('已录用 2 人')).toBeVisible()
  await expect(page.getByRole('row').filter({ hasText: third.name })).toContainText('等待录用')
  await expect(page.getByRole('row').filter({ hasText: first.name })).toHaveCount(0)

  const running = `/team/${team}/projects/${projectId}/running`
  await desk.arrive(running)
  const close = page.getByRole('button', { name: '结项', exact: true })
  await expect(page.getByText('活动还没结束，不能结项。')).toBeVisible()
  // Two hours of work, and the four in which somebody may still be scanned out.
  await city.forward((startsAt.getTime() - now()) / MINUTE_MS + 365, [desk])
  // Days later one signs in anew.
  await signInByPassword(desk, DONGHU_LEADER)
  await expect(async () => {
    await desk.arrive(running)
    await expect(close).toBeVisible()
    await expect(page.getByText('活动还没结束，不能结项。')).toHaveCount(0, { timeout: 1_000 })
  }).toPass()
  await close.click()
  const closing = page.getByRole('dialog', { name: '结项' })
  await expect(closing.getByText('还有 2 人的报名没有答复，将收到通知并结束。')).toBeVisible()
  await desk.see()
  await closing.getByRole('button', { name: '结项' }).click()
  await expect(page.getByText('项目已结项')).toBeVisible()
  await expect(page.getByText('项目已经结项。').first()).toBeVisible()
  await desk.see()
  await desk.close()

  const phone = await openPerson(browser)
  await signInByPassword(phone, third.phone, NEW_PASSWORD)
  await phone.arrive('/my/notices')
  await expect(phone.page.getByText(`“${title}”已结项，您的报名没有得到答复，已自动结束`)).toBeVisible()
  await phone.see()
  await phone.close()
})
