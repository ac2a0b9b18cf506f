/** C4, V1–V7: more people want to come than there are places; the program draws, and a volunteer computes it again on the phone. */
import { now } from './clock.ts'
import { makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { expect, openPerson, signInByPassword, test } from './journey.ts'
import { ownCity } from './own-city.ts'
import { joinDonghu, onDay, openProject } from './teams.ts'

const city = ownCity()
const MINUTE_MS = 60_000

interface Mine {
  items: { title: string; status: string; ticket: string | null }[]
}
async function mineOf({ api }: Volunteer, title: string): Promise<Mine['items'][number]> {
  const { items } = await api.read<Mine>('/me/signups?when=upcoming')
  return items.find((one) => one.title === title)!
}

test('volunteers take part in a draw, see who was drawn, and check it in their own browser', async ({
  browser,
}) => {
  const people = [await makeVolunteer('濮阳'), await makeVolunteer('亓官'), await makeVolunteer('巫马')]
  for (const person of people) await joinDonghu(person)
  const [first, second, third] = people as [Volunteer, Volunteer, Volunteer]
  const title = `灯会引导 ${first.phone.slice(-6)}`
  const drawAt = onDay(4, 18)
  const { projectId, shiftId } = await openProject({
    ...{ title, startsAt: onDay(6, 9), minutes: 120, headcount: 1 },
    terms: { drawAt: drawAt.toISOString() },
  })
  const wish = { shiftId, riskAccepted: true }
  for (const { api } of [second, third]) await api.send('post', `/projects/${projectId}/signups`, wish)

  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, first.phone, NEW_PASSWORD)
  await phone.arrive(`/projects/${projectId}?shift=${shiftId}`)
  await expect(page.getByText('抽签，1 个名额')).toBeVisible()
  await expect(page.getByText(/先报后报机会一样/)).toBeVisible()
  await phone.see()
  await page.getByRole('checkbox', { name: /我看过风险提示/ }).check()
  await page.getByRole('button', { name: '报名参加抽签' }).last().click()
  await expect(page.getByText('已报名，等抽签').first()).toBeVisible()
  const { ticket } = await mineOf(first, title)
  const shown = (ticket ?? '').replace(/(.{4})(?=.)/g, '$1\u00a0')
  await page.getByRole('link', { name: '抽签怎么抽、怎么核验' }).click()
  await expect(page.getByRole('heading', { name: '抽签结果可核验' })).toBeVisible()
  await expect(page.getByText('现在有 3 份报名参加抽签。')).toBeVisible()
  await expect(page.getByText(shown)).toBeVisible()
  await phone.see()
  await page.getByText('查看公布的数字').click()
  const promised = (await page.getByRole('definition').first().textContent())?.trim() ?? ''
  expect(promised).toMatch(/^[0-9a-f]{64}$/)
  await phone.arrive('/my/projects?tab=mine')
  const line = page.getByRole('article').filter({ hasText: title })
  await expect(line).toContainText('等待抽签')
  await expect(line).toContainText(shown)
  await phone.see()

  await city.forward(Math.ceil((drawAt.getTime() - now()) / MINUTE_MS) + 1, [phone])
  await expect.poll(async () => (await mineOf(first, title)).status).not.toBe('entered')
  const outcomes = await Promise.all(people.map(async (person) => (await mineOf(person, title)).status))
  expect(outcomes.sort()).toEqual(['admitted', 'waiting', 'waiting'])
  const mine = await mineOf(first, title)
  await phone.arrive(`/projects/${projectId}/draw`)
  const row = page.getByRole('row').filter({ hasText: shown })
  await expect(row).toContainText(mine.status === 'admitted' ? '抽中' : '候补')
  await page.getByRole('button', { name: '核验一遍' }).click()
  await expect(page.getByText('核验一致')).toBeVisible()
  await expect(page.getByText('3 份报名的次序都和重新计算的一样')).toBeVisible()
  await page.getByText('查看公布的数字').click()
  await expect(page.getByRole('definition').first()).toHaveText(promised)
  await phone.see()
  await phone.arrive('/my/notices')
  await expect(page.getByText(mine.status === 'admitted' ? /抽签抽中了/ : /没有抽中/).first()).toBeVisible()
  await phone.close()

  const guest = await openPerson(browser, { locale: 'en', size: { width: 1440, height: 900 } })
  await guest.arrive(`/projects/${projectId}/draw?lang=en`)
  await guest.page.getByRole('button', { name: 'Check it' }).click()
  await expect(guest.page.getByText('It checks out')).toBeVisible()
  await guest.see()
  await guest.close()
})
