/** A unit writes down who is answerable for its volunteering, and the county's office has all of them in one table. */
import { readFileSync } from 'node:fs'
import { HUICHENG_OFFICE, DONGHU_LEADER } from './people.ts'
import { DESK, expect, openPerson, PHONE, signInByPassword, test } from './journey.ts'

test('a unit fills in its staff register with a mistake, and the office reads and saves it', async ({
  browser,
}) => {
  const unit = await openPerson(browser, { size: PHONE })
  const { page } = unit
  await signInByPassword(unit, DONGHU_LEADER)
  await expect(page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  await page.goto(`${new URL(page.url()).pathname}/settings`)
  await page.getByRole('link', { name: '填写工作人员登记表' }).click()
  await page.getByLabel('姓名').first().fill('温玉明')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('请填写这一项。')).toHaveCount(2)
  await unit.see()
  await page.getByLabel('职务').first().fill('党支部书记')
  await page.getByLabel('联系电话').first().fill('12')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('电话写得不对，请填手机号或带区号的座机。')).toBeVisible()
  await page.getByLabel('联系电话').first().fill('0752-1234567')
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('status').getByText('登记表已保存')).toBeVisible()
  await unit.see()
  await page.emulateMedia({ media: 'print' })
  await expect(page.getByRole('cell', { name: '0752-1234567' })).toBeVisible()
  await expect(page.getByLabel('姓名').first()).toBeHidden()
  await unit.close()

  const office = await openPerson(browser, { size: DESK })
  await signInByPassword(office, HUICHENG_OFFICE)
  await office.page.goto('/admin/teams')
  await office.page.getByRole('link', { name: '工作人员登记表' }).click()
  await expect(office.page.getByRole('row', { name: /东湖社区.*分管领导.*温玉明/ })).toBeVisible()
  await office.see()
  const [file] = await Promise.all([
    office.page.waitForEvent('download'),
    office.page.getByRole('button', { name: '表格' }).click(),
  ])
  expect(readFileSync(await file.path(), 'utf8')).toContain('分管领导,温玉明,,党支部书记,0752-1234567')
  await office.close()
})
