import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeVolunteer } from '../../../test/people.ts'
import {
  checked,
  makeFederation,
  makeMember,
  makeTeam,
  staffClient,
  type TestTeam,
} from '../../../test/teams.ts'
import { JOIN_CODE_ALPHABET } from './join-codes.rules.ts'

interface Code {
  code: string
  state: string
  expiresAt: string | null
  usesMax: number | null
  uses: number
}
const NOBODY = '019ab000-0000-7000-8000-00000000dead'
const DAY_MS = 86_400_000
let server: TestServer
let city: TestTeam
let team: TestTeam
let other: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city, joinMode: 'by_code' })
  other = await makeTeam(server, { parent: city, joinMode: 'by_code' })
})
afterAll(() => server.stop())

const at = ({ teamId }: { teamId: string }) => `/teams/${teamId}/join-code`
const renew = async (who: Client, of: TestTeam, limits: object = {}): Promise<Code> =>
  checked(await who.post<Code>(at(of), limits), 201)
const kept = async (who: Client, of: TestTeam): Promise<Code | null> =>
  checked(await who.get<{ joinCode: Code | null }>(at(of)), 200).joinCode
const join = (who: Client, of: TestTeam, joinCode?: string) =>
  who.post<{ status: string }>(`/teams/${of.teamId}/memberships`, joinCode === undefined ? {} : { joinCode })
const newcomer = async (): Promise<Client> => (await makeVolunteer(server)).client

describe('B5: joining by a code', () => {
  test('M16: a right code, as one would type it, makes a member at once', async () => {
    const { code } = await renew(team.leader.client, team)
    expect(code).toMatch(new RegExp(`^[${JOIN_CODE_ALPHABET}]{8}$`))
    const ann = await newcomer()
    const page = await ann.get<{ joinMode: string; whyNot: object }>(`/teams/${team.teamId}`)
    expect(page.body).toMatchObject({ joinMode: 'by_code', whyNot: { requestMembership: null } })
    expect(JSON.stringify(page.body)).not.toContain(code)
    const typed = `${code.slice(0, 4)} ${code.slice(4)}`.toLowerCase()
    const answer = await join(ann, team, typed)
    expect([answer.status, answer.body.status]).toEqual([201, 'member'])
    expect(await kept(team.leader.client, team)).toMatchObject({ code, uses: 1, state: 'live' })
    expect((await join(ann, team, code)).code).toBe('already_member')
  })

  test('M16: no code, a wrong one, another team’s and an ended one', async () => {
    const ann = await newcomer()
    const { code } = await renew(team.leader.client, team)
    const missing = await join(ann, team)
    expect([missing.status, missing.code]).toEqual([422, 'join_code_missing'])
    const { code: foreign } = await renew(other.leader.client, other)
    for (const wrong of ['22222222', code.slice(0, 7), foreign, '志愿']) {
      const answer = await join(ann, team, wrong)
      expect([answer.status, answer.code]).toEqual([
        422,
        wrong === '志愿' ? 'join_code_missing' : 'join_code_wrong',
      ])
    }
    await renew(team.leader.client, team)
    expect((await join(ann, team, code)).code).toBe('join_code_wrong')
    const latest = (await kept(team.leader.client, team))!.code
    checked(await team.leader.client.post(`${at(team)}/end`), 200)
    expect(await kept(team.leader.client, team)).toBe(null)
    expect((await join(ann, team, latest)).code).toBe('join_code_wrong')
    const again = await team.leader.client.post(`${at(team)}/end`)
    expect([again.status, again.code]).toEqual([409, 'no_join_code'])
  })

  test('M17: past its days and its uses a code opens nothing, and staff see why', async () => {
    const started = server.now()
    const { code, expiresAt } = await renew(team.leader.client, team, { validDays: 7, usesMax: 2 })
    expect(expiresAt).toBe(new Date(started.getTime() + 7 * DAY_MS).toISOString())
    for (let i = 0; i < 2; i += 1) checked(await join(await newcomer(), team, code), 201)
    expect((await join(await newcomer(), team, code)).code).toBe('join_code_wrong')
    expect(await kept(team.leader.client, team)).toMatchObject({ uses: 2, usesMax: 2, state: 'used_up' })
    const dated = await renew(team.leader.client, team, { validDays: 1 })
    checked(await join(await newcomer(), team, dated.code), 201)
    await server.db
      .updateTable('teamJoinCodes')
      .set({ madeAt: new Date(started.getTime() - DAY_MS), expiresAt: started })
      .where('teamId', '=', team.teamId)
      .where('endedAt', 'is', null)
      .execute()
    expect((await join(await newcomer(), team, dated.code)).code).toBe('join_code_wrong')
    expect(await kept(team.leader.client, team)).toMatchObject({ state: 'expired', usesMax: null, uses: 1 })
    for (const limits of [{ validDays: 0 }, { usesMax: 0 }, { validDays: 367 }, { usesMax: 10_000 }])
      expect((await team.leader.client.post(at(team), limits)).code).toBe('malformed')
  })

  test('M5: whoever has a home team learns nothing about the code', async () => {
    const { code } = await renew(other.leader.client, other)
    const member = await makeMember(server, await makeTeam(server, { parent: city }))
    for (const given of [code, '22222222'])
      expect((await join(member.client, other, given)).code).toBe('home_team_taken')
    const applicant = await makeVolunteer(server, { status: 'under_review' })
    expect((await join(applicant.client, other, code)).code).toBe('not_verified')
    expect(await kept(other.leader.client, other)).toMatchObject({ uses: 0 })
  })

  test('M16: only the way by code looks at a code', async () => {
    const { code } = await renew(other.leader.client, other)
    const mode = (joinMode: string) =>
      other.leader.client.put(`/teams/${other.teamId}/join-mode`, { joinMode })
    const ann = await newcomer()
    checked(await mode('closed'), 200)
    expect((await join(ann, other, code)).code).toBe('team_closed_to_joining')
    checked(await mode('by_approval'), 200)
    expect((await join(ann, other, code)).body.status).toBe('requested')
    checked(await mode('by_code'), 200)
    expect(await kept(other.leader.client, other)).toMatchObject({ code, uses: 0 })
  })

  test('race: one use is taken once', async () => {
    const { code } = await renew(team.leader.client, team, { usesMax: 1 })
    const people = await Promise.all(Array.from({ length: 5 }, newcomer))
    const answers = await Promise.all(people.map((client) => join(client, team, code)))
    expect(answers.map((answer) => answer.code ?? answer.body.status).sort()).toEqual([
      ...Array<string>(4).fill('join_code_wrong'),
      'member',
    ])
  })

  test('race: two renewals at once leave one code', async () => {
    const made = await Promise.all([1, 2, 3].map(() => renew(team.leader.client, team)))
    const live = (await kept(team.leader.client, team))!.code
    for (const { code } of made)
      expect((await join(await newcomer(), team, code)).code).toBe(code === live ? null : 'join_code_wrong')
  })
})

