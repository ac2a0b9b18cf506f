/** Somebody registers with mistakes first, waits, is reviewed by the office of the county, and shows the card. */
import { CIVILISATION, freshPhone, HUICHENG_OFFICE, makeVolunteer, NEW_PASSWORD, newcomer } from './people.ts'
import { DESK, enter, expect, openPerson, signInByPassword, test } from './journey.ts'
import {
  agree,
  askForCode,
  fillAbout,
  fillIdentity,
  finish,
  next,
  provePhone,
  stands,
} from './registering.ts'
import { approve, openReview, refuse } from './reviewing.ts'

test('a newcomer is stopped at each mistake, loses nothing, is verified by the office, and shows the card', async ({
  browser,
}) => {
  const person = newcomer('褚')
  const phone = await openPerson(browser)
  const { page } = phone
  await page.goto('/register')
  await phone.see()
  await fillIdentity(
    phone,
    person.name,
    person.idNumber.slice(0, 17) + (person.idNumber.endsWith('1') ? '2' : '1'),
  )
  await next(phone)
  await expect(page.getByText('号码有输错的数字。')).toBeVisible()
  await expect(page.getByLabel('身份证号')).toHaveAttribute('aria-invalid', 'true')
  await phone.see()
  await page.getByLabel('身份证号').fill(person.idNumber)
  await page.reload()
  await expect(page.getByLabel('姓名', { exact: true })).toHaveValue(person.name)
  await next(phone)
  await next(phone)
  await expect(page.getByText('请选您所在的地方。')).toBeVisible()
  await fillAbout(phone, '桥东街道')
  await phone.see()
  await next(phone)
  await page.getByLabel('手机号', { exact: true }).fill('1234')
  await page.getByRole('button', { name: '获取验证码' }).click()
  await expect(page.getByText('手机号不对，请填 11 位手机号。')).toBeVisible()
  const code = await askForCode(phone, person.phone)
  await page.getByLabel('验证码', { exact: true }).fill(code === '111111' ? '222222' : '111111')
  await phone.see()
  await next(phone)
  await page.getByLabel('设一个密码').fill('12345678')
  await page.getByRole('button', { name: '提交注册' }).click()
  await expect(page.getByText('密码还不够强，请照上面两条补上。')).toBeVisible()
  await expect(page.getByText('请先阅读并同意须知。').first()).toBeVisible()
  await phone.see()
  await page.getByLabel('设一个密码').fill(NEW_PASSWORD)
  await agree(phone)
  await page.getByRole('button', { name: '提交注册' }).click()
  await expect(page.getByText('验证码不对。')).toBeVisible()
  await page.getByLabel('验证码', { exact: true }).fill(code)
  await next(phone)
  await page.getByRole('button', { name: '提交注册' }).click()
  await stands(phone)
  await phone.see()
  await page.goto('/my')
  await expect(page.getByText('正在审核您的实名信息')).toBeVisible()
  await phone.see()
  await page.goto('/my/code')
  await expect(page.getByText('实名认证通过后才有签到码')).toBeVisible()

  const office = await openPerson(browser, { size: DESK })
  await signInByPassword(office, HUICHENG_OFFICE)
  await openReview(office, '/admin/reviews', '志愿者实名', /^褚/)
  await expect(office.page.getByText(person.name)).toBeVisible()
  await expect(office.page.getByText('位数、校验位、出生日期都对')).toBeVisible()
  await office.see()
  await approve(office, /褚/)
  await office.close()

  await page.goto('/my/card')
  await expect(page.getByText(person.name).first()).toBeVisible()
  await expect(page.getByText(/^V4413/)).toBeVisible()
  await phone.see()
  await page.goto('/my/code')
  await expect(page.getByText('扫不上就报这 8 位')).toBeVisible()
  await expect(page.getByRole('img', { name: '我的签到码' })).toBeVisible()
  await phone.see()
  await page.goto('/my/me/accesses')
  await expect(page.getByText('审核时查看了您的实名信息').first()).toBeVisible()
  await phone.see()
  await phone.close()
})

test('a second registration of a number looks like the first, the holder is told, and the office sends it back', async ({
  browser,
}) => {
  const holder = await makeVolunteer('宓')
  const twin = await openPerson(browser)
  await twin.page.goto('/register')
  await fillIdentity(twin, '宓同号', holder.idNumber)
  await next(twin)
  await fillAbout(twin, '淡水街道')
  await next(twin)
  await provePhone(twin, freshPhone())
  await next(twin)
  await finish(twin)

  const first = await openPerson(browser)
  await first.page.goto('/signin')
  await enter(first, holder.phone, 'wrong-password-1')
  await expect(first.page.getByText('账号或密码不对。')).toBeVisible()
  await first.see()
  await enter(first, holder.volunteerNumber, NEW_PASSWORD)
  await expect(first.page).not.toHaveURL(/signin/)
  await first.page.goto('/my')
  await expect(first.page.getByText('有人用您的证件号又注册了一次').first()).toBeVisible()
  await first.close()

  const office = await openPerson(browser, { size: DESK })
  await signInByPassword(office, CIVILISATION)
  await openReview(office, '/admin/reviews', '志愿者实名', /^宓/)
  await expect(office.page.getByText('可能是本人忘了已经注册，也可能有人冒用。')).toBeVisible()
  await refuse(office, '重复注册', /宓/)
  await office.close()

  await twin.page.reload()
  await expect(twin.page.getByRole('heading', { name: '没有通过' })).toBeVisible()
  await expect(twin.page.getByText('这个证件号已经注册过。请用原来的手机号登录')).toBeVisible()
  await twin.see()
  await twin.close()
})
