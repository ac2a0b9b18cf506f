/** The tree in motion: a suspension that its team reads, a leader who hands over, and a move that all sides agree to. */
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import {
  apiAs,
  CIVILISATION,
  CORPS_LEADER,
  DONGHU_LEADER,
  FEDERATION_LEADER,
  makeVolunteer,
  NEW_PASSWORD,
  type Api,
} from './people.ts'
import { joinDonghu, teamOf } from './teams.ts'

const DONGHU = '惠城区桥东街道东湖社区志愿服务队'
const volunteerIdOf = async (api: Api): Promise<string> =>
  (await api.read<{ volunteer: { volunteerId: string } }>('/me')).volunteer.volunteerId

test('a team is suspended by its corps, reads why, and is resumed', async ({ browser }) => {
  const corps = await openPerson(browser, { size: DESK })
  const { page } = corps
  await signInByPassword(corps, CORPS_LEADER)
  await corps.arrive(`/team/${await teamOf(await apiAs(CORPS_LEADER))}/children`)
  await corps.see()
  await page.getByRole('link', { name: `“${DONGHU}”的状态` }).click()
  await page.getByRole('button', { name: '暂停这个团体' }).click()
  const asking = page.getByRole('dialog')
  await asking.getByRole('button', { name: '暂停这个团体' }).click()
  await expect(asking.getByRole('alert')).toBeVisible()
  await asking.getByLabel('原因（团体会看到）').fill('逾期未交年度计划')
  await corps.see()
  await asking.getByRole('button', { name: '暂停这个团体' }).click()
  await expect(page.getByRole('button', { name: '恢复这个团体' })).toBeVisible()
  await corps.see()

  const leader = await openPerson(browser)
  await signInByPassword(leader, DONGHU_LEADER)
  await leader.arrive(`/team/${await teamOf(await apiAs(DONGHU_LEADER))}/standing`)
  await expect(leader.page.getByText('原因：逾期未交年度计划')).toBeVisible()
  await leader.see()

  await page.getByRole('button', { name: '恢复这个团体' }).click()
  await expect(page.getByRole('button', { name: '暂停这个团体' })).toBeVisible()
  await leader.close()
  await corps.close()
})

test('a leader hands over to a member, who says yes', async ({ browser }) => {
  const next = await makeVolunteer('闻')
  await joinDonghu(next)
  const before = await apiAs(DONGHU_LEADER)
  const teamId = await teamOf(before)
  const leader = await openPerson(browser)
  await signInByPassword(leader, DONGHU_LEADER)
  await leader.arrive(`/team/${teamId}/standing`)
  await leader.page.getByRole('button', { name: '移交负责人' }).click()
  const asking = leader.page.getByRole('dialog')
  await asking.getByRole('searchbox', { name: '姓名或志愿者编号' }).fill(next.name)
  await asking.getByText(next.name).first().click()
  await leader.see()
  await asking.getByRole('button', { name: '请对方确认' }).click()
  await expect(leader.page.getByText(`等 ${next.name} 答复是否接任`)).toBeVisible()
  await leader.see()

  const person = await openPerson(browser)
  await signInByPassword(person, next.phone, NEW_PASSWORD)
  await person.arrive('/my/me/teams')
  await person.see()
  await person.page.getByRole('button', { name: '接任', exact: true }).click()
  await expect(person.page.getByRole('heading', { name: '请您接任负责人' })).toHaveCount(0)
  // And back again, so that the demo's people are who they were.
  const back = await next.api.send<{ proposalId: string }>('post', `/teams/${teamId}/leader-proposals`, {
    volunteerId: await volunteerIdOf(before),
  })
  await before.send('post', `/me/leader-proposals/${back.proposalId}/answer`, { decision: 'accept' })
  await person.close()
  await leader.close()
})

test('a team moves to another corps when it, the old and the new one have agreed', async ({ browser }) => {
  const head = await makeVolunteer('闻')
  const office = await apiAs(CIVILISATION)
  const corps = await office.send<{ teamId: string }>('post', '/federations', {
    name: `惠城区${head.name}志愿服务总队`,
    regionCode: '441302',
    level: 'corps',
    parentId: await teamOf(await apiAs(FEDERATION_LEADER)),
    leaderVolunteerNumber: head.volunteerNumber,
    contactName: head.name,
    contactPhone: head.phone,
  })
  const donghu = await apiAs(DONGHU_LEADER)
  const old = await apiAs(CORPS_LEADER)
  const [teamId, oldId] = [await teamOf(donghu), await teamOf(old)]

  const leader = await openPerson(browser, { size: DESK })
  await signInByPassword(leader, DONGHU_LEADER)
  await leader.arrive(`/team/${teamId}/standing`)
  await leader.page.getByRole('button', { name: '申请调整上级团体' }).click()
  const asking = leader.page.getByRole('dialog')
  await asking.getByText(`惠城区${head.name}志愿服务总队`).click()
  await asking.getByLabel('为什么调整（各方会看到）').fill('片区调整')
  await leader.see()
  await asking.getByRole('button', { name: '申请调整上级团体' }).click()
  await expect(leader.page.getByText('等各方同意', { exact: true })).toBeVisible()
  await leader.see()

  for (const [login, password, at] of [
    [CORPS_LEADER, undefined, oldId],
    [head.phone, NEW_PASSWORD, corps.teamId],
  ] as const) {
    const side = await openPerson(browser)
    await signInByPassword(side, login, password)
    await side.arrive(`/team/${at}/standing`)
    await side.see()
    await side.page.getByRole('button', { name: '同意', exact: true }).click()
    await expect(side.page.getByRole('button', { name: '同意', exact: true })).toHaveCount(0)
    await side.close()
  }
  await leader.page.reload()
  await expect(leader.page.getByText('已转入', { exact: true }).first()).toBeVisible()
  await expect(leader.page.getByRole('link', { name: `惠城区${head.name}志愿服务总队` })).toBeVisible()

  const { moveId } = await donghu.send<{ moveId: string }>('post', `/teams/${teamId}/moves`, {
    parentId: oldId,
    reason: '试行结束',
  })
  for (const api of [head.api, old])
    await api.send('post', `/team-moves/${moveId}/decide`, { decision: 'agree' })
  await leader.close()
})
