/** A published project that changes over HTTP: at once, waiting for its reviewer, and who hears of it. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { performWith } from '../../act.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import { makeCrew, makeCrewTeam, projectForm, publishProject } from '../../../test/crews.ts'
import type { CrewMember, CrewTeam, PublishedProject } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, openReviewOf } from '../../../test/people.ts'
import { noticesOf, pageOf, signUp } from '../../../test/signing.ts'
import { endOvertakenChanges } from './index.ts'

let server: TestServer
let team: CrewTeam
let office: Client
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  office = (await makeStaff(server, 'site_admin')).client
})
afterAll(() => server.stop())
beforeEach(() => server.setNow(TEST_NOW))

interface Changed {
  changed: string[]
  waiting: { fields: string[]; dueOn: string; reviewerName: string } | null
  told: number
}
interface Shown {
  change: {
    projectChangeId: string
    status: string
    reason: string | null
    fields: { field: string; oldValue: unknown; newValue: unknown; outcome: string | null }[]
  } | null
  people: number
  minors: { count: number; names: string[] }
  whyNot: Record<string, string | null>
}
const formOf = (change: object = {}) => {
  const {
    positions: _,
    exclusionsConfirmed: __,
    ...form
  } = projectForm({ autoAdmit: true, keepsWaitingList: true })
  return { ...form, ...change }
}
const open = (change: Record<string, unknown> = {}) =>
  publishProject(server, team, { autoAdmit: true, keepsWaitingList: true, ...change })
const versionOf = async ({ projectId }: PublishedProject) =>
  (await team.leader.client.get<{ formVersion: number }>(`/teams/${team.teamId}/projects/${projectId}`)).body
    .formVersion
/** Filled in just now, unless a version is named. */
const change = async (project: PublishedProject, wishes: object) =>
  team.leader.client.put<Changed>(`/projects/${project.projectId}/published`, {
    ...formOf({ formVersion: await versionOf(project), ...wishes }),
  })
const shownOf = async ({ projectId }: PublishedProject) =>
  (await team.leader.client.get<Shown>(`/projects/${projectId}/change`)).body
const reviewOf = async (project: PublishedProject) =>
  openReviewOf(server, (await shownOf(project)).change!.projectChangeId)
const decide = async (project: PublishedProject, decision: object) =>
  office.post<{ outcome: string; fields: string[]; ended: number }>(
    `/reviews/${await reviewOf(project)}/project-change`,
    decision,
  )
const kindsOf = async ({ client }: CrewMember) => (await noticesOf(client)).map(({ kind }) => kind)
const statusOf = async ({ client }: CrewMember, { projectId }: PublishedProject) =>
  (await client.get<{ items: { projectId: string; status: string }[] }>('/me/signups')).body.items.find(
    (one) => one.projectId === projectId,
  )?.status

