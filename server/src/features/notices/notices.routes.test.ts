import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAccount, randomPhone, type TestAccount } from '../../../test/accounts.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { countUnread, notify, sendSms } from './index.ts'

interface Notices {
  items: { noticeId: string; kind: string; facts: object; link: string; readAt: string | null }[]
  next: string | null
}
interface Outbox {
  items: {
    messageId: string
    recipient: string
    body: string | null
    sentAt: string | null
    isGivenUp: boolean
  }[]
}

let server: TestServer
let person: TestAccount
let other: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  person = await makeAccount(server)
  other = await makeAccount(server)
})
afterAll(() => server.stop())

const tell = (accountIds: AccountId[]) =>
  server.db.transaction().execute((tx) =>
    notify(
      tx,
      accountIds.map((accountId, n) => ({
        accountId,
        kind: 'signup_admitted' as const,
        facts: { title: `西湖“净滩” ${n}` },
        link: '/my/projects',
      })),
      server.now(),
    ),
  )
const listOf = async (who: TestAccount, query = '') =>
  (await who.client.get<Notices>(`/me/notices${query}`)).body

describe('listMyNotices', () => {
  test('shows one’s own, the newest first, in pages', async () => {
    await tell([person.accountId, other.accountId, person.accountId, person.accountId])
    const first = await listOf(person, '?limit=2')
    expect(first.items).toMatchObject([
      { kind: 'signup_admitted', facts: { title: '西湖“净滩” 3' }, link: '/my/projects', readAt: null },
      { facts: { title: '西湖“净滩” 2' } },
    ])
    const second = await listOf(person, `?limit=2&after=${first.next}`)
    expect(second.items).toMatchObject([{ facts: { title: '西湖“净滩” 0' } }])
    expect(second.next).toBeNull()
    expect((await listOf(other)).items).toHaveLength(1)
  })
  test('is for signed-in people', async () => {
    expect(await server.client().get('/me/notices')).toMatchObject({ status: 401, code: 'signed_out' })
  })
  test('telling nobody is no fault', async () => {
    await tell([])
    expect((await listOf(person)).items).toHaveLength(3)
  })
})

describe('markNoticesRead', () => {
  const unread = (who: TestAccount) => countUnread(server.reader, who.accountId)
  test('marks the named ones, never another’s', async () => {
    const [newest] = (await listOf(person)).items
    const [foreign] = (await listOf(other)).items
    const noticeIds = [newest?.noticeId, foreign?.noticeId]
    expect((await person.client.post('/me/notices/read', { noticeIds })).status).toBe(204)
    expect([await unread(person), await unread(other)]).toEqual([2, 1])
    const readAt = server.now().toISOString()
    expect((await listOf(person)).items.map((item) => item.readAt)).toEqual([readAt, null, null])
    expect((await person.client.post('/me/notices/read', { noticeIds: [] })).status).toBe(204)
    expect(await unread(person)).toBe(2)
  })
  test('marks all, and leaves the time of those that were read', async () => {
    const before = (await listOf(person)).items[0]?.readAt
    server.setNow(new Date(server.now().getTime() + 60_000))
    expect((await person.client.post('/me/notices/read', {})).status).toBe(204)
    expect(await unread(person)).toBe(0)
    expect((await listOf(person)).items[0]?.readAt).toBe(before)
  })
  test('refuses what is no list of ids, and strangers', async () => {
    expect((await person.client.post('/me/notices/read', { noticeIds: ['x'] })).code).toBe('malformed')
    expect((await server.client().post('/me/notices/read', {})).code).toBe('signed_out')
  })
})

describe('listOutbox', () => {
  test('shows the operator what to pass on, and each look is in the trail', async () => {
    const operator = await makeAccount(server, { grants: [{ role: 'platform_admin' }] })
    const phone = randomPhone()
    await server.db
      .transaction()
      .execute((tx) =>
        sendSms(
          tx,
          server.vault,
          { phone, template: 'membership_approved', params: { teamName: '蓝天队' } },
          server.now(),
        ),
      )
    const { items } = (await operator.client.get<Outbox>('/outbox')).body
    expect(items).toMatchObject([
      { recipient: phone, body: '【志愿服务】“蓝天队”已同意您加入。', sentAt: null, isGivenUp: false },
    ])
    const trail = await server.reader
      .selectFrom('auditEntries')
      .selectAll()
      .where('deed', '=', 'listOutbox')
      .execute()
    expect(trail.map((line) => line.subjectId)).toEqual(items.map((item) => item.messageId))
  })
  test('is for platform administrators', async () => {
    const site = await makeAccount(server, { grants: [{ role: 'site_admin', regionPath: '4413' }] })
    expect((await site.client.get('/outbox')).code).toBe('wrong_door')
    expect((await person.client.get('/outbox')).code).toBe('wrong_door')
    expect((await server.client().get('/outbox')).code).toBe('signed_out')
  })
})
