/** Somebody registers with a mistake first, waits, is verified by the civilisation office, and shows the card. */
import { apiAs, CIVILISATION, idNumber } from './people.ts'
import { expect, openPerson, test } from './journey.ts'
import { fillAbout, fillIdentity, finish, next, provePhone } from './registering.ts'

const PHONE_NUMBER = '14077000001'

test('a newcomer is stopped at a wrong digit, loses nothing, and becomes a volunteer', async ({ browser }) => {
  const newcomer = await openPerson(browser)
  const { page } = newcomer
  const number = idNumber('1966-03-08', 982)
  await page.goto('/register')
  await newcomer.see()
  await fillIdentity(newcomer, '林月娥', number.slice(0, 17) + (number.endsWith('1') ? '2' : '1'))
  await next(newcomer)
  await expect(page.getByLabel('身份证号')).toHaveAttribute('aria-invalid', 'true')
  await newcomer.see()
  await page.getByLabel('身份证号').fill(number)
  await page.reload()
  await expect(page.getByLabel('姓名', { exact: true })).toHaveValue('林月娥')
  await next(newcomer)
  await newcomer.see()
  await fillAbout(newcomer, '桥东街道')
  await next(newcomer)
  await newcomer.see()
  await provePhone(newcomer, PHONE_NUMBER)
  await next(newcomer)
  await newcomer.see()
  await finish(newcomer)
  await newcomer.see()
  await page.goto('/my/hours')
  await expect(page.getByText('我的时长', { exact: true })).toHaveCount(0)

  const office = await apiAs(CIVILISATION)
  const found = await office.get('/api/v1/reviews?kind=volunteer&limit=50')
  const { items } = (await found.json()) as { items: { reviewId: string; title: string }[] }
  const review = items.find(({ title }) => title.startsWith('林'))
  const decided = await office.post(`/api/v1/reviews/${review?.reviewId ?? ''}/volunteer`, { data: { decision: 'approve' } })
  expect(await decided.text()).toMatch(/"outcome":"approved".*"volunteerNumber":"V4413/)

  await page.goto('/my/card')
  await expect(page.getByText('林月娥').first()).toBeVisible()
  await newcomer.see()
  await page.goto('/my/code')
  await expect(page.getByText('扫不上就报这 8 位')).toBeVisible()
  await newcomer.see()
  await newcomer.close()
})

test('a second registration of the same number looks like the first', async ({ browser }) => {
  const twin = await openPerson(browser)
  await twin.page.goto('/register')
  await fillIdentity(twin, '林月娥', idNumber('1966-03-08', 982))
  await next(twin)
  await fillAbout(twin, '淡水街道')
  await next(twin)
  await provePhone(twin, '14077000002')
  await next(twin)
  await finish(twin)
  await twin.close()
})
