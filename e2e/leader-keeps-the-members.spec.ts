/** A team leader orders the members: groups, tags, filters, and the list as a file. */
import { readFileSync } from 'node:fs'
import { DONGHU_LEADER } from './people.ts'
import { DESK, expect, openPerson, PHONE, signInByPassword, test } from './journey.ts'

test('a team leader puts members into a group, gives tags, finds them again, and saves the list with masked names', async ({
  browser,
}) => {
  const desk = await openPerson(browser, { size: DESK })
  const { page } = desk
  await signInByPassword(desk, DONGHU_LEADER)
  await page.getByRole('link', { name: /^成员/ }).click()
  const rows = page.getByRole('row').filter({ has: page.getByRole('button', { name: '任命' }) })
  const [first, second] = [rows.nth(0), rows.nth(1)]
  const name = (await first.locator('b').first().textContent()) ?? ''
  for (const row of [first, second]) await row.getByRole('checkbox').check()
  await page.getByRole('button', { name: '编入分组' }).click()
  const dialog = page.getByRole('dialog')
  await expect(dialog.getByRole('button', { name: '确定' })).toBeDisabled()
  await dialog.getByLabel('分组', { exact: true }).fill('<第二支部>')
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(dialog.getByText('请用 1 到 20 个字、数字或常用符号。')).toBeVisible()
  await dialog.getByLabel('分组', { exact: true }).fill('第二 支部')
  await desk.see()
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(page.getByText('已改 2 人')).toBeVisible()
  await expect(first).toContainText('第二支部')

  await first.getByRole('checkbox').check()
  await page.getByRole('button', { name: '加标签' }).click()
  await dialog.getByLabel('标签', { exact: true }).fill('会手语')
  await dialog.getByRole('button', { name: '确定' }).click()
  await expect(first).toContainText('会手语')
  await desk.see()

  await page.getByLabel('标签', { exact: true }).selectOption('会手语')
  await expect(page.locator('tbody tr')).toHaveCount(1)
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '导出名册' }).click(),
  ])
  const lines = readFileSync(await file.path(), 'utf8').split('\r\n')
  expect(lines).toHaveLength(2)
  expect(lines[1]).toContain('第二支部,会手语')
  expect(lines[1]).not.toContain(name)

  await page.setViewportSize(PHONE)
  await desk.see()
  await desk.close()
})
