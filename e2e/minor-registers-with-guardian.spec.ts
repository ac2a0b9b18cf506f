/** Under eighteen a guardian comes in; below the minimum age there is a clear stop; what a minor may not do says so. */
import { decideReview, HUICHENG_OFFICE, idNumber, makeVolunteer, NEW_PASSWORD, newcomer } from './people.ts'
import { expect, openPerson, signInByPassword, test } from './journey.ts'
import { fillAbout, fillIdentity, finish, next, provePhone } from './registering.ts'
import { joinDonghu, onDay, openProject } from './teams.ts'

test('a minor registers with the guardian beside, and is verified', async ({ browser }) => {
  const child = newcomer('亓', 15)
  const mother = newcomer('亓', 43)
  const minor = await openPerson(browser)
  const { page } = minor
  await page.goto('/register')
  await fillIdentity(minor, child.name, child.idNumber)
  await next(minor)
  await expect(page.getByText(/15 岁，要一位监护人同意/)).toBeVisible()
  await next(minor)
  await expect(page.getByText('请选监护人是您的什么人。')).toBeVisible()
  await minor.see()
  await page.getByRole('radio', { name: '母亲' }).check()
  await page.getByLabel('监护人姓名').fill(mother.name)
  await page.getByLabel('监护人证件号').fill(newcomer('亓', 16).idNumber)
  await page.getByLabel('监护人手机号').fill(mother.phone)
  await next(minor)
  await expect(page.getByText('监护人要年满 18 周岁。')).toBeVisible()
  await page.getByLabel('监护人证件号').fill(mother.idNumber)
  await page.getByRole('checkbox', { name: /监护人同意书/ }).check()
  await next(minor)
  await fillAbout(minor, '桥东街道')
  await next(minor)
  await minor.see()
  await provePhone(minor, child.phone, mother.phone)
  await next(minor)
  await finish(minor)
  await decideReview(HUICHENG_OFFICE, 'volunteer', (title) => title.startsWith('亓'))
  await page.goto('/my')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(child.name)
  await expect(page.getByText('您未满 18 周岁，只列出接收未成年人的项目。')).toBeVisible()
  await minor.see()
  await minor.close()
})

test('a minor is told why not at projects for adults and at night, and signs up for one that takes minors', async ({
  browser,
}) => {
  const guardian = { ...newcomer('逄', 40), relation: 'father' as const }
  const child = await makeVolunteer('逄', 14, guardian)
  await joinDonghu(child)
  const stamp = child.phone.slice(-5)
  const adults = await openProject({ title: `书屋搬书 ${stamp}`, startsAt: onDay(3, 9), minutes: 120 })
  const night = await openProject({
    title: `书屋夜读 ${stamp}`,
    startsAt: onDay(3, 21),
    minutes: 120,
    acceptsMinors: true,
  })
  const open = await openProject({
    title: `书屋伴读 ${stamp}`,
    startsAt: onDay(3, 14),
    minutes: 120,
    acceptsMinors: true,
  })
  const minor = await openPerson(browser)
  const { page } = minor
  await signInByPassword(minor, child.phone, NEW_PASSWORD)
  await page.goto(`/projects/${adults.projectId}`)
  await expect(page.getByText('这个项目不招未成年人。').first()).toBeVisible()
  await minor.see()
  await page.goto(`/projects/${night.projectId}`)
  await expect(page.getByText('夜间的场次，未成年人不能参加。').first()).toBeVisible()
  await minor.arrive(`/projects/${open.projectId}`)
  await page.getByRole('checkbox', { name: /我看过风险提示/ }).check()
  await page.getByRole('button', { name: '报名这一场' }).last().click()
  await expect(page.getByText('已报名，等团体录用').first()).toBeVisible()
  await minor.close()
})

test('a child below the minimum age is told what is possible', async ({ browser }) => {
  const child = await openPerson(browser)
  await child.page.goto('/register')
  await fillIdentity(child, '陈小树', idNumber(`${new Date().getFullYear() - 7}-05-20`, 988))
  await next(child)
  await expect(child.page.getByText(/满 10 周岁才能注册/)).toBeVisible()
  await child.see()
  await child.page.getByRole('button', { name: '返回修改' }).click()
  await expect(child.page.getByLabel('姓名', { exact: true })).toHaveValue('陈小树')
  await child.close()
})
