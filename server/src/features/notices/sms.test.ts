/** The job and both adapters, the gateway being a real HTTP server on this machine. */
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeAccount, randomPhone } from '../../../test/accounts.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { sendMessagesJob, sweepMessagesJob } from '../../jobs/send-messages.ts'
import { sweepAccountsJob } from '../../jobs/sweep-accounts.ts'
import { sendSms } from './index.ts'

interface Received {
  headers: IncomingHttpHeaders
  body: unknown
}

let gateway: Server
let local: TestServer
let remote: TestServer
let answerWith = 200
const received: Received[] = []

beforeAll(async () => {
  gateway = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      received.push({ headers: request.headers, body: JSON.parse(Buffer.concat(parts).toString()) })
      response.writeHead(answerWith, answerWith === 302 ? { location: '/elsewhere' } : {}).end('taken')
    })
  })
  await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
  const { port } = gateway.address() as AddressInfo
  local = await startTestServer()
  remote = await startTestServer({ SMS_URL: `http://127.0.0.1:${port}/sms`, SMS_TOKEN: 'secret-token' })
})
afterAll(async () => {
  await Promise.all([local.stop(), remote.stop()])
  gateway.close()
})
beforeEach(() => {
  received.length = 0
  answerWith = 200
})
afterEach(async () => {
  await remote.db.deleteFrom('outboxMessages').execute()
  remote.setNow(TEST_NOW)
})

const enqueue = (server: TestServer, phone: string, expiresAt?: Date) =>
  server.db.transaction().execute((tx) =>
    sendSms(
      tx,
      server.vault,
      {
        phone,
        template: 'phone_code_sign_in',
        params: { code: '042917' },
        ...(expiresAt === undefined ? {} : { expiresAt }),
      },
      server.now(),
    ),
  )
const run = (server: TestServer) => sendMessagesJob.run(server.engine)
const rows = (server: TestServer) =>
  server.reader.selectFrom('outboxMessages').selectAll().orderBy('messageId').execute()
const later = (server: TestServer, seconds: number) =>
  server.setNow(new Date(server.now().getTime() + seconds * 1000))

describe('without a gateway', () => {
  test('a message counts as sent and stays readable for the operator', async () => {
    await enqueue(local, randomPhone())
    await run(local)
    const [row] = await rows(local)
    expect(row?.sentAt).toEqual(local.now())
    expect(row?.bodyEnc).not.toBeNull()
    const trail = await local.reader
      .selectFrom('auditEntries')
      .selectAll()
      .where('deed', '=', 'sendMessages')
      .execute()
    expect(trail).toMatchObject([{ actorLabel: 'system', subjectId: row?.messageId }])
    await run(local)
    expect((await rows(local))[0]?.attempts).toBe(1)
  })
})