describe('who keeps the code', () => {
  test('T9: the team’s deciders and those above; nobody beside, below or at the door', async () => {
    const bob = await makeMember(server, await makeTeam(server, { parent: city }))
    const own = await makeTeam(server, { parent: city, joinMode: 'open' })
    const keeperPerson = await makeMember(server, own)
    const grant = { volunteerId: keeperPerson.volunteerId, role: 'team_timekeeper' }
    checked(await own.leader.client.post(`/teams/${own.teamId}/roles`, grant), 201)
    const keeper = await staffClient(server, keeperPerson.accountId)
    await renew(city.leader.client, own)
    expect(await kept(city.leader.client, own)).not.toBe(null)
    for (const [who, of, reason] of [
      [other.leader.client, own, 'not_your_team'],
      [own.leader.client, city, 'not_your_team'],
      [keeper, own, 'not_your_team'],
      [bob.client, own, 'wrong_door'],
    ] as const) {
      expect((await who.get(at(of))).code).toBe(reason)
      expect((await who.post(at(of), {})).code).toBe(reason)
      expect((await who.post(`${at(of)}/end`)).code).toBe(reason)
    }
    expect((await city.leader.client.post(at({ teamId: NOBODY }), {})).code).toBe('team_not_found')
    checked(await city.leader.client.post(`${at(own)}/end`), 200)
  })

  test('a team that is suspended makes no code; the code is sealed, and the trail does not hold it', async () => {
    const own = await makeTeam(server, { parent: city, joinMode: 'by_code' })
    const { code } = await renew(own.leader.client, own)
    const row = await server.reader
      .selectFrom('teamJoinCodes')
      .selectAll()
      .where('teamId', '=', own.teamId)
      .executeTakeFirstOrThrow()
    expect(row.codeEnc.includes(code)).toBe(false)
    const lines = await server.reader
      .selectFrom('auditEntries')
      .select(['deed', 'facts'])
      .where('subjectId', '=', own.teamId)
      .execute()
    expect(lines.map(({ deed }) => deed)).toContain('renewJoinCode')
    expect(JSON.stringify(lines)).not.toContain(code)
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', own.teamId)
      .execute()
    expect((await own.leader.client.post(at(own), {})).code).toBe('team_not_active')
  })
})

test('codes cannot be found by trying: ten wrong ones in an hour, over all teams', async () => {
  const strict = await startTestServer({ RATE_LIMIT_FACTOR: '1' })
  await makeSite(strict)
  const lake = await makeTeam(strict, { joinMode: 'by_code' })
  const { code } = await renew(lake.leader.client, lake)
  const [ann, ben] = [await makeVolunteer(strict), await makeVolunteer(strict)]
  const tries = await Promise.all(Array.from({ length: 12 }, () => join(ann.client, lake, '22222222')))
  expect(tries.filter((answer) => answer.code === 'join_code_wrong')).toHaveLength(10)
  const refused = await join(ann.client, lake, code)
  expect([refused.status, refused.code, refused.facts]).toEqual([
    429,
    'rate_limited',
    { retryAfterSeconds: 360 },
  ])
  expect((await join(ben.client, lake, code)).status).toBe(201)
  strict.setNow(new Date(strict.now().getTime() + 360_000))
  expect((await join(ann.client, lake, code)).status).toBe(201)
  await strict.stop()
})
