import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeAccount, randomPhone, totpAt } from '../../../test/accounts.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { firstAdminLines } from '../../cli/admin-link.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { createAdminLink, createSetupLink, insertGrant } from './index.ts'

const PASSWORD = 'Abcdefg-12345'
const DAY_MS = 86_400_000

interface Secret {
  totpSecret: string
  totpUri: string
}

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(() => server.setNow(TEST_NOW))

const firstLink = () =>
  server.engine.perform({ actor: SYSTEM, deed: 'createAdminLink' }, createAdminLink, null)
const linkFor = (accountId: AccountId) =>
  server.db.transaction().execute((tx) => createSetupLink(tx, accountId, server.now()))
const complete = (path: string, body: object = {}) =>
  server.client().post<Secret>(path, { displayName: '管理员', password: PASSWORD, ...body })
const unusable = { status: 404, code: 'setup_link_unusable' }

describe('the first administrator', () => {
  test('gets a link at each start until one was used; only the newest opens anything', async () => {
    const [first, second] = [await firstLink(), await firstLink()]
    expect(first).toMatch(/^\/setup\/[\w-]{43}$/)
    expect(await server.client().get(first)).toMatchObject(unusable)
    expect((await server.client().get(second)).body).toEqual({
      displayName: '',
      needsPassword: true,
      needsPhone: true,
    })
    const admins = await server.reader.selectFrom('grants').selectAll().execute()
    expect(admins).toHaveLength(1)
  })

  test('is named at the start, with the address people type', async () => {
    const [words, link] = await firstAdminLines(server.engine, 'https://zy.example')
    expect(words).toContain('once')
    expect(link).toMatch(/^ {2}https:\/\/zy\.example\/setup\/[\w-]{43}$/)
  })

  test('chooses a name, a phone and a password, proves the second factor and is in', async () => {
    const path = await firstLink()
    const phone = randomPhone()
    const { status, body } = await complete(path, { phone: `+86 ${phone}` })
    expect(status).toBe(200)
    expect(body.totpUri).toMatch(/^otpauth:\/\/totp\//)
    // Nothing has changed yet: the phone opens nothing, the link still does, the service still needs somebody.
    expect((await server.client().post('/sessions', { login: phone, password: PASSWORD })).code).toBe(
      'credentials_wrong',
    )
    expect(await firstAdminLines(server.engine, '')).toHaveLength(2)
  })

  test('confirms with a code', async () => {
    const path = await firstLink()
    const phone = randomPhone()
    const { totpSecret } = (await complete(path, { phone })).body
    const wrong = await server.client().post(`${path}/confirm`, { totp: '000000' })
    expect([wrong.status, wrong.code]).toEqual([422, 'second_factor_wrong'])
    const client = server.client()
    const totp = totpAt(server, totpSecret)
    expect((await client.post(`${path}/confirm`, { totp })).body).toEqual({ displayName: '管理员' })
    expect((await client.get('/outbox')).status).toBe(200)
    expect(await server.client().post(`${path}/confirm`, { totp })).toMatchObject(unusable)
    expect(await server.client().get(path)).toMatchObject(unusable)
    expect(await firstAdminLines(server.engine, '')).toEqual([])
    // The code that confirmed is used up; the next one signs in.
    const signIn = (code: string) =>
      server.client().post('/sessions', { login: phone, password: PASSWORD, totp: code })
    expect((await signIn(totp)).code).toBe('second_factor_wrong')
    server.setNow(new Date(server.now().getTime() + 30_000))
    expect((await signIn(totpAt(server, totpSecret))).status).toBe(200)
  })

  test('is followed by another when the operator makes a link, though nobody asks for one at the start', async () => {
    expect(await firstAdminLines(server.engine, '')).toEqual([])
    const path = await firstLink()
    expect((await server.client().get(path)).body).toEqual({
      displayName: '',
      needsPassword: true,
      needsPhone: true,
    })
    const admins = await server.reader.selectFrom('grants').select('accountId').execute()
    expect(new Set(admins.map(({ accountId }) => accountId)).size).toBe(2)
  })
})

describe('getSetup, completeSetup and confirmSetup', () => {
  test('refuse a link that is unknown, old, or not completed', async () => {
    const { accountId } = await makeAccount(server)
    const path = await linkFor(accountId)
    expect(await server.client().get(`/setup/${'A'.repeat(43)}`)).toMatchObject(unusable)
    expect(await server.client().get('/setup/x')).toMatchObject(unusable)
    expect(await complete(`/setup/${'A'.repeat(43)}`)).toMatchObject(unusable)
    expect(await server.client().post(`${path}/confirm`, { totp: '123456' })).toMatchObject(unusable)
    server.setNow(new Date(server.now().getTime() + 7 * DAY_MS - 1000))
    expect((await server.client().get(path)).status).toBe(200)
    server.setNow(new Date(server.now().getTime() + 1000))
    expect(await server.client().get(path)).toMatchObject(unusable)
    expect(await complete(path)).toMatchObject(unusable)
  })

  test('refuse a password too weak for staff, and a phone that is missing, wrong or taken', async () => {
    const { phone: taken } = await makeAccount(server)
    const nobody = await makeAccount(server)
    await server.db.deleteFrom('signInKeys').where('accountId', '=', nobody.accountId).execute()
    const path = await linkFor(nobody.accountId)
    const reasonOf = async (body: object) => {
      const { status, code } = await complete(path, body)
      return [status, code]
    }
    expect(await reasonOf({ password: 'Abcdefg-1' })).toEqual([422, 'password_too_weak'])
    expect(await reasonOf({})).toEqual([422, 'phone_missing'])
    expect(await reasonOf({ phone: '12345' })).toEqual([422, 'phone_malformed'])
    expect(await reasonOf({ phone: taken })).toEqual([409, 'phone_already_registered'])
    expect(await reasonOf({ displayName: ' ' })).toEqual([400, 'malformed'])
    const phone = randomPhone()
    const { totpSecret } = (await complete(path, { phone })).body
    await makeAccount(server, { phone })
    const late = await server.client().post(`${path}/confirm`, { totp: totpAt(server, totpSecret) })
    expect([late.status, late.code]).toEqual([409, 'phone_already_registered'])
    expect((await server.client().get(path)).status).toBe(200)
  })

  test('ask an account that has a password for that one, and leave it as it is', async () => {
    const { accountId, phone } = await makeAccount(server, { password: PASSWORD, displayName: '李小明' })
    const grant = {
      accountId,
      role: 'platform_admin',
      bodyName: '',
      regionPath: null,
      teamId: null,
      teamPath: null,
    } as const
    await server.db
      .transaction()
      .execute((tx) => insertGrant(tx, { ...grant, grantedBy: null }, server.now()))
    const path = await linkFor(accountId)
    expect((await server.client().get(path)).body).toEqual({
      displayName: '李小明',
      needsPassword: false,
      needsPhone: false,
    })
    const other = await complete(path, { password: 'Another-password-9' })
    expect([other.status, other.code]).toEqual([401, 'credentials_wrong'])
    const { totpSecret } = (await complete(path)).body
    const client = server.client()
    expect((await client.post(`${path}/confirm`, { totp: totpAt(server, totpSecret) })).status).toBe(200)
    expect((await client.get('/outbox')).status).toBe(200)
    server.setNow(new Date(server.now().getTime() + 30_000))
    const signIn = { login: phone, password: PASSWORD, totp: totpAt(server, totpSecret) }
    expect((await server.client().post('/sessions', signIn)).status).toBe(200)
  })

  test('guessing that password through the link locks like any other guessing', async () => {
    const { accountId } = await makeAccount(server, { password: PASSWORD })
    const path = await linkFor(accountId)
    for (let n = 0; n < 5; n++) await complete(path, { password: 'Another-password-9' })
    const locked = await complete(path)
    expect([locked.status, locked.code, locked.facts]).toEqual([
      429,
      'sign_in_locked',
      { retryAfterSeconds: 60 },
    ])
  })

  test('a link stores no token', async () => {
    const { accountId } = await makeAccount(server)
    const token = (await linkFor(accountId)).split('/').at(-1) ?? ''
    const rows = await server.reader.selectFrom('setupLinks').selectAll().execute()
    expect(rows.length).toBeGreaterThan(0)
    expect(rows.some((row) => row.tokenHash.toString('base64url') === token)).toBe(false)
  })
})
