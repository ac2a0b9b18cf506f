/** A guest finds a project and passes the search on; a volunteer follows a search and hears of what is new. */
import { get } from 'node:http'
import { makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { DESK, expect, openPerson, origin, PHONE, signInByPassword, test, type Person } from './journey.ts'
import { onDay, openProject } from './teams.ts'

/** How many bytes of a page go over the line to a browser of today. */
const sentBytes = (path: string): Promise<number> =>
  new Promise((resolve, reject) => {
    get(`${origin()}${path}`, { headers: { 'accept-encoding': 'gzip, br' } }, (answer) => {
      let bytes = 0
      answer.on('data', (part: Buffer) => (bytes += part.length)).on('end', () => resolve(bytes))
    }).on('error', reject)
  })

/** What the list shows, by the addresses of its projects. */
async function shownTo({ page }: Person): Promise<(string | null)[]> {
  const links = page.getByRole('main').getByRole('heading', { level: 3 }).getByRole('link')
  await expect(links.first()).toBeVisible()
  return Promise.all((await links.all()).map((link) => link.getAttribute('href')))
}

test('a guest finds a project by pinyin, narrows, looks nearby, and whoever is sent the address sees the same', async ({
  browser,
}) => {
  const guest = await openPerson(browser)
  const { page, context } = guest
  await guest.arrive('/projects')
  await page.getByRole('searchbox', { name: '关键词' }).fill('qingtan')
  await page.keyboard.press('Enter')
  await page.getByLabel('类别').selectOption('environment')
  await page.getByRole('checkbox', { name: '还有名额' }).check()
  await expect(page).toHaveURL(/q=qingtan&category=environment&open=true/)
  await expect(page.getByRole('link', { name: /西枝江沿岸清滩/ }).first()).toBeVisible()
  await guest.see()

  for (const size of [PHONE, DESK]) {
    const friend = await openPerson(browser, { size })
    const answer = await friend.page.goto(page.url())
    const html = (await answer?.body()) ?? Buffer.alloc(0)
    expect(html.toString()).toContain('西枝江沿岸清滩')
    // The guest's list may still be the one before the last choice.
    const shown = await shownTo(friend)
    await expect.poll(() => shownTo(guest)).toEqual(shown)
    await friend.see()
    await friend.close()
  }

  await context.grantPermissions(['geolocation'])
  await context.setGeolocation({ longitude: 114.42712, latitude: 23.10234 })
  await page.getByRole('button', { name: '离我近的' }).click()
  await expect(page.getByRole('article').first()).toContainText(/\d+ 米/)
  await page.getByRole('button', { name: '1 公里', exact: true }).click()
  await expect(page.getByRole('link', { name: /西枝江沿岸清滩/ }).first()).toBeVisible()
  // Where the guest is belongs to nobody who is sent the address.
  expect(page.url()).not.toMatch(/longitude|latitude|114\.|km=/)
  await guest.see()
  await guest.close()

  // Far from everything one is led further out.
  const stranger = await openPerson(browser, { size: DESK, locale: 'en' })
  await stranger.context.grantPermissions(['geolocation'])
  await stranger.context.setGeolocation({ longitude: 114.9, latitude: 23.4 })
  await stranger.arrive('/projects?lang=en')
  const desk = stranger.page
  await desk.getByRole('button', { name: 'Near me' }).click()
  await desk.getByRole('button', { name: '1 km', exact: true }).click()
  await expect(desk.getByText('No project found within 1 km')).toBeVisible()
  await expect(desk.getByRole('link', { name: 'Tell me of new projects' })).toHaveCount(1)
  await stranger.see()
  await desk.getByRole('button', { name: 'Within 3 km' }).click()
  await expect(desk.getByText('No project found within 3 km')).toBeVisible()
  await stranger.close()
})

test('C3: a full page of each list is light to load', async () => {
  for (const path of ['/projects', '/projects?sort=need', '/teams'])
    expect(await sentBytes(path)).toBeLessThan(20_000)
})

interface Notices {
  items: { kind: string; facts: { title?: string } }[]
}
/** What this person has been told of new projects, the newest first. */
async function toldTo({ api }: Volunteer): Promise<(string | undefined)[]> {
  const { items } = await api.read<Notices>('/me/notices')
  return items.filter(({ kind }) => kind === 'project_found').map(({ facts }) => facts.title)
}

test('a volunteer follows a search that finds nothing yet, and is told of each new project that fits, once', async ({
  browser,
}) => {
  const volunteer = await makeVolunteer('蔚')
  const words = `旧书漂流${volunteer.phone.slice(-6)}`
  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, volunteer.phone, NEW_PASSWORD)
  await phone.arrive(`/my/projects?q=${encodeURIComponent(words)}`)
  await expect(page.getByText('没有找到合适的项目')).toBeVisible()
  await phone.see()
  await page.getByRole('button', { name: '有新项目时通知我' }).first().click()
  await page.getByLabel('起个名字').fill('旧书漂流')
  await phone.see()
  await page.getByRole('button', { name: '订阅', exact: true }).click()
  await expect(page.getByText('已订阅，有新项目会告诉您')).toBeVisible()
  await page.goto('/my/subscriptions')
  await expect(page.getByRole('heading', { name: '旧书漂流' })).toBeVisible()
  await phone.see()

  const first = await openProject({ title: `${words} 上架`, startsAt: onDay(8, 9), minutes: 120 })
  const told = { timeout: 60_000, intervals: [1000] }
  await expect.poll(() => toldTo(volunteer), told).toEqual([`${words} 上架`])
  // Whoever goes through the subscribers again for the next project tells nothing of the one before.
  await openProject({ title: `${words} 登记`, startsAt: onDay(9, 9), minutes: 120 })
  await expect.poll(() => toldTo(volunteer), told).toEqual([`${words} 登记`, `${words} 上架`])

  await page.goto('/my/notices')
  const notice = page.getByRole('main').getByText(`${words} 上架`)
  await expect(notice).toHaveCount(1)
  await phone.see()
  await notice.click()
  await expect(page).toHaveURL(new RegExp(`/projects/${first.projectId}`))
  await expect(page.getByRole('heading', { level: 1 })).toContainText(words)
  await page.goto('/my/subscriptions')
  await page.getByRole('button', { name: '暂停' }).click()
  await expect(page.getByText('已暂停，不再通知')).toBeVisible()
  await page.getByRole('button', { name: '删除' }).click()
  await phone.see()
  await page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await expect(page.getByText('还没有订阅')).toBeVisible()
  await phone.close()
})
