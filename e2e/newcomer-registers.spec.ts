/** Somebody registers under a real name and waits; a second registration of the same number looks the same. */
import { idNumber } from './people.ts'
import { expect, openPerson, test } from './journey.ts'
import { fillAbout, fillIdentity, finish, next, provePhone } from './registering.ts'

for (const [name, place, phone] of [
  ['first', '桥东街道', '14077000001'],
  ['second', '淡水街道', '14077000002'],
] as const)
  test(`the ${name} registration of a number is received and waits`, async ({ browser }) => {
    const newcomer = await openPerson(browser)
    await newcomer.page.goto('/register')
    await fillIdentity(newcomer, '林月娥', idNumber('1966-03-08', 982))
    await next(newcomer)
    await fillAbout(newcomer, place)
    await next(newcomer)
    await provePhone(newcomer, phone)
    await next(newcomer)
    await finish(newcomer)
    await expect(newcomer.page.getByText('正在审核').first()).toBeVisible()
    await newcomer.close()
  })
