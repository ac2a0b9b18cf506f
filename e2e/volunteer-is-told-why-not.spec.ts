/** C4, C5: whoever cannot sign up reads why before there is anything to press, and the way on leads to the step that is missing. */
import type { Browser } from '@playwright/test'
import { apiAs, APPLICANT, DONGHU_LEADER, makeVolunteer, NEW_PASSWORD, newcomer } from './people.ts'
import { DEMO_PASSWORD, expect, openPerson, signInByPassword, test, type Person } from './journey.ts'
import { joinDonghu, onDay, openProject, type Opened, type Wanted } from './teams.ts'

interface Refusal {
  /** Why the volunteer cannot sign up. */
  because: string
  project: Omit<Wanted, 'title' | 'minutes'> & { minutes?: number }
  reason: string | RegExp
  way: string
  leadsTo: string
}
const MINE = { way: '看我的报名', leadsTo: '/my/projects?tab=mine' }
const FITTING = { way: '看适合我的项目', leadsTo: '/projects?fits=true' }
const OTHERS = { way: '看别的项目', leadsTo: '/projects?open=true' }

const endingIn = (path: string): RegExp => new RegExp(`${path.replace('?', '\\?')}$`)

let stamp = 0
const open = ({ because, project }: Pick<Refusal, 'because' | 'project'>) =>
  openProject({ minutes: 120, ...project, title: `${because} ${Date.now() % 100_000}${(stamp += 1)}` })

/** On the phone what stands in the way is said in the bar at the bottom, where the button would be. */
async function isTold(phone: Person, { because, project, reason, way, leadsTo }: Refusal): Promise<void> {
  const { page } = phone
  const { projectId, shiftId } = await open({ because, project })
  await phone.arrive(`/projects/${projectId}?shift=${shiftId}`)
  const bar = page.locator('.dock')
  await expect(bar.getByText(reason), because).toBeVisible()
  await expect(page.getByRole('button', { name: /^报名/ }), because).toHaveCount(0)
  await bar.getByRole('link', { name: way, exact: true }).click()
  await expect(page, because).toHaveURL(endingIn(leadsTo))
}

async function openPhone(browser: Browser, login: string, password: string): Promise<Person> {
  const phone = await openPerson(browser)
  await signInByPassword(phone, login, password)
  return phone
}

test('an applicant is led to the application, and a volunteer without a team to the teams', async ({
  browser,
}) => {
  const applicant = await openPhone(browser, APPLICANT, DEMO_PASSWORD)
  await isTold(applicant, {
    ...{ because: '还没实名', project: { startsAt: onDay(4, 9) }, reason: '实名认证通过后才能办理。' },
    ...{ way: '看申请进度', leadsTo: '/application' },
  })
  await applicant.see()
  await applicant.close()

  const loner = await makeVolunteer('禚')
  const phone = await openPhone(browser, loner.phone, NEW_PASSWORD)
  await isTold(phone, {
    ...{
      because: '还没入队',
      project: { startsAt: onDay(4, 9) },
      reason: '先加入一个团体，才能报名和记录时长。',
    },
    ...{ way: '找一个团体加入', leadsTo: '/teams' },
  })
  await phone.see()
  await phone.close()
})

const AT = onDay(5, 9)
const OF_MEMBERS: Refusal[] = [
  {
    because: '年龄太小',
    project: { startsAt: AT, terms: { minAge: 60 } },
    reason: '这个项目要年满 60 周岁。',
    ...FITTING,
  },
  {
    because: '年龄太大',
    project: { startsAt: AT, terms: { maxAge: 35 } },
    reason: '这个项目只收 35 周岁以下（含）的人。',
    ...FITTING,
  },
  {
    because: '时长不够',
    project: { startsAt: AT, terms: { minMinutes: 600 } },
    reason: /^这个项目要求已有 10\.00 小时服务时长，您现在有 0\.00 小时。$/,
    ...{ way: '看我的时长', leadsTo: '/my/hours' },
  },
  {
    because: '没到招募时间',
    project: { startsAt: AT, terms: { recruitFrom: onDay(2, 9).toISOString() } },
    reason: /^还没开始招募，.*9:00 开始。$/,
    ...OTHERS,
  },
]

test('a member is told that age, hours or the hour of recruiting stand in the way', async ({ browser }) => {
  const person = await makeVolunteer('枚', 41)
  await joinDonghu(person)
  const phone = await openPhone(browser, person.phone, NEW_PASSWORD)
  for (const refusal of OF_MEMBERS) await isTold(phone, refusal)
  await phone.close()
})

