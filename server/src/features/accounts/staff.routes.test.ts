import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAccount, randomPhone, totpAt, type TestAccount } from '../../../test/accounts.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { findAccount, listGrants } from './index.ts'

interface Granted {
  accountId: string
  setupPath: string | null
}
interface Staff {
  items: {
    accountId: string
    grantId: string
    displayName: string
    regionName: string | null
    whyNot: { endGrant: string | null }
  }[]
  next: string | null
}

let server: TestServer
let platform: TestAccount
let city: TestAccount
let reviewer: TestAccount
let volunteer: TestAccount
const team = '019ab000-0000-7000-8000-00000000000a' as TeamId

beforeAll(async () => {
  server = await startTestServer()
  platform = await makeAccount(server, { grants: [{ role: 'platform_admin' }] })
  city = await makeAccount(server, {
    grants: [{ role: 'site_admin', regionPath: '4413', bodyName: '惠州市文明办' }],
  })
  reviewer = await makeAccount(server, { grants: [{ role: 'authority_reviewer', regionPath: '441302' }] })
  volunteer = await makeAccount(server)
})
afterAll(() => server.stop())

const wish = (change: object = {}) => ({
  displayName: '审核员甲',
  phone: randomPhone(),
  role: 'authority_reviewer',
  regionCode: '441302',
  bodyName: '惠城区文明办',
  ...change,
})
const grantAs = (by: TestAccount, change: object = {}) => by.client.post<Granted>('/staff', wish(change))
const listAs = async (by: TestAccount) => (await by.client.get<Staff>('/staff?limit=50')).body.items

describe('grantStaff', () => {
  test('makes an account with a link, by which the person gets in', async () => {
    const { status, body } = await grantAs(city)
    expect(status).toBe(201)
    const path = body.setupPath ?? ''
    expect((await server.client().get(path)).body).toEqual({
      displayName: '审核员甲',
      needsPassword: true,
      needsPhone: false,
    })
    const completed = await server
      .client()
      .post<{ totpSecret: string }>(path, { displayName: '审核员乙', password: 'Abcdefg-12345' })
    const client = server.client()
    await client.post(`${path}/confirm`, { totp: totpAt(server, completed.body.totpSecret) })
    expect((await client.get('/staff')).status).toBe(200)
  })

  test('adds to the account that has the phone, whose name and second factor stay', async () => {
    const known = await makeAccount(server, { displayName: '李小明', totpSecret: 'JBSWY3DPEHPK3PXP' })
    const { status, body } = await grantAs(city, { phone: `+86 ${known.phone}` })
    expect([status, body]).toEqual([201, { accountId: known.accountId, setupPath: null }])
    expect((await findAccount(server.reader, known.accountId))?.displayName).toBe('李小明')
    expect(await listGrants(server.reader, known.accountId)).toMatchObject([
      { role: 'authority_reviewer', regionPath: '441302' },
    ])
    const bare = await makeAccount(server)
    expect((await grantAs(city, { phone: bare.phone })).body.setupPath).toMatch(/^\/setup\//)
  })

  test.each([
    ['to a region elsewhere', { regionCode: '440100' }, 403, 'not_your_region'],
    ['to the region above', { regionCode: '440000' }, 403, 'not_your_region'],
    ['of the platform', { role: 'platform_admin' }, 403, 'role_above_yours'],
    ['to no region', { regionCode: undefined }, 404, 'region_not_found'],
    ['to a region that is not', { regionCode: '449999' }, 404, 'region_not_found'],
    ['to a wrong phone', { phone: '12345' }, 422, 'phone_malformed'],
    ['of a team', { role: 'team_leader' }, 400, 'malformed'],
  ])('refuses a role %s', async (_, change, status, code) => {
    const answer = await grantAs(city, change)
    expect([answer.status, answer.code]).toEqual([status, code])
  })

  test('refuses the same role twice, and changes nothing', async () => {
    const phone = randomPhone()
    const { body } = await grantAs(city, { phone })
    const again = await grantAs(city, { phone })
    expect([again.status, again.code]).toEqual([409, 'already_granted'])
    expect((await server.client().get(body.setupPath ?? '')).status).toBe(200)
    expect((await grantAs(city, { phone, role: 'authority_viewer' })).status).toBe(201)
  })

  test('a platform administrator makes others of the kind', async () => {
    expect((await grantAs(platform, { role: 'platform_admin', regionCode: undefined })).status).toBe(201)
  })

  test('is for administrators', async () => {
    expect(await grantAs(reviewer)).toMatchObject({ status: 403, code: 'role_above_yours' })
    expect(await grantAs(volunteer)).toMatchObject({ status: 403, code: 'wrong_door' })
    expect(await server.client().post('/staff', wish())).toMatchObject({ status: 401, code: 'signed_out' })
  })
})

describe('listStaff', () => {
  test('shows each the staff of their own region, with what they may do', async () => {
    const province = await makeAccount(server, { grants: [{ role: 'authority_viewer', regionPath: '44' }] })
    const ofCity = await listAs(city)
    expect(ofCity.map((item) => item.accountId)).not.toContain(province.accountId)
    expect(ofCity.find((item) => item.accountId === city.accountId)).toMatchObject({
      regionName: '惠州市',
      whyNot: { endGrant: 'own_grant', resetSecondFactor: 'own_second_factor' },
    })
    expect(ofCity.find((item) => item.accountId === reviewer.accountId)?.whyNot.endGrant).toBeNull()
    expect((await listAs(reviewer)).find((item) => item.accountId === city.accountId)).toBeUndefined()
    const all = (await listAs(platform)).map((item) => item.accountId)
    expect(all).toContain(province.accountId)
    expect(all).toContain(platform.accountId)
    expect(all).not.toContain(volunteer.accountId)
  })

  test('comes in pages that skip and repeat nobody', async () => {
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: Staff = (await platform.client.get<Staff>(`/staff?limit=3&after=${next}`)).body
      seen.push(...page.items.map((item) => item.grantId))
      next = page.next
    }
    expect(seen).toEqual((await listAs(platform)).map((item) => item.grantId))
    expect(new Set(seen).size).toBe(seen.length)
  })

  test('is for authorities', async () => {
    const leader = await makeAccount(server, {
      grants: [{ role: 'team_leader', teamId: team, teamPath: '/a/' }],
    })
    expect((await leader.client.get('/staff')).code).toBe('wrong_door')
    expect((await volunteer.client.get('/staff')).code).toBe('wrong_door')
    expect((await server.client().get('/staff')).code).toBe('signed_out')
  })
})

