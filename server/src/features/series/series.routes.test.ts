import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectId } from '../../kernel/ids.ts'
import { makeCrewTeam, projectForm, publishProject, type CrewTeam } from '../../../test/crews.ts'
import { entryOf, startLedger } from '../../../test/entries.ts'
import { statementsOf } from '../../../test/evaluations.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'

let server: TestServer
let team: CrewTeam
let other: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  other = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const words = { name: '每周六护河', intro: '周六上午沿东江巡河。' }
const create = async (of: CrewTeam) =>
  (await of.leader.client.post<{ seriesId: string }>(`/teams/${of.teamId}/series`, words)).body.seriesId
const draftOf = async (of: CrewTeam, change = {}) =>
  (await of.leader.client.post<{ projectId: string }>(`/teams/${of.teamId}/projects`, projectForm(change)))
    .body.projectId
const add = (of: CrewTeam, seriesId: string, projectId: string) =>
  of.leader.client.put(`/series/${seriesId}/projects/${projectId}`, {})
const listed = async (seriesId: string) =>
  (
    await team.leader.client.get<{ items: { projectId: string }[] }>(`/series/${seriesId}/projects`)
  ).body.items.map((project) => project.projectId)
interface Shown {
  name: string
  teamName: string
  figures: { projects: number; days: number; people: number; minutes: number }
  coming: { projectId: string; startsAt: string; headcount: number }[]
}
const shown = (seriesId: string) => server.client().get<Shown>(`/series/${seriesId}`)

describe('addToSeries', () => {
  test('J10: own projects, each in one series, the same one twice alike', async () => {
    const [first, second] = [await create(team), await create(team)]
    const projectId = await draftOf(team)
    expect((await add(team, first, projectId)).status).toBe(200)
    expect((await add(team, first, projectId)).status).toBe(200)
    expect(await listed(first)).toEqual([projectId])
    expect((await add(team, second, projectId)).code).toBe('in_other_series')
    expect((await add(team, first, await draftOf(other))).code).toBe('project_of_other_team')
    expect((await add(other, first, await draftOf(other))).code).toBe('not_your_team')
    const kept = await team.leader.client.post<{ templateId: string }>(`/projects/${projectId}/template`, {
      name: '护河',
    })
    expect((await add(team, first, kept.body.templateId)).code).toBe('project_not_found')
    await team.leader.client.delete(`/series/${first}/projects/${projectId}`)
    expect(await listed(first)).toEqual([])
    expect((await add(team, second, projectId)).status).toBe(200)
  })

  test('J11: two hundred projects at most', async () => {
    const seriesId = await create(team)
    const rows = Array.from({ length: 200 }, () => ({
      projectId: crypto.randomUUID() as ProjectId,
      seriesId: seriesId as never,
      addedAt: server.now(),
    }))
    await server.db.insertInto('seriesProjects').values(rows).execute()
    expect((await add(team, seriesId, await draftOf(team))).code).toBe('series_full')
  })
})

describe('getSeries', () => {
  test('J12: nothing of it is shown before one of its projects is, and drafts never are', async () => {
    const seriesId = await create(team)
    await add(team, seriesId, await draftOf(team))
    expect((await shown(seriesId)).code).toBe('series_not_found')
    const { projectId } = await publishProject(server, team, { title: '十一月护河' })
    await add(team, seriesId, projectId)
    const { body } = await shown(seriesId)
    expect(body).toMatchObject({
      name: words.name,
      teamName: team.name,
      figures: { projects: 1, days: 0, people: 0, minutes: 0 },
    })
    expect(body.coming).toMatchObject([{ projectId, startsAt: '2026-11-28T01:00:00.000Z', headcount: 5 }])
    const page = await server.client().get<{ series: object | null }>(`/projects/${projectId}/series`)
    expect(page.body.series).toEqual({ seriesId, name: words.name })
  })

  test('renamed and deleted by its team alone; its projects stay', async () => {
    const seriesId = await create(team)
    const { projectId } = await publishProject(server, team)
    await add(team, seriesId, projectId)
    expect((await other.leader.client.put(`/series/${seriesId}`, words)).code).toBe('not_your_team')
    await team.leader.client.put(`/series/${seriesId}`, { name: ' 周六护河 ', intro: '' })
    expect((await shown(seriesId)).body.name).toBe('周六护河')
    expect((await other.leader.client.delete(`/series/${seriesId}`)).code).toBe('not_your_team')
    expect((await team.leader.client.delete(`/series/${seriesId}`)).status).toBe(204)
    expect((await shown(seriesId)).code).toBe('series_not_found')
    expect((await server.client().get(`/projects/${projectId}`)).status).toBe(200)
  })
})

