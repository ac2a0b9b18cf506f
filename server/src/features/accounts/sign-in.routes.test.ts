import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  codeSentTo,
  makeAccount,
  messagesTo,
  randomPhone,
  totpAt,
  type TestAccount,
} from '../../../test/accounts.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { localDate } from '../../kernel/local-date.ts'
import { publicNumber } from '../../kernel/public-number.ts'
import { insertSignInKey } from './index.ts'
import { newTotpSecret } from './totp.ts'

const PASSWORD = 'Abcdefg-12345'
const WRONG = { login: '13800000000', password: 'wrong-Password1' }

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())
beforeEach(() => server.setNow(TEST_NOW))

const after = (seconds: number): void => server.setNow(new Date(server.now().getTime() + seconds * 1000))
const signIn = (body: object, client = server.client()) =>
  client.post<{ displayName: string }>('/sessions', body)
const failTimes = async (login: string, times: number) => {
  for (let n = 0; n < times; n++) await signIn({ login, password: WRONG.password })
}

describe('signIn by password', () => {
  let person: TestAccount
  beforeAll(async () => {
    person = await makeAccount(server, { password: PASSWORD, displayName: '李小明' })
  })

  test('takes the phone, the ID number and the volunteer number, however they are typed', async () => {
    const parts = { letter: 'V', regionCode: '441302', on: localDate('2026-11-24'), serial: 7 } as const
    const volunteerNumber = publicNumber(parts)
    const { accountId } = person
    await server.db.transaction().execute(async (tx) => {
      await insertSignInKey(tx, server.vault, { kind: 'id_document', value: '11010519491231002X', accountId })
      await insertSignInKey(tx, server.vault, { kind: 'volunteer_number', value: volunteerNumber, accountId })
    })
    for (const login of [
      person.phone,
      `+86 ${person.phone}`,
      '11010519491231002x',
      volunteerNumber.toLowerCase(),
    ]) {
      const client = server.client()
      const answer = await signIn({ login, password: PASSWORD }, client)
      expect([login, answer.status, answer.body]).toEqual([login, 200, { displayName: '李小明' }])
      expect((await client.get('/me/sessions')).status).toBe(200)
    }
  })

  test('answers alike whether the login is known or not, up to the lock and beyond', async () => {
    const known = (await makeAccount(server, { password: PASSWORD })).phone
    for (let n = 0; n < 7; n++) {
      const [a, b] = [
        await signIn({ ...WRONG, login: known }),
        await signIn({ ...WRONG, login: randomlyUnknown }),
      ]
      expect(a).toEqual(b)
      expect([a.status, a.code]).toEqual(n < 5 ? [401, 'credentials_wrong'] : [429, 'sign_in_locked'])
    }
  })
  const randomlyUnknown = randomPhone()

  test('an account that has no password yet answers like an unknown one', async () => {
    const { phone } = await makeAccount(server)
    expect((await signIn({ login: phone, password: PASSWORD })).code).toBe('credentials_wrong')
  })

  test('the lock grows with each failure, and even the right password is not heard under it', async () => {
    const { phone: login } = await makeAccount(server, { password: PASSWORD })
    await failTimes(login, 5)
    for (const seconds of [60, 120, 240]) {
      const locked = await signIn({ login, password: PASSWORD })
      expect([locked.status, locked.code, locked.facts]).toEqual([
        429,
        'sign_in_locked',
        { retryAfterSeconds: seconds },
      ])
      after(seconds - 1)
      expect((await signIn({ login, password: PASSWORD })).facts).toEqual({ retryAfterSeconds: 1 })
      after(1)
      expect((await signIn({ login, password: WRONG.password })).code).toBe('credentials_wrong')
    }
    after(480)
    expect((await signIn({ login, password: PASSWORD })).status).toBe(200)
    await failTimes(login, 4)
    expect((await signIn({ login, password: PASSWORD })).status).toBe(200)
  })

  test('guesses made at once are counted one by one', async () => {
    const { phone: login } = await makeAccount(server, { password: PASSWORD })
    const answers = await Promise.all(
      Array.from({ length: 12 }, () => signIn({ login, password: WRONG.password })),
    )
    const codes = answers.map((answer) => answer.code)
    expect(codes.filter((code) => code === 'credentials_wrong')).toHaveLength(5)
    expect(codes.filter((code) => code === 'sign_in_locked')).toHaveLength(7)
  })

  test('is malformed with both ways at once, or neither', async () => {
    for (const body of [
      {},
      { login: person.phone },
      { login: person.phone, password: PASSWORD, phone: person.phone },
    ])
      expect((await signIn(body)).status).toBe(400)
  })

  test('ends the session that the browser had before', async () => {
    const { client, phone } = await makeAccount(server, { password: PASSWORD })
    const old = client.cookie
    await signIn({ login: phone, password: PASSWORD }, client)
    expect(client.cookie).not.toBe(old)
    expect((await server.client(old).get('/me/sessions')).code).toBe('signed_out')
    expect((await client.get<{ items: unknown[] }>('/me/sessions')).body.items).toHaveLength(1)
  })
})

