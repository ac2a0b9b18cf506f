/** Team leader, federation and authority at their desks: each page of their consoles stands, and the queues are worked. */
import { CIVILISATION, CORPS_LEADER, DONGHU_LEADER, FEDERATION_LEADER, PLATFORM } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'

async function look(person: Person, paths: readonly string[]): Promise<void> {
  for (const path of paths) {
    await person.page.goto(path)
    await expect(person.page.getByRole('heading', { level: 1 }).first()).toBeVisible()
    await person.see()
  }
}

async function teamHome(person: Person): Promise<string> {
  await person.page.goto('/team')
  await person.page.waitForURL(/\/team\/[0-9a-f-]{36}/)
  return new URL(person.page.url()).pathname
}

test('a team leader approves somebody who asked to join', async ({ browser }) => {
  const leader = await openPerson(browser, { size: DESK })
  await signInByPassword(leader, DONGHU_LEADER)
  const home = await teamHome(leader)
  await look(leader, [home, `${home}/members`, `${home}/projects`, `${home}/projects/new`, `${home}/hours/drafts`, `${home}/hours/ledger`, `${home}/settings`])
  await leader.page.goto(`${home}/requests`)
  await leader.see()
  await leader.page.getByRole('button', { name: '同意', exact: true }).first().click()
  await expect(leader.page.getByText(/已同意/).first()).toBeVisible()
  await leader.close()
})

test('a corps and the federation see what is below them', async ({ browser }) => {
  for (const login of [CORPS_LEADER, FEDERATION_LEADER]) {
    const leader = await openPerson(browser, { size: DESK })
    await signInByPassword(leader, login)
    const home = await teamHome(leader)
    await look(leader, [home, `${home}/children`, `${home}/reviews`])
    await leader.close()
  }
})

test('the authority reads its figures and opens one to its list', async ({ browser }) => {
  const office = await openPerson(browser, { size: DESK })
  await signInByPassword(office, CIVILISATION)
  await look(office, ['/admin', '/admin/reviews', '/admin/volunteers', '/admin/hours', '/admin/staff'])
  await office.close()
})

test('the platform administrator reads the outbox and the trail', async ({ browser }) => {
  const admin = await openPerson(browser, { size: DESK })
  await signInByPassword(admin, PLATFORM)
  await look(admin, ['/admin/outbox', '/admin/audit', '/admin/site'])
  await admin.close()
})
