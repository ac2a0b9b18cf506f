/** C10: a volunteer puts their shifts into the phone's calendar, renews the address and ends it; what is called off stands there as such. */
import type { APIResponse } from '@playwright/test'
import { oneOf, readCalendar, wordsOf } from '../server/test/calendar-reading.ts'
import { apiAs, DONGHU_LEADER, makeVolunteer, NEW_PASSWORD } from './people.ts'
import { expect, openPerson, origin, signInByPassword, test, type Person } from './journey.ts'
import { joinDonghu, onDay, openProject } from './teams.ts'

/** The address as somebody copies it from the page, which tells it once. */
async function addressOn({ page }: Person): Promise<string> {
  const address = await page.getByLabel('日历地址').textContent()
  expect(address).toContain('/api/v1/calendars/')
  return new URL(address ?? '').pathname
}
/** The phone's calendar asks without any session. */
const fetched = (guest: Person, path: string): Promise<APIResponse> =>
  guest.context.request.get(`${origin()}${path}`)

async function eventOf(answer: APIResponse, title: string): Promise<(name: string) => string> {
  expect(answer.headers()['content-type']).toContain('text/calendar')
  const found = readCalendar(await answer.text()).events.find((event) =>
    wordsOf(event, 'SUMMARY').includes(title),
  )
  expect(found, `${title} stands in the calendar`).toBeDefined()
  return (name) => oneOf(found!, name).value
}

test('a volunteer follows the own shifts in the phone, and the address that leaked is of no use any more', async ({
  browser,
}) => {
  const person = await makeVolunteer('訚')
  await joinDonghu(person)
  const title = `书屋整架 ${person.phone.slice(-6)}`
  const startsAt = onDay(13, 9)
  const { projectId, shiftId } = await openProject({ title, startsAt, minutes: 90, autoAdmit: true })
  await person.api.send('post', `/projects/${projectId}/signups`, { shiftId, riskAccepted: true })

  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await phone.arrive('/my/me')
  await page.getByRole('link', { name: '日历订阅' }).click()
  await expect(page.getByText('还没有日历地址')).toBeVisible()
  await phone.see()
  await page.getByRole('button', { name: '生成日历地址' }).click()
  await expect(page.getByText('它只显示这一次')).toBeVisible()
  await phone.see()
  const first = await addressOn(phone)
  await expect(page.getByRole('link', { name: '加到手机日历' })).toHaveAttribute('href', /^webcal:/)

  const device = await openPerson(browser)
  const day = startsAt.toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' }).replaceAll('-', '')
  const event = await eventOf(await fetched(device, first), title)
  expect([event('DTSTART'), event('STATUS')]).toEqual([`${day}T090000`, 'CONFIRMED'])
  expect(event('URL')).toContain(`/projects/${projectId}`)

  const leader = await apiAs(DONGHU_LEADER)
  await leader.send('post', `/projects/${projectId}/cancel`, { reason: '场地临时不能使用' })
  await leader.dispose()
  const calledOff = await eventOf(await fetched(device, first), title)
  expect(calledOff('STATUS')).toBe('CANCELLED')

  await page.reload()
  await expect(page.getByText('为了安全，地址不再显示。')).toBeVisible()
  await page.getByRole('button', { name: '换一个新地址' }).click()
  await expect(page.getByText('它只显示这一次')).toBeVisible()
  const second = await addressOn(phone)
  expect([(await fetched(device, first)).status(), (await fetched(device, second)).status()]).toEqual([
    404, 200,
  ])
  await page.getByRole('button', { name: '停用' }).click()
  const ending = page.getByRole('dialog', { name: '停用日历地址？' })
  await phone.see()
  await ending.getByRole('button', { name: '停用' }).click()
  await expect(page.getByText('还没有日历地址')).toBeVisible()
  expect((await fetched(device, second)).status()).toBe(404)
  for (const one of [device, phone]) await one.close()
})
