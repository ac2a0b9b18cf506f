import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { makeCrewTeam, publishProject } from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { feedText } from './feed.rules.ts'

let server: TestServer
const ids: string[] = []
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: 'https://volunteer.example' })
  await makeSite(server)
  const team = await makeCrewTeam(server, { name: '水门桥社区志愿服务队' })
  for (const [title, minute] of [
    ['西湖<花市> & 引导', 1],
    ['东江护河', 2],
  ] as const) {
    server.setNow(`2026-11-24T02:0${minute}:00Z`)
    ids.push((await publishProject(server, team, { title })).projectId)
  }
})
afterAll(() => server.stop())

const ask = (query = '', headers = {}) =>
  server.app.inject({ method: 'GET', url: `/api/v1/project-feed${query}`, headers })

/** A strict reading of what we write: every element is closed in its order, and no sign stands bare. */
function elementsOf(xml: string): string[] {
  const open: string[] = []
  const seen: string[] = []
  for (const [, sign, name = '', rest = ''] of xml
    .replace(/^<\?xml[^?]*\?>/, '')
    .matchAll(/<(\/?)([a-z]+)([^<>]*)>/g)) {
    if (sign === '/') expect(open.pop()).toBe(name)
    else {
      seen.push(name)
      if (!rest.endsWith('/')) open.push(name)
    }
  }
  expect(open).toEqual([])
  expect(xml.replace(/<[^<>]*>/g, '')).not.toMatch(/[<>]|&(?!(amp|lt|gt|quot);)/)
  return seen
}

test('C3: the newest come first, each with its address, and nothing of persons', async () => {
  const answer = await ask()
  expect(answer.headers['content-type']).toBe('application/atom+xml; charset=utf-8')
  const names = elementsOf(answer.body)
  expect(names.filter((name) => name === 'entry')).toHaveLength(2)
  for (const name of ['id', 'title', 'updated', 'author']) expect(names).toContain(name)
  expect([...answer.body.matchAll(/urn:uuid:([^<]+)/g)].map(([, id]) => id)).toEqual([ids[1], ids[0]])
  expect(answer.body).toContain('<title>西湖&lt;花市&gt; &amp; 引导</title>')
  expect(answer.body).toContain(`href="https://volunteer.example/projects/${ids[0]}"`)
  expect(answer.body).toContain('<published>2026-11-24T02:01:00.000Z</published>')
  expect(answer.body).not.toMatch(/陈思远|13800138000/)
})

test('C3: it is narrowed as the list is, and its addresses keep what was asked', async () => {
  const answer = await ask('?q=djhh&region=441302')
  expect([...answer.body.matchAll(/urn:uuid:([^<]+)/g)].map(([, id]) => id)).toEqual([ids[1]])
  expect(answer.body).toContain('href="https://volunteer.example/projects?q=djhh&amp;region=441302"')
  expect((await ask('?region=999999')).statusCode).toBe(422)
  expect((await ask('?on=2026-11-28')).statusCode).toBe(400)
  const none = await ask('?q=xyzxyz')
  expect(elementsOf(none.body)).not.toContain('entry')
})

test('C3: what has not changed is not sent again', async () => {
  const first = await ask()
  const etag = String(first.headers['etag'])
  expect(first.headers['cache-control']).toBe('public, max-age=300')
  const again = await ask('', { 'if-none-match': `"other", ${etag}` })
  expect([again.statusCode, again.body]).toEqual([304, ''])
  expect((await ask('?q=hh', { 'if-none-match': etag })).statusCode).toBe(200)
})

test('four statements at most: the site, a region, the page by one way or the other, and its cards', async () => {
  const connect = vi.spyOn(pg.Pool.prototype, 'connect')
  const statementsOf = async (query: string): Promise<number> => {
    const before = connect.mock.calls.length
    expect((await ask(query)).statusCode).toBe(200)
    return connect.mock.calls.length - before
  }
  try {
    for (const query of ['', '?q=djhh', '?category=community&open=true', '?q=djhh&region=441302'])
      expect(await statementsOf(query)).toBeLessThanOrEqual(4)
  } finally {
    connect.mockRestore()
  }
})

test('signs that XML cannot hold are left out', () => {
  const text = feedText({
    lang: 'zh-CN',
    siteName: '惠\u0001州',
    origin: 'https://x',
    query: '',
    entries: [],
  })
  expect(text).toContain('<title>惠州：志愿服务项目</title>')
})

test('C3: its words are Chinese, or English where that is asked for', async () => {
  expect((await ask()).body).toMatch(/xml:lang="zh-CN"[\s\S]*志愿服务项目<[\s\S]*还需 \d+ 人/)
  const english = (await ask('?lang=en')).body
  expect(english).toMatch(/xml:lang="en"[\s\S]*: volunteer projects<[\s\S]*\d+ more people needed/)
  expect(english).not.toMatch(/还需|，/)
})