describe('with a gateway', () => {
  test('it is given each message once, with template and text, and keeps nothing to read here', async () => {
    const phones = Array.from({ length: 23 }, randomPhone)
    for (const phone of phones) await enqueue(remote, phone)
    await run(remote)
    await run(remote)
    expect(received).toHaveLength(23)
    const stored = await rows(remote)
    const first = received.find(({ headers }) => headers['idempotency-key'] === stored[0]?.messageId)
    expect(first?.headers).toMatchObject({
      authorization: 'Bearer secret-token',
      'content-type': 'application/json',
    })
    expect(first?.body).toEqual({
      messageId: stored[0]?.messageId,
      to: `+86${phones[0]}`,
      text: '【志愿服务】您的登录验证码是042917，5分钟内有效。如非本人操作，请忽略。',
      template: 'phone_code_sign_in',
      params: { code: '042917' },
    })
    expect(stored.every((row) => row.sentAt !== null && row.bodyEnc === null)).toBe(true)
  })

  test('its operator page shows neither texts nor whole phones, also while they wait', async () => {
    const { client } = await makeAccount(remote, { grants: [{ role: 'platform_admin' }] })
    await enqueue(remote, '13812345678')
    const waiting = (await client.get<{ items: object[] }>('/outbox')).body.items
    await run(remote)
    const gone = (await client.get<{ items: object[] }>('/outbox')).body.items
    expect(waiting).toMatchObject([{ recipient: '138****5678', body: null, sentAt: null }])
    expect(gone).toMatchObject([
      { recipient: '138****5678', body: null, sentAt: TEST_NOW.replace('Z', '.000Z') },
    ])
  })

  test('that fails is tried again ever later, eight times in all', async () => {
    answerWith = 500
    await enqueue(remote, randomPhone())
    await run(remote)
    expect(await rows(remote)).toMatchObject([
      { attempts: 1, failure: 'status_500', sentAt: null, givenUpAt: null },
    ])
    later(remote, 14)
    await run(remote)
    expect(received).toHaveLength(1)
    for (const seconds of [1, 45, 135, 405, 1215, 3645, 10_935, 100_000]) {
      later(remote, seconds)
      await run(remote)
    }
    expect(received).toHaveLength(8)
    expect(new Set(received.map(({ headers }) => headers['idempotency-key'])).size).toBe(1)
    expect((await rows(remote))[0]?.givenUpAt).not.toBeNull()
  })

  test('that comes back gets the message', async () => {
    answerWith = 503
    await enqueue(remote, randomPhone())
    await run(remote)
    answerWith = 204
    later(remote, 15)
    await run(remote)
    expect(await rows(remote)).toMatchObject([{ attempts: 2, failure: null, bodyEnc: null, givenUpAt: null }])
  })

  test('is not followed elsewhere', async () => {
    answerWith = 302
    await enqueue(remote, randomPhone())
    await run(remote)
    expect(received).toHaveLength(1)
    expect(await rows(remote)).toMatchObject([{ failure: 'unreachable', sentAt: null }])
  })

  test('is not bothered with a code that has expired', async () => {
    answerWith = 500
    await enqueue(remote, randomPhone(), new Date(remote.now().getTime() + 20_000))
    await run(remote)
    later(remote, 15)
    await run(remote)
    later(remote, 60)
    await run(remote)
    expect(received).toHaveLength(2)
    expect((await rows(remote))[0]?.givenUpAt).not.toBeNull()
    await enqueue(remote, randomPhone(), new Date(remote.now().getTime() - 1))
    await run(remote)
    expect(received).toHaveLength(2)
  })
})

describe('the sweepers', () => {
  test('forget what has no effect any more, and only that', async () => {
    const { client, accountId } = await makeAccount(remote)
    await enqueue(remote, randomPhone())
    const phone = randomPhone()
    await remote.client().post('/phone-codes', { phone, purpose: 'register' })
    await remote.client().post('/sessions', { login: phone, password: 'Nobody-knows-1' })
    const sweep = async () => {
      await sweepMessagesJob.run(remote.engine)
      await sweepAccountsJob.run(remote.engine)
    }
    const left = async () => {
      const count = async (table: 'phoneCodes' | 'phoneCodeCounts' | 'signInFailures' | 'outboxMessages') =>
        (await remote.reader.selectFrom(table).selectAll().execute()).length
      const sessions = await remote.reader
        .selectFrom('sessions')
        .selectAll()
        .where('accountId', '=', accountId)
        .execute()
      return [
        await count('phoneCodes'),
        await count('phoneCodeCounts'),
        await count('signInFailures'),
        await count('outboxMessages'),
        sessions.length,
      ]
    }
    const before = await left()
    await sweep()
    expect(await left()).toEqual(before)
    later(remote, 3 * 86_400)
    await sweep()
    expect((await left()).slice(0, 3)).toEqual([0, 0, 0])
    expect((await left())[3]).toBeGreaterThan(0)
    expect((await client.get('/me/sessions')).status).toBe(200)
    later(remote, 61 * 86_400)
    await sweep()
    expect(await left()).toEqual([0, 0, 0, 0, 0])
  })
})
