import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeVolunteer } from '../../../test/people.ts'
import {
  checked,
  makeFederation,
  makeMember,
  makeTeam,
  requestedBy,
  type TestTeam,
} from '../../../test/teams.ts'

let server: TestServer
let city: TestTeam
let team: TestTeam
let second: TestTeam
let third: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city })
  second = await makeTeam(server, { parent: city })
  third = await makeTeam(server, { parent: city })
})
afterAll(() => server.stop())

const approve = async (who: Client, of: TestTeam, membershipId: string): Promise<string | null> => {
  const decisions = [{ membershipId, decision: 'approve' }]
  const { results } = checked(
    await who.post<{ results: { reason: string | null }[] }>(`/teams/${of.teamId}/membership-decisions`, {
      decisions,
    }),
    200,
  )
  return results[0]!.reason
}

describe('B8, B9: above and below, and what leaving keeps', () => {
  test('a federation sees who waits at the teams below it, and opens a grandchild’s requests', async () => {
    const corps = await makeFederation(server, {
      regionCode: '441302',
      parentId: city.teamId,
      level: 'corps',
    })
    const below = await makeTeam(server, { parent: corps })
    const bob = await makeVolunteer(server)
    const { membershipId } = await requestedBy(bob, below)
    const children = async (of: TestTeam) =>
      checked(
        await city.leader.client.get<{ items: { teamId: string; membershipRequests: number }[] }>(
          `/teams/${of.teamId}/children`,
        ),
        200,
      ).items.map((child) => [child.teamId, child.membershipRequests])
    expect(await children(corps)).toEqual([[below.teamId, 1]])
    expect(await children(city)).toContainEqual([corps.teamId, 0])
    const requests = await city.leader.client.get<{ items: { membershipId: string }[] }>(
      `/teams/${below.teamId}/membership-requests`,
    )
    expect(requests.body.items).toMatchObject([{ membershipId }])
    expect(await approve(city.leader.client, below, membershipId)).toBe(null)
    expect(await children(corps)).toEqual([[below.teamId, 0]])
    // Never above: a request at the federation is not its member teams' business.
    const upward = await requestedBy(await makeVolunteer(server), city).catch(() => undefined)
    expect(upward).toBe(undefined)
    checked(await city.leader.client.put(`/teams/${city.teamId}/join-mode`, { joinMode: 'by_approval' }), 200)
    await requestedBy(await makeVolunteer(server), city)
    for (const staff of [corps.leader.client, below.leader.client])
      expect((await staff.get(`/teams/${city.teamId}/membership-requests`)).code).toBe('not_your_team')
  })

  test('M21: whoever leaves keeps the line from when to when, and may join again', async () => {
    const bob = await makeMember(server, team)
    checked(await bob.client.post(`/me/memberships/${bob.membershipId}/leave`), 200)
    const again = await requestedBy(bob, team)
    const { items } = checked(
      await bob.client.get<{ items: { membershipId: string; status: string; leftAt: string | null }[] }>(
        '/me/memberships',
      ),
      200,
    )
    const now = server.now().toISOString()
    expect(items).toMatchObject([
      { membershipId: again.membershipId, status: 'requested', joinedAt: null, leftAt: null },
      { membershipId: bob.membershipId, status: 'left', joinedAt: now, leftAt: now },
    ])
  })

  test('B9: a site that allows several teams takes a second one and names the number at the third', async () => {
    const of = (homeTeamsMax: number) =>
      server.db
        .updateTable('sites')
        .set({ policies: JSON.stringify({ homeTeamsMax }) })
        .execute()
    await of(2)
    const bob = await makeMember(server, team)
    expect(await approve(second.leader.client, second, (await requestedBy(bob, second)).membershipId)).toBe(
      null,
    )
    const refused = await bob.client.post(`/teams/${third.teamId}/memberships`, {})
    expect([refused.code, refused.facts]).toEqual(['home_team_taken', { teamName: team.name, most: 2 }])
    await of(1)
  })
})
