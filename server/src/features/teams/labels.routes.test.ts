import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeVolunteer } from '../../../test/people.ts'
import { checked, makeFederation, makeTeam, makeMember, type TestTeam } from '../../../test/teams.ts'
import { LABELS_MAX, normalizeLabel } from './labels.rules.ts'

let server: TestServer
let team: TestTeam
let other: TestTeam
let members: Awaited<ReturnType<typeof makeMember>>[]

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  const city = await makeFederation(server)
  team = await makeTeam(server, { parent: city })
  other = await makeTeam(server, { parent: city })
  members = [await makeMember(server, team), await makeMember(server, team), await makeMember(server, team)]
})
afterAll(() => server.stop())

interface Listed {
  items: { name: string; groups: string[]; tags: string[]; role: string | null }[]
}
const label = (kind: 'group' | 'tag', text: string, ids: string[], isOn = true) =>
  team.leader.client.post<{ changed: number }>(`/teams/${team.teamId}/member-labels`, {
    kind,
    label: text,
    membershipIds: ids,
    isOn,
  })
const list = async (query = ''): Promise<Listed['items']> =>
  (await team.leader.client.get<Listed>(`/teams/${team.teamId}/members${query}`)).body.items
const ids = () => members.map(({ membershipId }) => membershipId)

describe('B8 groups and tags of members', () => {
  test('a label is given once, in one writing, and filters the list', async () => {
    expect((await label('group', ' 高三 （1） 班 ', ids().slice(0, 2))).body).toEqual({ changed: 2 })
    expect((await label('group', '高三(1)班', ids())).body).toEqual({ changed: 1 })
    expect((await label('tag', '会手语', ids().slice(0, 1))).body).toEqual({ changed: 1 })
    expect((await list('?group=' + encodeURIComponent('高三(1)班'))).length).toBe(3)
    const [signing] = await list('?tag=' + encodeURIComponent('会手语'))
    expect(signing).toMatchObject({ name: members[0]!.name, groups: ['高三(1)班'], tags: ['会手语'] })
    const { body } = await team.leader.client.get(`/teams/${team.teamId}/member-labels`)
    expect(body).toEqual({
      items: [
        { kind: 'group', label: '高三(1)班', members: 3 },
        { kind: 'tag', label: '会手语', members: 1 },
      ],
    })
  })

  test('it is taken away again, and goes with whoever leaves', async () => {
    expect((await label('group', '高三(1)班', ids().slice(0, 1), false)).body).toEqual({ changed: 1 })
    expect((await list('?group=' + encodeURIComponent('高三(1)班'))).length).toBe(2)
    const leaving = members[1]!
    checked(await leaving.client.post(`/me/memberships/${leaving.membershipId}/leave`, {}), 200)
    const { body } = await team.leader.client.get<{ items: { members: number }[] }>(
      `/teams/${team.teamId}/member-labels`,
    )
    expect(body.items[0]).toMatchObject({ members: 1 })
    const kept = await server.reader.selectFrom('memberLabels').select('membershipId').execute()
    expect(kept.map(({ membershipId }) => membershipId)).not.toContain(leaving.membershipId)
  })

  test('nonsense, strangers and other teams get a reason and change nothing', async () => {
    for (const wrong of ['', '   ', 'x'.repeat(21), '<b>'])
      expect((await label('tag', wrong, ids())).code).toBe('label_malformed')
    const foreign = await makeMember(server, other)
    expect((await label('tag', '会开车', [foreign.membershipId])).body).toEqual({ changed: 0 })
    const body = { kind: 'tag', label: '会开车', membershipIds: ids(), isOn: true }
    const path = `/teams/${team.teamId}/member-labels`
    expect((await other.leader.client.post(path, body)).code).toBe('not_your_team')
    const stranger = await makeVolunteer(server)
    expect((await stranger.client.post(path, body)).code).toBe('wrong_door')
  })

  test('a team has not more labels than anybody could overlook', async () => {
    const rows = Array.from({ length: LABELS_MAX }, (_, i) => ({
      volunteerId: members[2]!.volunteerId,
      membershipId: members[2]!.membershipId,
      kind: 'tag' as const,
      label: `标签${i}`,
      teamId: team.teamId,
      labelledAt: server.now(),
    }))
    await server.db.insertInto('memberLabels').values(rows).execute()
    expect((await label('tag', '多一个', ids())).code).toBe('too_many_labels')
    expect((await label('tag', '标签7', ids().slice(0, 1))).body).toEqual({ changed: 1 })
  })

  test('one writing for each label', () => {
    expect(['一 班', ' Ａ班  ', 'Team  A'].map(normalizeLabel)).toEqual(['一班', 'A班', 'Team A'])
  })
})

describe('B8 exportMembers', () => {
  test('names are masked, the filter holds, and the trail knows of it', async () => {
    const { body } = await team.leader.client.get<{ items: { name: string }[]; isCut: boolean }>(
      `/teams/${team.teamId}/member-export?role=team_leader`,
    )
    expect(body.isCut).toBe(false)
    expect(body.items).toHaveLength(1)
    expect(body.items[0]!.name).not.toBe(team.leader.name)
    expect(body.items[0]!.name).toMatch(/^\p{Script=Han}+\*+$/u)
    const line = await server.reader
      .selectFrom('auditEntries')
      .select(['subjectId', 'facts'])
      .where('deed', '=', 'exportMembers')
      .executeTakeFirstOrThrow()
    expect(line).toEqual({ subjectId: team.teamId, facts: { rows: 1 } })
    expect((await other.leader.client.get(`/teams/${team.teamId}/member-export`)).code).toBe('not_your_team')
  })
})