describe('R23 changePublishedProject', () => {
  test('the place changes at once; whoever wants to come is told once, with what it was', async () => {
    const project = await open()
    const [first, second] = (await makeCrew(server, 2, { team })) as [CrewMember, CrewMember]
    for (const { client } of [first, second]) await signUp(client, project)
    const place = { name: '西湖花市北门', address: '惠城区环城西路', longitude: 114.42, latitude: 23.1 }
    expect((await change(project, { place, safeguards: [] })).body).toEqual({
      ...{ changed: ['place', 'safeguards'], waiting: null, told: 2 },
    })
    expect(await pageOf(first.client, project)).toMatchObject({ placeName: '西湖花市北门' })
    expect(await noticesOf(first.client)).toMatchObject([
      {
        kind: 'project_altered',
        facts: {
          changes: [
            { field: 'place', old: '西湖花市 惠城区环城西路', new: '西湖花市北门 惠城区环城西路' },
            { field: 'safeguards' },
          ],
        },
      },
    ])
    expect(await kindsOf(second)).toEqual(['project_altered'])
  })

  test('a slip in the description tells nobody, unless the team wants it', async () => {
    const project = await open()
    const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
    await signUp(person.client, project)
    expect((await change(project, { description: '引导市民有序进出。' })).body).toMatchObject({ told: 0 })
    const again = await change(project, { description: '引导市民有序进出，请穿马甲。', tellsEverybody: true })
    expect(again.body).toEqual({ changed: ['description'], waiting: null, told: 1 })
    expect(await kindsOf(person)).toEqual(['project_altered'])
    expect((await change(project, { description: '引导市民有序进出，请穿马甲。' })).code).toBe(
      'nothing_changed',
    )
  })

  test.each([
    [true, true, [{ field: 'contact', old: '陈思远', new: '李晓梅' }]],
    [false, false, [{ field: 'contact' }]],
    [false, true, [{ field: 'contact' }]],
    [true, false, [{ field: 'contact' }]],
  ])('S18: a name that was public: %s and is: %s', async (before, leaderPublic, changes) => {
    const project = await open({ leaderPublic: before, autoAdmit: false })
    const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
    await signUp(person.client, project)
    await change(project, { leaderName: '李晓梅', leaderPublic, autoAdmit: false })
    expect((await noticesOf(person.client)).map(({ facts }) => facts['changes'])).toEqual([changes])
  })

  test('the phone of the contact stands in no notice', async () => {
    const project = await open()
    const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
    await signUp(person.client, project)
    expect((await change(project, { contactPhone: '13912345678' })).body.told).toBe(1)
    expect(JSON.stringify(await noticesOf(person.client))).not.toContain('13912345678')
    expect((await pageOf(person.client, project)).contactPhone).toBe('13912345678')
  })

  test('what a form would be refused for is refused, and nothing has changed', async () => {
    const project = await open()
    for (const [wish, code] of [
      [{ riskStatement: ' ' }, 'risk_statement_missing'],
      [{ recruitUntil: '2026-12-24T00:00:00Z' }, 'recruit_after_end'],
      [{ withdrawHoursBefore: 24 }, 'withdraw_deadline_tightened'],
      [{ categories: ['nonsense'] }, 'code_unknown'],
      [{ isDangerous: true }, 'dangerous_with_minors'],
      [{ title: '花市补录' }, 'title_looks_back_filled'],
    ] as const)
      expect((await change(project, { ...wish, description: '改了' })).code).toBe(code)
    expect(
      (await team.leader.client.get<{ description: string }>(`/projects/${project.projectId}`)).body
        .description,
    ).toBe(projectForm().description)
  })

  test.each(['draft', 'ended', 'closed', 'cancelled'] as const)(
    'of one that is %s: refused',
    async (status) => {
      const project = await open()
      await server.db
        .updateTable('projects')
        .set({ status })
        .where('projectId', '=', project.projectId)
        .execute()
      const codes = {
        draft: 'not_published_yet',
        ended: 'activity_over',
        closed: 'activity_over',
        cancelled: 'project_cancelled',
      }
      expect((await change(project, { description: '改了' })).code).toBe(codes[status])
    },
  )
})

