/** C1, C4: who a project is for, and what it asks of people at the click. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  makeCrew,
  makeCrewTeam,
  positionForm,
  publishProject,
  type CrewTeam,
  type PublishedProject,
} from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { signUp } from '../../../test/signing.ts'
import { deliverProjectInvitationsJob } from '../../jobs/keep-projects.ts'

let server: TestServer
let team: CrewTeam
let parent: CrewTeam
let child: CrewTeam
beforeAll(async () => {
  server = await startTestServer({ RATE_LIMIT_FACTOR: '1' })
  await makeSite(server)
  team = await makeCrewTeam(server)
  parent = await makeCrewTeam(server)
  child = await makeCrewTeam(server, { parent })
})
afterAll(() => server.stop())

const one = async (wishes: Parameters<typeof makeCrew>[2] = { team }) =>
  (await makeCrew(server, 1, wishes))[0]!
const pageStatus = async (client: Client, { projectId }: PublishedProject) =>
  (await client.get(`/projects/${projectId}`)).status
const asksOf = async (client: Client, { projectId }: PublishedProject) =>
  (await client.get<{ positions: { shifts: { whyNot: { asks: string[] } }[] }[] }>(`/projects/${projectId}`))
    .body.positions[0]!.shifts[0]!.whyNot.asks

describe('S42 whom a project is for', () => {
  test('the members of the named teams and of all below them, nobody else', async () => {
    const project = await publishProject(server, team, { visibility: 'teams', teamIds: [parent.teamId] })
    const [above, below, beside] = [await one({ team: parent }), await one({ team: child }), await one()]
    expect([
      await pageStatus(above.client, project),
      await pageStatus(below.client, project),
      await pageStatus(beside.client, project),
      await pageStatus(server.client(), project),
      await pageStatus(team.leader.client, project),
      await pageStatus(child.leader.client, project),
    ]).toEqual([200, 200, 404, 404, 200, 404])
    expect((await signUp(beside.client, project)).code).toBe('project_not_found')
    expect((await signUp(below.client, project)).status).toBe(201)
    const mine = await below.client.get<{ items: { projectId: string }[] }>('/me/projects')
    expect(mine.body.items.map(({ projectId }) => projectId)).toContain(project.projectId)
    expect((await beside.client.get<{ items: object[] }>('/me/projects')).body.items).toEqual([])
  })

  test('P23 no list, count or day strip tells of it', async () => {
    const counted = async () => {
      const client = server.client()
      const list = await client.get<{ items: { title: string }[] }>('/projects?q=%E7%A7%98%E5%AF%86')
      const days = await client.get<{ items: { projects: number }[] }>('/project-days?from=2026-11-28')
      const own = await client.get<{ items: object[] }>(`/projects?team=${team.teamId}`)
      const about = await client.get<{ figures: unknown }>(`/teams/${team.teamId}`)
      const figures = await client.get('/figures')
      return [list.body.items, days.body.items, own.body.items.length, about.body, figures.body]
    }
    const before = await counted()
    for (const visibility of ['teams', 'code', 'invitation'])
      await publishProject(server, team, {
        title: '秘密花市引导',
        visibility,
        teamIds: [parent.teamId],
        signUpCode: 'abc-234',
      })
    expect(await counted()).toEqual(before)
  })

  test('invited people see it, once the invitation has reached them and until it is withdrawn', async () => {
    const project = await publishProject(server, team, { visibility: 'invitation' })
    const guest = await one()
    const { volunteerNumber } = await server.reader
      .selectFrom('volunteers')
      .select('volunteerNumber')
      .where('volunteerId', '=', guest.volunteerId)
      .executeTakeFirstOrThrow()
    await server.db
      .insertInto('projectGuests')
      .values({
        projectId: project.projectId,
        guestId: '019ab000-0000-7000-8000-000000000001' as never,
        volunteerNumber,
        invitedAt: server.now(),
        invitedBy: team.leader.accountId,
      })
      .execute()
    expect([await pageStatus(guest.client, project), (await signUp(guest.client, project)).code]).toEqual([
      404,
      'project_not_found',
    ])
    await deliverProjectInvitationsJob.run(server.engine)
    expect(await pageStatus(guest.client, project)).toBe(200)
    const notices = await guest.client.get<{ items: { kind: string; link: string }[] }>('/me/notices')
    expect(notices.body.items[0]).toMatchObject({
      kind: 'project_invited',
      link: `/projects/${project.projectId}`,
    })
    const path = `/projects/${project.projectId}/guests`
    const { items } = (await team.leader.client.get<{ items: { guestId: string }[] }>(path)).body
    expect((await team.leader.client.post(`${path}/${items[0]!.guestId}/withdraw`)).status).toBe(204)
    expect(await pageStatus(guest.client, project)).toBe(404)
    const kept = await server.reader
      .selectFrom('projectGuests')
      .select(['identityHash', 'nameEnc', 'idNumberEnc', 'volunteerNumber', 'volunteerId'])
      .where('projectId', '=', project.projectId)
      .execute()
    expect(kept.map((row) => Object.values(row).filter((value) => value !== null))).toEqual([[]])
  })
})

describe('what is asked at the click', () => {
  test('S43 the code, however it is typed; ten wrong ones an hour', async () => {
    const project = await publishProject(server, team, { visibility: 'code', signUpCode: 'Hua 2026-shi' })
    const { client } = await one()
    expect(await asksOf(client, project)).toEqual(['code'])
    expect((await signUp(client, project)).code).toBe('code_wrong')
    expect((await signUp(client, project, { code: 'HUA2026SHI' })).status).toBe(201)
    const { client: guesser } = await one()
    const answers: (string | null)[] = []
    for (let i = 0; i < 11; i++) answers.push((await signUp(guesser, project, { code: `WRONG${i}` })).code)
    expect([new Set(answers.slice(0, 10)), answers[10]]).toEqual([new Set(['code_wrong']), 'rate_limited'])
  })

  test('S47 training and qualification, which the team then sees declared', async () => {
    const project = await publishProject(server, team, { qualification: '红十字救护员证' })
    const { client, volunteerId } = await one()
    expect(await asksOf(client, project)).toEqual(['qualification'])
    expect((await signUp(client, project)).code).toBe('qualification_not_declared')
    expect((await signUp(client, project, { declaresQualified: true })).status).toBe(201)
    const path = `/projects/${project.projectId}/signups`
    const list = await team.leader.client.get<{ items: object[] }>(path)
    expect(list.body.items).toMatchObject([{ volunteerId, declaresQualified: true, guardianPresent: false }])
  })

  test('S44 a guardian who stays, of minors where the project says so, and of children always', async () => {
    const strict = await publishProject(server, team, { guardianPresent: true })
    const lax = await publishProject(server, team, { title: '花市清洁', minAge: 6 })
    const [teen, child8, adult] = [
      await one({ team, birthDate: '2010-06-01', hasGuardian: true }),
      await one({ team, birthDate: '2018-06-01', hasGuardian: true }),
      await one(),
    ]
    expect([
      await asksOf(teen.client, strict),
      await asksOf(teen.client, lax),
      await asksOf(child8.client, lax),
      await asksOf(adult.client, strict),
    ]).toEqual([['guardian'], [], ['guardian'], []])
    expect((await signUp(child8.client, lax)).code).toBe('guardian_not_present')
    expect((await signUp(child8.client, lax, { guardianPresent: true })).status).toBe(201)
    expect((await signUp(teen.client, strict)).code).toBe('guardian_not_present')
  })

  test('S46 two projects that exclude each other, wanted at once, take the person once', async () => {
    const first = await publishProject(server, team, { title: '东湖引导' })
    const second = await publishProject(server, team, {
      title: '西湖引导',
      excludes: [first.projectId],
      positions: [positionForm({ startsAt: '2026-11-28T06:00:00Z', endsAt: '2026-11-28T07:00:00Z' })],
    })
    const { client } = await one()
    const answers = await Promise.all([signUp(client, first), signUp(client, second)])
    expect(answers.map(({ code }) => code).sort()).toEqual(['excluded_by', null])
  })
})
