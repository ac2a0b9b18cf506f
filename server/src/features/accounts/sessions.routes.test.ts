import { Writable } from 'node:stream'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeSentTo, makeAccount, randomPhone, type TestAccount } from '../../../test/accounts.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { createServer, REDACTED } from '../../app.ts'
import { readConfig } from '../../config.ts'
import type { Tx } from '../../db/handles.ts'
import type { SiteId } from '../../kernel/ids.ts'
import { insertSite } from '../catalog/index.ts'
import { openSession } from './index.ts'

const PASSWORD = 'Abcdefg-12345'
const HOUR = 3600
const DAY = 24 * HOUR
const reviewer = { role: 'authority_reviewer', regionPath: '4413', bodyName: '惠州市文明办' } as const

interface Sessions {
  items: { sessionId: string; deviceLabel: string; lastSeenAt: string; isCurrent: boolean }[]
}

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ TRUST_PROXY: '1' })
})
afterAll(() => server.stop())
beforeEach(() => server.setNow(TEST_NOW))

const after = (seconds: number): void => server.setNow(new Date(server.now().getTime() + seconds * 1000))
const sessionsOf = async (client: Client) => (await client.get<Sessions>('/me/sessions')).body.items
const secondSession = async ({ accountId }: Pick<TestAccount, 'accountId'>, userAgent = 'Firefox Linux') => {
  const opening = (tx: Tx) => openSession(tx, { accountId, userAgent }, server.now())
  return server.client(`zy_session=${await server.db.transaction().execute(opening)}`)
}
const isIn = async (client: Client) => (await client.get('/me/sessions')).status === 200

describe('the cookie', () => {
  const cookieOf = async (app: TestServer['app'], headers: Record<string, string> = {}) => {
    const { phone } = await makeAccount(server, { password: PASSWORD })
    const answer = await app.inject({
      method: 'POST',
      url: '/api/v1/sessions',
      headers: { 'x-requested-with': 'zhiyuan', ...headers },
      payload: { login: phone, password: PASSWORD },
    })
    return String(answer.headers['set-cookie'])
  }
  test('is out of reach of scripts and other sites, and carries 256 bits', async () => {
    const set = await cookieOf(server.app)
    expect(set).toMatch(/^zy_session=[\w-]{43}; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax$/)
  })
  test('is secure behind https', async () => {
    expect(await cookieOf(server.app, { 'x-forwarded-proto': 'https' })).toContain('; Secure')
    const config = readConfig({ LOG_LEVEL: 'silent', PUBLIC_URL: 'https://zy.example' })
    const { app } = await createServer({ config, opened: server, vault: server.vault, clock: server.now })
    expect(await cookieOf(app)).toContain('; Secure')
    await app.close()
  })
  test('is stored as a hash only', async () => {
    const { client } = await makeAccount(server)
    const token = client.cookie?.split('=')[1] ?? ''
    const rows = await server.reader.selectFrom('sessions').select('tokenHash').execute()
    expect(rows.some((row) => row.tokenHash.toString('base64url') === token)).toBe(false)
    expect(rows.every((row) => row.tokenHash.length === 32)).toBe(true)
  })
  test.each([
    'zy_session=',
    'zy_session=short',
    `zy_session=${'A'.repeat(43)}`,
    `zy_session=${'A'.repeat(4000)}`,
  ])('%s is nobody', async (cookie) =>
    expect((await server.client(cookie).get('/me/sessions')).code).toBe('signed_out'),
  )
})

describe('listMySessions and endSession', () => {
  test('show one’s own, and end one at once', async () => {
    const person = await makeAccount(server)
    const other = await secondSession(person)
    const listed = await sessionsOf(person.client)
    expect(listed.map((s) => [s.deviceLabel, s.isCurrent])).toEqual([
      ['Firefox · Linux', false],
      ['', true],
    ])
    expect(await isIn(other)).toBe(true)
    expect((await person.client.delete(`/me/sessions/${listed[0]?.sessionId}`)).status).toBe(204)
    expect(await isIn(other)).toBe(false)
    expect(await sessionsOf(person.client)).toHaveLength(1)
    const again = await person.client.delete(`/me/sessions/${listed[0]?.sessionId}`)
    expect([again.status, again.code]).toEqual([404, 'session_not_found'])
  })
  test('ending the current one is signing out', async () => {
    const { client } = await makeAccount(server)
    const cookie = client.cookie
    await client.delete(`/me/sessions/${(await sessionsOf(client))[0]?.sessionId}`)
    expect(client.cookie).toBeNull()
    expect(await isIn(server.client(cookie))).toBe(false)
  })
  test('somebody else’s session is not found and lives on', async () => {
    const [one, two] = [await makeAccount(server), await makeAccount(server)]
    const sessionId = (await sessionsOf(two.client))[0]?.sessionId
    expect((await one.client.delete(`/me/sessions/${sessionId}`)).code).toBe('session_not_found')
    expect(await isIn(two.client)).toBe(true)
  })
  test('are for signed-in people', async () => {
    expect((await server.client().get('/me/sessions')).code).toBe('signed_out')
    expect((await server.client().delete('/me/sessions/019ab000-0000-7000-8000-000000000001')).code).toBe(
      'signed_out',
    )
  })
})

