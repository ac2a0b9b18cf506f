// Every page that a notice leads to is one of ours: those the server names in the contract, and those we choose ourselves.
import { readFileSync } from 'node:fs'
import { createMemoryHistory, createRouter } from 'vue-router'
import { expect, test } from 'vitest'
import { routes as account } from './areas/account/routes'
import { routes as authority } from './areas/authority/routes'
import { routes as portal } from './areas/portal/routes'
import { routes as team } from './areas/team/routes'
import { routes as volunteer } from './areas/volunteer/routes'
import { noticeLink } from './features/notices/notices'

interface NoticeShape {
  kind: { anyOf?: { const: string }[]; enum?: string[] }
  link: { examples: string[] }
}
const contract = JSON.parse(
  readFileSync(new URL('../../contract/openapi.json', import.meta.url), 'utf8'),
) as object

/** The shape of one notice, wherever the contract keeps it. */
function noticeShape(node: unknown): NoticeShape | null {
  if (typeof node !== 'object' || node === null) return null
  const { properties } = node as { properties?: Record<string, unknown> }
  if (properties?.['noticeId'] !== undefined && properties['link'] !== undefined)
    return properties as unknown as NoticeShape
  for (const child of Object.values(node)) {
    const found = noticeShape(child)
    if (found !== null) return found
  }
  return null
}
const { kind, link } = noticeShape(contract)!
const kinds = kind.enum ?? kind.anyOf?.map((one) => one.const) ?? []

const router = createRouter({
  history: createMemoryHistory(),
  routes: [...portal, ...account, ...volunteer, ...team, ...authority],
})
/** Every area has a page of its own for what is not there. */
const NOWHERE = /\/:rest\(\.\*\)\*$/
const leadsTo = (path: string): string => router.resolve(path).matched.at(-1)?.path ?? '/:rest(.*)*'
const filled = (page: string): string => page.replace(/\{\w+\}/g, '0199-0000')

test.each(link.examples)('%s is a page', (page) => {
  expect(leadsTo(filled(page))).not.toMatch(NOWHERE)
  expect(leadsTo(`${filled(page).split('?')[0]}/nowhere/at/all`)).toMatch(NOWHERE)
})
test.each(kinds)('a notice of the kind %s opens a page, with a link of the server and without', (one) => {
  for (const path of ['', ...link.examples.map(filled)])
    expect(
      leadsTo(noticeLink({ kind: one as Parameters<typeof noticeLink>[0]['kind'], link: path })),
    ).not.toMatch(NOWHERE)
})
