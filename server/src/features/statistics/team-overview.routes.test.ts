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
  today: object[]
  week: { date: string; shifts: number; missing: number }[]
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
    members: 0,
    childTeams: 0,
    month: { minutes: 0, grades: { A: 0, B: 0, C: 0, D: 0, E: 0 } },
    today: [],
  })
  expect(body.week.map((day) => day.date)).toEqual([
    ...['2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27', '2026-11-28', '2026-11-29', '2026-11-30'],
  ])
})

test('who is at the door, and who has gone', async () => {
  const { projectId, project, people } = await door.withPeople(3)
  await door.one(projectId, scanOf(people[0]!.device, door.now()))
  expect((await overview()).body.today).toMatchObject([
    { projectId, shiftId: project.shiftIds[0], positionName: '秩序引导员', expected: 3, present: 1, left: 0 },
  ])
  door.move(30)
  await door.one(projectId, scanOf(people[0]!.device, door.now()))
  const { today, month } = (await overview()).body
  expect(today).toMatchObject([{ expected: 3, present: 0, left: 1 }])
  const differences = await listDifferences(door.server.reader)
  expect(differences.filter(({ figure }) => figure === 'door_counts')).toEqual([])
  expect(month).toEqual({ minutes: 30, grades: { A: 30, B: 0, C: 0, D: 0, E: 0 } })
})

test('what waits, and what the coming days lack', async () => {
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
  expect(body.week.find((day) => day.date === '2026-11-28')).toEqual({
    date: '2026-11-28',
    shifts: 1,
    missing: 3,
  })
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

test('timekeepers and the teams above see it; others are told why not', async () => {
  const { server, team } = door
  const child = await makeCrewTeam(server, { parent: team })
  expect((await overview(team.leader.client, child.teamId)).status).toBe(200)
  expect((await overview(child.leader.client)).code).toBe('not_your_team')
  expect((await overview(door.keeper, '019ab000-0000-7000-8000-00000000dead')).code).toBe('team_not_found')
  expect((await overview((await makeCrew(server, 1))[0]!.client)).code).toBe('wrong_door')
  expect((await overview(server.client())).code).toBe('signed_out')
})
