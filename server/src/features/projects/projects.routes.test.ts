import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ProjectId, ReviewId } from '../../kernel/ids.ts'
import { makeAccount, type TestAccount } from '../../../test/accounts.ts'
import { makeCrew, makeCrewTeam, positionForm, projectForm, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'

let server: TestServer
let federation: CrewTeam
let team: CrewTeam
let authority: TestAccount
let guest: Client

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  authority = await makeStaff(server, 'site_admin')
  federation = await makeCrewTeam(server, { name: '惠州市志愿服务联合会' })
  team = await makeCrewTeam(server, { parent: federation, name: '桥东社区志愿服务队' })
  guest = server.client()
})
afterAll(() => server.stop())

const draftOf = async (owner: CrewTeam, change = {}): Promise<ProjectId> => {
  const made = await owner.leader.client.post<{ projectId: ProjectId }>(
    `/teams/${owner.teamId}/projects`,
    projectForm(change),
  )
  expect(made.status).toBe(201)
  return made.body.projectId
}
const submit = (owner: CrewTeam, projectId: ProjectId) =>
  owner.leader.client.post<{ reviewId: ReviewId; dueOn: string; reviewerName: string }>(
    `/projects/${projectId}/submit`,
  )
const noticesOf = async ({ leader }: CrewTeam) =>
  (
    await leader.client.get<{ items: { kind: string; facts: Record<string, unknown>; link: string }[] }>(
      '/me/notices',
    )
  ).body.items

describe('createProject', () => {
  test('keeps the whole form as a draft', async () => {
    const projectId = await draftOf(team)
    const kept = await team.leader.client.get(`/teams/${team.teamId}/projects/${projectId}`)
    expect(kept.body).toMatchObject({
      ...projectForm(),
      status: 'draft',
      projectNumber: null,
      review: null,
      history: [],
      refusalReason: null,
      startsAt: '2026-11-28T01:00:00.000Z',
      endsAt: '2026-11-28T04:00:00.000Z',
      headcount: 5,
      admitted: 0,
      whyNot: { submitProject: null, updateProject: null },
    })
  })

  const shiftAt = (change: object) => ({ positions: [positionForm(change)] })
  test.each<[string, Record<string, unknown>, string]>([
    ['title_malformed', { title: '学' }, 'title'],
    ['title_looks_back_filled', { title: '时长补录' }, 'title'],
    ['risk_statement_missing', { riskStatement: '  ' }, 'riskStatement'],
    ['positions_missing', { positions: [] }, 'positions'],
    ['shift_reversed', shiftAt({ endsAt: '2026-11-28T00:59:00Z' }), 'positions.0.shifts.0'],
    ['shift_too_long', shiftAt({ endsAt: '2026-11-29T01:01:00Z' }), 'positions.0.shifts.0'],
    [
      'shift_in_past',
      shiftAt({ startsAt: '2026-11-24T01:59:00Z', endsAt: '2026-11-24T04:00:00Z' }),
      'positions.0.shifts.0',
    ],
    ['break_too_long', shiftAt({ breakMinutes: 180 }), 'positions.0.shifts.0'],
    ['recruit_after_end', { recruitUntil: '2026-11-28T04:01:00Z' }, 'recruitUntil'],
    ['recruit_in_past', { recruitUntil: '2026-11-24T01:00:00Z' }, 'recruitUntil'],
    ['title_not_countable', { title: '志愿者聚餐' }, 'title'],
    ['dangerous_with_minors', { isDangerous: true, insurance: '意外险' }, 'acceptsMinors'],
    ['categories_missing', { categories: [] }, 'categories'],
    ['too_many_categories', { categories: ['a', 'b', 'c', 'd', 'e'] }, 'categories'],
    ['code_unknown', { categories: ['no_such_code'] }, 'categories'],
    ['code_unknown', { campaign: 'no_such_code' }, 'campaign'],
    ['code_unknown', { safeguards: ['no_such_code'] }, 'safeguards'],
    ['contact_phone_malformed', { contactPhone: '138' }, 'contactPhone'],
    ['place_malformed', { place: { name: '西湖', address: '', longitude: 114 } }, 'place'],
  ])('refuses %s and names the field', async (reason, change, field) => {
    const answer = await team.leader.client.post(`/teams/${team.teamId}/projects`, projectForm(change))
    expect([answer.status, answer.code, answer.facts['field']]).toEqual([422, reason, field])
  })

  test('is for deciding staff of an active team', async () => {
    const closed = await makeCrewTeam(server, { status: 'suspended' })
    const keeper = await makeAccount(server, {
      grants: [{ role: 'team_timekeeper', teamId: team.teamId, teamPath: team.path }],
    })
    const [volunteer] = await makeCrew(server, 1)
    const post = async (client: Client, teamId: string) => {
      const answer = await client.post(`/teams/${teamId}/projects`, projectForm())
      return [answer.status, answer.code]
    }
    expect(await post(closed.leader.client, team.teamId)).toEqual([403, 'not_your_team'])
    expect(await post(keeper.client, team.teamId)).toEqual([403, 'not_your_team'])
    expect(await post(closed.leader.client, closed.teamId)).toEqual([409, 'team_not_active'])
    expect(await post(team.leader.client, '00000000-0000-7000-8000-000000000000')).toEqual([
      404,
      'team_not_found',
    ])
    expect(await post(volunteer!.client, team.teamId)).toEqual([403, 'wrong_door'])
    expect(await post(authority.client, team.teamId)).toEqual([403, 'wrong_door'])
    expect(await post(guest, team.teamId)).toEqual([401, 'signed_out'])
    expect(await post(federation.leader.client, team.teamId)).toEqual([201, null])
  })
})

