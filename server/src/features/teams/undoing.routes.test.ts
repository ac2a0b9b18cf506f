import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { answerOne, deliver, invite, mine } from '../../../test/invitations.ts'
import { makeSite, makeVolunteer } from '../../../test/people.ts'
import {
  checked,
  makeFederation,
  makeMember,
  makeTeam,
  requestedBy,
  staffClient,
  type TestTeam,
} from '../../../test/teams.ts'
import type { MembershipId, TeamId } from '../../kernel/ids.ts'

const NOBODY = '019ab000-0000-7000-8000-00000000dead'
const HOUR_MS = 3_600_000
let server: TestServer
let city: TestTeam
let team: TestTeam
let other: TestTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeFederation(server)
  team = await makeTeam(server, { parent: city })
  other = await makeTeam(server, { parent: city })
})
afterAll(() => server.stop())

interface Shown {
  membershipId: string
  name: string
  outcome: string
  reason: string | null
  decidedByName: string
  whyNot: { undo: string | null }
}
const path = ({ teamId }: { teamId: string }) => `/teams/${teamId}/membership-decisions`
const undo = async (who: Client, of: { teamId: string }, ...membershipIds: string[]) => {
  const answer = await who.post<{ results: { outcome: string; reason: string | null }[] }>(
    `${path(of)}/undo`,
    { membershipIds },
  )
  return answer.code ?? answer.body.results.map(({ outcome, reason }) => reason ?? outcome)
}
const refuse = async (who: Client, membershipId: string): Promise<void> => {
  const decisions = [{ membershipId, decision: 'refuse', reason: '名额已满' }]
  checked(await who.post(path(team), { decisions }), 200)
}
const approve = async (who: Client, of: TestTeam, membershipId: string): Promise<string | null> => {
  const decisions = [{ membershipId, decision: 'approve' }]
  const { results } = checked(
    await who.post<{ results: { reason: string | null }[] }>(path(of), { decisions }),
    200,
  )
  return results[0]!.reason
}
const shown = async (who: Client, of: TestTeam): Promise<Shown[]> =>
  checked(await who.get<{ items: Shown[] }>(path(of)), 200).items
const waiting = async (of: TestTeam): Promise<string[]> =>
  checked(
    await of.leader.client.get<{ items: { membershipId: string }[] }>(
      `/teams/${of.teamId}/membership-requests`,
    ),
    200,
  ).items.map(({ membershipId }) => membershipId)
const counts = async (teamId: TeamId) => {
  const { memberCount } = await server.reader
    .selectFrom('teams')
    .select('memberCount')
    .where('teamId', '=', teamId)
    .executeTakeFirstOrThrow()
  const rows = await server.reader
    .selectFrom('memberships')
    .select('membershipId')
    .where('teamId', '=', teamId)
    .where('status', '=', 'member')
    .execute()
  expect(memberCount).toBe(rows.length)
  return memberCount
}
const ownOf = async (client: Client) =>
  checked(
    await client.get<{ items: { status: string; reason: string | null; joinedAt: string | null }[] }>(
      '/me/memberships',
    ),
    200,
  ).items[0]

const unread = async (client: Client): Promise<string[]> =>
  checked(
    await client.get<{ items: { kind: string; readAt: string | null }[] }>('/me/notices'),
    200,
  ).items.flatMap(({ kind, readAt }) => (readAt === null ? [kind] : []))

