/** The federation's leader, in English and on the move: the console by its tabs and its menu. */
import { FEDERATION_LEADER } from './people.ts'
import { expect, openPerson, signInByPassword, test, type Person } from './journey.ts'

/** What stands in the tabs at the foot, and what only the menu has. */
async function open({ page }: Person, where: 'tabs' | 'menu', name: string): Promise<void> {
  const tabs = page.getByRole('navigation', { name: 'Team' }).last()
  if (where === 'menu') {
    await tabs.getByRole('button', { name: 'Menu' }).click()
    await page.getByRole('dialog').getByRole('link', { name }).click()
    await expect(page.getByRole('dialog')).toHaveCount(0)
  } else await tabs.getByRole('link', { name }).click()
}

test('a federation leader walks the console in English on a phone, and finds nobody by a wrong name', async ({
  browser,
}) => {
  const leader = await openPerson(browser, { locale: 'en' })
  const { page } = leader
  const heading = page.getByRole('heading', { level: 1 })
  await signInByPassword(leader, FEDERATION_LEADER)
  await page.goto('/team')
  await expect(page.locator('html')).toHaveAttribute('lang', 'en')
  await expect(page.getByRole('heading', { name: 'Waiting for you' })).toBeVisible()
  await leader.see()
  await open(leader, 'menu', 'Reviews')
  await expect(heading).toHaveText('Reviews')
  await expect(page.getByRole('group', { name: 'Queues' })).toBeVisible()
  await leader.see()
  await page.getByRole('main').getByRole('table').getByRole('button').first().click()
  await expect(page.getByRole('heading', { name: 'To check' })).toBeVisible()
  await leader.see()
  await page.getByRole('main').getByRole('button', { name: 'Close' }).click()
  await open(leader, 'menu', 'Members')
  await expect(heading).toHaveText('Members')
  await page.getByRole('searchbox', { name: 'Name or volunteer number' }).fill('Nobody Here')
  await expect(page.getByText('Nobody found')).toBeVisible()
  await leader.see()
  await page.getByRole('searchbox', { name: 'Name or volunteer number' }).fill('')
  await expect(page.getByText('Nobody found')).toHaveCount(0)
  await leader.see()
  await open(leader, 'tabs', 'Hours')
  await expect(heading).toHaveText('Hours')
  await leader.see()
  await page.getByRole('link', { name: 'Ledger' }).click()
  await expect(page).toHaveURL(/ledger$/)
  await leader.see()
  await leader.close()
})
