import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer, openReviewOf, type TestVolunteer } from '../../../test/people.ts'
import { checked, makeFederation, makeTeam, teamForm, type TestTeam } from '../../../test/teams.ts'
import type { TeamId } from '../../kernel/ids.ts'
import type { NameFindings } from './names.actions.ts'

const LAKE = '惠城区桥东街道东湖社区志愿服务队'
let server: TestServer
let ann: TestVolunteer
let city: TestTeam
let lake: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  await makeStaff(server, 'authority_reviewer', '4413')
  ann = await makeVolunteer(server)
  city = await makeFederation(server, { name: '惠州市志愿服务联合会' })
  lake = await makeTeam(server, { parent: city, form: { name: LAKE } })
})
afterAll(() => server.stop())

const ask = (query: Record<string, string>, client: Client = ann.client) => {
  const asked = { region: '441302001', level: 'team', kind: 'unregistered', ...query }
  return client.get<NameFindings>(`/team-names?${new URLSearchParams(asked).toString()}`)
}
const findings = async (query: Record<string, string>): Promise<NameFindings> =>
  checked(await ask(query), 200)

describe('checkTeamName (B4)', () => {
  test('a name of the right form that nobody has', async () => {
    expect(
      await findings({ name: ' 惠城区桥东街道 水门桥社区志愿服务队', unitKind: 'residents_committee' }),
    ).toEqual({
      name: '惠城区桥东街道水门桥社区志愿服务队',
      fault: null,
      convention: 'follows',
      missing: [],
      suggestions: [],
      isTaken: false,
      taken: null,
      near: [],
    })
  })
  test('what it lacks and what it might be, without names that are taken already', async () => {
    expect(await findings({ name: '水门桥', unitKind: 'residents_committee' })).toMatchObject({
      convention: 'departs',
      missing: ['county', 'township', 'ending'],
      suggestions: ['惠城区桥东街道水门桥社区志愿服务队'],
    })
    expect((await findings({ name: '东湖社区', unitKind: 'residents_committee' })).suggestions).toEqual([])
    expect((await findings({ name: '', unitKind: 'residents_committee' })).fault).toBe('name_malformed')
  })
  test('a name of the same county is taken, one of another county is not', async () => {
    const card = { teamId: lake.teamId, teamNumber: lake.teamNumber, name: LAKE, regionName: '桥东街道' }
    expect(await findings({ name: LAKE })).toMatchObject({ isTaken: true, taken: card, near: [] })
    expect(await findings({ name: LAKE, region: '441302002' })).toMatchObject({ isTaken: true })
    expect(await findings({ name: LAKE, region: '441303' })).toMatchObject({ isTaken: false, near: [] })
    expect(await findings({ name: LAKE, teamId: lake.teamId })).toMatchObject({ isTaken: false })
  })
  test.each([
    ['the same without county and ending', '东湖志愿服务队', 'same_core'],
    ['the same sound', '冬湖社区志愿者协会', 'sounds_alike'],
    ['another township', '惠城区桥西街道东湖社区志愿服务队', 'same_core'],
  ])('near: %s', async (_, name, likeness) => {
    expect((await findings({ name })).near).toEqual([
      { teamId: lake.teamId, teamNumber: lake.teamNumber, name: LAKE, regionName: '桥东街道', likeness },
    ])
  })
  test('a legal person is called as its certificate says', async () => {
    expect((await findings({ name: '惠州蓝天救援中心', kind: 'legal_person' })).convention).toBe('exempt')
  })
  test('of teams that are not public only that the name is taken', async () => {
    const form = teamForm(city.teamId, { name: '惠城区桥东街道滨江社区志愿服务队' })
    const { teamId } = checked(await ann.client.post<{ teamId: TeamId }>('/teams', form), 201)
    expect(await findings({ name: form.name })).toMatchObject({ isTaken: true, taken: null, near: [] })
    expect((await findings({ name: '滨江志愿服务队' })).near).toEqual([])
    const path = `/reviews/${await openReviewOf(server, teamId)}/team`
    const { facts } = checked(await city.leader.client.get<{ facts: { naming: NameFindings } }>(path), 200)
    expect(facts.naming).toMatchObject({ name: form.name, convention: 'follows', isTaken: false, near: [] })
  })
  test('who knocks in vain', async () => {
    expect((await ask({ name: LAKE }, server.client())).code).toBe('signed_out')
    expect((await ask({ name: LAKE, region: '999999' })).code).toBe('region_not_found')
    expect((await ask({ name: LAKE, level: 'club' })).code).toBe('malformed')
  })
})

test('checkTeamName is asked as often as one types, and not to list a county (B4)', async () => {
  const strict = await startTestServer({ RATE_LIMIT_FACTOR: '1' })
  const { client } = await makeStaff(strict, 'platform_admin')
  const codes = await Promise.all(Array.from({ length: 121 }, () => ask({ name: LAKE }, client)))
  expect(codes.filter(({ code }) => code === 'rate_limited')).toHaveLength(1)
  await strict.stop()
})
