import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  codeSentTo,
  makeAccount,
  messagesTo,
  randomPhone,
  totpAt,
  type TestAccount,
} from '../../../test/accounts.ts'
import { makeCrewTeam } from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeStaff, makeVolunteer, TEST_PASSWORD } from '../../../test/people.ts'

const NEW = 'Fresh-Password-2026'
const TOTP = 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

const signIn = (login: string, password: string, more: object = {}) =>
  server.client().post('/sessions', { login, password, ...more })
const noticesOf = async (client: Client) =>
  (await client.get<{ items: { kind: string; link: string }[] }>('/me/notices')).body.items
const linesOf = async (deed: string, accountId: string) =>
  (
    await server.reader.selectFrom('auditEntries').select('subjectId').where('deed', '=', deed).execute()
  ).filter(({ subjectId }) => subjectId === accountId).length

describe('changePassword', () => {
  const change = (client: Client, password: string, newPassword = NEW) =>
    client.post('/me/password', { password, newPassword })

  test('asks for the present password, ends the other sessions and tells the person', async () => {
    const { client, phone, accountId } = await makeAccount(server, { password: TEST_PASSWORD })
    const other = server.client()
    await other.post('/sessions', { login: phone, password: TEST_PASSWORD })
    const wrong = await change(client, 'not-my-Password1')
    expect([wrong.status, wrong.code]).toEqual([401, 'credentials_wrong'])
    expect((await change(client, TEST_PASSWORD, 'short')).code).toBe('password_too_weak')
    expect((await other.get('/me/sessions')).status).toBe(200)
    expect((await change(client, TEST_PASSWORD)).status).toBe(204)
    expect((await other.get('/me/sessions')).code).toBe('signed_out')
    expect((await client.get('/me/sessions')).status).toBe(200)
    expect((await signIn(phone, TEST_PASSWORD)).code).toBe('credentials_wrong')
    expect((await signIn(phone, NEW)).status).toBe(200)
    expect(await noticesOf(client)).toMatchObject([{ kind: 'password_changed', link: '/forgot' }])
    expect(await linesOf('changePassword', accountId)).toBe(1)
  })
  test('wants twelve characters of staff', async () => {
    const grant = { role: 'authority_viewer', regionPath: '4413', bodyName: '惠州市文明办' } as const
    const { client } = await makeAccount(server, { password: TEST_PASSWORD, grants: [grant] })
    expect((await change(client, TEST_PASSWORD, 'Short-2026')).code).toBe('password_too_weak')
    expect((await change(client, TEST_PASSWORD, 'Not-short-2026')).status).toBe(204)
  })
  test('locks a guesser out, and is for signed-in people', async () => {
    const { client } = await makeAccount(server, { password: TEST_PASSWORD })
    for (let n = 0; n < 5; n += 1) await change(client, 'not-my-Password1')
    expect((await change(client, TEST_PASSWORD)).code).toBe('sign_in_locked')
    expect((await change(server.client(), TEST_PASSWORD)).code).toBe('signed_out')
  })
})

describe('resetPassword', () => {
  const codeFor = async (phone: string) => {
    await server.client().post('/phone-codes', { phone, purpose: 'reset_password' })
    return codeSentTo(server, phone)
  }
  const reset = (body: object) => server.client().post('/password-resets', { password: NEW, ...body })

  test('takes the phone’s code and the ID number, ends every session, and tells person and phone', async () => {
    const { client, phone, idNumber, accountId } = await makeVolunteer(server)
    const phoneCode = await codeFor(phone)
    const wrong = await reset({ phone, phoneCode, idNumber: '441302199001010011' })
    expect([wrong.status, wrong.code]).toEqual([422, 'identity_not_proved'])
    expect((await reset({ phone, phoneCode, idNumber, password: 'weak' })).code).toBe('password_too_weak')
    expect((await reset({ phone, phoneCode })).code).toBe('identity_not_proved')
    expect((await client.get('/me/sessions')).status).toBe(200)
    expect((await reset({ phone, phoneCode, idNumber })).status).toBe(204)
    expect((await client.get('/me/sessions')).code).toBe('signed_out')
    expect((await reset({ phone, phoneCode, idNumber })).code).toBe('identity_not_proved')
    const again = server.client()
    expect((await again.post('/sessions', { login: phone, password: NEW })).status).toBe(200)
    expect((await noticesOf(again)).some(({ kind }) => kind === 'password_changed')).toBe(true)
    expect((await messagesTo(server, phone)).at(-1)?.template).toBe('password_reset')
    // Refused tries that were counted stand in the trail too, about nobody.
    expect(await linesOf('resetPassword', accountId)).toBe(1)
  })
  test('opens what wrong passwords had locked', async () => {
    const { phone, idNumber } = await makeVolunteer(server)
    for (let n = 0; n < 5; n += 1) await signIn(phone, 'wrong-Password1')
    expect((await signIn(phone, TEST_PASSWORD)).code).toBe('sign_in_locked')
    expect((await reset({ phone, phoneCode: await codeFor(phone), idNumber })).status).toBe(204)
    expect((await signIn(phone, NEW)).status).toBe(200)
  })
  test('wants the authenticator of staff, who may have no ID number here', async () => {
    const { phone } = await makeStaffWithTotp('authority_reviewer')
    const phoneCode = await codeFor(phone)
    const needed = await reset({ phone, phoneCode })
    expect([needed.status, needed.code]).toEqual([401, 'second_factor_needed'])
    expect((await reset({ phone, phoneCode, totp: '000000' })).code).toBe('second_factor_wrong')
    const totp = totpAt(server, TOTP)
    expect((await reset({ phone, phoneCode, totp, password: 'Short-2026' })).code).toBe('password_too_weak')
    server.setNow(new Date(server.now().getTime() + 60_000))
    expect((await reset({ phone, phoneCode, totp: totpAt(server, TOTP) })).status).toBe(204)
  })
  test('answers alike whether the phone is known, the document another’s, or both made up; and locks alike', async () => {
    const [ann, ben] = [await makeVolunteer(server), await makeVolunteer(server)]
    const nobody = randomPhone()
    await server.client().post('/phone-codes', { phone: nobody, purpose: 'reset_password' })
    expect(await messagesTo(server, nobody)).toEqual([])
    const phoneCode = await codeFor(ann.phone)
    const tries = [
      { phone: ann.phone, phoneCode, idNumber: ben.idNumber },
      { phone: ben.phone, phoneCode: '000000', idNumber: ben.idNumber },
      { phone: nobody, phoneCode: '000000', idNumber: ann.idNumber },
    ]
    for (let n = 0; n < 5; n += 1)
      for (const body of tries) {
        const { status, code, facts } = await reset(body)
        expect([status, code, facts]).toEqual([422, 'identity_not_proved', {}])
      }
    for (const body of tries) expect(await reset(body)).toMatchObject({ status: 429, code: 'sign_in_locked' })
    expect((await reset({ phone: '12', phoneCode: '000000' })).code).toBe('phone_malformed')
  })
})

