/** A volunteer registers a team; whoever stands above sends it back or lets it begin; then it takes members. */
import { randomInt } from 'node:crypto'
import { creditCodeCheckCharacter } from '../server/src/kernel/credit-code.ts'
import { CIVIL_AFFAIRS, CORPS_LEADER, makeVolunteer, NEW_PASSWORD } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { fillTeam, handInTeam } from './registering-teams.ts'
import { approve, openReview } from './reviewing.ts'

test('a volunteer registers a community team, mends what the corps sends back, and opens it to members', async ({
  browser,
}) => {
  const person = await makeVolunteer('訾')
  const name = `惠城区桥东街道书香${person.phone.slice(-6)}志愿服务队`
  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await page.goto('/my/teams/new')
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByText('请至少选一个服务类别。')).toBeVisible()
  await expect(page.getByText('电话写得不对，请填手机号或带区号的座机。')).toBeVisible()
  await phone.see()
  await fillTeam(phone, { name, contactName: person.name, contactPhone: person.phone })
  await expect(page.getByText(/不能越级。请选“惠城区/).first()).toBeVisible()
  await page.getByRole('radio', { name: /^惠城区志愿服务总队/ }).check()
  await phone.see()
  // Left, and gone on with on another device.
  await expect(page.getByText(/^草稿已存好/)).toBeVisible()
  await expect
    .poll(async () => (await page.request.get('/api/v1/me/team-drafts')).text())
    .toMatch(/"parentId":"[0-9a-f]/)
  await page.evaluate('sessionStorage.clear()')
  await page.reload()
  await expect(page.getByLabel('团体名称')).toHaveValue(name)
  await expect(page.getByRole('radio', { name: /^惠城区志愿服务总队/ })).toBeChecked()
  await handInTeam(phone)
  await phone.see()
  await page.getByRole('link', { name: '查看进度' }).click()
  await expect(page.getByText(/^(前面还有 \d+ 件|下一件就是您的)$/)).toBeVisible()
  await phone.see()

  const corps = await openPerson(browser, { size: DESK })
  const desk = corps.page
  await signInByPassword(corps, CORPS_LEADER)
  await desk.goto('/team')
  await expect(desk).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  const reviews = `${desk.url()}/reviews`
  await openReview(corps, reviews, '团体注册', new RegExp(person.phone.slice(-6)))
  await corps.see()
  await desk.getByRole('button', { name: '退回', exact: true }).click()
  await desk.getByLabel('逐项指出要改的地方').selectOption('地址')
  await desk.getByLabel('地址', { exact: true }).fill('写到门牌号')
  await desk.getByRole('button', { name: '简介太简单', exact: true }).click()
  await corps.see()
  await desk.getByRole('button', { name: '发出“不通过”' }).click()
  await expect(desk.getByRole('status').getByText(name)).toContainText('已退回')

  await page.goto('/my/me/teams')
  await expect(page.getByText('简介请写清服务对象、内容和开展方式')).toBeVisible()
  await page.getByRole('link', { name: '按理由修改' }).click()
  await expect(page.getByLabel('团体名称')).toHaveValue(name)
  await expect(page.getByText('写到门牌号')).toBeVisible()
  await page.getByLabel('地址').fill('水门桥 1 号')
  await expect(page.getByText('写到门牌号')).toBeHidden()
  await page.getByLabel('简介').fill('带社区里的孩子读书：每周六上午在书屋，读一本，讲一本。')
  await phone.see()
  await handInTeam(phone)

  await openReview(corps, reviews, '团体注册', new RegExp(person.phone.slice(-6)))
  await expect(desk.getByText('每周六上午在书屋')).toBeVisible()
  await approve(corps, name)
  await corps.close()

  await page.goto('/my/notices')
  await expect(page.getByText(`团体“${name}”审核通过`)).toBeVisible()
  await page.goto('/my/me/teams')
  await page.getByRole('link', { name: '登记表' }).first().click()
  await expect(page.getByRole('heading', { name: '志愿（者）团体注册登记表' })).toBeVisible()
  await expect(page.getByText(name)).toBeVisible()
  await phone.see()
  await page.goto('/team')
  await expect(page.getByText('今天没有活动').first()).toBeVisible()
  await phone.see()
  await page.goto(`${new URL(page.url()).pathname}/settings`)
  await expect(page.getByText('现在没有人能加入')).toBeVisible()
  await page.getByRole('radio', { name: /申请后由队长审核/ }).check()
  await phone.see()
  await page.getByRole('button', { name: '保存' }).click()
  await expect(page.getByRole('status').getByText('加入方式已改为“申请后由队长审核”')).toBeVisible()
  await expect(page.getByText('还没有接受。接受之后才能发布项目。')).toBeVisible()
  await page.getByRole('button', { name: '阅读并接受' }).click()
  const pledge = page.getByRole('dialog')
  await expect(pledge.getByRole('button', { name: '接受', exact: true })).toBeDisabled()
  await phone.see()
  await pledge.getByRole('checkbox').check()
  await pledge.getByRole('button', { name: '接受', exact: true }).click()
  await expect(page.getByText('已接受')).toBeVisible()
  await page.getByRole('link', { name: '公开页' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name)
  await expect(page.getByText('您是成员', { exact: true })).toBeVisible()
  await phone.see()
  await phone.close()
})

test('a volunteer registers a legal person with its certificate, and civil affairs lets it begin', async ({
  browser,
}) => {
  const person = await makeVolunteer('弓')
  const name = `惠城区书香${person.phone.slice(-6)}志愿服务中心`
  const body = `52441302MJ${String(randomInt(10_000_000)).padStart(7, '0')}`
  const phone = await openPerson(browser)
  const { page } = phone
  await signInByPassword(phone, person.phone, NEW_PASSWORD)
  await page.goto('/my/teams/new')
  await page.getByRole('radio', { name: /法人组织/ }).check()
  await fillTeam(phone, { name, contactName: person.name, contactPhone: person.phone })
  const right = creditCodeCheckCharacter(body)
  await page.getByLabel('统一社会信用代码').fill(body + (right === '1' ? '2' : '1'))
  await expect(page.getByText(/^校验位对不上/)).toBeVisible()
  await page.getByLabel('统一社会信用代码').fill(body)
  await page.getByRole('button', { name: '提交审核' }).click()
  await expect(page.getByText('统一社会信用代码不对，请核对。')).toBeVisible()
  await expect(page.getByText('请上传登记证书的照片。')).toBeVisible()
  await page.getByLabel('统一社会信用代码').fill(body + right)
  const file = page.getByLabel('登记证书')
  await file.setInputFiles({
    name: 'paper.jpg',
    mimeType: 'image/jpeg',
    buffer: Buffer.from('not a picture'),
  })
  await expect(page.getByText('只收 JPG、PNG 或 WebP 图片。')).toBeVisible()
  await file.setInputFiles({ name: 'paper.png', mimeType: 'image/png', buffer: await page.screenshot() })
  await expect(page.getByRole('img', { name: '登记证书' })).toBeVisible()
  await page.getByLabel('地图位置').fill('https://uri.amap.com/marker?position=114.4219,23.1089')
  await expect(page.getByText('已由高德地图的坐标换算，误差几米')).toBeVisible()
  await page.getByLabel('能提供什么').fill('周末的书屋')
  await phone.see()
  await handInTeam(phone)
  await phone.close()

  const office = await openPerson(browser, { size: DESK })
  await signInByPassword(office, CIVIL_AFFAIRS)
  await openReview(office, '/admin/reviews', '团体注册', new RegExp(person.phone.slice(-6)))
  await expect(office.page.getByText(`${body}${right}，校验位正确，没有重复`)).toBeVisible()
  await expect(office.page.getByRole('img', { name: `${name}的登记证书` })).toBeVisible()
  await office.see()
  await approve(office, name)
  await office.close()
})
