/** A team takes the integrity pledge before its first project, and its leader shares the work; the members see who does what. */
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { makeVolunteer, NEW_PASSWORD } from './people.ts'
import { draftOf, foundTeam, onDay } from './teams.ts'

test('the pledge comes before the first project; a timekeeper is appointed, seen by members, and dismissed (B11)', async ({
  browser,
}) => {
  const founder = await makeVolunteer('邬')
  const member = await makeVolunteer('闵')
  const { teamId, name } = await foundTeam(founder)
  await member.api.send('post', `/teams/${teamId}/memberships`)
  const draft = draftOf({ title: '书屋开张', startsAt: onDay(6, 9), minutes: 120 })
  const { projectId } = await founder.api.send<{ projectId: string }>(
    'post',
    `/teams/${teamId}/projects`,
    draft,
  )

  const leader = await openPerson(browser, { size: DESK })
  const { page } = leader
  await signInByPassword(leader, founder.phone, NEW_PASSWORD)
  await leader.arrive(`/team/${teamId}/projects/${projectId}`)
  const dialog = page.getByRole('dialog')
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(dialog.getByRole('heading', { name: /诚信/ }).first()).toBeVisible()
  await expect(dialog.getByRole('button', { name: '接受', exact: true })).toBeDisabled()
  await leader.see()
  await dialog.getByRole('button', { name: '取消' }).click()
  await page.getByRole('button', { name: '提交审核' }).click()
  await dialog.getByRole('checkbox').check()
  await dialog.getByRole('button', { name: '接受', exact: true }).click()
  await expect(page.getByText(/^等 .* 审核$/)).toBeVisible()

  await leader.arrive(`/team/${teamId}/members`)
  const row = page.getByRole('row').filter({ hasText: member.name })
  await row.getByRole('button', { name: '任命' }).click()
  await dialog.getByRole('radio', { name: /计时员/ }).check()
  await leader.see()
  await dialog.getByRole('button', { name: '任命' }).click()
  await expect(row).toContainText('计时员')

  const phone = await openPerson(browser)
  await signInByPassword(phone, member.phone, NEW_PASSWORD)
  await phone.arrive('/my/me/teams')
  const mine = phone.page.getByRole('listitem').filter({ hasText: name })
  await mine.getByText('谁在管理').click()
  await expect(mine).toContainText(`${founder.name} 队长`)
  await expect(mine).toContainText(`${member.name} 计时员`)
  await phone.see()

  await row.getByRole('button', { name: '结束职务' }).click()
  await expect(row.getByRole('button', { name: '任命' })).toBeVisible()
  await phone.arrive('/my/me/teams')
  await mine.getByText('谁在管理').click()
  await expect(mine).toContainText(founder.name)
  await expect(mine).not.toContainText('计时员')
  await phone.close()
  await leader.close()
})
