import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { codeSentTo, makeAccount, messagesTo, randomPhone } from '../../../test/accounts.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import type { Tx } from '../../db/handles.ts'
import { checkPhoneCode, usePhoneCode, type PhonePurpose } from '../accounts/index.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer({ RATE_LIMIT_FACTOR: '1', TRUST_PROXY: '1' })
})
afterAll(() => server.stop())
beforeEach(() => server.setNow(TEST_NOW))

const after = (seconds: number): void => server.setNow(new Date(server.now().getTime() + seconds * 1000))
let lastIp = 0
/** From an address of its own each time, so that only the limit under test is met. */
const send = async (
  phone: string,
  purpose: PhonePurpose | 'other' = 'register',
  ip = `10.0.${lastIp >> 8}.${lastIp++ & 255}`,
) => {
  const answer = await server.app.inject({
    method: 'POST',
    url: '/api/v1/phone-codes',
    headers: { 'x-requested-with': 'zhiyuan', 'x-forwarded-for': ip },
    payload: { phone, purpose },
  })
  return {
    status: answer.statusCode,
    ...answer.json<{ code?: string; facts?: object; expiresInSeconds?: number }>(),
  }
}
const within = <T>(work: (tx: Tx) => Promise<T>) => server.db.transaction().execute(work)
const check = (phone: string, code: string, purpose: PhonePurpose = 'register') =>
  within((tx) => checkPhoneCode(tx, server.vault, { phone, purpose, code }, server.now()))
const other = (code: string): string => (code === '000000' ? '000001' : '000000')

describe('sendPhoneCode', () => {
  test('sends six digits in a message with the sender in front', async () => {
    const phone = randomPhone()
    expect(await send(`+86 ${phone}`)).toEqual({ status: 202, expiresInSeconds: 300, resendAfterSeconds: 60 })
    const [message] = await messagesTo(server, phone)
    expect(message?.text).toMatch(/^【志愿服务】您的注册验证码是\d{6}，/)
  })

  test.each(['register', 'sign_in', 'guardian'] as const)(
    'for %s answers alike for a known and an unknown phone',
    async (purpose) => {
      const { phone: known } = await makeAccount(server)
      const unknown = randomPhone()
      expect(await send(known, purpose)).toEqual(await send(unknown, purpose))
      expect(await send(known, purpose)).toEqual(await send(unknown, purpose))
      expect(await messagesTo(server, known)).toHaveLength(1)
      expect(await messagesTo(server, unknown)).toHaveLength(purpose === 'sign_in' ? 0 : 1)
    },
  )

  test('not twice within a minute; the new code takes the place of the old', async () => {
    const phone = randomPhone()
    await send(phone)
    const first = await codeSentTo(server, phone)
    after(20)
    expect(await send(phone)).toMatchObject({
      status: 429,
      code: 'code_sent_recently',
      facts: { seconds: 40 },
    })
    after(40)
    expect((await send(phone)).status).toBe(202)
    const second = await codeSentTo(server, phone)
    if (first !== second) expect(await check(phone, first)).toBe('phone_code_wrong')
    expect(await check(phone, second)).toBeNull()
  })

  test('asked for twice at once, one is sent', async () => {
    const phone = randomPhone()
    const answers = await Promise.all([send(phone), send(phone), send(phone)])
    expect(answers.map((answer) => answer.status).sort()).toEqual([202, 429, 429])
    expect(await messagesTo(server, phone)).toHaveLength(1)
  })

  test('ten a day to one phone, whatever for; the next day again', async () => {
    const phone = randomPhone()
    for (let n = 0; n < 10; n++) {
      expect((await send(phone, n % 2 === 0 ? 'register' : 'sign_in')).status).toBe(202)
      after(60)
    }
    expect(await send(phone)).toMatchObject({ status: 429, code: 'too_many_codes' })
    server.setNow('2026-11-24T15:59:59Z')
    expect((await send(phone)).code).toBe('too_many_codes')
    server.setNow('2026-11-24T16:00:00Z')
    expect((await send(phone)).status).toBe(202)
  })

  test('two hundred a day from one address, however many it has of its block', async () => {
    server.setNow('2026-11-30T02:00:00Z')
    for (let n = 0; n < 200; n++) {
      // So slowly that the limit of a minute is not met.
      after(3)
      expect((await send(randomPhone(), 'register', `2001:db8:1:2::${n.toString(16)}`)).status).toBe(202)
    }
    expect(await send(randomPhone(), 'register', '2001:db8:1:2:ffff::1')).toMatchObject({
      status: 429,
      code: 'too_many_codes',
    })
    expect((await send(randomPhone(), 'register', '2001:db8:1:3::1')).status).toBe(202)
  })

  test('refuses what is no mobile number, and an unknown purpose', async () => {
    for (const phone of ['12345678901', '0752-2801234', 'abc']) {
      expect(await send(phone)).toMatchObject({ status: 422, code: 'phone_malformed' })
    }
    expect(await send(randomPhone(), 'other')).toMatchObject({ status: 400, code: 'malformed' })
  })

  test('keeps neither phone nor code in the clear', async () => {
    const phone = randomPhone()
    await send(phone)
    const code = await codeSentTo(server, phone)
    const rows = [
      ...(await server.reader.selectFrom('phoneCodes').selectAll().execute()),
      ...(await server.reader.selectFrom('phoneCodeCounts').selectAll().execute()),
      ...(await server.reader.selectFrom('outboxMessages').selectAll().execute()),
      ...(await server.reader.selectFrom('auditEntries').selectAll().execute()),
    ]
    const bytes = Buffer.concat(
      rows.flatMap((row) =>
        Object.values(row).map((v) => (Buffer.isBuffer(v) ? v : Buffer.from(JSON.stringify(v)))),
      ),
    ).toString('latin1')
    expect(bytes).not.toContain(phone)
    expect(bytes).not.toContain(`"${code}"`)
  })
})

describe('checkPhoneCode and usePhoneCode', () => {
  const sent = async (purpose: PhonePurpose = 'register') => {
    const phone = randomPhone()
    await send(phone, purpose)
    return { phone, code: await codeSentTo(server, phone) }
  }
  test('a code proves its phone for its purpose, until it was used', async () => {
    const { phone, code } = await sent()
    expect(await check(phone, code, 'guardian')).toBe('phone_code_wrong')
    expect(await check(randomPhone(), code)).toBe('phone_code_wrong')
    expect(await check(phone, code)).toBeNull()
    expect(await check(phone, code)).toBeNull()
    await within((tx) => usePhoneCode(tx, server.vault, phone, 'register'))
    expect(await check(phone, code)).toBe('phone_code_wrong')
  })
  test('five wrong guesses kill it, also when they come at once', async () => {
    const { phone, code } = await sent()
    const reasons = await Promise.all(Array.from({ length: 8 }, () => check(phone, other(code))))
    expect(reasons.filter((reason) => reason === 'phone_code_wrong')).toHaveLength(5)
    expect(await check(phone, code)).toBe('phone_code_expired')
  })
  test('four wrong guesses do not', async () => {
    const { phone, code } = await sent()
    for (let n = 0; n < 4; n++) await check(phone, other(code))
    expect(await check(phone, code)).toBeNull()
  })
  test('it lives five minutes', async () => {
    const { phone, code } = await sent()
    after(299)
    expect(await check(phone, code)).toBeNull()
    after(1)
    expect(await check(phone, code)).toBe('phone_code_expired')
  })
})
