/** A volunteer looks after the account: another password, another device shown out, and a password that was forgotten. */
import { codeSentTo, freshPhone, makeVolunteer, NEW_PASSWORD, newcomer } from './people.ts'
import { DESK, enter, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'
import { askForCode } from './registering.ts'

const SECOND_PASSWORD = 'Xihu-Sudi-2027'
const RESET_PASSWORD = 'Luofu-Shan-2028'

/** Whoever is signed in nowhere is led to the page of signing in. */
async function isShownOut({ page }: Person): Promise<void> {
  await page.reload()
  await expect(page).toHaveURL(/\/signin\?/)
}

test('a volunteer changes the password, and only this device stays signed in', async ({ browser }) => {
  const person = await makeVolunteer('鲜')
  const [phone, desk] = [await openPerson(browser), await openPerson(browser, { size: DESK })]
  const { page } = phone
  await signInByPassword(desk, person.phone, NEW_PASSWORD)
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await page.goto('/my/me')
  await page.getByRole('link', { name: '修改密码' }).click()
  const change = page.getByRole('main').getByRole('button', { name: '修改密码' })
  await page.getByLabel('现在的密码').fill('Dongjiang-2025')
  await page.getByLabel('新密码').fill('12345678')
  await change.click()
  await expect(page.getByText('密码还不够强，请照上面两条补上。')).toBeVisible()
  await page.getByLabel('新密码').fill(SECOND_PASSWORD)
  await change.click()
  await expect(page.getByText('现在的密码不对。')).toBeVisible()
  await expect(page.getByLabel('新密码')).toHaveValue(SECOND_PASSWORD)
  await phone.see()
  await page.getByLabel('现在的密码').fill(NEW_PASSWORD)
  await change.click()
  await expect(page.getByText('其他设备都已退出登录，这台不用重新登录。')).toBeVisible()
  await phone.see()
  await isShownOut(desk)
  await enter(desk, person.phone, NEW_PASSWORD)
  await expect(desk.page.getByText('账号或密码不对。')).toBeVisible()
  await enter(desk, person.phone, SECOND_PASSWORD)
  await expect(desk.page).not.toHaveURL(/signin/)

  await page.goto('/my/me/sessions')
  const others = page.getByRole('button', { name: '结束' })
  await expect(page.getByText('本机')).toBeVisible()
  await expect(others).toHaveCount(1)
  await others.click()
  await expect(others).toHaveCount(0)
  await phone.see()
  await isShownOut(desk)
  await desk.close()
  await page.goto('/my/notices')
  await expect(page.getByText(/您的密码已修改/).first()).toBeVisible()
  await phone.close()
})

async function prove({ page }: Person, code: string, idNumber: string): Promise<void> {
  await page.getByLabel('验证码', { exact: true }).fill(code)
  await page.getByLabel('证件号').fill(idNumber)
  await page.getByRole('button', { name: '重设密码' }).click()
}

test('a volunteer who forgot the password shows phone and document, and strangers learn nothing', async ({
  browser,
}) => {
  const person = await makeVolunteer('阚')
  const [phone, desk] = [await openPerson(browser), await openPerson(browser, { size: DESK })]
  const { page } = phone
  const refusal = page.getByText('验证码、手机号或证件号不对，请核对后再试。')
  await signInByPassword(desk, person.phone, NEW_PASSWORD)
  await page.goto('/signin')
  await page.getByRole('link', { name: '重设密码' }).click()
  await page.getByRole('button', { name: '重设密码' }).click()
  await expect(page.getByText('手机号不对，请填 11 位手机号。')).toBeVisible()
  await expect(page.getByText('请填收到的 6 位验证码。')).toBeVisible()
  await phone.see()
  const nobody = freshPhone()
  await page.getByLabel('新密码').fill(RESET_PASSWORD)
  await page.getByLabel('手机号').fill(nobody)
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByText(`已发到 ${nobody}。`)).toBeVisible()
  await prove(phone, '123456', person.idNumber)
  await expect(refusal).toBeVisible()
  await prove(phone, await askForCode(phone, person.phone), newcomer('阚').idNumber)
  await expect(refusal).toBeVisible()
  await prove(phone, await codeSentTo(person.phone), person.idNumber)
  await expect(page.getByText('所有设备都已退出登录，请用新密码登录。')).toBeVisible()
  await phone.see()
  await isShownOut(desk)
  await desk.close()

  await page.getByRole('main').getByRole('link', { name: '登录' }).click()
  await enter(phone, person.phone, NEW_PASSWORD)
  await expect(page.getByText('账号或密码不对。')).toBeVisible()
  await enter(phone, person.volunteerNumber, RESET_PASSWORD)
  await expect(page).toHaveURL(/\/my$/)
  await phone.close()
})
