/**
 * After a service: the volunteer rates it and changes the rating once, the team rates the volunteer and then each reads
 * the other; somebody who was served rates with a code and without an account; the team tells what was done, a guest
 * reads it, and the volunteer's masked name stands there for as long as they say so.
 */
import { DESK, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'
import { apiAs, DONGHU_LEADER, makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { now } from './clock.ts'
import { ownCity } from './own-city.ts'
import { inMinutes, joinDonghu, openProject, teamOf } from './teams.ts'

const city = ownCity()

interface Held {
  person: Volunteer
  projectId: string
  title: string
  teamId: string
}

/** A shift of one minute at which that person has served, with the minute recorded by the team. */
async function held(surname: string): Promise<Held> {
  const person = await makeVolunteer(surname)
  await joinDonghu(person)
  const title = `书屋整理 ${person.phone.slice(-6)}`
  const startsAt = inMinutes(1)
  const { projectId, shiftId } = await openProject({ title, startsAt, minutes: 1, autoAdmit: true })
  const { signupId } = await person.api.send<{ signupId: string }>('post', `/projects/${projectId}/signups`, {
    ...{ shiftId, riskAccepted: true },
  })
  const endsAt = new Date(startsAt.getTime() + 60_000)
  await city.forward((endsAt.getTime() - now()) / 60_000 + 1)
  const leader = await apiAs(DONGHU_LEADER)
  const entry = { signupId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() }
  await leader.send('post', `/projects/${projectId}/hours`, {
    entries: [{ ...entry, breakMinutes: 0, note: '' }],
  })
  const teamId = await teamOf(leader)
  await leader.dispose()
  return { person, projectId, title, teamId }
}

const star = ({ page }: Person, question: string, stars: number) =>
  page
    .getByRole('group', { name: question, exact: true })
    .locator('label')
    .nth(stars - 1)

async function rateOnThePhone(phone: Person, { title }: Held): Promise<void> {
  const { page } = phone
  await phone.arrive('/my')
  const asked = page
    .getByRole('listitem')
    .filter({ hasText: '说说这次服务怎么样' })
    .filter({ hasText: title })
  await asked.getByRole('link', { name: '去评价' }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await page.getByRole('button', { name: '提交评价' }).click()
  await expect(page.getByText('请点星评分')).toHaveCount(3)
  await phone.see()
  await star(phone, '培训满意度', 3).click()
  await star(phone, '合作满意度', 5).click()
  await star(phone, '与计划相符', 4).click()
  await page.getByLabel('想说的话').fill('培训短了点')
  await page.reload()
  await expect(page.getByLabel('想说的话')).toHaveValue('培训短了点')
  await page.getByRole('button', { name: '提交评价' }).click()
  await expect(page.getByText('谢谢您的评价')).toBeVisible()
  await page.getByRole('link', { name: '修改' }).click()
  await expect(page.getByText('这是唯一一次修改')).toBeVisible()
  await star(phone, '培训满意度', 4).click()
  await page.getByRole('button', { name: '提交修改' }).click()
  await expect(page.getByText('双方都评过，或评价时间结束后可以看到')).toBeVisible()
  await expect(page.getByRole('link', { name: '修改' })).toHaveCount(0)
  await phone.see()
}

async function rateAtTheDesk(desk: Person, { projectId, teamId, person }: Held): Promise<void> {
  const { page } = desk
  await desk.arrive(`/team/${teamId}/projects/${projectId}/ratings`)
  await expect(page.getByText('满 3 份后显示').first()).toBeVisible()
  const send = page.getByRole('button', { name: /^提交 \d 人的评价/ })
  await expect(page.getByText('先给志愿者点星')).toBeVisible()
  await star(desk, `${person.name} 守时程度`, 5).click()
  await send.click()
  await expect(page.getByText('有 1 人还没评完三项')).toBeVisible()
  await star(desk, `${person.name} 服务态度`, 5).click()
  await star(desk, `${person.name} 专业水平`, 4).click()
  await page.getByLabel(`对${person.name}的评语`).fill('做事细心')
  await desk.see()
  await send.click()
  await expect(page.getByText('双方都评过了')).toBeVisible()
}

/** The code of a sheet, read as somebody types it off the paper. */
async function printCodes(desk: Person): Promise<string> {
  const { page } = desk
  await page.getByRole('link', { name: '生成评价码' }).click()
  await expect(page.getByText('没有可用的评价码')).toBeVisible()
  await page.getByRole('button', { name: '做 12 个' }).click()
  await expect(page.getByRole('img', { name: '评价码，用手机扫' })).toHaveCount(12)
  await desk.see()
  return (
    (await page
      .getByText(/^[2-9B-Z]{5}-[2-9B-Z]{4}-[2-9B-Z]{4}$/)
      .first()
      .textContent()) ?? ''
  )
}

async function rateByCode(guest: Person, code: string, title: string): Promise<void> {
  const { page } = guest
  await guest.arrive('/rate')
  await page.getByLabel('评价码').fill('bcdfg')
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByText('评价码有 13 位')).toBeVisible()
  await guest.see()
  await page.getByLabel('评价码').fill(code.toLowerCase().replaceAll('-', ' '))
  await page.getByRole('button', { name: '下一步' }).click()
  await expect(page.getByRole('heading', { name: title })).toBeVisible()
  await star(guest, '总体满意度', 5).click()
  await page.getByLabel('想对志愿者说的话').fill('谢谢你们')
  await guest.see()
  await page.getByRole('button', { name: '提交评价' }).click()
  await expect(page.getByRole('heading', { name: '谢谢您' })).toBeVisible()
  await guest.see()
  // From the paper's square; a code serves once.
  await page.goto('/about')
  await page.goto(`/rate#${code}`)
  await expect(page.getByText('评价码不对、已用过或已过期')).toBeVisible()
  expect(page.url()).not.toContain(code)
}

async function publish(desk: Person, { projectId, teamId }: Held): Promise<void> {
  const { page } = desk
  const tab = page.getByRole('link', { name: '成果', exact: true })
  await desk.arrive(`/team/${teamId}/projects/${projectId}/ratings`)
  await tab.click()
  await page.getByRole('button', { name: '发布成果' }).click()
  await expect(page.getByText('请写几句做了什么')).toBeVisible()
  await page.getByLabel('做了什么').fill('整理了两架书，登记上架。')
  await page.getByLabel('服务了多少人').fill('20')
  await desk.see()
  await page.getByRole('button', { name: '发布成果' }).click()
  await expect(page.getByText('成果已发布')).toBeVisible()
  await expect(page.getByRole('link', { name: '看成果页' })).toBeVisible()
}

test('both sides rate, whoever was served rates with a code, and everybody reads what was done', async ({
  browser,
}) => {
  const service = await held('鄢')
  const { person, projectId, title } = service
  const phone = await openPerson(browser)
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await rateOnThePhone(phone, service)
  const desk = await openPerson(browser, { size: DESK })
  await signInByPassword(desk, DONGHU_LEADER)
  await rateAtTheDesk(desk, service)
  await phone.arrive('/my/evaluations')
  await expect(phone.page.getByText('做事细心')).toBeVisible()
  await phone.see()

  const guest = await openPerson(browser)
  await rateByCode(guest, await printCodes(desk), title)
  await publish(desk, service)
  await guest.arrive(`/projects/${projectId}`)
  await guest.page.getByRole('link', { name: '活动已结束，看看做了什么' }).click()
  await expect(guest.page.getByText('整理了两架书，登记上架。')).toBeVisible()
  await expect(guest.page.getByText('1 人参加，没有公开姓名')).toBeVisible()
  await guest.see()
  await phone.arrive('/my/me')
  await phone.page.getByText('在我参加过的活动成果页上').click()
  await expect(phone.page.getByText('成果页会显示打码的姓名')).toBeVisible()
  await guest.arrive(`/projects/${projectId}/done`)
  await expect(guest.page.getByText(`${person.name.slice(0, 1)}＊＊`)).toBeVisible()
  await phone.page.getByText('在我参加过的活动成果页上').click()
  await expect(phone.page.getByText('成果页不再显示您的姓名')).toBeVisible()
  await guest.arrive(`/projects/${projectId}/done`)
  await expect(guest.page.getByText('1 人参加，没有公开姓名')).toBeVisible()
  for (const one of [phone, desk, guest]) await one.close()
})
