/** A full shift: who comes last waits in line, is asked when a place is free and answers on the phone. */
import { makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { expect, openPerson, signInByPassword, test } from './journey.ts'
import { joinDonghu, onDay, openProject } from './teams.ts'

async function member(surname: string): Promise<Volunteer> {
  const person = await makeVolunteer(surname)
  await joinDonghu(person)
  return person
}

test('a volunteer waits for a place, is asked and says yes, changes the shift, and the next in line says no', async ({
  browser,
}) => {
  const [first, second, third] = [await member('邝'), await member('阙'), await member('翟')]
  const title = `书屋候补 ${second.phone.slice(-6)}`
  const { projectId, shiftId } = await openProject({
    title,
    startsAt: onDay(6, 9),
    again: onDay(7, 9),
    minutes: 120,
    headcount: 1,
    autoAdmit: true,
  })
  const asked = { shiftId, riskAccepted: true }
  const { signupId } = await first.api.send<{ signupId: string }>(
    'post',
    `/projects/${projectId}/signups`,
    asked,
  )

  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, second.phone, NEW_PASSWORD)
  await phone.arrive(`/projects/${projectId}?shift=${shiftId}`)
  await expect(page.getByText('名额已满，可以候补').first()).toBeVisible()
  await phone.see()
  await page.getByRole('checkbox', { name: /我看过风险提示/ }).check()
  await page.getByRole('button', { name: '报名候补' }).last().click()
  await expect(page.getByText('候补第 1 位').first()).toBeVisible()
  await phone.see()
  await third.api.send('post', `/projects/${projectId}/signups`, asked)
  await first.api.send('post', `/me/signups/${signupId}/withdraw`, { reason: '临时加班' })

  await page.goto('/my')
  await expect(page.getByText('空出一个名额，留给您')).toBeVisible()
  await phone.see()
  await page.getByRole('link', { name: '去答复' }).first().click()
  const mine = page.getByRole('article').filter({ hasText: title })
  await expect(mine).toContainText('前答复')
  await phone.see()
  await mine.getByRole('button', { name: '我来' }).click()
  await expect(page.getByText('名额是您的了，到时见')).toBeVisible()
  await mine.getByRole('button', { name: '换场次' }).click()
  await page.getByRole('radio').first().check()
  await phone.see()
  await page.getByRole('button', { name: '换到这一场' }).click()
  await expect(page.getByText('已换好')).toBeVisible()
  await phone.close()

  const other = await openPerson(browser, { locale: 'en' })
  await signInByPassword(other, third.phone, NEW_PASSWORD)
  await other.page.goto('/my/projects?tab=mine')
  await other.page.getByRole('button', { name: 'No, thanks' }).click()
  await expect(other.page.getByText('Declined; the place goes to the next in line')).toBeVisible()
  await other.see()
  await other.close()
})
