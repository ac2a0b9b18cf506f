/** A team is joined in each of its four ways: what its leader sets, what volunteers see, what is taken back, and what leaving keeps. */
import { apiAs, CORPS_LEADER, decideReview, makeVolunteer, NEW_PASSWORD, type Volunteer } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'
import { teamOf } from './teams.ts'

/** A new team below the corps of the district, closed as every new one. */
async function foundTeam(leader: Volunteer): Promise<{ teamId: string; name: string }> {
  const corps = await apiAs(CORPS_LEADER)
  const name = `惠城区桥东街道水门社区邻里互助与文化传承${leader.phone.slice(-6)}志愿服务队`
  const { teamId } = await leader.api.send<{ teamId: string }>('post', '/teams', {
    name,
    kind: 'unregistered',
    level: 'team',
    regionCode: '441302',
    parentId: await teamOf(corps),
    unitKind: 'residents_committee',
    categories: ['community'],
    campaigns: [],
    intro: '邻里之间搭把手。',
    address: '水门路 1 号',
    contactName: leader.name,
    contactPhone: leader.phone,
    contactPublic: false,
  })
  await decideReview(CORPS_LEADER, 'team', (title) => title === name, await teamOf(corps))
  await corps.dispose()
  return { teamId, name }
}

async function setMode({ page }: Person, teamId: string, mode: string): Promise<void> {
  await page.goto(`/team/${teamId}/settings`)
  await page.getByRole('radio', { name: new RegExp(`^${mode}`) }).check()
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('status').getByText(`加入方式已改为“${mode}”`)).toBeVisible()
}

async function makeCode({ page }: Person, name: '生成加入码' | '换新码'): Promise<string> {
  const before = name === '换新码' ? await page.locator('.signs').innerText() : ''
  await page.getByRole('button', { name }).click()
  await page.getByLabel('最多几个人用').fill('2')
  await page.getByRole('dialog').getByRole('button', { name }).click()
  await expect(page.locator('.signs')).not.toHaveText(before)
  return (await page.locator('.signs').innerText()).replaceAll(/\s/g, '')
}

async function leave({ page }: Person, team: string): Promise<void> {
  await page.goto('/my/me/teams')
  await page.getByRole('button', { name: '退出团体' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '退出团体' }).click()
  await expect(page.getByText(`已退出“${team}”`)).toBeVisible()
}

