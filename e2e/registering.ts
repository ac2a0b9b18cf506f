/** The steps of the registration form, as a person fills them. */
import { codeSentTo, NEW_PASSWORD } from './people.ts'
import { expect, type Person } from './journey.ts'

export async function fillIdentity({ page }: Person, name: string, number: string): Promise<void> {
  await page.getByLabel('姓名', { exact: true }).fill(name)
  await page.getByLabel('身份证号').fill(number)
}

export async function next({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: '下一步' }).click()
}

export async function fillAbout({ page }: Person, place: string): Promise<void> {
  await page.getByPlaceholder('输入地名查找').fill(place)
  await page.getByRole('list', { name: '找到的地方' }).getByRole('button').first().click()
  await page.getByRole('button', { name: '社区服务', exact: true }).click()
}

export async function askForCode({ page }: Person, phone: string): Promise<string> {
  await page.getByLabel('手机号', { exact: true }).fill(phone)
  await page.getByRole('button', { name: '获取验证码' }).first().click()
  await expect(page.getByText(`已发到 ${phone}。`)).toBeVisible()
  return codeSentTo(phone)
}

export async function provePhone(person: Person, phone: string, guardianPhone?: string): Promise<void> {
  const { page } = person
  await page.getByLabel('验证码', { exact: true }).fill(await askForCode(person, phone))
  if (guardianPhone === undefined) return
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByText(`已发到 ${guardianPhone}。`)).toBeVisible()
  await page.getByLabel('监护人收到的验证码').fill(await codeSentTo(guardianPhone))
}

export async function agree({ page }: Person): Promise<void> {
  await page.getByRole('checkbox', { name: /服务条款/ }).check()
  await page.getByRole('checkbox', { name: /个人信息处理说明/ }).check()
}

export async function finish(person: Person): Promise<void> {
  const { page } = person
  await page.getByLabel('设一个密码').fill(NEW_PASSWORD)
  await agree(person)
  await page.getByRole('button', { name: '提交注册' }).click()
  await stands(person)
}

/** Nothing is open yet but the state of the application. */
export async function stands({ page }: Person): Promise<void> {
  await expect(page).toHaveURL(/application/)
  await expect(page.getByRole('heading', { name: '正在审核' })).toBeVisible()
}
