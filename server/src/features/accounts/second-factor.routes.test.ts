import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAccount, totpAt, type TestAccount } from '../../../test/accounts.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import type { SessionId } from '../../kernel/ids.ts'
import { findSecondFactorState } from './index.ts'
import { newTotpSecret } from './totp.ts'

const PASSWORD = 'Abcdefg-12345'
const reviewer = { role: 'authority_reviewer', regionPath: '4413', bodyName: '惠州市文明办' } as const

interface Sessions {
  items: { sessionId: string; isCurrent: boolean }[]
}

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

describe('startSecondFactor and confirmSecondFactor', () => {
  const stateOf = async ({ accountId, client }: TestAccount) => {
    const { body } = await client.get<Sessions>('/me/sessions')
    const sessionId = (body.items.find((session) => session.isCurrent)?.sessionId ?? null) as SessionId | null
    return findSecondFactorState(server.reader, server.engine.config, { accountId, sessionId })
  }
  test('bring the roles of somebody who became staff later into force', async () => {
    const person = await makeAccount(server, { password: PASSWORD, grants: [reviewer], secondFactor: false })
    const { client, phone } = person
    expect(await stateOf(person)).toBe('to_set_up')
    expect((await client.post('/me/second-factor/confirm', { totp: '000000' })).code).toBe(
      'second_factor_not_started',
    )
    const refused = await client.post('/me/second-factor', { password: 'wrong-Password1' })
    expect([refused.status, refused.code]).toEqual([401, 'credentials_wrong'])
    const started = await client.post<{ totpSecret: string; totpUri: string }>('/me/second-factor', {
      password: PASSWORD,
    })
    const { totpSecret, totpUri } = started.body
    expect(totpUri).toContain(`secret=${totpSecret}`)
    // Until the first code came nothing has changed: the next sign-in asks for none.
    expect((await server.client().post('/sessions', { login: phone, password: PASSWORD })).status).toBe(200)
    const wrong = await client.post('/me/second-factor/confirm', { totp: '000000' })
    expect([wrong.status, wrong.code]).toEqual([422, 'second_factor_wrong'])
    expect((await client.get('/staff')).code).toBe('wrong_door')
    expect(
      (await client.post('/me/second-factor/confirm', { totp: totpAt(server, totpSecret) })).status,
    ).toBe(204)
    expect((await client.get('/staff')).status).toBe(200)
    expect(await stateOf(person)).toBe('passed')
    expect((await client.post('/me/second-factor', { password: PASSWORD })).code).toBe('second_factor_set')
    expect((await server.client().post('/sessions', { login: phone, password: PASSWORD })).code).toBe(
      'second_factor_needed',
    )
  })
  test('an older session steps up with a code alone', async () => {
    const totpSecret = newTotpSecret()
    const person = await makeAccount(server, { grants: [reviewer], secondFactor: false, totpSecret })
    const { client } = person
    expect(await stateOf(person)).toBe('to_enter')
    expect(
      (await client.post('/me/second-factor/confirm', { totp: totpAt(server, totpSecret) })).status,
    ).toBe(204)
    expect((await client.get('/staff')).status).toBe(200)
  })
  test('guessing locks', async () => {
    const totpSecret = newTotpSecret()
    const { client, phone } = await makeAccount(server, {
      password: PASSWORD,
      grants: [reviewer],
      secondFactor: false,
      totpSecret,
    })
    for (let n = 0; n < 5; n++) await client.post('/me/second-factor/confirm', { totp: '000000' })
    expect((await client.post('/me/second-factor/confirm', { totp: totpAt(server, totpSecret) })).code).toBe(
      'sign_in_locked',
    )
    for (let n = 0; n < 5; n++)
      await server.client().post('/sessions', { login: phone, password: 'wrong-Password1' })
    expect((await client.post('/me/second-factor', { password: PASSWORD })).code).toBe('sign_in_locked')
  })
  test('are for signed-in people', async () => {
    expect((await server.client().post('/me/second-factor', { password: PASSWORD })).code).toBe('signed_out')
    expect((await server.client().post('/me/second-factor/confirm', { totp: '000000' })).code).toBe(
      'signed_out',
    )
  })
})
