import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrewTeam, projectForm, type CrewTeam } from '../../../test/crews.ts'
import { statementsOf } from '../../../test/evaluations.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'

let server: TestServer
let above: CrewTeam
let team: CrewTeam
let below: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  above = await makeCrewTeam(server, { name: '惠城区志愿服务总会' })
  team = await makeCrewTeam(server, { parent: above })
  below = await makeCrewTeam(server, { parent: team })
})
afterAll(() => server.stop())

interface Listed {
  templateId: string
  name: string
  teamId: string
  whyNot: Record<string, string | null>
}
interface Detail {
  title: string
  status: string
  signUpCode: string | null
  leaderName: string
  contactPhone: string
  contactPublic: boolean
  recruitUntil: string
  positions: {
    plan: { from: string; rule: string } | null
    shifts: { startsAt: string; endsAt: string; headcount: number }[]
  }[]
}
const draftOf = async (of: CrewTeam, change = {}) =>
  (await of.leader.client.post<{ projectId: string }>(`/teams/${of.teamId}/projects`, projectForm(change)))
    .body
const save = (client: Client, projectId: string, name: string) =>
  client.post<{ templateId: string }>(`/projects/${projectId}/template`, { name })
const listed = async (of: CrewTeam, client: Client = of.leader.client) =>
  (await client.get<{ items: Listed[] }>(`/teams/${of.teamId}/templates`)).body.items
const use = (of: CrewTeam, templateId: string, shifts = 'moved') =>
  of.leader.client.post<{ projectId: string; weeks: number }>(
    `/teams/${of.teamId}/templates/${templateId}/projects`,
    { shifts },
  )
const detailOf = async (of: CrewTeam, projectId: string) =>
  (await of.leader.client.get<Detail>(`/teams/${of.teamId}/projects/${projectId}`)).body

describe('saveTemplate', () => {
  test('J8: a project is kept as a template, which no list of projects shows and nobody changes or sends', async () => {
    const { projectId } = await draftOf(team, { title: '东江护河' })
    const before = await team.leader.client.get<{ items: unknown[] }>(`/teams/${team.teamId}/projects`)
    const saved = await save(team.leader.client, projectId, '周六护河')
    expect(saved.status).toBe(201)
    const { templateId } = saved.body
    const after = await team.leader.client.get<{ items: unknown[] }>(`/teams/${team.teamId}/projects`)
    expect(after.body.items).toHaveLength(before.body.items.length)
    expect((await server.client().get(`/projects/${templateId}`)).code).toBe('project_not_found')
    expect((await team.leader.client.put(`/projects/${templateId}`, projectForm())).code).toBe(
      'project_locked',
    )
    expect((await team.leader.client.post(`/projects/${templateId}/submit`)).code).toBe('already_submitted')
    expect((await save(team.leader.client, templateId, '又一个')).code).toBe('project_not_found')
    expect(await listed(team)).toMatchObject([
      { templateId, name: '周六护河', title: '东江护河', positions: 1 },
    ])
  })

  test('P23: the code of a project is neither that of its template nor of what is made from it', async () => {
    const own = await makeCrewTeam(server)
    const { projectId } = await draftOf(own, { visibility: 'code', signUpCode: 'HUASHI26' })
    const { templateId } = (await save(own.leader.client, projectId, '花市')).body
    const made = (await use(own, templateId)).body
    const codes = [
      (await detailOf(own, projectId)).signUpCode,
      (await detailOf(own, templateId)).signUpCode,
      (await detailOf(own, made.projectId)).signUpCode,
    ]
    expect(codes[0]).toBe('HUASHI26')
    expect(new Set(codes).size).toBe(3)
  })

  test('J9: each name once in a team, fifty templates at most', async () => {
    const own = await makeCrewTeam(server)
    const { projectId } = await draftOf(own)
    await save(own.leader.client, projectId, '同名')
    expect((await save(own.leader.client, projectId, ' 同名 ')).code).toBe('template_name_taken')
    for (let n = 2; n <= 50; n++)
      expect((await save(own.leader.client, projectId, `第${n}个`)).status).toBe(201)
    expect((await save(own.leader.client, projectId, '第51个')).code).toBe('too_many_templates')
  })
})

