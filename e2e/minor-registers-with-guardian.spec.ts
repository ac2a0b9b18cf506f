/** Under eighteen a guardian comes in; below the minimum age there is a clear stop. */
import { idNumber } from './people.ts'
import { expect, openPerson, test } from './journey.ts'
import { fillAbout, fillIdentity, finish, next, provePhone } from './registering.ts'

test('a minor registers with the guardian beside', async ({ browser }) => {
  const minor = await openPerson(browser)
  const { page } = minor
  await page.goto('/register')
  await fillIdentity(minor, '陈小雨', idNumber('2011-05-20', 984))
  await next(minor)
  await expect(page.getByText(/要一位监护人同意/)).toBeVisible()
  await minor.see()
  await next(minor)
  await minor.see()
  await page.getByText('母亲', { exact: true }).click()
  await page.getByLabel('监护人姓名').fill('陈秀珍')
  await page.getByLabel('监护人证件号').fill(idNumber('1982-09-10', 986))
  await page.getByLabel('监护人手机号').fill('14077000012')
  await page.getByRole('checkbox', { name: /监护人同意书/ }).check()
  await next(minor)
  await fillAbout(minor, '桥东街道')
  await next(minor)
  await provePhone(minor, '14077000011', '14077000012')
  await next(minor)
  await finish(minor)
  await minor.see()
  await minor.close()
})

test('a child below the minimum age is told what is possible', async ({ browser }) => {
  const child = await openPerson(browser)
  await child.page.goto('/register')
  await fillIdentity(child, '陈小树', idNumber('2019-05-20', 988))
  await next(child)
  await expect(child.page.getByText(/满 10 周岁才能注册/)).toBeVisible()
  await child.see()
  await child.close()
})
