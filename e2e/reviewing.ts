/** A reviewer at the desk: opens what waits under a name, and decides it. */
import { expect, type Person } from './journey.ts'

export type Queue = '志愿者实名' | '团体注册' | '项目发布' | '团体更名' | '资料变更'

/** Names of people are masked in the list, so that a surname is what one finds them by. */
export async function openReview(
  { page }: Person,
  at: string,
  queue: Queue,
  title: string | RegExp,
  opened: string | RegExp = '核对清单',
): Promise<void> {
  await page.goto(at)
  await page.getByRole('group', { name: '审核队列' }).getByRole('button', { name: queue }).click()
  await page.getByRole('table').getByRole('button', { name: title }).last().click()
  await expect(page.getByText(opened)).toBeVisible()
}

export async function approve({ page }: Person, title: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: '通过', exact: true }).click()
  await expect(page.getByRole('status').getByText(title)).toContainText('已通过')
}

/** Without words there is no refusal; a ready phrase will do. */
export async function refuse({ page }: Person, phrase: string, title: string | RegExp): Promise<void> {
  await page.getByRole('button', { name: '退回', exact: true }).click()
  await page.getByRole('button', { name: '发出“不通过”' }).click()
  await expect(page.getByText('不同意时请写明理由。')).toBeVisible()
  await page.getByRole('button', { name: phrase, exact: true }).click()
  await page.getByRole('button', { name: '发出“不通过”' }).click()
  await expect(page.getByRole('status').getByText(title)).toContainText('已退回')
}