test('a leader opens the team by approval, by code and to everybody; a volunteer joins each way and leaves', async ({
  browser,
}) => {
  test.setTimeout(240_000)
  const [head, ann] = [await makeVolunteer('逯'), await makeVolunteer('禚')]
  const { teamId, name } = await foundTeam(head)
  const leader = await openPerson(browser, { size: DESK })
  const phone = await openPerson(browser)
  const { page } = phone
  const desk = leader.page
  await signInByPassword(leader, head.phone, NEW_PASSWORD)
  await signInByPassword(phone, ann.phone, NEW_PASSWORD)
  const member = page.getByText('您是成员', { exact: true })

  await desk.goto(`/team/${teamId}/settings`)
  await expect(desk.getByText('现在没有人能加入')).toBeVisible()
  await leader.see()
  await page.goto(`/teams/${teamId}`)
  await expect(page.getByText('这个团体现在不收新成员。')).toBeVisible()
  await expect(page.getByRole('button', { name: '加入' })).toHaveCount(0)
  await phone.see()

  await setMode(leader, teamId, '申请后由队长审核')
  await phone.arrive(`/teams/${teamId}`)
  await page.getByRole('button', { name: '申请加入' }).click()
  await page.getByRole('button', { name: '发出申请' }).click()
  await expect(page.getByText('已申请，等队长答复')).toBeVisible()
  await desk.goto(`/team/${teamId}/requests`)
  await desk.getByRole('button', { name: ann.name }).click()
  await desk.getByRole('button', { name: '同意', exact: true }).click()
  const status = desk.getByRole('status')
  await expect(status.getByText(`已同意 ${ann.name}`)).toBeVisible()
  await status.getByRole('button', { name: '撤销' }).click()
  await expect(status.getByText(`已撤销，${ann.name} 重新等您答复`)).toBeVisible()
  await page.goto('/my/notices')
  await expect(page.getByText(`“${name}”收回了刚才的答复`).first()).toBeVisible()
  await desk.getByRole('button', { name: ann.name }).click()
  await desk.getByRole('button', { name: '不同意', exact: true }).click()
  await desk.getByRole('button', { name: '名额已满' }).click()
  await desk.getByRole('button', { name: '发出“不同意”' }).click()
  const done = desk.getByRole('row').filter({ hasText: '本队目前人数已满' })
  await expect(done).toContainText(ann.name)
  await leader.see()
  await done.getByRole('button', { name: '撤销' }).click()
  await expect(status.getByText(`已撤销，${ann.name} 重新等您答复`)).toBeVisible()
  await desk.getByRole('button', { name: ann.name }).click()
  await desk.getByRole('button', { name: '同意', exact: true }).click()
  await expect(desk.getByText('没有等您答复的申请')).toBeVisible()
  await page.goto(`/teams/${teamId}`)
  await expect(member).toBeVisible()
  await leave(phone, name)

  await setMode(leader, teamId, '凭加入码加入')
  await expect(desk.getByText('还没有加入码，没有人能加入')).toBeVisible()
  await leader.see()
  const old = await makeCode(leader, '生成加入码')
  await leader.see()
  const code = await makeCode(leader, '换新码')
  await phone.arrive(`/teams/${teamId}`)
  await page.getByLabel('加入码').fill(old.toLowerCase())
  await page.getByRole('button', { name: '凭码加入' }).click()
  await expect(page.getByText('加入码不对，或者已停用、过期、用完。')).toBeVisible()
  await phone.see()
  await phone.arrive(`/teams/${teamId}?code=${code}`)
  await expect(page.getByText('加入码已随链接填好。')).toBeVisible()
  await page.getByRole('button', { name: '凭码加入' }).click()
  await expect(member).toBeVisible()
  await desk.reload()
  await expect(desk.getByText('1 人，最多 2 人')).toBeVisible()
  await desk.getByRole('button', { name: '停用' }).click()
  await leader.see()
  await desk.getByRole('dialog').getByRole('button', { name: '停用' }).click()
  await expect(desk.getByText('还没有加入码，没有人能加入')).toBeVisible()
  await leave(phone, name)

  await setMode(leader, teamId, '可直接加入')
  await phone.arrive(`/teams/${teamId}`)
  await page.getByRole('button', { name: '加入', exact: true }).click()
  await expect(member).toBeVisible()
  await leave(phone, name)
  await expect(page.getByRole('heading', { name: '以前的' })).toBeVisible()
  await expect(page.getByRole('link', { name })).toHaveCount(3)
  await phone.see()
  await leader.close()
  await phone.close()
})

test('the corps above answers a request to a team below it, found on its page of sub-teams', async ({
  browser,
}) => {
  const [head, ben] = [await makeVolunteer('逯'), await makeVolunteer('仝')]
  const { teamId, name } = await foundTeam(head)
  await head.api.send('put', `/teams/${teamId}/join-mode`, { joinMode: 'by_approval' })
  await ben.api.send('post', `/teams/${teamId}/memberships`)
  const corps = await openPerson(browser, { size: DESK })
  const { page } = corps
  await signInByPassword(corps, CORPS_LEADER)
  await page.goto('/team')
  await page.getByRole('link', { name: '下级团体' }).first().click()
  const waiting = page.getByRole('link', { name: `${name}：1 人等入队答复` })
  await expect(waiting).toBeVisible()
  await corps.see()
  await waiting.click()
  await page.getByRole('button', { name: ben.name }).click()
  await page.getByRole('button', { name: '同意', exact: true }).click()
  await expect(page.getByRole('status').getByText(`已同意 ${ben.name}`)).toBeVisible()
  await expect(page.getByRole('heading', { name: '近一天已处理' })).toBeVisible()
  await corps.see()
  await corps.close()
  const memberships = await ben.api.read<{ items: object[] }>('/me/memberships')
  expect(memberships.items).toMatchObject([{ teamName: name, status: 'member' }])
})