describe('updateProject', () => {
  test('writes a draft anew, positions and shifts too', async () => {
    const projectId = await draftOf(team)
    const positions = [
      positionForm({ headcount: 2 }, { startsAt: '2026-11-29T01:00:00Z', endsAt: '2026-11-29T03:00:00Z' }),
      positionForm({}),
    ]
    const put = await team.leader.client.put(
      `/projects/${projectId}`,
      projectForm({ title: '花市清洁', positions }),
    )
    expect([put.status, put.body]).toEqual([200, { projectId }])
    const kept = await team.leader.client.get<{ positions: { shifts: unknown[] }[] }>(
      `/teams/${team.teamId}/projects/${projectId}`,
    )
    expect(kept.body).toMatchObject({ title: '花市清洁', headcount: 12, endsAt: '2026-11-29T03:00:00.000Z' })
    expect(kept.body.positions.map((position) => position.shifts.length)).toEqual([2, 1])
  })

  test('refuses what is not there, not yours, wrong or locked, and leaves it as it was', async () => {
    const projectId = await draftOf(team)
    const stranger = await makeCrewTeam(server)
    const put = async (client: Client, id: string, change = {}) => {
      const answer = await client.put(`/projects/${id}`, projectForm(change))
      return [answer.status, answer.code]
    }
    expect(await put(team.leader.client, '00000000-0000-7000-8000-000000000000')).toEqual([
      404,
      'project_not_found',
    ])
    expect(await put(stranger.leader.client, projectId)).toEqual([403, 'not_your_team'])
    expect(await put(team.leader.client, projectId, { title: '补录' })).toEqual([
      422,
      'title_looks_back_filled',
    ])
    await submit(team, projectId)
    expect(await put(team.leader.client, projectId, { title: '另一个名字' })).toEqual([409, 'project_locked'])
    const kept = await team.leader.client.get(`/teams/${team.teamId}/projects/${projectId}`)
    expect(kept.body).toMatchObject({
      title: '西湖花市秩序引导',
      whyNot: { updateProject: 'project_locked', submitProject: 'already_submitted' },
    })
  })
})

