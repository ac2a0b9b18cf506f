/** C1: the corps keeps a project as a template; the leader of a team below begins from it, and cannot change it. */
import { apiAs, CORPS_LEADER, DONGHU_LEADER } from './people.ts'
import { DESK, expect, openPerson, signInByPassword, test } from './journey.ts'
import { draftOf, onDay, teamOf } from './teams.ts'

test('a corps keeps a template, a team below begins a project from it, and the corps renames and deletes it', async ({
  browser,
}) => {
  const title = `社区书屋日 ${Date.now() % 1_000_000}`
  const api = await apiAs(CORPS_LEADER)
  const corpsTeam = await teamOf(api)
  const wanted = draftOf({ title, startsAt: onDay(6, 9), minutes: 150, headcount: 7 })
  const { projectId } = await api.send<{ projectId: string }>('post', `/teams/${corpsTeam}/projects`, wanted)
  await api.dispose()

  const corps = await openPerson(browser, { size: DESK })
  await signInByPassword(corps, CORPS_LEADER)
  await corps.arrive(`/team/${corpsTeam}/projects/${projectId}`)
  await corps.page.getByRole('button', { name: '存为模板' }).click()
  const saving = corps.page.getByRole('dialog', { name: '存为模板' })
  await expect(saving.getByLabel('模板名称')).toHaveValue(title)
  await saving.getByLabel('模板名称').fill(`${title}模板`)
  await corps.see()
  await saving.getByRole('button', { name: '保存' }).click()
  await expect(corps.page.getByText(`已存为模板“${title}模板”`)).toBeVisible()
  await corps.page.getByRole('button', { name: '存为模板' }).click()
  await saving.getByLabel('模板名称').fill(`${title}模板`)
  await saving.getByRole('button', { name: '保存' }).click()
  await expect(saving.getByText('已有同名模板，请换个名称。')).toBeVisible()
  await expect(saving.getByLabel('模板名称')).toHaveValue(`${title}模板`)

  const leader = await openPerson(browser)
  const { page } = leader
  await signInByPassword(leader, DONGHU_LEADER)
  await page.goto('/team')
  await expect(page).toHaveURL(/\/team\/[0-9a-f-]{36}$/)
  await leader.arrive(`${new URL(page.url()).pathname}/templates`)
  const line = page.getByRole('listitem').filter({ hasText: `${title}模板` })
  await expect(line).toContainText('来自 ')
  await expect(line.getByRole('button')).toHaveText(['用这个模板新建'])
  await leader.see()
  await line.getByRole('button', { name: '用这个模板新建' }).click()
  const using = page.getByRole('dialog', { name: `${title}模板` })
  await using.getByRole('radio', { name: /^不要/ }).check()
  await leader.see()
  await using.getByRole('button', { name: '生成草稿' }).click()
  await expect(page.getByText('草稿已生成，请核对日期。')).toBeVisible()
  await expect(page.getByLabel('标题')).toHaveValue(title)
  await page
    .getByRole('navigation', { name: '填写的步骤' })
    .getByRole('button', { name: /时间地点/ })
    .click()
  await expect(page.getByLabel('岗位名称')).toHaveValue('上架岗')
  await leader.see()
  await leader.close()

  await corps.arrive(`/team/${corpsTeam}/templates`)
  const own = corps.page.getByRole('listitem').filter({ hasText: title })
  await own.getByRole('button', { name: '改名' }).click()
  const naming = corps.page.getByRole('dialog', { name: '改名' })
  await naming.getByLabel('模板名称').fill(`${title}范本`)
  await naming.getByRole('button', { name: '保存' }).click()
  await expect(own).toContainText(`${title}范本`)
  await own.getByRole('button', { name: '删除' }).click()
  await corps.page.getByRole('dialog').getByRole('button', { name: '删除' }).click()
  await expect(corps.page.getByText('已删除')).toBeVisible()
  await expect(own).toHaveCount(0)
  await corps.see()
  await corps.close()
})
