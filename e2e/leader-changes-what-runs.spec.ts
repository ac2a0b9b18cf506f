/** A project that runs: fewer places and who gives theirs up, a shift called off, one extension, and the whole called off. */
import { DONGHU_LEADER, apiAs, makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { DEMO_PASSWORD, DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { joinDonghu, onDay, openProject } from './teams.ts'

async function member(surname: string): Promise<Volunteer> {
  const person = await makeVolunteer(surname)
  await joinDonghu(person)
  return person
}

test('a leader lowers the places and says who waits, calls off a shift and then the project; a volunteer reads each of it', async ({
  browser,
}) => {
  const [first, second] = [await member('虞'), await member('柯')]
  const title = `河岸巡护 ${second.phone.slice(-6)}`
  const { projectId, shiftId } = await openProject({
    ...{ title, startsAt: onDay(6, 9), again: onDay(7, 9) },
    ...{ minutes: 120, headcount: 2, autoAdmit: true },
  })
  for (const { api } of [first, second])
    await api.send('post', `/projects/${projectId}/signups`, { shiftId, riskAccepted: true })
  const api = await apiAs(DONGHU_LEADER)
  const { hats } = await api.read<{ hats: { hat: string; teamId: string }[] }>('/me')
  const team = hats.find(({ hat }) => hat === 'team')!.teamId

  const desk = await openPerson(browser, { size: DESK })
  const { page } = desk
  await signInByPassword(desk, DONGHU_LEADER, DEMO_PASSWORD)
  await desk.arrive(`/team/${team}/projects/${projectId}/running`)
  await expect(page.getByRole('heading', { name: '办理' })).toBeVisible()
  await desk.see()

  await page.getByRole('button', { name: '改名额' }).first().click()
  const counting = page.getByRole('dialog', { name: /^改名额/ })
  await counting.getByLabel('名额').fill('1')
  await expect(counting.getByText('谁让出名额：选 1 人')).toBeVisible()
  await counting.getByRole('button', { name: '确定，通知这 1 人' }).click()
  await expect(counting.getByText('还要选 1 人。')).toBeVisible()
  await counting.getByRole('checkbox', { name: new RegExp(second.name) }).check()
  await counting.getByRole('button', { name: '场地变小' }).click()
  await desk.see()
  await counting.getByRole('button', { name: '确定，通知这 1 人' }).click()
  await expect(page.getByText('名额改为 1 个，1 人让出了名额')).toBeVisible()

  await page.getByRole('button', { name: '取消这一场' }).nth(1).click()
  const dropping = page.getByRole('dialog', { name: /^取消/ })
  await expect(dropping.getByText('目前没有人报名，无需通知。')).toBeVisible()
  await dropping.getByRole('button', { name: '天气' }).click()
  await dropping.getByRole('button', { name: '取消这一场并通知' }).click()
  await expect(page.getByText('已取消，通知了 0 人')).toBeVisible()

  const phone = await openPerson(browser)
  await signInByPassword(phone, second.phone, NEW_PASSWORD)
  await phone.arrive('/my/projects?tab=mine')
  const mine = phone.page.getByRole('article').filter({ hasText: title })
  await expect(mine).toContainText('第 1 位')
  await phone.see()

  await page.getByRole('button', { name: '取消整个项目' }).click()
  const ending = page.getByRole('dialog', { name: '取消整个项目' })
  await expect(ending.getByText('1 位已录用的、1 位候补的将收到通知。')).toBeVisible()
  await ending.getByRole('button', { name: '取消项目并通知' }).click()
  await expect(ending.getByText('请写明原因。')).toBeVisible()
  await ending.getByRole('button', { name: '场地有变' }).click()
  await desk.see()
  await ending.getByRole('button', { name: '取消项目并通知' }).click()
  await expect(page.getByText('已取消，通知了 2 人')).toBeVisible()
  await expect(page.getByText('项目已取消').first()).toBeVisible()
  await desk.see()
  await desk.close()

  await phone.page.goto('/my/projects?tab=mine')
  await expect(mine).toContainText('场地临时不能使用')
  await phone.arrive(`/projects/${projectId}`)
  await expect(phone.page.getByText('这个项目已取消')).toBeVisible()
  await phone.see()
  await phone.close()
})

test('a leader pauses and resumes recruiting, and extends what runs once', async ({ browser }) => {
  const api = await apiAs(DONGHU_LEADER)
  const { hats } = await api.read<{ hats: { hat: string; teamId: string }[] }>('/me')
  const team = hats.find(({ hat }) => hat === 'team')!.teamId
  const { items } = await api.read<{ items: { projectId: string }[] }>(
    `/teams/${team}/projects?status=running&limit=50`,
  )
  const running = items[0]!.projectId
  const title = `旧书整理 ${Date.now() % 1_000_000}`
  const { projectId } = await openProject({
    ...{ title, startsAt: onDay(8, 9), minutes: 60, headcount: 3, autoAdmit: true },
  })

  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, DONGHU_LEADER, DEMO_PASSWORD)
  await phone.arrive(`/team/${team}/projects/${projectId}/running`)
  await page.getByRole('button', { name: '暂停招募' }).click()
  const pausing = page.getByRole('dialog', { name: '暂停招募' })
  await pausing.getByRole('radio', { name: '正在筹备' }).check()
  await phone.see()
  await pausing.getByRole('button', { name: '暂停招募' }).click()
  await expect(page.getByText('招募已暂停')).toBeVisible()
  const guest = await openPerson(browser)
  await guest.arrive(`/projects/${projectId}`)
  await expect(guest.page.getByText('暂停招募：正在筹备')).toBeVisible()
  await guest.see()
  await guest.close()
  await page.getByRole('button', { name: '恢复招募' }).click()
  await expect(page.getByText('招募已恢复')).toBeVisible()
  await expect(page.getByText('活动开始后才能延期。')).toBeVisible()

  await page.goto(`/team/${team}/projects/${running}/running`)
  await page.getByRole('button', { name: '延期' }).click()
  const extending = page.getByRole('dialog', { name: '延期' })
  await extending.getByRole('button', { name: '延期' }).click()
  await expect(extending.getByText('请填好日期、时间和名额。')).toBeVisible()
  await extending.getByLabel('日期').fill(onDay(9, 9).toISOString().slice(0, 10))
  await phone.see()
  await extending.getByRole('button', { name: '延期' }).click()
  await expect(page.getByText(/^已延期到/)).toBeVisible()
  await expect(page.getByText('已经延期过一次，不能再延。')).toBeVisible()
  await phone.see()
  await phone.close()
})
