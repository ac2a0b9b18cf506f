/** Hours that nobody entered in time: the leader enters them late, and a second person makes them count. */
import { now } from './clock.ts'
import { DESK, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'
import { ownCity } from './own-city.ts'
import { DONGHU_LEADER, makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { joinDonghu, onDay, openProject } from './teams.ts'

const city = ownCity()
/** Past ten working days, whatever holidays lie between. */
const LATE_DAYS = 27

async function signInToTeam(person: Person, login: string, password?: string): Promise<string> {
  await signInByPassword(person, login, password)
  await person.page.goto('/team')
  await expect(person.page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  return new URL(person.page.url()).pathname
}

interface Forgotten {
  projectId: string
  shiftId: string
  name: string
}
/** Somebody who was admitted long ago and of whom nobody has said anything since. */
async function forgotten(): Promise<Forgotten> {
  const person = await makeVolunteer('阚')
  await joinDonghu(person)
  const startsAt = onDay(1, 10)
  const { projectId, shiftId } = await openProject({
    title: `西湖亭子擦洗 ${person.phone.slice(-6)}`,
    startsAt,
    minutes: 180,
    autoAdmit: true,
  })
  await person.api.send('post', `/projects/${projectId}/signups`, { shiftId, riskAccepted: true })
  await city.forward((startsAt.getTime() - now()) / 60_000 + LATE_DAYS * 24 * 60)
  return { projectId, shiftId, name: person.name }
}

async function appointAdmin(leader: Person, home: string, member: Volunteer): Promise<void> {
  const { page } = leader
  await page.goto(`${home}/members`)
  await page.getByRole('searchbox', { name: '姓名或志愿者编号' }).fill(member.name)
  const row = page.getByRole('row').filter({ hasText: member.volunteerNumber.slice(-6) })
  await row.getByRole('button', { name: '任命' }).click()
  await page.getByRole('radio', { name: /管理员/ }).check()
  await leader.see()
  await page.getByRole('dialog').getByRole('button', { name: '任命' }).click()
  await expect(page.getByRole('status').getByText(`已任命 ${member.name} 为管理员`)).toBeVisible()
}

test('a team leader enters late hours, and they count when a second person has looked', async ({
  browser,
}) => {
  const second = await makeVolunteer('麴')
  await joinDonghu(second)
  const { projectId, shiftId, name } = await forgotten()
  const leader = await openPerson(browser, { size: DESK })
  const { page } = leader
  const home = await signInToTeam(leader, DONGHU_LEADER)
  await appointAdmin(leader, home, second)
  await page.goto(`${home}/hours`)
  await leader.see()
  await page.goto(`${home}/projects/${projectId}/hours?shift=${shiftId}`)
  const row = page.getByRole('row').filter({ hasText: name })
  await row.getByLabel(`${name} 开始`).fill('25')
  await row.getByLabel(`${name} 开始`).blur()
  await expect(row).toContainText('时间请写成 08:30 的样子。')
  await leader.see()
  await row.getByLabel(`${name} 开始`).fill('23:59')
  await row.getByLabel(`${name} 开始`).blur()
  await expect(row).toContainText('时间不在项目之内。')
  await page.reload()
  await row.getByRole('checkbox').uncheck()
  await row
    .getByLabel(`${name} 开始`)
    .fill(
      (await row.getByLabel(`${name} 结束`).inputValue()).replace(/^\d\d/, (h) =>
        String(Number(h) - 1).padStart(2, '0'),
      ),
    )
  await row.getByLabel(`${name} 开始`).blur()
  await expect(row).toContainText('超过规定期限，须复核')
  await page.getByRole('button', { name: '1 人送复核' }).click()
  await expect(page.getByRole('status').getByText('0 人入账，1 人送复核，0 人没有入账')).toBeVisible()
  await page.goto(`${home}/hours/drafts`)
  await expect(page.getByRole('row').filter({ hasText: name }).first()).toContainText(
    '自己录入的要由另一个人复核。',
  )
  await leader.see()
  await leader.close()

  const admin = await openPerson(browser)
  await signInToTeam(admin, second.phone, NEW_PASSWORD)
  await admin.see()
  await admin.page.goto(`${home}/hours/drafts`)
  const draft = admin.page.getByRole('row').filter({ hasText: name }).first()
  await admin.see()
  await draft.getByRole('button', { name: '不同意' }).click()
  await admin.page.getByRole('button', { name: '退回' }).click()
  await expect(admin.page.getByText('不同意时请写明理由。')).toBeVisible()
  await admin.page.getByRole('button', { name: '取消' }).click()
  await draft.getByRole('button', { name: '同意入账' }).click()
  await expect(admin.page.getByRole('status').getByText('1 条已入账')).toBeVisible()
  await admin.page.goto(`${home}/hours/ledger`)
  await expect(admin.page.getByRole('row').filter({ hasText: name }).first()).toContainText('团体录入')
  await admin.see()
  await admin.close()
})
