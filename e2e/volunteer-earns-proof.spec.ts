/**
 * The main job: the code on the volunteer's phone is read by the leader's camera, the minutes reach the
 * ledger, a proof is made, a stranger in another time zone verifies it, and a reversal supersedes it.
 */
import { readBarcodes } from 'zxing-wasm/reader'
import { showToCamera } from './camera.ts'
import { apiAs, DONGHU_LEADER, VOLUNTEER } from './people.ts'
import { expect, openPerson, signInByPassword, test, type Person } from './journey.ts'

async function readCode({ page }: Person): Promise<string> {
  const picture = await page.getByRole('img', { name: '我的签到码' }).screenshot()
  const [found] = await readBarcodes(picture, { formats: ['QRCode'] })
  return found?.text ?? ''
}

test('a volunteer is scanned in and out, gets the minutes, and a stranger verifies the proof', async ({ browser }) => {
  test.setTimeout(180_000)
  const volunteer = await openPerson(browser)
  await signInByPassword(volunteer, VOLUNTEER)
  await volunteer.page.goto('/my')
  await volunteer.see()
  await volunteer.page.goto('/my/code')
  await expect(volunteer.page.getByText('扫不上就报这 8 位')).toBeVisible()
  await volunteer.see()

  const leader = await openPerson(browser)
  await signInByPassword(leader, DONGHU_LEADER)
  await leader.page.goto('/team')
  await leader.see()
  const code = await readCode(volunteer)
  expect(code).toContain('/c#')
  showToCamera(code)
  await leader.page.getByRole('link', { name: '打开扫码' }).click()
  await expect(leader.page.getByText(/^签到$|已签到/).first()).toBeVisible({ timeout: 30_000 })
  await leader.see()

  const api = await apiAs(DONGHU_LEADER)
  const project = /door\/([0-9a-f-]{36})/.exec(leader.page.url())?.[1] ?? ''
  const present = (await (await api.get(`/api/v1/projects/${project}/attendances`)).json()) as {
    items: { volunteerNumber: string; status: string }[]
  }
  expect(present.items.filter(({ status }) => status === 'open').length).toBeGreaterThan(0)
  await volunteer.close()
  await leader.close()
})

test('hours so far become a proof; after a reversal the check says so', async ({ browser }) => {
  const volunteer = await openPerson(browser)
  await signInByPassword(volunteer, VOLUNTEER)
  const { page } = volunteer
  await page.goto('/my/hours')
  await expect(page.getByText('小时').first()).toBeVisible()
  await volunteer.see()
  await page.goto('/my/proofs')
  await volunteer.see()
  await page.getByRole('button', { name: '开一份证明' }).first().click()
  await page.getByText('近 12 个月', { exact: true }).click()
  await page.getByRole('button', { name: '开具证明' }).click()
  await expect(page.getByText('查验二维码').or(page.getByRole('img', { name: '查验二维码' })).first()).toBeVisible()
  await volunteer.see()

  const own = await apiAs(VOLUNTEER)
  const { items } = (await (await own.get('/api/v1/me/proofs')).json()) as { items: { proofNumber: string; secret: string; pdfPath: string }[] }
  const [proof] = items
  const pdf = await own.get(proof!.pdfPath)
  expect((await pdf.body()).subarray(0, 5).toString()).toBe('%PDF-')

  const stranger = await openPerson(browser, { timezoneId: 'America/New_York' })
  await stranger.page.goto(`/verify/${proof!.proofNumber}?s=${proof!.secret}`)
  await expect(stranger.page.getByText('内容没有被改过，也没有更新的版本')).toBeVisible()
  await stranger.see()

  const hours = (await (await own.get('/api/v1/me/hours?limit=50')).json()) as {
    items: { hourEntryId: string; unitName: string; minutes: number }[]
  }
  const line = hours.items.find(({ unitName, minutes }) => unitName.includes('东湖') && minutes > 0)
  if (line !== undefined) {
    const leader = await apiAs(DONGHU_LEADER)
    const me = (await (await own.get('/api/v1/me')).json()) as { volunteer: { volunteerId: string } }
    const reversed = await leader.post(`/api/v1/hours/${me.volunteer.volunteerId}/${line.hourEntryId}/reverse`, {
      data: { cause: '当日提前离开，按实际改记' },
    })
    expect(await reversed.json()).toMatchObject({ supersededProofs: 1 })
    await stranger.page.reload()
    await expect(stranger.page.getByText('但时长后来更正过，不要再用')).toBeVisible()
    await stranger.see()
  }
  expect(line, 'the demo volunteer has a line of the Donghu team').toBeDefined()
  await stranger.close()
  await volunteer.close()
})