describe('signIn by phone code', () => {
  const send = (phone: string) => server.client().post('/phone-codes', { phone, purpose: 'sign_in' })

  test('takes the code once', async () => {
    const { phone } = await makeAccount(server, { displayName: '李小明' })
    await send(phone)
    const phoneCode = await codeSentTo(server, phone)
    expect((await signIn({ phone: `+86 ${phone}`, phoneCode })).body).toEqual({ displayName: '李小明' })
    expect((await signIn({ phone, phoneCode })).code).toBe('credentials_wrong')
  })

  test('an unknown phone is sent nothing and told the same, before and after the code', async () => {
    const { phone: known } = await makeAccount(server)
    const unknown = randomPhone()
    expect(await send(known)).toEqual(await send(unknown))
    expect(await messagesTo(server, known)).toHaveLength(1)
    expect(await messagesTo(server, unknown)).toEqual([])
    expect(await send(known)).toEqual(await send(unknown))
    const guesses = await Promise.all([known, unknown].map((phone) => signIn({ phone, phoneCode: '000000' })))
    expect(guesses[0]).toEqual(guesses[1])
    expect(guesses[0]?.code).toBe('credentials_wrong')
  })

  test('five wrong guesses kill the code, and five minutes do', async () => {
    const { phone } = await makeAccount(server)
    await send(phone)
    const phoneCode = await codeSentTo(server, phone)
    const wrong = phoneCode === '000000' ? '000001' : '000000'
    for (let n = 0; n < 5; n++) await signIn({ phone, phoneCode: wrong })
    expect((await signIn({ phone, phoneCode })).code).toBe('credentials_wrong')
    after(60)
    await send(phone)
    after(300)
    expect((await signIn({ phone, phoneCode: await codeSentTo(server, phone) })).code).toBe(
      'credentials_wrong',
    )
  })

  test('a locked password does not shut out who holds the phone', async () => {
    const { phone } = await makeAccount(server, { password: PASSWORD })
    await failTimes(phone, 6)
    await send(phone)
    expect((await signIn({ phone, phoneCode: await codeSentTo(server, phone) })).status).toBe(200)
  })
})

describe('signIn of staff', () => {
  const totpSecret = newTotpSecret()
  const staff = () =>
    makeAccount(server, {
      password: PASSWORD,
      totpSecret,
      grants: [{ role: 'authority_reviewer', regionPath: '4413', bodyName: '惠州市文明办' }],
    })

  test('needs the second factor, once the password is right', async () => {
    const { phone: login } = await staff()
    expect((await signIn({ login, password: WRONG.password })).code).toBe('credentials_wrong')
    expect(await signIn({ login, password: PASSWORD })).toMatchObject({
      status: 401,
      code: 'second_factor_needed',
    })
    const client = server.client()
    expect(
      (await signIn({ login, password: PASSWORD, totp: totpAt(server, totpSecret) }, client)).status,
    ).toBe(200)
    expect((await client.get('/staff')).status).toBe(200)
  })

  test('a code of the second factor works once, and not the one before it either', async () => {
    const { phone: login } = await staff()
    const totp = totpAt(server, totpSecret)
    after(30)
    const next = totpAt(server, totpSecret)
    expect((await signIn({ login, password: PASSWORD, totp: next })).status).toBe(200)
    expect((await signIn({ login, password: PASSWORD, totp: next })).code).toBe('second_factor_wrong')
    expect((await signIn({ login, password: PASSWORD, totp })).code).toBe('second_factor_wrong')
    after(30)
    expect((await signIn({ login, password: PASSWORD, totp: totpAt(server, totpSecret) })).status).toBe(200)
  })

  test('guessing at it locks as well, whichever way the first step was made', async () => {
    const { phone } = await staff()
    for (let n = 0; n < 5; n++) {
      const answer = await signIn({ login: phone, password: PASSWORD, totp: '000000' })
      expect([answer.status, answer.code]).toEqual([401, 'second_factor_wrong'])
    }
    const totp = totpAt(server, totpSecret)
    expect((await signIn({ login: phone, password: PASSWORD, totp })).code).toBe('sign_in_locked')
    await server.client().post('/phone-codes', { phone, purpose: 'sign_in' })
    const phoneCode = await codeSentTo(server, phone)
    expect((await signIn({ phone, phoneCode, totp })).code).toBe('sign_in_locked')
  })

  test('a phone code is not used up before the second factor came', async () => {
    const { phone } = await staff()
    await server.client().post('/phone-codes', { phone, purpose: 'sign_in' })
    const phoneCode = await codeSentTo(server, phone)
    expect((await signIn({ phone, phoneCode })).code).toBe('second_factor_needed')
    expect((await signIn({ phone, phoneCode, totp: totpAt(server, totpSecret) })).status).toBe(200)
  })
})

test('what a sign-in leaves in the trail names no one', async () => {
  const { accountId, phone } = await makeAccount(server, { password: PASSWORD })
  await signIn({ login: phone, password: WRONG.password })
  const lines = await server.reader
    .selectFrom('auditEntries')
    .selectAll()
    .where('subjectId', '=', accountId)
    .execute()
  expect(lines).toMatchObject([
    { deed: 'signIn', subjectKind: 'account', facts: { outcome: 'credentials_wrong' } },
  ])
  expect(JSON.stringify(lines)).not.toContain(phone)
})
