/** A team leader in the middle of September plans every Saturday over the National Day holidays, does it again as the next of a series, and a guest reads what is to come. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Browser } from '@playwright/test'
import { openSession } from '../server/src/features/accounts/index.ts'
import { makeCrewTeam, positionForm, projectForm, type CrewTeam } from '../server/test/crews.ts'
import { makeSite, makeStaff } from '../server/test/people.ts'
import { stageOf, startProgram, type Program } from '../server/test/program.ts'
import { movedClock } from './cities.ts'
import { DESK, expect, openPerson, PHONE, test, type Person } from './journey.ts'

const TODAY = '2026-09-14T02:00:00Z'

let dataDir: string
let program: Program
let stage: ReturnType<typeof stageOf>
let team: CrewTeam
let walkedIn: string | undefined

test.beforeAll(async () => {
  test.setTimeout(240_000)
  dataDir = mkdtempSync(join(tmpdir(), 'zhiyuan-e2e-saturdays-'))
  program = await startProgram({ dataDir, ...movedClock(TODAY) })
  stage = { ...stageOf(() => program, dataDir), now: () => new Date(TODAY) }
  await makeSite(stage)
  team = await makeCrewTeam(stage, { name: '桥东街道护河志愿服务队' })
  walkedIn = process.env['E2E_URL']
  process.env['E2E_URL'] = program.url
})
test.afterAll(async () => {
  if (walkedIn !== undefined) process.env['E2E_URL'] = walkedIn
  await stage.close()
  await program.end()
  rmSync(dataDir, { recursive: true, force: true })
})

/** The browser believes in the same day. */
async function open(browser: Browser, size: typeof DESK): Promise<Person> {
  const person = await openPerson(browser, { size })
  await person.page.clock.setFixedTime(TODAY)
  return person
}
async function openLeader(browser: Browser): Promise<Person> {
  const leader = await open(browser, DESK)
  const { accountId } = team.leader
  const token = await stage.db
    .transaction()
    .execute((tx) => openSession(tx, { accountId, userAgent: undefined, secondFactor: true }, stage.now()))
  await leader.context.addCookies([{ name: 'zy_session', value: token, url: program.url }])
  return leader
}

/** Written over the API up to its days: one Saturday morning stands in it. */
async function draftOneSaturday(): Promise<string> {
  const { status, body } = await team.leader.client.post<{ projectId: string }>(
    `/teams/${team.teamId}/projects`,
    projectForm({
      title: '东江周六护河',
      recruitUntil: '2026-09-19T01:00:00.000Z',
      positions: [
        positionForm({
          ...{ startsAt: '2026-09-19T01:00:00.000Z', endsAt: '2026-09-19T03:30:00.000Z', headcount: 12 },
        }),
      ],
    }),
  )
  expect(status, JSON.stringify(body)).toBe(201)
  return body.projectId
}
async function approve(): Promise<void> {
  const { client } = await makeStaff(stage, 'site_admin')
  const { body } = await client.get<{ items: { reviewId: string }[] }>('/reviews?kind=project')
  expect(body.items).toHaveLength(1)
  const answer = await client.post(`/reviews/${body.items[0]!.reviewId}/project`, { decision: 'approve' })
  expect(answer.status).toBe(200)
}

const next = ({ page }: Person) => page.getByRole('button', { name: '下一步' })

