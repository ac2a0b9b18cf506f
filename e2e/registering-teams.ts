/** The form that registers a team, as its leader fills it on a phone. */
import { expect, type Person } from './journey.ts'

export interface TeamOnPaper {
  name: string
  contactName: string
  contactPhone: string
}

export async function fillTeam(
  { page }: Person,
  { name, contactName, contactPhone }: TeamOnPaper,
): Promise<void> {
  await page.getByPlaceholder('输入地名查找').fill('桥东街道')
  await page.getByRole('list', { name: '找到的地方' }).getByRole('button').first().click()
  await page.getByLabel('团体名称').fill(name)
  await page.getByLabel('单位性质').selectOption({ index: 1 })
  await page.getByRole('button', { name: '社区服务', exact: true }).click()
  await page.getByLabel('简介').fill('读书的人。')
  await page.getByLabel('联系人', { exact: true }).fill(contactName)
  await page.getByLabel('联系电话').fill(contactPhone)
}

export async function handInTeam({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByRole('status').getByText(/^已提交，.*前答复$/)).toBeVisible()
  await expect(page).toHaveURL(/\/my\/me\/teams$/)
}
