import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import {
  checked,
  makeFederation,
  makeMember,
  makeTeam,
  staffClient,
  type TestTeam,
} from '../../../test/teams.ts'

interface Row {
  teamId: string
  status: string
  parentName: string | null
  whyNot: { oversee: string | null }
}
let server: TestServer
let city: TestTeam
let corps: TestTeam
let near: TestTeam
let held: TestTeam
let gone: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  corps = await makeFederation(server, { regionCode: '441302', level: 'corps', parentId: city.teamId })
  near = await makeTeam(server, { parent: corps, form: { name: '桥东街道水门志愿服务队' } })
  held = await makeTeam(server, { parent: corps })
  gone = await makeTeam(server, { parent: corps })
  checked(await corps.leader.client.post(`/teams/${held.teamId}/suspend`, { cause: '年检' }), 200)
  const end = { receiverId: corps.teamId, cause: '并入', name: gone.name }
  checked(await corps.leader.client.post(`/teams/${gone.teamId}/dissolve`, end), 200)
}, 60_000)
afterAll(() => server.stop())

const branch = async (who: Client, team: TestTeam, query = '') =>
  checked(await who.get<{ items: Row[] }>(`/teams/${team.teamId}/children?${query}`), 200).items
const idsOf = (rows: readonly { teamId: string }[]) => rows.map((row) => row.teamId)

test('H17: a search goes through every level of the branch, by name, pinyin, state and level', async () => {
  const { client } = city.leader
  expect(idsOf(await branch(client, city))).toEqual([corps.teamId])
  for (const query of ['q=水门', 'q=shuimen', 'q=smzy', `q=${near.name}&level=team&status=active`])
    expect(idsOf(await branch(client, city, query))).toEqual([near.teamId])
  expect(await branch(client, city, 'status=suspended')).toMatchObject([
    { teamId: held.teamId, parentName: corps.name, whyNot: { oversee: null } },
  ])
  expect(idsOf(await branch(client, city, 'status=dissolved'))).toEqual([gone.teamId])
  expect(idsOf(await branch(client, city, 'level=corps'))).toEqual([corps.teamId])
  expect(idsOf(await branch(client, corps, 'level=corps'))).toEqual([])
  expect(await branch(client, city, 'q=水门&level=corps')).toEqual([])
})

test('H17: it is seen by its staff, by those above and by the authorities of its region, who read only where they do not decide', async () => {
  const viewer = (await makeStaff(server, 'authority_viewer', '441302')).client
  const reviewer = (await makeStaff(server, 'authority_reviewer', '441302')).client
  const foreign = (await makeStaff(server, 'site_admin', '441303')).client
  const { volunteerId, accountId } = await makeMember(server, near)
  checked(
    await near.leader.client.post(`/teams/${near.teamId}/roles`, { volunteerId, role: 'team_viewer' }),
    201,
  )
  const own = await staffClient(server, accountId)
  expect(await branch(own, near)).toEqual([])
  const reasons = async (who: Client) => (await branch(who, corps, 'q=水门')).map((row) => row.whyNot.oversee)
  expect(await reasons(viewer)).toEqual(['not_your_region'])
  expect(await reasons(reviewer)).toEqual([null])
  expect(await reasons(corps.leader.client)).toEqual([null])
  const children = `/teams/${corps.teamId}/children`
  expect((await near.leader.client.get(children)).code).toBe('not_your_team')
  expect((await foreign.get(children)).code).toBe('not_your_region')
  // The federation lies above the county, and so out of its office's sight.
  expect((await viewer.get(`/teams/${city.teamId}/children`)).code).toBe('not_your_region')
})

test('H18: an authority lists the teams of its region as they stand', async () => {
  const viewer = (await makeStaff(server, 'authority_viewer', '441302')).client
  const list = async (query: string) =>
    checked(await viewer.get<{ items: Row[] }>(`/region-teams?region=${query}`), 200).items
  expect(idsOf(await list('441302'))).toEqual([corps.teamId, near.teamId, held.teamId])
  expect(idsOf(await list('441302&status=suspended'))).toEqual([held.teamId])
  expect(idsOf(await list('441302&status=dissolved'))).toEqual([gone.teamId])
  expect(idsOf(await list('441302&q=shuimen'))).toEqual([near.teamId])
  expect((await viewer.get('/region-teams?region=441303')).code).toBe('not_your_region')
  expect((await viewer.get('/region-teams?region=999999')).code).toBe('region_not_found')
  expect((await corps.leader.client.get('/region-teams?region=441302')).code).toBe('wrong_door')
})
