import { createECDH } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAccount } from '../../../test/accounts.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import {
  makeSite,
  makeStaff,
  makeVolunteer,
  TEST_PASSWORD,
  type TestVolunteer,
} from '../../../test/people.ts'
import type { CardKeyId, TeamId } from '../../kernel/ids.ts'
import {
  findCardKeys,
  findVolunteerByNumber,
  findVolunteers,
  listShortCodeKeys,
  lockVolunteers,
} from './index.ts'

let server: TestServer
let person: TestVolunteer
beforeAll(async () => {
  server = await startTestServer({ PUBLIC_URL: 'https://volunteer.example' })
  await makeSite(server)
  person = await makeVolunteer(server)
})
afterAll(() => server.stop())

const point = (): Buffer => createECDH('prime256v1').generateKeys()
const keys = () => ({
  signingKey: point().toString('base64url'),
  agreementKey: point().toString('base64url'),
})
interface Enrolled {
  cardKeyId: CardKeyId
  serverAgreementKey: string
  serverTime: string
  stepSeconds: number
}

describe('getMe', () => {
  test('a guest is nobody, and no error', async () => {
    const answer = await server.client().get('/me')
    expect([answer.status, answer.body]).toEqual([
      200,
      { account: null, volunteer: null, hats: [], unreadNotices: 0, isDemo: false },
    ])
  })

  test('a volunteer', async () => {
    const { body } = await person.client.get('/me')
    expect(body).toEqual({
      account: { accountId: person.accountId, displayName: person.name, secondFactor: 'not_needed' },
      volunteer: {
        volunteerId: person.volunteerId,
        status: 'verified',
        name: person.name,
        volunteerNumber: person.number,
        regionName: '惠城区',
        isMinor: false,
        phoneMasked: `${person.phone.slice(0, 3)}****${person.phone.slice(7)}`,
        idNumberMasked: `4413 **** **** **${person.idNumber.slice(16)}`,
        refusalReason: null,
        submittedAt: '2026-11-24T02:00:00.000Z',
        dueOn: null,
        queuePosition: null,
      },
      hats: [{ hat: 'volunteer' }],
      unreadNotices: 1,
      isDemo: false,
    })
  })

  test('an applicant knows the place in the queue of the region', async () => {
    const [first, second] = [
      await makeVolunteer(server, { regionCode: '441323', status: 'under_review' }),
      await makeVolunteer(server, { regionCode: '441323', status: 'under_review' }),
    ]
    const positionOf = async ({ client }: TestVolunteer) =>
      (await client.get<{ volunteer: { queuePosition: number } }>('/me')).body.volunteer.queuePosition
    expect([await positionOf(first), await positionOf(second)]).toEqual([1, 2])
  })

  test('every grant is a hat, once the second factor is passed', async () => {
    const teamId = '01a20b48-0900-7003-9ab1-d2d89c8208b5' as TeamId
    await server.db
      .insertInto('teams')
      .values({
        teamId,
        name: '惠州市志愿服务联合会',
        kind: 'unregistered',
        level: 'federation',
        status: 'active',
        path: '/f/',
        regionCode: '441300',
        regionPath: '4413',
        leaderVolunteerId: person.volunteerId,
        contactName: '李明',
        contactPhoneEnc: Buffer.alloc(0),
        grams: [],
        createdAt: server.now(),
      })
      .execute()
    const grants = [
      { role: 'platform_admin' as const },
      { role: 'authority_viewer' as const, regionPath: '441302', bodyName: '惠城区团委' },
      { role: 'team_admin' as const, teamId, teamPath: '/f/' },
    ]
    const { body } = await (
      await makeAccount(server, { grants })
    ).client.get<{ hats: object[]; account: object }>('/me')
    expect(body.hats).toEqual([
      { hat: 'platform' },
      {
        hat: 'authority',
        regionPath: '441302',
        regionCode: '441302',
        regionName: '惠城区',
        name: '惠城区团委',
        role: 'authority_viewer',
      },
      { hat: 'team', teamId, name: '惠州市志愿服务联合会', role: 'team_admin', level: 'federation' },
    ])
    const without = await (
      await makeAccount(server, { grants, secondFactor: false })
    ).client.get<{ hats: object[]; account: object }>('/me')
    expect(without.body).toMatchObject({ hats: [], account: { secondFactor: 'to_set_up' } })
  })
})