describe('signOut', () => {
  test('ends the session at once and takes the cookie', async () => {
    const { client } = await makeAccount(server)
    const cookie = client.cookie
    expect(await isIn(client)).toBe(true)
    expect((await client.delete('/sessions/current')).status).toBe(204)
    expect(client.cookie).toBeNull()
    expect((await server.client(cookie).delete('/sessions/current')).code).toBe('signed_out')
  })
})

describe('a session', () => {
  const secondsLeft = async ({ accountId }: TestAccount) => {
    const rows = server.reader.selectFrom('sessions').select('expiresAt').where('accountId', '=', accountId)
    return ((await rows.executeTakeFirstOrThrow()).expiresAt.getTime() - server.now().getTime()) / 1000
  }
  test.each([
    ['a volunteer lives thirty idle days', {}, 30 * DAY],
    ['staff lives twelve idle hours', { grants: [reviewer] }, 12 * HOUR],
  ])('of %s, and each use begins them again', async (_, wishes, seconds) => {
    const person = await makeAccount(server, wishes)
    after(seconds - HOUR)
    expect(await secondsLeft(person)).toBe(HOUR)
    expect(await isIn(person.client)).toBe(true)
    expect(await secondsLeft(person)).toBe(seconds)
  })
  test('is over when its time is', async () => {
    const [volunteer, staff] = [await makeAccount(server), await makeAccount(server, { grants: [reviewer] })]
    after(12 * HOUR)
    expect([await isIn(volunteer.client), await isIn(staff.client)]).toEqual([true, false])
    const idle = await makeAccount(server)
    after(30 * DAY)
    expect(await isIn(idle.client)).toBe(false)
  })
  test('is noted as seen once a minute at most', async () => {
    const person = await makeAccount(server)
    const seen = async () => (await sessionsOf(person.client)).map((s) => s.lastSeenAt)
    after(59)
    expect(await seen()).toEqual([TEST_NOW.replace('Z', '.000Z')])
    const other = await makeAccount(server)
    after(60)
    await isIn(other.client)
    expect((await sessionsOf(other.client))[0]?.lastSeenAt).toBe(server.now().toISOString())
  })
})

describe('grants', () => {
  const reachesStaff = async (client: Client) => (await client.get('/staff')).status === 200
  test('count only with the second factor in the session', async () => {
    expect(await reachesStaff((await makeAccount(server, { grants: [reviewer] })).client)).toBe(true)
    const without = await makeAccount(server, { grants: [reviewer], secondFactor: false })
    expect((await without.client.get('/staff')).code).toBe('wrong_door')
    expect(await isIn(without.client)).toBe(true)
  })
  test('without it they count in a demo, which needs both the flag and a demo database', async () => {
    const { accountId, client } = await makeAccount(server, { grants: [reviewer], secondFactor: false })
    const asDemo = async () => {
      const config = readConfig({ LOG_LEVEL: 'silent' }, { demo: true })
      const { app } = await createServer({ config, opened: server, vault: server.vault, clock: server.now })
      const answer = await app.inject({
        url: '/api/v1/staff',
        headers: { cookie: (await secondSession({ accountId })).cookie ?? '' },
      })
      await app.close()
      return answer.statusCode
    }
    expect(await asDemo()).toBe(403)
    await server.db.transaction().execute((tx) =>
      insertSite(tx, {
        siteId: '019ab000-0000-7000-8000-000000000001' as SiteId,
        regionCode: '441300',
        nameZh: '志愿惠州',
        nameEn: 'Volunteer Huizhou',
        taglineZh: '',
        taglineEn: '',
        policies: {},
        isDemo: true,
        createdAt: server.now(),
      }),
    )
    expect(await asDemo()).toBe(200)
    expect(await reachesStaff(client)).toBe(false)
  })
})

test('the log holds no phone, password, code or token, however a sign-in goes', async () => {
  const lines: string[] = []
  const sink = new Writable({ write: (chunk, _, done) => (lines.push(String(chunk)), done()) })
  const logger = pino({ level: 'trace', redact: { paths: REDACTED, censor: '[redacted]' } }, sink)
  const config = readConfig({ RATE_LIMIT_FACTOR: '1000' })
  const { app } = await createServer({
    config,
    opened: server,
    vault: server.vault,
    clock: server.now,
    logger,
  })
  const { phone } = await makeAccount(server, { password: PASSWORD })
  const newcomer = randomPhone()
  const post = (path: string, payload: object) =>
    app.inject({ method: 'POST', url: `/api/v1${path}`, headers: { 'x-requested-with': 'zhiyuan' }, payload })
  await post('/phone-codes', { phone: newcomer, purpose: 'register' })
  await post('/phone-codes', { phone, purpose: 'sign_in' })
  await post('/phone-codes', { phone, purpose: 'unheard of' })
  const phoneCode = await codeSentTo(server, phone)
  await post('/sessions', { login: phone, password: 'wrong-Password1' })
  await post('/sessions', { login: phone, password: PASSWORD, extra: 1 })
  const signedIn = await post('/sessions', { phone, phoneCode })
  const token = signedIn.cookies.find((c) => c.name === 'zy_session')?.value ?? 'none'
  app.log.info({ phone, password: PASSWORD, body: { phoneCode, totp: phoneCode } }, 'a careless line')
  await app.close()
  const log = lines.join('')
  expect(log).toContain('a careless line')
  for (const secret of [phone, newcomer, PASSWORD, 'wrong-Password1', phoneCode, token])
    expect(log).not.toContain(secret)
})
