/** Below the minimum age there is a clear stop that says what is possible. */
import { idNumber } from './people.ts'
import { expect, openPerson, test } from './journey.ts'
import { fillIdentity, next } from './registering.ts'

test('a child below the minimum age is told what is possible', async ({ browser }) => {
  const child = await openPerson(browser)
  await child.page.goto('/register')
  await fillIdentity(child, '陈小树', idNumber('2019-05-20', 988))
  await next(child)
  await expect(child.page.getByText(/满 10 周岁才能注册/)).toBeVisible()
  await child.see()
  await child.close()
})