describe('getMyCard', () => {
  test('shows the number, the star by credited minutes and where the code is checked', async () => {
    const card = async () =>
      (await person.client.get<{ star: number; creditMinutes: number }>('/me/card')).body
    expect(await card()).toEqual({
      volunteerNumber: person.number,
      name: person.name,
      star: 0,
      teamName: null,
      creditMinutes: 0,
      verifiedOn: '2026-11-24',
      regionName: '惠城区',
      checkUrl: 'https://volunteer.example/c',
    })
    await server.db
      .insertInto('volunteerTotals')
      .values({ volunteerId: person.volunteerId, creditMinutes: 18_000 })
      .execute()
    expect(await card()).toMatchObject({ star: 2, creditMinutes: 18_000 })
  })
  test('for verified people only', async () => {
    const waiting = await makeVolunteer(server, { status: 'under_review' })
    expect((await waiting.client.get('/me/card')).code).toBe('wrong_door')
    expect((await (await makeStaff(server, 'site_admin')).client.get('/me/card')).code).toBe('wrong_door')
    expect((await server.client().get('/me/card')).code).toBe('signed_out')
  })
})

describe('enrolCardKey', () => {
  const enrol = async (volunteer: TestVolunteer) =>
    (await volunteer.client.post<Enrolled>('/me/card-keys', keys())).body
  const validUntil = async (cardKeyId: CardKeyId) =>
    (await findCardKeys(server.reader, [cardKeyId]))[0]?.validUntil

  test('answers with the server’s half and time, and the key is found by its id', async () => {
    const body = keys()
    const answer = await person.client.post<Enrolled>('/me/card-keys', body)
    expect(answer.status).toBe(201)
    expect(answer.body).toMatchObject({ serverTime: '2026-11-24T02:00:00.000Z', stepSeconds: 30 })
    expect(Buffer.from(answer.body.serverAgreementKey, 'base64url')).toHaveLength(65)
    const [found] = await findCardKeys(server.reader, [answer.body.cardKeyId, answer.body.cardKeyId])
    expect(found).toMatchObject({ volunteerId: person.volunteerId, volunteerStatus: 'verified' })
    expect(found?.signingKey.toString('base64url')).toBe(body.signingKey)
    expect(found!.validUntil > server.now()).toBe(true)
    const secrets = await listShortCodeKeys(server.reader, server.vault, [person.volunteerId], server.now())
    expect(secrets).toMatchObject([
      { cardKeyId: answer.body.cardKeyId, secret: expect.objectContaining({ length: 32 }) as Buffer },
    ])
  })

  test('a second key of the session ends the first; the end of the session ends its key', async () => {
    const device = server.client()
    await device.post('/sessions', { login: person.phone, password: TEST_PASSWORD })
    const second = { ...person, client: device }
    const [first, other] = [(await enrol(person)).cardKeyId, (await enrol(second)).cardKeyId]
    const replacement = (await enrol(person)).cardKeyId
    expect(await validUntil(first)).toEqual(server.now())
    expect((await validUntil(replacement))! > server.now()).toBe(true)
    await device.delete('/sessions/current')
    expect(await validUntil(other)).toEqual(server.now())
    const living = await listShortCodeKeys(server.reader, server.vault, [person.volunteerId], server.now())
    expect(living.map(({ cardKeyId }) => cardKeyId)).toEqual([replacement])
  })

  test.each([
    ['no point', 'signingKey', Buffer.alloc(65).toString('base64url')],
    ['too short', 'agreementKey', point().subarray(0, 64).toString('base64url')],
    [
      'off the curve',
      'agreementKey',
      Buffer.concat([point().subarray(0, 64), Buffer.from([0])]).toString('base64url'),
    ],
    ['no base64', 'signingKey', '!!!'],
  ])('key_malformed: %s', async (_, field, text) => {
    const answer = await person.client.post('/me/card-keys', { ...keys(), [field]: text })
    expect([answer.status, answer.code, answer.facts['field']]).toEqual([422, 'key_malformed', field])
  })

  test('for verified people only', async () => {
    const waiting = await makeVolunteer(server, { status: 'under_review' })
    expect((await waiting.client.post('/me/card-keys', keys())).code).toBe('wrong_door')
    expect((await server.client().post('/me/card-keys', keys())).code).toBe('signed_out')
  })
})

test('other features find and lock people by id and number', async () => {
  const other = await makeVolunteer(server)
  const ids = [other.volunteerId, person.volunteerId]
  expect((await findVolunteers(server.reader, ids)).map(({ volunteerId }) => volunteerId).sort()).toEqual(
    [...ids].sort(),
  )
  expect(await findVolunteers(server.reader, [])).toEqual([])
  expect(await findVolunteerByNumber(server.reader, other.number)).toMatchObject({
    volunteerId: other.volunteerId,
    status: 'verified',
  })
  const locked = await server.db.transaction().execute((tx) => lockVolunteers(tx, ids))
  expect(locked.map(({ volunteerId }) => volunteerId)).toEqual([...ids].sort())
})