describe('endGrant', () => {
  const pathOf = async (who: TestAccount) =>
    `/staff/${who.accountId}/grants/${(await listAs(platform)).find((item) => item.accountId === who.accountId)?.grantId}/end`
  const viewer = () => makeAccount(server, { grants: [{ role: 'authority_viewer', regionPath: '441302' }] })

  test('takes effect at once, in a session that is open', async () => {
    const person = await viewer()
    expect((await person.client.get('/staff')).status).toBe(200)
    const path = await pathOf(person)
    expect((await city.client.post(path)).status).toBe(204)
    expect((await person.client.get('/staff')).code).toBe('wrong_door')
    expect((await person.client.get('/me/sessions')).status).toBe(200)
    expect(await city.client.post(path)).toMatchObject({ status: 404, code: 'grant_not_found' })
  })

  test('refuses one’s own, another’s region, a role above', async () => {
    expect(await city.client.post(await pathOf(city))).toMatchObject({ status: 409, code: 'own_grant' })
    expect(await platform.client.post(await pathOf(platform))).toMatchObject({
      status: 409,
      code: 'own_grant',
    })
    expect(await city.client.post(await pathOf(platform))).toMatchObject({
      status: 403,
      code: 'role_above_yours',
    })
    const elsewhere = await makeAccount(server, {
      grants: [{ role: 'authority_viewer', regionPath: '4401' }],
    })
    expect(await city.client.post(await pathOf(elsewhere))).toMatchObject({
      status: 403,
      code: 'not_your_region',
    })
    expect(await reviewer.client.post(await pathOf(elsewhere))).toMatchObject({
      status: 403,
      code: 'role_above_yours',
    })
    expect((await elsewhere.client.get('/staff')).status).toBe(200)
  })

  test('does not reach the grants of teams', async () => {
    const leader = await makeAccount(server, {
      grants: [{ role: 'team_leader', teamId: team, teamPath: '/b/' }],
    })
    const { grantId } = await server.reader
      .selectFrom('grants')
      .select('grantId')
      .where('accountId', '=', leader.accountId)
      .executeTakeFirstOrThrow()
    const answer = await platform.client.post(`/staff/${leader.accountId}/grants/${grantId}/end`)
    expect(answer.code).toBe('grant_not_found')
  })

  test('is for authorities', async () => {
    const path = await pathOf(city)
    expect((await volunteer.client.post(path)).code).toBe('wrong_door')
    expect((await server.client().post(path)).code).toBe('signed_out')
  })
})