test('a member is told which other project stands in the way, that a shift is full, and that recruiting rests', async ({
  browser,
}) => {
  const [person, other] = [await makeVolunteer('笪'), await makeVolunteer('仝')]
  for (const one of [person, other]) await joinDonghu(one)
  const phone = await openPhone(browser, person.phone, NEW_PASSWORD)
  const first = await open({ because: '先报的', project: { startsAt: onDay(6, 9), autoAdmit: true } })
  await person.api.send('post', `/projects/${first.projectId}/signups`, {
    ...{ shiftId: first.shiftId, riskAccepted: true },
  })
  await isTold(phone, {
    ...{
      because: '时间重叠',
      project: { startsAt: onDay(6, 10) },
      reason: /^与您 .*09:00–11:00 的“先报的 \d+”重叠。$/,
    },
    ...MINE,
  })
  const mine = phone.page.getByRole('article').filter({ hasText: '先报的' })
  await expect(mine.getByRole('button', { name: '退出', exact: true })).toBeVisible()
  await phone.see()
  const excludes = { startsAt: onDay(7, 9), terms: { excludes: [first.projectId] } }
  await isTold(phone, {
    ...{ because: '互斥', project: excludes, reason: /^您已报名“先报的 \d+”，两个项目只能参加一个。$/ },
    ...MINE,
  })

  // Full, without another shift, and with one.
  const scarce = { headcount: 1, autoAdmit: true, terms: { keepsWaitingList: false } }
  const take = async ({ projectId, shiftId }: Opened) =>
    other.api.send('post', `/projects/${projectId}/signups`, { shiftId, riskAccepted: true })
  const bar = phone.page.locator('.dock')
  for (const [project, { way, leadsTo }] of [
    [{ ...scarce, startsAt: onDay(8, 9) }, OTHERS],
    [
      { ...scarce, startsAt: onDay(9, 9), again: onDay(10, 9) },
      { way: '选别的场次', leadsTo: '#positions' },
    ],
  ] as const) {
    const opened = await open({ because: '名额已满', project })
    await take(opened)
    await phone.arrive(`/projects/${opened.projectId}?shift=${opened.shiftId}`)
    await expect(bar.getByText('名额已满。')).toBeVisible()
    await phone.see()
    await bar.getByRole('link', { name: way, exact: true }).click()
    await expect(phone.page).toHaveURL(endingIn(leadsTo))
  }
  // The only other one is chosen already.
  await expect(bar.getByRole('button', { name: '报名这一场' })).toBeVisible()

  const resting = await open({ because: '招募暂停', project: { startsAt: onDay(10, 9) } })
  const leader = await apiAs(DONGHU_LEADER)
  await leader.send('post', `/projects/${resting.projectId}/pause`, { reason: 'weather' })
  await leader.dispose()
  await phone.arrive(`/projects/${resting.projectId}`)
  await expect(phone.page.locator('.dock').getByText('招募暂停了，恢复后可以报名。')).toBeVisible()
  await phone.see()
  await phone.close()
})

const OF_MINORS: Refusal[] = [
  {
    because: '不招未成年人',
    project: { startsAt: AT },
    reason: '这个项目不招未成年人。',
    ...FITTING,
  },
  {
    because: '夜里的场次',
    project: { startsAt: onDay(5, 21), acceptsMinors: true },
    reason: '夜间的场次，未成年人不能参加。',
    ...FITTING,
  },
  {
    because: '年龄不到',
    project: { startsAt: AT, acceptsMinors: true, terms: { minAge: 16 } },
    reason: '这个项目要年满 16 周岁。',
    ...FITTING,
  },
  {
    because: '有危险',
    project: { startsAt: AT, isDangerous: true, terms: { minAge: 10 } },
    reason: '有危险的活动，未成年人不能参加。',
    ...FITTING,
  },
]

test('a minor is told that work, hour or age are not for minors, and is led to what is', async ({
  browser,
}) => {
  const father = { ...newcomer('暴', 40), relation: 'father' as const }
  const child = await makeVolunteer('暴', 14, father)
  await joinDonghu(child)
  const phone = await openPhone(browser, child.phone, NEW_PASSWORD)
  for (const refusal of OF_MINORS) await isTold(phone, refusal)
  await expect(phone.page.getByRole('checkbox', { name: '适合我' })).toBeChecked()
  await phone.see()
  await phone.close()
})
