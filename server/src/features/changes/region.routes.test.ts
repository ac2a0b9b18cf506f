import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { checked, makeFederation, makeLegalPerson, makeTeam, type TestTeam } from '../../../test/teams.ts'

let server: TestServer
let city: TestTeam
let team: TestTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city })
})
afterAll(() => server.stop())

const goTo = (regionCode: string, client: Client = team.leader.client, of = team.teamId) =>
  client.post<{ reviewId: string }>(`/teams/${of}/changes`, {
    field: 'region',
    value: { regionCode, name: '' },
  })
const approve = (reviewId: string, client: Client = city.leader.client) =>
  client.post<{ outcome: string }>(`/reviews/${reviewId}/change`, { decision: 'approve' })

describe('C8: a team goes to another region', () => {
  test('where the liaison team takes the team there too; counts and names follow', async () => {
    const moving = await makeTeam(server, { parent: city, form: { name: '水口便民志愿服务队' } })
    const ask = (regionCode: string) => goTo(regionCode, moving.leader.client, moving.teamId)
    const activeIn = async (county: string) =>
      (
        await server.reader
          .selectFrom('regionTeams')
          .select('active')
          .where('regionPath', '=', county)
          .executeTakeFirst()
      )?.active ?? 0
    expect((await ask('441399')).code).toBe('region_not_found')
    expect((await ask('440100')).code).toBe('parent_not_above')
    expect((await ask('441302001')).code).toBe('change_unchanged')
    const before = [await activeIn('441302'), await activeIn('441303')]
    const { reviewId } = checked(await ask('441303'), 201)
    const seen = await city.leader.client.get<{ facts: { newValue: unknown } }>(`/reviews/${reviewId}/change`)
    expect(seen.body.facts.newValue).toEqual({ regionCode: '441303', name: '惠阳区' })
    const namesake = await makeTeam(server, {
      parent: city,
      form: { name: moving.name, regionCode: '441303' },
    })
    expect((await approve(reviewId)).code).toBe('name_taken')
    await server.db
      .updateTable('teams')
      .set({ name: '惠阳另一支志愿服务队' })
      .where('teamId', '=', namesake.teamId)
      .execute()
    const between = [await activeIn('441302'), await activeIn('441303')]
    checked(await approve(reviewId), 200)
    expect([await activeIn('441302'), await activeIn('441303')]).toEqual([between[0]! - 1, between[1]! + 1])
    expect(between).toEqual([before[0], before[1]! + 1])
    expect(
      (await server.client().get<{ regionName: string }>(`/teams/${moving.teamId}`)).body.regionName,
    ).toBe('惠阳区')
  })
  test('not past a nearer liaison team, nor for a corps; a legal person is taken in by the office there', async () => {
    const corps = await makeFederation(server, {
      parentId: city.teamId,
      level: 'corps',
      regionCode: '441303',
    })
    const before = await goTo('441303')
    expect([before.code, before.facts['rightParentName']]).toEqual(['skips_level', corps.name])
    const asked = await goTo('441302', corps.leader.client, corps.teamId)
    expect(asked.code).toBe('field_not_for_kind')
    const under = await makeTeam(server, { parent: corps, form: { regionCode: '441303' } })
    const away = await goTo('441322', under.leader.client, under.teamId)
    expect([away.code, away.facts['rightParentName']]).toEqual(['parent_not_above', city.name])
    const { office, teamId, client } = await makeLegalPerson(server)
    const there = await makeStaff(server, 'authority_reviewer', '441303')
    const { reviewId } = checked(await goTo('441303', client, teamId), 201)
    const other = checked(
      await client.post<{ reviewId: string }>(`/teams/${teamId}/changes`, {
        field: 'address',
        value: '淡水街道 3 号',
      }),
      201,
    )
    expect((await approve(reviewId, office.client)).code).toBe('not_your_region')
    checked(await approve(reviewId, there.client), 200)
    expect((await approve(other.reviewId, office.client)).code).toBe('not_your_region')
    checked(await approve(other.reviewId, there.client), 200)
  })
})
