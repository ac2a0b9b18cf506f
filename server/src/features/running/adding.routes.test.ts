/** Further shifts of a published project over HTTP. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, expect, test } from 'vitest'
import {
  makeCrew,
  makeCrewTeam,
  publishProject,
  type CrewMember,
  type CrewTeam,
} from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { pageOf, signUp } from '../../../test/signing.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const shiftOn = (day: string, change: object = {}) => ({
  ...{ startsAt: `2026-${day}T01:00:00.000Z`, endsAt: `2026-${day}T04:00:00.000Z` },
  ...{ breakMinutes: 0, headcount: 3 },
  ...change,
})
const add = (projectId: string, body: object, by = team) =>
  by.leader.client.post<{ positionId: string }>(`/projects/${projectId}/shifts`, body)
const positionsOf = async (projectId: string) =>
  (
    await team.leader.client.get<{
      recruitUntil: string
      endsAt: string
      positions: { positionId: string; name: string; shifts: { shiftId: string; startsAt: string }[] }[]
    }>(`/projects/${projectId}`)
  ).body

test('R18: at a position it has, and at a new one that comes last; the project lasts as long, and people sign up', async () => {
  const { projectId } = await publishProject(server, team, { autoAdmit: true, recruitFrom: null })
  const { positions } = await positionsOf(projectId)
  const [own] = positions
  expect(
    (await add(projectId, { positionId: own!.positionId, shifts: [shiftOn('11-29'), shiftOn('11-30')] }))
      .status,
  ).toBe(201)
  const position = { name: '问询员', description: '', requirements: '会普通话' }
  const made = await add(projectId, { position, shifts: [shiftOn('11-29')] })
  const after = await positionsOf(projectId)
  expect(after.positions.map(({ name, shifts }) => [name, shifts.length])).toEqual([
    [own!.name, 3],
    ['问询员', 1],
  ])
  expect(after.positions[1]!.positionId).toBe(made.body.positionId)
  expect(after.endsAt).toBe('2026-11-30T04:00:00.000Z')
  const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
  const { shiftId } = after.positions[1]!.shifts[0]!
  const came = await signUp(person.client, { projectId, shiftIds: [shiftId as never] })
  expect(came.body.status).toBe('admitted')
  expect(await pageOf(person.client, { projectId, shiftIds: [] })).toMatchObject({ endsAt: after.endsAt })
})

test('R18: what the form would refuse is refused, and nothing is added', async () => {
  const { projectId } = await publishProject(server, team)
  const { positionId } = (await positionsOf(projectId)).positions[0]!
  for (const [shift, code] of [
    [shiftOn('11-20'), 'shift_in_past'],
    [shiftOn('11-29', { endsAt: '2026-11-29T01:00:00Z' }), 'shift_reversed'],
    [shiftOn('11-29', { endsAt: '2026-11-30T02:00:00Z' }), 'shift_too_long'],
    [shiftOn('11-29', { breakMinutes: 180 }), 'break_too_long'],
    [shiftOn('12-29'), 'extension_too_long'],
  ] as const)
    expect(await add(projectId, { positionId, shifts: [shiftOn('11-29'), shift] })).toMatchObject({
      ...{ code, facts: { field: 'shifts.1' } },
    })
  const shifts = [shiftOn('11-29')]
  expect((await add(projectId, { positionId: randomUUID(), shifts })).code).toBe('position_unknown')
  expect((await add(projectId, { shifts })).code).toBe('position_unknown')
  const unknown = { name: '问询员', description: '', requirements: '', skills: ['nonsense'] }
  expect((await add(projectId, { position: unknown, shifts })).code).toBe('code_unknown')
  expect((await positionsOf(projectId)).positions.map((one) => one.shifts.length)).toEqual([1])
})

test('R18: never more than the form takes', async () => {
  const { projectId } = await publishProject(server, team)
  const { positionId } = (await positionsOf(projectId)).positions[0]!
  const fifty = Array.from({ length: 50 }, () => shiftOn('11-29'))
  for (let i = 0; i < 3; i++) expect((await add(projectId, { positionId, shifts: fifty })).status).toBe(201)
  expect((await add(projectId, { positionId, shifts: fifty })).code).toBe('too_many_shifts')
  expect((await add(projectId, { positionId, shifts: fifty.slice(1) })).status).toBe(201)
})

test.each([
  ['draft', 'not_published_yet'],
  ['under_review', 'not_published_yet'],
  ['recruiting', null],
  ['recruiting_paused', null],
  ['running', null],
  ['ended', 'activity_over'],
  ['closed', 'activity_over'],
  ['cancelled', 'project_cancelled'],
] as const)('R15, R18: of one that is %s: %s', async (status, code) => {
  const { projectId, shiftIds } = await publishProject(server, team)
  const { positionId } = (await positionsOf(projectId)).positions[0]!
  await server.db.updateTable('projects').set({ status }).where('projectId', '=', projectId).execute()
  expect((await add(projectId, { positionId, shifts: [shiftOn('11-29')] })).code ?? null).toBe(code)
  const to = { startsAt: '2026-11-28T06:00:00Z', endsAt: '2026-11-28T09:00:00Z', reason: '展馆下午才开门' }
  const moved = await team.leader.client.post(`/projects/${projectId}/shifts/${shiftIds[0]}/move`, to)
  expect(moved.code ?? null).toBe(code)
})

test('R18: a team that is held adds none', async () => {
  const held = await makeCrewTeam(server)
  const { projectId } = await publishProject(server, held)
  const { positionId } = (await positionsOf(projectId)).positions[0]!
  await server.db
    .updateTable('teams')
    .set({ status: 'suspended' })
    .where('teamId', '=', held.teamId)
    .execute()
  expect((await add(projectId, { positionId, shifts: [shiftOn('11-29')] }, held)).code).toBe(
    'team_not_active',
  )
})
