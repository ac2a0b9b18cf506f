/** A family: founded by one, joined by another through the link, a child added by the guardian, hours together, and one who leaves. */
import { expect, openPerson, signInByPassword, test } from './journey.ts'
import { makeVolunteer, NEW_PASSWORD, VOLUNTEER } from './people.ts'

test('an adult founds a family, brings in the child and another adult, and one of them leaves', async ({
  browser,
}) => {
  const father = await makeVolunteer('夔', 43)
  const { name, idNumber, phone } = father
  const child = await makeVolunteer('夔', 14, { name, idNumber, phone, relation: 'father' })
  const mother = await makeVolunteer('邸', 42)
  const head = await openPerson(browser)
  const { page } = head
  await signInByPassword(head, father.phone, NEW_PASSWORD)
  await head.arrive('/my/me')
  await page.getByRole('link', { name: '我的家庭' }).click()
  await expect(page.getByRole('heading', { name: '全家一起做志愿' })).toBeVisible()
  await head.see()
  await page.getByRole('button', { name: '建立家庭' }).click()
  await page.getByLabel('家庭名称').fill('夔')
  await page.getByRole('button', { name: '建立', exact: true }).click()
  await expect(page.getByText('家庭名称要 2 到 20 个字')).toBeVisible()
  await page.getByLabel('家庭名称').fill('夔家一家亲')
  await page.getByRole('button', { name: '建立', exact: true }).click()
  await expect(page.getByText('家庭还在组建')).toBeVisible()
  await page.getByRole('button', { name: '添加我的孩子' }).click()
  await page.getByRole('button', { name: '添加', exact: true }).click()
  // The sheet that offered the child is still going.
  const added = page.getByRole('listitem').filter({ hasText: child.name }).filter({ hasText: '未成年' })
  await expect(added).toBeVisible()
  await expect(page.getByText('全家服务')).toBeVisible()
  await page.getByRole('button', { name: '请家人加入' }).click()
  await page.getByRole('button', { name: '做家庭码' }).click()
  await expect(page.getByRole('img', { name: '家庭码，用手机扫' })).toBeVisible()
  await head.see()
  const { familyCode } = await father.api.read<{ familyCode: { code: string } }>('/me/family/code')

  const wife = await openPerson(browser)
  await wife.page.goto(`/my/family/join?code=${familyCode.code}`)
  await expect(wife.page).toHaveURL(/signin/)
  await wife.page.getByLabel('手机号、志愿者编号或证件号').fill(mother.phone)
  await wife.page.getByRole('textbox', { name: '密码', exact: true }).fill(NEW_PASSWORD)
  await wife.page.locator('form').getByRole('button', { name: '登录', exact: true }).click()
  await expect(wife.page.getByRole('heading', { name: '夔家一家亲' })).toBeVisible()
  await expect(wife.page.getByText('夔**')).toBeVisible()
  await wife.see()
  await wife.page.getByRole('button', { name: '加入这个家庭' }).click()
  await expect(wife.page.getByRole('listitem').filter({ hasText: mother.name })).toBeVisible()
  await wife.see()
  await wife.page.getByRole('button', { name: '离开家庭' }).click()
  await expect(wife.page.getByRole('heading', { name: '离开“夔家一家亲”？' })).toBeVisible()
  await wife.page.getByRole('dialog').getByRole('button', { name: '离开家庭' }).click()
  await expect(wife.page.getByRole('heading', { name: '全家一起做志愿' })).toBeVisible()
  await wife.close()
  await head.arrive('/my/notices')
  await expect(page.getByText(`${mother.name}已不在“夔家一家亲”`)).toBeVisible()
  await head.close()
})

test('a family of the city sees what all have served and what they did together', async ({ browser }) => {
  const person = await openPerson(browser, { locale: 'en' })
  await signInByPassword(person, VOLUNTEER)
  await person.arrive('/my/family')
  await expect(person.page.getByText('From the day on which each person joined')).toBeVisible()
  await expect(person.page.getByRole('link', { name: '家庭亲子夜读' }).first()).toBeVisible()
  await person.see()
  await person.close()
})
