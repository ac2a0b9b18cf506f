/** A team ends: its leader sees what is open, hands it to the corps, and its member reads why. */
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { apiAs, CORPS_LEADER, HUICHENG_OFFICE, makeVolunteer, NEW_PASSWORD } from './people.ts'
import { draftOf, foundTeam, onDay, teamOf } from './teams.ts'

const CAUSE = '社区合并，队员并入新队'

test('a leader dissolves the team; what is open goes to the corps, and the member reads why', async ({
  browser,
}) => {
  const founder = await makeVolunteer('裴')
  const member = await makeVolunteer('阮')
  const { teamId, name, corpsId } = await foundTeam(founder)
  const { version } = await founder.api.read<{ version: string }>(`/teams/${teamId}/pledge`)
  await founder.api.send('post', `/teams/${teamId}/pledge`, { version })
  await member.api.send('post', `/teams/${teamId}/memberships`)
  const wanted = { title: '书屋整理', startsAt: onDay(5, 9), minutes: 120 }
  const { projectId } = await founder.api.send<{ projectId: string }>(
    'post',
    `/teams/${teamId}/projects`,
    draftOf(wanted),
  )
  await founder.api.send('post', `/projects/${projectId}/submit`)

  const leader = await openPerson(browser, { size: DESK })
  const { page } = leader
  await signInByPassword(leader, founder.phone, NEW_PASSWORD)
  await leader.arrive(`/team/${teamId}/settings`)
  await page.getByRole('link', { name: '查看怎么解散' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: '审核中的项目' })).toContainText('1')
  await expect(page.getByRole('radio', { name: /惠城区志愿服务总队/ })).toBeChecked()
  await leader.see()
  await page.getByRole('button', { name: '解散团体' }).click()
  await expect(page.getByText('请写明为什么解散。')).toBeVisible()
  await page.getByLabel('为什么解散').fill(CAUSE)
  await page.getByLabel('请照下面填写团体全称，确认解散').fill('惠城区桥东街道')
  await page.getByRole('button', { name: '解散团体' }).click()
  await expect(page.getByText('和团体全称不一样，请照着再填一次。')).toBeVisible()
  await leader.see()
  await page.getByLabel('请照下面填写团体全称，确认解散').fill(name)
  await page.getByRole('button', { name: '解散团体' }).click()
  await expect(page).toHaveURL(new RegExp(`/teams/${teamId}$`))
  await expect(page.getByText(/这个团体已于.*解散/)).toBeVisible()
  await leader.see()
  await leader.close()

  const phone = await openPerson(browser)
  await signInByPassword(phone, member.phone, NEW_PASSWORD)
  await phone.arrive('/my/me/teams')
  const line = phone.page.getByRole('listitem').filter({ hasText: name })
  await expect(line).toContainText('团体已解散')
  await expect(line).toContainText(CAUSE)
  await phone.see()
  await phone.close()
  const corpsApi = await apiAs(CORPS_LEADER)
  const { items } = await corpsApi.read<{ items: { projectId: string }[] }>(
    `/teams/${corpsId}/projects?status=under_review&limit=50`,
  )
  expect(items.map((project) => project.projectId)).toContain(projectId)
  await corpsApi.dispose()
})

test('an office opens the tree of its teams, and a corps invites one from its own', async ({ browser }) => {
  const corpsId = await teamOf(await apiAs(CORPS_LEADER))
  const office = await openPerson(browser)
  await signInByPassword(office, HUICHENG_OFFICE)
  await office.arrive(`/admin/teams/${corpsId}/tree?q=donghu`)
  await expect(
    office.page.getByRole('link', { name: '惠城区桥东街道东湖社区志愿服务队', exact: true }),
  ).toBeVisible()
  await office.page.getByRole('button', { name: '“惠城区桥东街道东湖社区志愿服务队”的操作' }).click()
  await expect(office.page.getByRole('dialog').getByRole('link', { name: '解散团体' })).toBeVisible()
  await office.see()
  await office.close()

  const corps = await openPerson(browser, { size: DESK })
  const { page } = corps
  await signInByPassword(corps, CORPS_LEADER)
  await corps.arrive(`/team/${corpsId}/children`)
  await page.getByRole('button', { name: '邀请团体归入' }).click()
  const asking = page.getByRole('dialog')
  await asking.getByLabel('团体名称').fill('博罗')
  await asking.getByText('博罗县志愿服务总队').click()
  await asking.getByLabel('为什么调整（各方会看到）').fill('片区合并')
  await corps.see()
  await asking.getByRole('button', { name: '发出邀请' }).click()
  await expect(asking.getByRole('alert')).toBeVisible()
  await corps.close()
})