describe('submitProject', () => {
  test('puts it before the team above, within three working days, and tells its staff', async () => {
    const projectId = await draftOf(team)
    const sent = await submit(team, projectId)
    expect([sent.status, sent.body]).toEqual([
      200,
      {
        ...{ reviewId: sent.body.reviewId, dueOn: '2026-11-27', reviewerName: '惠州市志愿服务联合会' },
        ...{ way: 'review', because: 'team_not_trusted', projectNumber: null },
      },
    ])
    const [notice] = await noticesOf(federation)
    expect(notice).toMatchObject({
      kind: 'project_submitted',
      facts: { title: '西湖花市秩序引导', teamName: '桥东社区志愿服务队', dueOn: '2026-11-27' },
      link: `/team/${federation.teamId}/reviews?kind=project&review=${sent.body.reviewId}`,
    })
    const kept = await team.leader.client.get(`/teams/${team.teamId}/projects/${projectId}`)
    expect(kept.body).toMatchObject({
      status: 'under_review',
      review: { reviewId: sent.body.reviewId, dueOn: '2026-11-27', reviewerName: '惠州市志愿服务联合会' },
      history: [{ outcome: null }],
    })
    expect((await guest.get(`/projects/${projectId}`)).code).toBe('project_not_found')
    expect([(await submit(team, projectId)).status, (await submit(team, projectId)).code]).toEqual([
      409,
      'already_submitted',
    ])
  })

  test('a root goes to the authority of its region', async () => {
    const sent = await submit(federation, await draftOf(federation))
    expect(sent.body.reviewerName).toBe('惠州市文明办')
    const queue = await authority.client.get<{ items: { reviewId: string }[] }>('/reviews?kind=project')
    expect(queue.body.items.map((item) => item.reviewId)).toContain(sent.body.reviewId)
  })

  test('refuses a draft whose days have passed while it lay', async () => {
    const today = positionForm({ startsAt: '2026-11-24T02:30:00Z', endsAt: '2026-11-24T05:00:00Z' })
    const projectId = await draftOf(team, { recruitUntil: '2026-11-24T04:00:00Z', positions: [today] })
    server.setNow('2026-11-24T03:00:00Z')
    const sent = await submit(team, projectId)
    server.setNow(TEST_NOW)
    expect([sent.status, sent.code, sent.facts['field']]).toEqual([
      422,
      'shift_in_past',
      'positions.0.shifts.0',
    ])
  })

  test('refuses strangers, and a team above which nobody decides', async () => {
    const projectId = await draftOf(team)
    const stranger = await makeCrewTeam(server)
    expect((await stranger.leader.client.post(`/projects/${projectId}/submit`)).code).toBe('not_your_team')
    const lonely = await makeCrewTeam(server, { regionCode: '110101' })
    const sent = await submit(lonely, await draftOf(lonely))
    expect([sent.status, sent.code]).toEqual([409, 'no_reviewer'])
  })
})

test('listTeamProjects and getTeamProject are for the staff of the team', async () => {
  const own = await makeCrewTeam(server)
  const stranger = await makeCrewTeam(server)
  const first = await draftOf(own)
  const second = await draftOf(own, { positions: [positionForm({ endsAt: '2026-11-28T05:00:00Z' })] })
  const path = `/teams/${own.teamId}/projects`
  const page = await own.leader.client.get<{
    items: { projectId: string; pendingSignUps: number }[]
    next: string
  }>(`${path}?limit=1`)
  const rest = await own.leader.client.get<{ items: { projectId: string }[]; next: null }>(
    `${path}?limit=1&after=${page.body.next}`,
  )
  expect([...page.body.items, ...rest.body.items].map((item) => item.projectId)).toEqual([second, first])
  expect(rest.body.next).toBeNull()
  expect(page.body.items[0]?.pendingSignUps).toBe(0)
  expect((await own.leader.client.get<{ items: object[] }>(`${path}?after=rubbish`)).body.items).toHaveLength(
    2,
  )
  expect((await stranger.leader.client.get(path)).code).toBe('not_your_team')
  expect((await stranger.leader.client.get(`${path}/${first}`)).code).toBe('not_your_team')
  expect((await stranger.leader.client.get(`/teams/${stranger.teamId}/projects/${first}`)).code).toBe(
    'project_not_found',
  )
  expect((await guest.get(path)).code).toBe('signed_out')
})
