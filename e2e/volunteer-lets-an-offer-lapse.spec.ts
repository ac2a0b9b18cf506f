/** C4, W5, W6: a place is offered for a day; who does not answer in that time reads that it went on, and the next in line takes it. */
import { makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { expect, openPerson, signInByPassword, test } from './journey.ts'
import { ownCity } from './own-city.ts'
import { joinDonghu, onDay, openProject } from './teams.ts'

const city = ownCity()
const DAY_MINUTES = 24 * 60

interface Mine {
  items: { signupId: string; title: string; status: string }[]
}
async function statusOf({ api }: Volunteer, title: string): Promise<string | undefined> {
  const { items } = await api.read<Mine>('/me/signups?when=upcoming')
  return items.find((one) => one.title === title)?.status
}

test('a volunteer who does not answer an offer within its day reads that the place went to the next, who says yes', async ({
  browser,
}) => {
  const people = [await makeVolunteer('濮'), await makeVolunteer('胥'), await makeVolunteer('訾')]
  for (const person of people) await joinDonghu(person)
  const [first, second, third] = people as [Volunteer, Volunteer, Volunteer]
  const title = `书屋值班 ${second.phone.slice(-6)}`
  const { projectId, shiftId } = await openProject({
    ...{ title, startsAt: onDay(12, 9), minutes: 120, headcount: 1, autoAdmit: true },
  })
  for (const { api } of people)
    await api.send('post', `/projects/${projectId}/signups`, { shiftId, riskAccepted: true })
  const { items } = await first.api.read<Mine>('/me/signups?when=upcoming')
  await first.api.send('post', `/me/signups/${items[0]!.signupId}/withdraw`, { reason: '临时加班' })

  const late = await openPerson(browser)
  await signInByPassword(late, second.phone, NEW_PASSWORD)
  await late.arrive('/my/projects?tab=mine')
  const mine = late.page.getByRole('article').filter({ hasText: title })
  await expect(mine.getByRole('button', { name: '我来' })).toBeVisible()

  await city.forward(DAY_MINUTES - 30, [late])
  await late.arrive('/my/projects?tab=mine')
  await expect(mine.getByRole('button', { name: '我来' })).toBeVisible()
  await city.forward(31, [late])
  // The hour counts, whether the clock of the list has come by yet or not.
  await mine.getByRole('button', { name: '我来' }).click()
  await expect(late.page.getByText('答复时间已过，名额让给了下一位。')).toBeVisible()
  await expect.poll(() => statusOf(third, title)).toBe('offered')
  await late.arrive('/my/projects?tab=mine')
  await expect(mine).toContainText('候补已结束')
  await expect(mine.getByRole('button')).toHaveCount(0)
  await late.see()
  await late.arrive('/my/notices')
  await expect(late.page.getByText(`“${title}”为您留的名额已过期，让给了下一位`)).toBeVisible()
  await late.see()
  await late.close()

  const next = await openPerson(browser)
  await signInByPassword(next, third.phone, NEW_PASSWORD)
  await next.arrive('/my')
  await next.page.getByRole('link', { name: '去答复' }).first().click()
  await next.page
    .getByRole('article')
    .filter({ hasText: title })
    .getByRole('button', { name: '我来' })
    .click()
  await expect(next.page.getByText('名额是您的了，到时见')).toBeVisible()
  expect(await statusOf(third, title)).toBe('admitted')
  await next.close()
})