async function planSaturdays(leader: Person): Promise<void> {
  const { page } = leader
  const repeat = page.getByRole('button', { name: '重复安排' })
  await expect(next(leader)).toBeVisible()
  while (!(await repeat.isVisible())) await next(leader).click()
  await repeat.click()
  const dialog = page.getByRole('dialog', { name: '重复安排场次' })
  const days = dialog.getByRole('list', { name: '场次' }).getByRole('listitem')
  await expect(dialog.getByRole('button', { name: '周六' })).toHaveAttribute('aria-pressed', 'true')
  await dialog.getByLabel('到哪天止').fill('2026-10-24')
  await expect(dialog.getByText('安排 3 场，跳过 3 场')).toBeVisible()
  await expect(days).toContainText([
    '9月19日',
    '中秋节放假，跳过',
    '国庆节放假，跳过',
    '国庆节调休上班，跳过',
    '10月17日',
    '10月24日',
  ])
  await leader.see()
  await dialog.getByRole('group', { name: '遇到调休上班的周末' }).getByRole('radio', { name: '照常' }).check()
  await expect(days.nth(3)).toContainText('国庆节调休上班，照常')
  await dialog.getByRole('button', { name: '用这 4 场' }).click()
  await expect(page.getByText('每周六，09:00–11:30，到10月24日')).toBeVisible()
}

/** Whoever works that Saturday comes in the afternoon, and fewer can. */
async function editTheWorkedSaturday({ page }: Person): Promise<void> {
  await page.getByRole('button', { name: '改 10月10日 周六 的场次' }).click()
  await page.getByLabel('开始', { exact: true }).fill('14:00')
  await page.getByLabel('结束', { exact: true }).fill('16:00')
  await page.getByLabel('人数').fill('8')
  await page.getByLabel('报名截止').fill('2026-10-24')
}

async function gather(leader: Person, projectPath: string): Promise<void> {
  const { page } = leader
  await page.goto(`/team/${team.teamId}/series`)
  await page.getByRole('button', { name: '新建系列' }).first().click()
  await page.getByLabel('系列名称').fill('每周六护河')
  await page.getByRole('dialog').getByRole('button', { name: '保存' }).click()
  await expect(page.getByText('还没有公开的项目，页面暂不显示')).toBeVisible()
  await leader.see()
  await page.goto(projectPath)
  await page.getByRole('button', { name: '放入系列' }).click()
  await page.getByRole('dialog').getByRole('button', { name: '每周六护河' }).click()
  await expect(page.getByText('已放入系列“每周六护河”')).toBeVisible()
}

test('a team leader plans every Saturday over the holidays, edits the one that is worked, and copies it as the next of a series that a guest reads', async ({
  browser,
}) => {
  const projectPath = `/team/${team.teamId}/projects/${await draftOneSaturday()}`
  const leader = await openLeader(browser)
  const { page } = leader
  await leader.arrive(`${projectPath}/edit`)
  await planSaturdays(leader)
  await editTheWorkedSaturday(leader)
  await leader.see()
  const handIn = page.getByRole('button', { name: '提交审核' })
  while (!(await handIn.isVisible())) await next(leader).click()
  await handIn.click()
  await expect(page.getByRole('status').getByText(/^已提交/)).toBeVisible()
  await approve()
  await gather(leader, projectPath)
  await page.getByRole('button', { name: '复制项目' }).click()
  await expect(page.getByRole('checkbox', { name: '作为系列“每周六护河”的下一次' })).toBeChecked()
  await leader.see()
  await page.getByRole('button', { name: '生成草稿' }).click()
  await expect(page.getByText(/^草稿已生成，场次顺延了 \d+ 周。$/)).toBeVisible()
  await page.goto(`/team/${team.teamId}/series`)
  await expect(page.getByText('2 个项目')).toBeVisible()
  const address = await page.getByRole('link', { name: '公开页面' }).getAttribute('href')
  await leader.close()

  const guest = await open(browser, PHONE)
  await guest.arrive(address!)
  await expect(guest.page.getByRole('heading', { level: 1 })).toHaveText('每周六护河')
  const dates = guest.page.getByRole('link', { name: /周六 \d/ })
  await expect(dates).toHaveText([
    /9月19日 周六 09:00–11:30/,
    /10月10日 周六 14:00–16:00/,
    /10月17日 周六 09:00–11:30/,
    /10月24日 周六 09:00–11:30/,
  ])
  await guest.see()
  await dates.first().click()
  await expect(guest.page.getByRole('heading', { level: 1 })).toHaveText('东江周六护河')
  await guest.close()
})
