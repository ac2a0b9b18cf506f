import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeVolunteer } from '../../../test/people.ts'
import { checked, makeFederation, makeTeam, teamForm, type TestTeam } from '../../../test/teams.ts'
import type { TeamId } from '../../kernel/ids.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
let server: TestServer
let city: TestTeam
let bridge: TestTeam
let school: TestTeam

interface Card {
  teamId: TeamId
  name: string
}
const found = async (query: string): Promise<string[]> =>
  (await server.client().get<{ items: Card[] }>(`/teams?${query}`)).body.items.map((card) => card.name).sort()

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server, { name: '惠州市志愿服务联合会' })
  bridge = await makeTeam(server, {
    parent: city,
    form: { name: '桥东街道水门桥社区志愿服务队', contactPublic: true },
  })
  school = await makeTeam(server, {
    parent: city,
    form: { name: '惠州学院青年志愿服务队', regionCode: '441303' },
  })
})
afterAll(() => server.stop())

describe('listTeams', () => {
  test.each([
    ['everything', '', ['惠州学院青年志愿服务队', '惠州市志愿服务联合会', '桥东街道水门桥社区志愿服务队']],
    ['a piece', 'q=水门', ['桥东街道水门桥社区志愿服务队']],
    ['pinyin', 'q=shuimenqiao', ['桥东街道水门桥社区志愿服务队']],
    ['initials', 'q=hzxy', ['惠州学院青年志愿服务队']],
    ['two pieces', 'q=惠州 服务队', ['惠州学院青年志愿服务队']],
    ['nothing', 'q=义工', []],
    ['a county', 'region=441302', ['桥东街道水门桥社区志愿服务队']],
    ['a street', 'region=441302001', ['桥东街道水门桥社区志愿服务队']],
    [
      'the city',
      'region=441300',
      ['惠州学院青年志愿服务队', '惠州市志愿服务联合会', '桥东街道水门桥社区志愿服务队'],
    ],
    ['a county and a piece', 'region=441303&q=志愿', ['惠州学院青年志愿服务队']],
    ['another province', 'region=440100', []],
  ])('%s', async (_, query, names) => {
    expect(await found(encodeURI(query))).toEqual([...names].sort())
  })
  test('an unknown region, and a cursor that is not ours', async () => {
    const answer = await server.client().get('/teams?region=999999')
    expect([answer.code, answer.status]).toEqual(['region_not_found', 404])
    expect(await found('after=nonsense')).toHaveLength(3)
    expect(await found(`after=${Buffer.from('["1; drop"]').toString('base64url')}`)).toHaveLength(3)
    expect((await server.client().get('/teams?q=' + 'x'.repeat(51))).code).toBe('malformed')
  })
  test('pages skip and repeat nothing', async () => {
    const names: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: { items: Card[]; next: string | null } = checked(
        await server.client().get<{ items: Card[]; next: string | null }>(`/teams?limit=1&after=${next}`),
        200,
      )
      names.push(...page.items.map((card) => card.name))
      next = page.next
    }
    expect([...names].sort()).toEqual(await found(''))
  })
})

describe('getTeam', () => {
  test('the page of a team', async () => {
    const { body } = await server.client().get<Record<string, unknown>>(`/teams/${bridge.teamId}`)
    expect(body).toMatchObject({
      teamNumber: bridge.teamNumber,
      parent: { teamId: city.teamId, name: city.name },
      contactName: '陈静',
      contactPhone: '13812345678',
      categories: ['community'],
      unitKind: 'residents_committee',
      figures: { openProjects: 0, minutes: 0, projects: 0 },
      children: 0,
      membership: null,
      whyNot: { requestMembership: 'signed_out' },
    })
    expect((await server.client().get<{ children: number }>(`/teams/${city.teamId}`)).body.children).toBe(2)
    expect(
      (await server.client().get<{ contactPhone: null }>(`/teams/${school.teamId}`)).body.contactPhone,
    ).toBe(null)
  })
  test('a member sees their membership', async () => {
    const { body } = await bridge.leader.client.get<Record<string, unknown>>(`/teams/${bridge.teamId}`)
    expect(body).toMatchObject({
      membership: { status: 'member' },
      whyNot: { requestMembership: 'already_member' },
    })
  })
  test('what is not there', async () => {
    expect((await server.client().get(`/teams/${NOBODY}`)).code).toBe('team_not_found')
    expect((await server.client().get('/teams/1')).code).toBe('malformed')
  })
})

test('listChildTeams shows what each has handed in', async () => {
  const ann = await makeVolunteer(server)
  const { teamId } = checked(await ann.client.post<{ teamId: TeamId }>('/teams', teamForm(city.teamId)), 201)
  const path = `/teams/${city.teamId}/children`
  const { body } = await city.leader.client.get<{
    items: { teamId: string; status: string; pendingReviews: number }[]
  }>(path)
  expect(body.items.map((item) => [item.teamId, item.status, item.pendingReviews])).toEqual([
    [bridge.teamId, 'active', 0],
    [school.teamId, 'active', 0],
    [teamId, 'under_review', 1],
  ])
  expect((await bridge.leader.client.get(path)).code).toBe('not_your_team')
  expect((await bridge.leader.client.get(`/teams/${NOBODY}/children`)).code).toBe('team_not_found')
  expect((await ann.client.get(path)).code).toBe('wrong_door')
})