const makeStaffWithTotp = (
  role: 'site_admin' | 'authority_reviewer',
  regionPath = '441302',
): Promise<TestAccount> =>
  makeAccount(server, {
    password: TEST_PASSWORD,
    totpSecret: TOTP,
    grants: [{ role, regionPath, bodyName: '惠城区文明办' }],
  })

describe('resetSecondFactor', () => {
  const reset = (client: Client, body: object) => client.post('/staff/second-factor-resets', body)

  test('is for an administrator above; the person signs in with the password and binds anew', async () => {
    const admin = await makeStaff(server, 'site_admin', '4413')
    const { accountId, phone, client } = await makeStaffWithTotp('site_admin')
    expect((await signIn(phone, TEST_PASSWORD)).code).toBe('second_factor_needed')
    expect((await reset(admin.client, { accountId })).status).toBe(204)
    expect((await client.get('/staff')).code).toBe('signed_out')
    const again = server.client()
    expect((await again.post('/sessions', { login: phone, password: TEST_PASSWORD })).status).toBe(200)
    expect((await again.get('/staff')).code).toBe('wrong_door')
    expect((await again.post('/me/second-factor', { password: TEST_PASSWORD })).status).toBe(200)
    expect(await noticesOf(again)).toMatchObject([{ kind: 'second_factor_reset', link: '/second-factor' }])
    expect(await linesOf('resetSecondFactor', accountId)).toBe(1)
    expect((await reset(admin.client, { accountId })).code).toBe('second_factor_not_set')
  })
  test('finds the staff of teams by their phone', async () => {
    const admin = await makeStaff(server, 'site_admin', '441302')
    const { teamId, name, path } = await makeCrewTeam(server)
    const grant = { role: 'team_leader' as const, bodyName: name, teamId, teamPath: path }
    const { phone } = await makeAccount(server, { totpSecret: TOTP, grants: [grant] })
    expect((await reset(admin.client, { login: phone })).status).toBe(204)
  })
  test('refuses by name', async () => {
    const admin = await makeStaff(server, 'site_admin', '441302')
    const equal = await makeStaffWithTotp('site_admin')
    const beside = await makeStaffWithTotp('authority_reviewer', '441303')
    const plain = await makeAccount(server)
    const answers = [
      await reset(admin.client, { accountId: admin.accountId }),
      await reset(admin.client, { accountId: equal.accountId }),
      await reset(admin.client, { accountId: beside.accountId }),
      await reset(admin.client, { accountId: plain.accountId }),
      await reset(admin.client, { login: randomPhone() }),
      await reset(equal.client, { accountId: equal.accountId }),
      await reset(beside.client, { accountId: equal.accountId }),
      await reset(plain.client, { accountId: equal.accountId }),
    ]
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [409, 'own_second_factor'],
      [403, 'role_above_yours'],
      [403, 'not_your_region'],
      [404, 'staff_not_found'],
      [404, 'staff_not_found'],
      [409, 'own_second_factor'],
      [403, 'role_above_yours'],
      [403, 'wrong_door'],
    ])
  })
})
