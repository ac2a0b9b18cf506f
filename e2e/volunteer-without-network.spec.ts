/** A gate without network: the code on the phone goes on turning over, and what the door reads is kept until it can be sent. */
import type { Browser } from '@playwright/test'
import { admitted, cameFor, openDoor, readSquare, showMyCode } from './door.ts'
import { giveCamera, holdUp } from './held-up.ts'
import { DONGHU_LEADER, NEW_PASSWORD } from './people.ts'
import { expect, openPerson, signInByPassword, test, type Person } from './journey.ts'

const PAGES_ARE_KEPT = `caches.open('pages-1').then((kept) => kept.match('/my/code')).then(Boolean)`
const LABEL = '我的签到码'

/** As everybody, but the lines that the browser writes for requests that cannot leave belong to this journey. */
async function openAtGate(browser: Browser): Promise<Person> {
  const person = await openPerson(browser)
  const faults: string[] = []
  person.page.on('console', (message) => {
    if (message.type() === 'error' && !message.text().includes('net::ERR_INTERNET_DISCONNECTED'))
      faults.push(message.text())
  })
  person.page.on('pageerror', (error) => faults.push(error.message))
  return {
    ...person,
    async close() {
      expect(faults).toEqual([])
      await person.context.close()
    },
  }
}

test('a volunteer without network shows a code that turns over, and the door that cannot ask keeps the scan', async ({
  browser,
}) => {
  const { person, title } = await admitted('佘')
  const phone = await openAtGate(browser)
  const { page } = phone
  await page.clock.install()
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await showMyCode(phone)
  await expect.poll(() => page.evaluate<boolean>(PAGES_ARE_KEPT)).toBe(true)
  await phone.context.setOffline(true)
  await page.reload()
  await expect(page.getByText('没有网络也能签到')).toBeVisible()
  await expect(page.getByText(title)).toBeVisible()
  await phone.see()

  const leader = await openAtGate(browser)
  const door = leader.page
  await giveCamera(leader)
  await signInByPassword(leader, DONGHU_LEADER)
  const decoder = door.waitForResponse(/zxing_reader.*\.wasm$/)
  await openDoor(leader, title)
  await (await decoder).finished()
  await expect(door.getByLabel('0 人已到，应到 1 人')).toBeVisible()
  await leader.context.setOffline(true)
  await door.getByRole('button', { name: '输数字' }).click()
  await door.getByLabel('8 位数字').fill('12345678')
  await door.getByRole('button', { name: '核对' }).click()
  await expect(door.getByText('离线，1 条待传')).toBeVisible()
  await holdUp(leader, await page.getByRole('img', { name: LABEL }).screenshot())
  await expect(door.getByText('离线，2 条待传')).toBeVisible()
  await expect(cameFor(leader, '已记下')).toHaveCount(2)
  await leader.see()

  const before = await readSquare(phone, LABEL)
  await page.clock.fastForward(30_000)
  await expect.poll(() => readSquare(phone, LABEL)).not.toBe(before)

  await leader.context.setOffline(false)
  await expect(door.getByText('数字不对，请看清最新的 8 位。')).toBeVisible()
  await door.getByRole('button', { name: '接着扫' }).click()
  await expect(cameFor(leader, person.name)).toContainText('已签到')
  await expect(door.getByLabel('1 人已到，应到 1 人')).toBeVisible()
  await expect(door.getByText('待传')).toHaveCount(0)
  await leader.close()

  await phone.context.setOffline(false)
  await expect(page.getByText(new RegExp(`${title}.*已签到 \\d\\d:\\d\\d$`))).toBeVisible()
  await phone.close()
})