describe('R19 reviewProjectChange', () => {
  test('a title waits with the old one standing; daily work goes on; the reviewer takes it', async () => {
    const project = await open()
    const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
    await signUp(person.client, project)
    const asked = await change(project, { title: '西湖花市问询', description: '改了' })
    expect(asked.body).toMatchObject({ changed: ['description'], waiting: { fields: ['title'] }, told: 0 })
    expect(asked.body.waiting?.dueOn).toBe('2026-11-27')
    expect(await pageOf(person.client, project)).toMatchObject({
      title: '西湖花市秩序引导',
      description: '改了',
    })
    expect((await change(project, { title: '西湖花市引路', description: '改了' })).code).toBe(
      'change_waiting',
    )
    expect((await change(project, { description: '又改了' })).body.changed).toEqual(['description'])
    expect(await shownOf(project)).toMatchObject({
      change: {
        status: 'waiting',
        fields: [{ field: 'title', oldValue: '西湖花市秩序引导', newValue: '西湖花市问询' }],
      },
      people: 1,
      whyNot: { changePublishedProject: null, withdrawProjectChange: null },
    })
    expect((await decide(project, { decision: 'approve' })).body).toEqual({
      outcome: 'approved',
      fields: ['title'],
      ended: 0,
    })
    expect(await pageOf(person.client, project)).toMatchObject({
      title: '西湖花市问询',
      description: '又改了',
    })
    expect(await kindsOf(person)).toEqual(['project_altered'])
    expect((await noticesOf(team.leader.client))[0]).toMatchObject({ kind: 'project_change_approved' })
  })

  test('field by field: what goes back is told why, and the rest takes its new value', async () => {
    const project = await open()
    await change(project, { title: '西湖花市问询', minAge: 16, riskStatement: '路滑，请穿防滑鞋。' })
    expect((await decide(project, { decision: 'approve', fields: ['ages'] })).code).toBe('reason_missing')
    expect((await decide(project, { decision: 'approve', fields: ['danger'] })).code).toBe('nothing_picked')
    const wish = { decision: 'approve', fields: ['ages', 'risk_statement'], reason: '标题请保留' }
    expect((await decide(project, wish)).body.fields).toEqual(['risk_statement', 'ages'])
    expect(await pageOf(server.client(), project)).toMatchObject({
      title: '西湖花市秩序引导',
      minAge: 16,
      riskStatement: '路滑，请穿防滑鞋。',
    })
    expect((await shownOf(project)).change).toMatchObject({
      ...{ status: 'approved', reason: '标题请保留' },
      fields: [{ outcome: 'refused' }, { outcome: 'approved' }, { outcome: 'approved' }],
    })
  })

  test('R21: dangerous work lets the minors go, each told, and the place goes on; nobody else is dropped', async () => {
    const [minor] = (await makeCrew(server, 1, { team, birthDate: '2010-05-01', hasGuardian: true })) as [
      CrewMember,
    ]
    const [adult, next] = (await makeCrew(server, 2, { team })) as [CrewMember, CrewMember]
    const project = await open({
      positions: [
        {
          ...projectForm().positions[0]!,
          shifts: [{ ...projectForm().positions[0]!.shifts[0]!, headcount: 2 }],
        },
      ],
    })
    for (const { client } of [minor, adult, next]) await signUp(client, project)
    expect((await shownOf(project)).minors).toEqual({ count: 1, names: [minor.name] })
    await change(project, { isDangerous: true, acceptsMinors: false })
    expect(await statusOf(minor, project)).toBe('admitted')
    expect(
      (await decide(project, { decision: 'approve', fields: ['danger'], reason: '未成年人另议' })).code,
    ).toBe('dangerous_with_minors')
    expect((await decide(project, { decision: 'approve' })).body).toMatchObject({ ended: 1 })
    expect(await statusOf(minor, project)).toBe('cancelled')
    expect(await kindsOf(minor)).toEqual(['project_dangerous_now'])
    expect([await statusOf(adult, project), await statusOf(next, project)]).toEqual(['admitted', 'offered'])
    expect(await kindsOf(adult)).toEqual(['project_altered'])
  })

  test('a wider audience waits with its code sealed; a narrower one stands at once', async () => {
    const project = await open({ visibility: 'invitation' })
    const wish = { visibility: 'code', signUpCode: 'HUASHI' }
    expect((await change(project, wish)).body).toMatchObject({
      changed: [],
      waiting: { fields: ['visibility'] },
    })
    const rows = await server.reader.selectFrom('projectChangeFields').select('newValue').execute()
    expect(JSON.stringify(rows)).not.toContain('HUASHI')
    await decide(project, { decision: 'approve' })
    const own = await team.leader.client.get<{ visibility: string; signUpCode: string }>(
      `/teams/${team.teamId}/projects/${project.projectId}`,
    )
    expect(own.body).toMatchObject({ visibility: 'code', signUpCode: 'HUASHI' })
    expect((await change(project, { visibility: 'invitation' })).body).toMatchObject({
      changed: ['narrower'],
      waiting: null,
    })
  })

  test('R22: taken back by the team, and ended by the clock with the project, once', async () => {
    const project = await open()
    await change(project, { title: '西湖花市问询' })
    const reviewId = await reviewOf(project)
    const path = `/projects/${project.projectId}/change/withdraw`
    expect((await team.leader.client.post(path)).status).toBe(200)
    expect((await team.leader.client.post(path)).code).toBe('no_change_waiting')
    expect((await office.post(`/reviews/${reviewId}/project-change`, { decision: 'approve' })).code).toBe(
      'review_not_found',
    )
    await change(project, { title: '西湖花市问询' })
    await team.leader.client.post(`/projects/${project.projectId}/cancel`, { reason: '暴雨' })
    expect((await decide(project, { decision: 'approve' })).code).toBe('project_cancelled')
    const end = () =>
      performWith(server.db, server.now, server.vault).perform(
        { actor: SYSTEM, deed: 'endOvertakenChanges' },
        endOvertakenChanges,
        undefined,
      )
    expect((await end()).ended).toBeGreaterThan(0)
    expect(await end()).toEqual({ ended: 0 })
    expect((await shownOf(project)).change?.status).toBe('withdrawn')
    const lines = server.reader.selectFrom('auditEntries').select(['subjectKind', 'subjectId'])
    const kept = lines.where('deed', '=', 'endOvertakenChanges').where('subjectId', 'is not', null)
    expect(await kept.execute()).toEqual([{ subjectKind: 'project', subjectId: project.projectId }])
  })
})
