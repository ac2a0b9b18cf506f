/**
 * Words that hurt: the volunteer asks those above the team to hide them, who read and hide them. The page of what was
 * done is hidden for its picture of a document, stays so when it is saved as it was, and is there again once the mended
 * one has been looked at.
 */
import { DESK, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'
import { now } from './clock.ts'
import { ownCity } from './own-city.ts'
import { apiAs, CORPS_LEADER, DONGHU_LEADER, makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { inMinutes, joinDonghu, openProject, teamOf } from './teams.ts'

const city = ownCity()
const HURTS = '迟到还顶嘴'

interface Held {
  person: Volunteer
  projectId: string
  teamId: string
}
/** A shift of one minute that is over, rated by both sides, with a report of the team. */
async function held(): Promise<Held> {
  const person = await makeVolunteer('鄢')
  await joinDonghu(person)
  const startsAt = inMinutes(1)
  const wanted = { title: `书屋整理 ${person.phone.slice(-6)}`, startsAt, minutes: 1, autoAdmit: true }
  const { projectId, shiftId } = await openProject(wanted)
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
  const { items } = await leader.read<{ items: { volunteerId: string }[] }>(
    `/projects/${projectId}/evaluations/volunteers`,
  )
  const scores = { punctuality: 1, attitude: 1, skill: 3 }
  await leader.send('post', `/projects/${projectId}/evaluations/volunteers`, {
    ratings: [{ volunteerId: items[0]!.volunteerId, scores, words: HURTS }],
  })
  await person.api.send('post', `/projects/${projectId}/evaluation`, {
    ...{ scores: { training: 4, teamwork: 2, planKept: 4 }, words: '' },
  })
  const statusOf = async () => (await leader.read<{ status: string }>(`/projects/${projectId}`)).status
  await expect.poll(statusOf, { timeout: 60_000 }).toBe('ended')
  await leader.send('put', `/projects/${projectId}/report`, {
    ...{ words: '整理了两架书。', peopleServed: 20, pictures: [] },
  })
  const teamId = await teamOf(leader)
  await leader.dispose()
  return { person, projectId, teamId }
}

async function askOnThePhone(phone: Person): Promise<void> {
  const { page } = phone
  await phone.arrive('/my/evaluations')
  await expect(page.getByText(HURTS)).toBeVisible()
  await page.getByRole('button', { name: '请上级隐藏' }).click()
  await phone.see()
  await page.getByRole('button', { name: '提交请求' }).click()
  await expect(page.getByText('请写明原因')).toBeVisible()
  await page.getByLabel('原因').fill('那天公交停运，已经打过电话')
  await page.getByRole('button', { name: '提交请求' }).click()
  await expect(page.getByText('已请上级隐藏，等上级处理').first()).toBeVisible()
  await expect(page.getByRole('button', { name: '请上级隐藏' })).toHaveCount(0)
  await phone.see()
}

async function hideBoth(above: Person, { projectId }: Held): Promise<void> {
  const { page } = above
  await above.arrive(`/projects/${projectId}/done`)
  const row = page.getByRole('listitem').filter({ hasText: HURTS })
  await expect(row.getByText('本人请求隐藏：那天公交停运，已经打过电话')).toBeVisible()
  await row.getByRole('button', { name: '隐藏', exact: true }).click()
  await page.getByLabel('原因').fill('有辱人格')
  await page.getByRole('dialog').getByRole('button', { name: '隐藏', exact: true }).click()
  await expect(page.getByText(HURTS)).toHaveCount(0)
  await page.getByRole('button', { name: '隐藏成果页' }).click()
  await page.getByLabel('原因').last().fill('写明受助人的住址')
  await page.getByRole('dialog').getByRole('button', { name: '隐藏', exact: true }).click()
  await expect(page.getByText('已隐藏，目前只有上级看得到')).toBeVisible()
  await expect(page.getByText('团体还没有改。')).toBeVisible()
  await above.see()
}

async function mend(desk: Person, { projectId, teamId }: Held): Promise<void> {
  const { page } = desk
  await desk.arrive(`/team/${teamId}/projects/${projectId}/report`)
  await expect(page.getByText('上级已隐藏，原因：写明受助人的住址')).toBeVisible()
  await page.getByRole('button', { name: '交给上级看' }).click()
  await expect(page.getByText('内容没有变，仍然隐藏')).toBeVisible()
  await page.getByLabel('做了什么').fill('整理了两架书，登记上架。')
  await page.getByRole('button', { name: '交给上级看' }).click()
  await expect(page.getByText('已改好，等上级看过后恢复公开')).toBeVisible()
  await desk.see()
}

test('words that hurt are hidden on request, and a page that was hidden is shown once it is mended', async ({
  browser,
}) => {
  const service = await held()
  const phone = await openPerson(browser)
  await signInByPassword(phone, service.person.phone, NEW_PASSWORD)
  await askOnThePhone(phone)
  const above = await openPerson(browser)
  await signInByPassword(above, CORPS_LEADER)
  await hideBoth(above, service)
  await phone.arrive('/my/evaluations')
  await expect(phone.page.getByText('上级已隐藏，原因：有辱人格')).toBeVisible()

  const guest = await openPerson(browser)
  const done = `/projects/${service.projectId}/done`
  const desk = await openPerson(browser, { size: DESK })
  await signInByPassword(desk, DONGHU_LEADER)
  await mend(desk, service)
  await guest.arrive(done)
  await expect(guest.page.getByText('团体还没有写成果。')).toBeVisible()
  await above.arrive(done)
  await expect(above.page.getByText('整理了两架书，登记上架。')).toBeVisible()
  await above.page.getByRole('button', { name: '恢复公开' }).click()
  await expect(above.page.getByText('已恢复公开')).toBeVisible()
  await guest.arrive(done)
  await expect(guest.page.getByText('整理了两架书，登记上架。')).toBeVisible()
  await guest.see()
  for (const one of [phone, above, guest, desk]) await one.close()
})
