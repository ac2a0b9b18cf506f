/** A volunteer, in English, finds a team, is taken in, and takes part; the leader answers at a desk, in Chinese. */
import { DONGHU_LEADER, makeVolunteer, NEW_PASSWORD } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { onDay, openProject } from './teams.ts'

test('a volunteer searches a team, is taken in by its leader, signs up, is admitted, and gives the place back', async ({
  browser,
}) => {
  const person = await makeVolunteer('仉')
  const stamp = person.phone.slice(-6)
  const [title, other] = [`书屋整理 ${stamp}`, `书屋值守 ${stamp}`]
  const { projectId } = await openProject({ title, startsAt: onDay(2, 9), minutes: 180 })
  const { projectId: otherId } = await openProject({
    title: other,
    startsAt: onDay(2, 10),
    minutes: 60,
    headcount: 1,
  })
  const phone = await openPerson(browser, { locale: 'en' })
  const { page } = phone
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await page.goto(`/projects/${projectId}`)
  await expect(page.getByText('Join a team first to sign up and record hours.').first()).toBeVisible()
  await phone.see()
  await page.goto('/teams')
  await page.getByRole('main').getByRole('searchbox').fill('dhsq')
  await page.keyboard.press('Enter')
  await page
    .getByRole('link', { name: /东湖社区志愿服务队/ })
    .first()
    .click()
  await page.getByRole('button', { name: 'Ask to join' }).click()
  await page.getByLabel('A word to the leader').fill('周末有空，会修书。')
  await phone.see()
  await page.getByRole('button', { name: 'Send', exact: true }).click()
  await expect(page.getByText('Asked; the leader will answer')).toBeVisible()
  await phone.see()

  const leader = await openPerson(browser, { size: DESK })
  const desk = leader.page
  await signInByPassword(leader, DONGHU_LEADER)
  await desk.goto('/team')
  await desk.getByRole('link', { name: '成员' }).first().click()
  await desk.getByRole('link', { name: '入队申请' }).click()
  await desk.getByRole('button', { name: person.name }).click()
  await expect(desk.getByText('周末有空，会修书。')).toBeVisible()
  await leader.see()
  await desk.getByRole('button', { name: '同意', exact: true }).click()
  await expect(desk.getByRole('status').getByText(`已同意 ${person.name}`)).toBeVisible()

  await page.goto('/my/notices')
  await expect(page.getByText(/^(Unread, ?)?You are now a member of/).first()).toBeVisible()
  await phone.arrive(`/projects/${projectId}`)
  const signUp = page.getByRole('button', { name: 'Sign up', exact: true }).last()
  await signUp.click()
  await expect(page.getByText('Please read the risks and tick this box.')).toBeVisible()
  await phone.see()
  await page.getByRole('checkbox', { name: /I have read the risks/ }).check()
  await signUp.click()
  await expect(page.getByText('Signed up; the team will decide').first()).toBeVisible()

  const team = new URL(desk.url()).pathname.split('/').slice(0, 3).join('/')
  await desk.goto(`${team}/signups`)
  await leader.see()
  await desk.getByRole('link', { name: title }).click()
  const row = desk.getByRole('row').filter({ hasText: person.name })
  await expect(row).toContainText('等待录用')
  await leader.see()
  await row.getByRole('button', { name: '录用', exact: true }).click()
  await expect(desk.getByRole('status').getByText('已录用 1 人')).toBeVisible()
  await leader.close()

  await page.goto('/my/notices')
  await expect(page.getByText(`You are in: ${title}`)).toBeVisible()
  await phone.see()
  await page.goto(`/projects/${otherId}`)
  await expect(page.getByText(`It overlaps “${title}”`).first()).toBeVisible()
  await page.goto('/my/projects')
  await phone.see()
  await page.getByRole('link', { name: 'My sign-ups' }).click()
  await page.getByRole('article').filter({ hasText: title }).getByRole('button', { name: 'Withdraw' }).click()
  await page.getByRole('button', { name: 'No time' }).click()
  await phone.see()
  await page.getByRole('dialog').getByRole('button', { name: 'Withdraw' }).click()
  await expect(page.getByText(`Withdrawn from “${title}”`)).toBeVisible()
  for (const path of ['/my/me', '/my/me/teams', '/my/me/sessions']) {
    await page.goto(path)
    await phone.see()
  }
  await phone.close()
})