describe('B8: undoMembershipDecisions', () => {
  test('M19: an approval goes back to where it waited, and the person is told', async () => {
    const before = await counts(team.teamId)
    const bob = await makeMember(server, team)
    expect(await counts(team.teamId)).toBe(before + 1)
    const listed = (await shown(team.leader.client, team)).find(
      (one) => one.membershipId === bob.membershipId,
    )
    expect(listed).toMatchObject({
      name: bob.name,
      outcome: 'approved',
      decidedByName: team.leader.name,
      whyNot: { undo: null },
    })
    expect(await undo(team.leader.client, team, bob.membershipId)).toEqual(['undone'])
    expect(await counts(team.teamId)).toBe(before)
    expect(await waiting(team)).toContain(bob.membershipId)
    expect(await ownOf(bob.client)).toMatchObject({ status: 'requested', joinedAt: null })
    const notices = await bob.client.get<{ items: { kind: string }[] }>('/me/notices')
    expect(notices.body.items[0]?.kind).toBe('membership_undone')
    const accesses = await bob.client.get<{ items: { deed: string }[] }>('/me/accesses')
    expect(accesses.body.items.map(({ deed }) => deed)).toContain('undoMembershipDecisions')
    expect(await undo(team.leader.client, team, bob.membershipId)).toEqual(['not_decided'])
    // A home team that was taken back is free for another team.
    const elsewhere = await requestedBy(bob, other)
    expect(await approve(other.leader.client, other, elsewhere.membershipId)).toBe(null)
    expect(await approve(team.leader.client, team, bob.membershipId)).toBe('home_team_taken')
  })

  test('M19: a refusal is forgotten with its reason; several at once get answers of their own', async () => {
    const people = await Promise.all([1, 2].map(() => makeVolunteer(server)))
    const [first, second] = await Promise.all(
      people.map(async (one) => (await requestedBy(one, team)).membershipId),
    )
    await refuse(team.leader.client, first!)
    expect(await unread(people[0]!.client)).toContain('membership_refused')
    expect(await undo(team.leader.client, team, first!, second!, first!, NOBODY)).toEqual([
      'undone',
      'not_decided',
      'not_decided',
      'membership_not_found',
    ])
    expect(await ownOf(people[0]!.client)).toMatchObject({ status: 'requested', reason: null })
    const left = await unread(people[0]!.client)
    expect(left).toContain('membership_undone')
    expect(left).not.toContain('membership_refused')
    expect((await team.leader.client.post(`${path(team)}/undo`, { membershipIds: [] })).code).toBe(
      'malformed',
    )
  })

  test('M19: after a day a decision stands, and is no longer listed', async () => {
    const [bob, cyd] = await Promise.all([makeMember(server, team), makeMember(server, team)])
    const decidedAt = (hours: number, { membershipId }: { membershipId: MembershipId }) =>
      server.db
        .updateTable('memberships')
        .set({ decidedAt: new Date(server.now().getTime() - hours * HOUR_MS) })
        .where('membershipId', '=', membershipId)
        .execute()
    await decidedAt(24, bob)
    await decidedAt(23.9, cyd)
    const ids = (await shown(team.leader.client, team)).map(({ membershipId }) => membershipId)
    expect(ids).not.toContain(bob.membershipId)
    expect(ids).toContain(cyd.membershipId)
    expect(await undo(team.leader.client, team, bob.membershipId, cyd.membershipId)).toEqual([
      'decided_long_ago',
      'undone',
    ])
  })

  test('M20: not who has left, holds a duty or has asked again', async () => {
    const [gone, admin] = await Promise.all([makeMember(server, team), makeMember(server, team)])
    checked(await gone.client.post(`/me/memberships/${gone.membershipId}/leave`), 200)
    const role = { volunteerId: admin.volunteerId, role: 'team_admin' }
    checked(await team.leader.client.post(`/teams/${team.teamId}/roles`, role), 201)
    const again = await makeVolunteer(server)
    const earlier = await requestedBy(again, team)
    await refuse(team.leader.client, earlier.membershipId)
    expect(await unread(again.client)).toContain('membership_refused')
    const later = await requestedBy(again, team)
    expect(await unread(again.client)).not.toContain('membership_refused')
    expect(
      await undo(team.leader.client, team, gone.membershipId, admin.membershipId, earlier.membershipId),
    ).toEqual(['has_left', 'holds_role', 'asked_again'])
    // Refused twice on one day: one of the two can wait again.
    await refuse(team.leader.client, later.membershipId)
    expect(await undo(team.leader.client, team, later.membershipId, earlier.membershipId)).toEqual([
      'undone',
      'asked_again',
    ])
    const byId = new Map((await shown(team.leader.client, team)).map((one) => [one.membershipId, one]))
    expect(byId.get(gone.membershipId)).toMatchObject({ outcome: 'approved', whyNot: { undo: 'has_left' } })
    expect(byId.get(admin.membershipId)?.whyNot.undo).toBe('holds_role')
    expect(byId.get(earlier.membershipId)).toMatchObject({
      outcome: 'refused',
      reason: '名额已满',
      whyNot: { undo: 'asked_again' },
    })
  })

  test('M19: who joined by their own act was not decided on, the leader neither', async () => {
    const open = await makeTeam(server, { parent: city, joinMode: 'open' })
    const bob = await makeVolunteer(server)
    const { membershipId } = await requestedBy(bob, open)
    expect(await undo(open.leader.client, open, membershipId)).toEqual(['not_decided'])
    expect(await shown(open.leader.client, open)).toEqual([])
    const { items } = checked(
      await open.leader.client.get<{ items: { membershipId: string }[] }>('/me/memberships'),
      200,
    )
    expect(await undo(city.leader.client, open, items[0]!.membershipId)).toEqual(['not_decided'])
    // Somebody who had asked already accepts an invitation instead.
    const cyd = await makeVolunteer(server)
    const asked = await requestedBy(cyd, other)
    await invite(other.leader.client, other.teamId, cyd)
    await deliver(server)
    await answerOne(cyd.client, (await mine(cyd.client))[0]!.invitationId, 'accept')
    expect(await ownOf(cyd.client)).toMatchObject({ status: 'member' })
    expect(await undo(other.leader.client, other, asked.membershipId)).toEqual(['not_decided'])
  })

  test('T9: whoever decides for the team undoes; nobody beside, below, at the door or at the gate', async () => {
    const bob = await makeMember(server, team)
    const keeperPerson = await makeMember(server, team)
    const role = { volunteerId: keeperPerson.volunteerId, role: 'team_timekeeper' }
    checked(await team.leader.client.post(`/teams/${team.teamId}/roles`, role), 201)
    const keeper = await staffClient(server, keeperPerson.accountId)
    for (const [who, of, reason] of [
      [other.leader.client, team, 'not_your_team'],
      [team.leader.client, city, 'not_your_team'],
      [keeper, team, 'not_your_team'],
      [bob.client, team, 'wrong_door'],
      [city.leader.client, { teamId: NOBODY }, 'team_not_found'],
    ] as const) {
      expect(await undo(who, of, bob.membershipId)).toBe(reason)
      expect((await who.get(path(of))).code).toBe(reason)
    }
    const staff = async (role: 'team_reviewer' | 'team_viewer'): Promise<Client> => {
      const { volunteerId, accountId } = await makeMember(server, team)
      checked(await team.leader.client.post(`/teams/${team.teamId}/roles`, { volunteerId, role }), 201)
      return staffClient(server, accountId)
    }
    const [reviewer, viewer] = [await staff('team_reviewer'), await staff('team_viewer')]
    expect((await viewer.get(path(team))).status).toBe(200)
    expect(await undo(viewer, team, bob.membershipId)).toBe('not_your_team')
    expect(await undo(reviewer, team, bob.membershipId)).toEqual(['undone'])
    expect(await approve(reviewer, team, bob.membershipId)).toBe(null)
    expect(await undo(other.leader.client, other, bob.membershipId)).toEqual(['membership_not_found'])
    expect(await undo(city.leader.client, team, bob.membershipId)).toEqual(['undone'])
    // What the federation decides, the team itself can take back as well.
    expect(await approve(city.leader.client, team, bob.membershipId)).toBe(null)
    const items = await shown(team.leader.client, team)
    expect(items.find((one) => one.membershipId === bob.membershipId)).toMatchObject({
      decidedByName: city.leader.name,
    })
    expect(await undo(team.leader.client, team, bob.membershipId)).toEqual(['undone'])
  })

  test('race: undone and decided at once, the count stays true', async () => {
    const bob = await makeMember(server, team)
    const deeds = [1, 2, 3].flatMap(() => [
      undo(team.leader.client, team, bob.membershipId),
      approve(city.leader.client, team, bob.membershipId),
    ])
    await Promise.all(deeds)
    await counts(team.teamId)
  })

  test('pages skip and repeat nothing', async () => {
    const all = (await shown(team.leader.client, team)).map(({ membershipId }) => membershipId)
    const paged: string[] = []
    for (let next: string | null = ''; next !== null;) {
      const page: { items: Shown[]; next: string | null } = checked(
        await team.leader.client.get<{ items: Shown[]; next: string | null }>(
          `${path(team)}?limit=2&after=${next}`,
        ),
        200,
      )
      paged.push(...page.items.map(({ membershipId }) => membershipId))
      next = page.next
    }
    expect(paged).toEqual(all)
    expect(all.length).toBeGreaterThan(2)
  })
})
