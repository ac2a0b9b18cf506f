/** Projects on terms: a volunteer is asked for the qualification, and for the code that the team has given out. */
import { makeVolunteer, NEW_PASSWORD } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { joinDonghu, onDay, openProject } from './teams.ts'

const QUALIFICATION = '红十字救护员证（有效期内）'
const CODE = 'SHUWU26'

test('a volunteer says that the qualification is there and gets in, and signs up with link and code after a wrong one', async ({
  browser,
}) => {
  const person = await makeVolunteer('璩')
  await joinDonghu(person)
  const stamp = person.phone.slice(-6)
  const wanted = { minutes: 120, autoAdmit: true }
  const aid = await openProject({
    ...wanted,
    title: `书屋急救点 ${stamp}`,
    startsAt: onDay(8, 9),
    terms: { qualification: QUALIFICATION, recipients: ['public'], safeguards: ['water'], maxAge: 65 },
  })
  const closed = await openProject({
    ...wanted,
    title: `书屋夜间盘点 ${stamp}`,
    startsAt: onDay(9, 19),
    terms: { visibility: 'code', signUpCode: CODE },
  })
  const refused = await person.api.post(`/api/v1/projects/${aid.projectId}/signups`, {
    data: { shiftId: aid.shiftId, riskAccepted: true },
  })
  expect(((await refused.json()) as { code: string }).code).toBe('qualification_not_declared')

  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await phone.arrive(`/projects/${aid.projectId}`)
  await expect(page.getByText('10 至 65 周岁')).toBeVisible()
  await expect(page.getByText('服务对象：社会公众')).toBeVisible()
  await phone.see()
  await page.getByRole('checkbox', { name: /我看过风险提示/ }).check()
  const press = page.getByRole('button', { name: '报名这一场' }).last()
  await press.click()
  await expect(page.getByText('具备这些培训和资格才能报名，请确认后勾选。')).toBeVisible()
  await expect(page.getByRole('checkbox', { name: /我看过风险提示/ })).toBeChecked()
  await phone.see()
  await page.getByRole('checkbox', { name: '以上培训和资格我都具备' }).check()
  await press.click()
  await expect(page.getByText('已录用，到时见').first()).toBeVisible()
  await phone.see()

  // It stands in no list: whoever has the link reads it, whoever has the code signs up.
  await page.goto(`/projects?q=${encodeURIComponent(`书屋夜间盘点 ${stamp}`)}`)
  await expect(page.locator(`a[href="/projects/${closed.projectId}"]`)).toHaveCount(0)
  await phone.arrive(`/projects/${closed.projectId}`)
  await expect(page.getByText('凭口令报名').first()).toBeVisible()
  await page.getByRole('checkbox', { name: /我看过风险提示/ }).check()
  await press.click()
  await expect(page.getByText('请填报名口令。')).toBeVisible()
  const code = page.getByLabel('报名口令')
  await code.fill('SHUWU99')
  await press.click()
  await expect(page.getByText('报名口令不对，请向组织者核对。')).toBeVisible()
  await expect(code).toHaveValue('SHUWU99')
  await expect(page.getByRole('checkbox', { name: /我看过风险提示/ })).toBeChecked()
  await phone.see()
  await code.fill('shuwu-26')
  await press.click()
  await expect(page.getByText('已录用，到时见').first()).toBeVisible()
  await phone.close()

  const desk = await openPerson(browser, { size: DESK, locale: 'en' })
  await desk.arrive(`/projects/${aid.projectId}?lang=en`)
  await expect(desk.page.getByText('Who may sign up')).toBeVisible()
  await desk.see()
  await desk.close()
})
