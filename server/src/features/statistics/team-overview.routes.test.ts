import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam } from '../../../test/crews.ts'
import { admit, openProject, scanOf, startDoor, type Door } from '../../../test/door.ts'
import { lineOf, postLines } from '../../../test/lines.ts'
import type { MembershipId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { listDifferences } from './index.ts'

const SATURDAY = { startsAt: '2026-11-28T01:00:00.000Z', endsAt: '2026-11-28T04:00:00.000Z', headcount: 5 }
interface Overview {
  waiting: Record<string, number>
  childTeams: number
  month: object
  members: { total: number; joined: number; left: number; active: number }
  months: { month: string; minutes: number }[]
  ahead: { shiftId: string; title: string; admitted: number; headcount: number }[]
}
let door: Door
const overview = async (client = door.keeper, teamId: string = door.team.teamId) =>
  client.get<Overview>(`/teams/${teamId}/overview`)

beforeAll(async () => {
  door = await startDoor()
})
afterAll(() => door.server.stop())

test('an empty day', async () => {
  const { status, body } = await overview()
  expect(status).toBe(200)
  expect(body).toMatchObject({
    team: { teamId: door.team.teamId, name: door.team.name, status: 'active' },
    asOf: '2026-11-24T02:00:00.000Z',
    waiting: { membershipRequests: 0, signUps: 0, hourDrafts: 0, reviews: 0 },
    members: { total: 0, joined: 0, left: 0, active: 0 },
    childTeams: 0,
    month: { minutes: 0, grades: { A: 0, B: 0, C: 0, D: 0, E: 0 } },
  })
  expect(body.ahead).toEqual([])
  expect(body.months).toHaveLength(12)
  expect(body.months[0]).toEqual({ month: '2025-12', minutes: 0 })
  expect(body.months.at(-1)).toEqual({ month: '2026-11', minutes: 0 })
})

test('a minute counts for the month as soon as somebody has signed out', async () => {
  const { projectId, people } = await door.withPeople(3)
  await door.one(projectId, scanOf(people[0]!.device, door.now()))
  expect((await overview()).body.month).toMatchObject({ minutes: 0 })
  door.move(30)
  await door.one(projectId, scanOf(people[0]!.device, door.now()))
  const { month } = (await overview()).body
  const differences = await listDifferences(door.server.reader)
  expect(differences.filter(({ figure }) => figure === 'door_counts')).toEqual([])
  expect(month).toEqual({ minutes: 30, grades: { A: 30, B: 0, C: 0, D: 0, E: 0 } })
})

test('what waits, and how full the coming shifts are', async () => {
  const { server, team } = door
  const project = await openProject(server, team, [SATURDAY], { status: 'recruiting' })
  const place = { projectId: project.projectId, shiftId: project.shiftIds[0]! }
  const people = await makeCrew(server, 4)
  await admit(server, place, people.slice(0, 2))
  await admit(server, place, people.slice(2), 'applied')
  await server.db
    .insertInto('memberships')
    .values({
      volunteerId: people[0]!.volunteerId,
      membershipId: uuidv7<MembershipId>(server.now()),
      teamId: team.teamId,
      status: 'requested',
      requestedAt: server.now(),
    })
    .execute()
  await makeCrewTeam(server, { parent: team })
  const { body } = await overview()
  expect(body.waiting).toEqual({ membershipRequests: 1, signUps: 2, hourDrafts: 0, reviews: 0 })
  expect(body.ahead).toMatchObject([
    { shiftId: place.shiftId, startsAt: SATURDAY.startsAt, admitted: 2, headcount: 5 },
  ])
  expect(body.childTeams).toBe(1)
})

test('the month of the team is its own, by the day of service', async () => {
  const { server, team } = door
  const [person] = await makeCrew(server, 1)
  const before = (await overview()).body.month
  const line = { volunteerId: person!.volunteerId, team, regionPath: '441302', minutes: 60 }
  await postLines(server, [lineOf(server, { ...line, servedOn: '2026-10-31' })])
  expect((await overview()).body.month).toEqual(before)
  await postLines(server, [lineOf(server, { ...line, servedOn: '2026-11-01', grade: 'C' })])
  expect((await overview()).body.month).toMatchObject({ grades: { A: 30, C: 60 }, minutes: 90 })
})

test('members: who came this month, who left, who has served within the year', async () => {
  const { server, team } = door
  const people = await makeCrew(server, 4)
  const member = (i: number, joinedAt: string, leftAt: string | null = null) => ({
    volunteerId: people[i]!.volunteerId,
    membershipId: uuidv7<MembershipId>(server.now()),
    teamId: team.teamId,
    status: leftAt === null ? ('member' as const) : ('left' as const),
    requestedAt: new Date(joinedAt),
    joinedAt: new Date(joinedAt),
    leftAt: leftAt === null ? null : new Date(leftAt),
  })
  const before = (await overview()).body.members
  await server.db
    .insertInto('memberships')
    .values([
      member(0, '2026-10-31T15:59:59Z'),
      member(1, '2026-10-31T16:00:00Z'),
      member(2, '2026-09-01T00:00:00Z', '2026-11-02T00:00:00Z'),
      member(3, '2026-09-01T00:00:00Z', '2026-10-02T00:00:00Z'),
    ])
    .execute()
  const served = (i: number, servedOn: string) =>
    lineOf(server, { volunteerId: people[i]!.volunteerId, team, regionPath: '441302', minutes: 60, servedOn })
  await postLines(server, [served(0, '2025-11-30'), served(1, '2025-12-01'), served(2, '2026-09-02')])
  const { members } = (await overview()).body
  expect({ ...members, total: 0 }).toEqual({
    total: 0,
    joined: before.joined + 1,
    left: before.left + 1,
    active: before.active + 1,
  })
})

test('timekeepers and the teams above see it; others are told why not', async () => {
  const { server, team } = door
  const child = await makeCrewTeam(server, { parent: team })
  expect((await overview(team.leader.client, child.teamId)).status).toBe(200)
  expect((await overview(child.leader.client)).code).toBe('not_your_team')
  expect((await overview(door.keeper, '019ab000-0000-7000-8000-00000000dead')).code).toBe('team_not_found')
  expect((await overview((await makeCrew(server, 1))[0]!.client)).code).toBe('wrong_door')
  expect((await overview(server.client())).code).toBe('signed_out')
})