describe('createProjectFromTemplate', () => {
  test('J6: a new draft with the days moved by whole weeks, past the time a review takes', async () => {
    const { projectId } = await draftOf(team, {
      contactPublic: true,
      recruitUntil: '2026-11-27T10:00:00.000Z',
    })
    const { templateId } = (await save(team.leader.client, projectId, '花市')).body
    const made = await use(team, templateId)
    expect([made.status, made.body.weeks]).toEqual([201, 1])
    expect(await detailOf(team, made.body.projectId)).toMatchObject({
      status: 'draft',
      leaderName: '陈思远',
      contactPhone: '13800138000',
      contactPublic: true,
      recruitUntil: '2026-12-04T10:00:00.000Z',
      positions: [{ shifts: [{ startsAt: '2026-12-05T01:00:00.000Z', headcount: 5 }] }],
    })
  })

  test('J8: of a template from above the team has its own contact; the team above has none of it', async () => {
    const { projectId } = await draftOf(above, { leaderName: '林静', contactPhone: '13900139000' })
    const { templateId } = (await save(above.leader.client, projectId, '统一行动')).body
    const [found] = (await listed(below)).filter((template) => template.templateId === templateId)
    expect(found?.whyNot).toEqual({
      createProjectFromTemplate: null,
      renameTemplate: 'not_your_team',
      deleteTemplate: 'not_your_team',
    })
    const made = await use(below, templateId)
    expect(await detailOf(below, made.body.projectId)).toMatchObject({
      leaderName: '陈思远',
      contactPhone: '13800138000',
    })
    const own = (await save(below.leader.client, made.body.projectId, '下级的')).body.templateId
    expect((await listed(above)).map((template) => template.templateId)).not.toContain(own)
    expect((await use(above, own)).code).toBe('template_not_found')
  })

  test('J6: without shifts the draft keeps its positions, and is not sent before it has some', async () => {
    const { projectId } = await draftOf(team)
    const { templateId } = (await save(team.leader.client, projectId, '没有场次')).body
    const made = await use(team, templateId, 'none')
    expect((await detailOf(team, made.body.projectId)).positions).toMatchObject([
      { name: '秩序引导员', shifts: [] },
    ])
    const sent = await team.leader.client.post(`/projects/${made.body.projectId}/submit`)
    expect([sent.code, sent.facts['field']]).toEqual(['positions_missing', 'positions.0.shifts'])
  })
})

test('the list of templates takes two statements, one of them for the team', async () => {
  const own = await makeCrewTeam(server, { parent: above })
  for (const name of ['一', '二', '三']) await save(own.leader.client, (await draftOf(own)).projectId, name)
  expect(await statementsOf(own.leader.client, `/teams/${own.teamId}/templates`)).toBe(2)
})

test('renameTemplate, deleteTemplate: by the team alone, and what was made from it stays', async () => {
  const { projectId } = await draftOf(team)
  const { templateId } = (await save(team.leader.client, projectId, '要改名的')).body
  const made = await use(team, templateId)
  const { client } = team.leader
  expect((await client.put(`/templates/${templateId}`, { name: '周六护河' })).code).toBe(
    'template_name_taken',
  )
  expect((await client.put(`/templates/${templateId}`, { name: '改好了' })).status).toBe(200)
  expect((await below.leader.client.delete(`/templates/${templateId}`)).code).toBe('not_your_team')
  expect((await client.delete(`/templates/${templateId}`)).status).toBe(204)
  expect((await client.delete(`/templates/${templateId}`)).code).toBe('template_not_found')
  expect((await detailOf(team, made.body.projectId)).status).toBe('draft')
  expect(
    await server.reader
      .selectFrom('projects')
      .select('projectId')
      .where('projectId', '=', templateId as never)
      .execute(),
  ).toEqual([])
})