test('the lists of a series take as many statements for two projects as for one', async () => {
  const seriesId = await create(team)
  const { client } = team.leader
  const counted = async () => [
    await statementsOf(client, `/teams/${team.teamId}/series`),
    await statementsOf(client, `/series/${seriesId}/projects`),
    await statementsOf(server.client(), `/series/${seriesId}`),
    await statementsOf(server.client(), `/series/${seriesId}/done`),
  ]
  for (let n = 0; n < 2; n++) {
    await add(team, seriesId, (await publishProject(server, team)).projectId)
    expect(await counted()).toEqual([2, 2, 2, 1])
  }
})

describe('copyProject', () => {
  const copy = (projectId: string, body: object, of = team) =>
    of.leader.client.post<{ projectId: string; weeks: number }>(`/projects/${projectId}/copy`, body)

  test('J6, J10: after what it copies, and the next of its series', async () => {
    const seriesId = await create(team)
    const { projectId } = await publishProject(server, team, { recruitUntil: '2026-11-27T10:00:00.000Z' })
    await add(team, seriesId, projectId)
    const made = await copy(projectId, { shifts: 'moved', joinsSeries: true })
    expect([made.status, made.body.weeks]).toEqual([201, 1])
    expect(await listed(seriesId)).toEqual([made.body.projectId, projectId])
    const detail = await team.leader.client.get(`/teams/${team.teamId}/projects/${made.body.projectId}`)
    expect(detail.body).toMatchObject({
      ...{ status: 'draft', projectNumber: null, contactPhone: '13800138000' },
      startsAt: '2026-12-05T01:00:00.000Z',
      recruitUntil: '2026-12-04T10:00:00.000Z',
    })
    const again = await copy(made.body.projectId, { shifts: 'none', joinsSeries: false })
    expect(await listed(seriesId)).not.toContain(again.body.projectId)
  })

  test('is of the team, of an active one, of a project, and of a series where it is to join one', async () => {
    const projectId = await draftOf(team)
    const body = { shifts: 'moved', joinsSeries: false }
    expect((await copy(projectId, { ...body, joinsSeries: true })).code).toBe('not_in_series')
    expect((await copy(projectId, body, other)).code).toBe('not_your_team')
    expect((await copy(crypto.randomUUID(), body)).code).toBe('project_not_found')
    const held = await makeCrewTeam(server)
    const own = await draftOf(held)
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', held.teamId)
      .execute()
    expect((await copy(own, body, held)).code).toBe('team_not_active')
  })

  test('the phone is sealed anew, so that two rows do not show that they hold the same', async () => {
    const projectId = await draftOf(team)
    const made = await copy(projectId, { shifts: 'moved', joinsSeries: false })
    const rows = await server.reader
      .selectFrom('projects')
      .select('contactPhoneEnc')
      .where('projectId', 'in', [projectId, made.body.projectId] as ProjectId[])
      .execute()
    expect(rows[0]!.contactPhoneEnc.equals(rows[1]!.contactPhoneEnc)).toBe(false)
  })
})

test('J12: what was done is counted by days, people and minutes that stand; what was reversed does not', async () => {
  const { server: door, team: own, leader, longDay, enter } = await startLedger()
  const { projectId, ids, people } = await longDay(2)
  const { body } = await leader.post<{ seriesId: string }>(`/teams/${own.teamId}/series`, words)
  await leader.put(`/series/${body.seriesId}/projects/${projectId}`, {})
  const entries = ids.map((id) => entryOf(id, '09:00', '10:30'))
  await enter(leader, projectId, ...entries)
  const read = async () => (await door.client().get<Shown>(`/series/${body.seriesId}`)).body.figures
  expect(await read()).toEqual({ projects: 1, days: 1, people: 2, minutes: 180 })
  const done = await door.client().get<{ items: object[] }>(`/series/${body.seriesId}/done`)
  expect(done.body.items).toMatchObject([{ projectId, people: 2, minutes: 180 }])
  const lines = await people[0]!.client.get<{ items: { hourEntryId: string }[] }>('/me/hours')
  const line = `/hours/${people[0]!.volunteerId}/${lines.body.items[0]!.hourEntryId}`
  expect((await leader.post(`${line}/reverse`, { cause: '记错人了' })).code).toBeNull()
  expect(await read()).toEqual({ projects: 1, days: 1, people: 1, minutes: 90 })
  await door.stop()
})
