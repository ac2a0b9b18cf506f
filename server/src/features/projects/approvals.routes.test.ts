import { randomBytes, randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAccount, type TestAccount } from '../../../test/accounts.ts'
import { projectForm } from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeStaff, makeVolunteer, openReviewOf } from '../../../test/people.ts'
import { startRenaming } from '../../../test/renames.ts'
import {
  checked,
  legalPersonForm,
  teamForm,
  type RegisteredTeam,
  type TestTeam,
} from '../../../test/teams.ts'
import { APPROVALS_MAX } from './approvals.rules.ts'

interface Approved {
  items: { reviewId: string; whyNot: { approve: string | null }; facts: Record<string, unknown> }[]
}
interface Earlier {
  items: Record<
    'subjectKind' | 'title' | 'outcome' | 'reason' | 'office' | 'decidedByLabel' | 'isSame',
    unknown
  >[]
}

let server: TestServer
let world: Awaited<ReturnType<typeof startRenaming>>
let own: TestTeam
let county: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  world = await startRenaming(server)
  county = await makeStaff(server, 'site_admin', '441302')
  own = await world.makeOne()
})
afterAll(() => server.stop())

const approve = (client: Client, reviewIds: readonly string[]) =>
  client.post<Approved>('/reviews/approvals', { reviewIds })
const outcomes = async (client: Client, reviewIds: readonly string[]) =>
  checked(await approve(client, reviewIds), 200).items.map(({ whyNot }) => whyNot.approve)

const registered = async (form: object, who?: Client): Promise<RegisteredTeam> => {
  const client = who ?? (await makeVolunteer(server)).client
  return checked(await client.post<RegisteredTeam>('/teams', form), 201)
}
const DANGER = { isDangerous: true, acceptsMinors: false, minAge: 18, insurance: '雇主责任险' }
let serial = 0
/** Two names that nobody takes for each other. */
const SURNAMES = ['欧阳', '皇甫', '司马', '诸葛', '上官', '端木', '公孙', '轩辕', '令狐', '慕容']
const newTeam = (wishes: object = {}) =>
  registered(teamForm(world.city.teamId, { name: `惠城区${SURNAMES[serial++]!}巷志愿服务队`, ...wishes }))
const submittedProject = async (team: TestTeam, change: Record<string, unknown> = {}): Promise<string> => {
  const form = projectForm(change)
  const { projectId } = checked(
    await team.leader.client.post<{ projectId: string }>(`/teams/${team.teamId}/projects`, form),
    201,
  )
  return checked(await team.leader.client.post<{ reviewId: string }>(`/projects/${projectId}/submit`), 200)
    .reviewId
}
const linesOf = async (deed: string): Promise<number> =>
  (await server.reader.selectFrom('auditEntries').select('auditId').where('deed', '=', deed).execute()).length
const openAmong = async (reviewIds: readonly string[]): Promise<number> =>
  (
    await server.reader
      .selectFrom('reviews')
      .select('reviewId')
      .where('reviewId', 'in', [...reviewIds] as never)
      .where('decidedAt', 'is', null)
      .execute()
  ).length

describe('approveReviews (F1)', () => {
  test('each is decided in its own deed, with its own line and notice, and one in the way stops no other', async () => {
    const { city, proposed } = world
    const leader = city.leader.client
    const founder = await makeVolunteer(server)
    const team = await registered(teamForm(city.teamId, { name: '惠城区西门志愿服务队' }), founder.client)
    const project = await submittedProject(own)
    const renaming = (await proposed([own, '惠城区改了名的志愿服务队'])).reviewId
    const missing = randomUUID()
    const before = await Promise.all(['reviewTeam', 'reviewProject', 'reviewRenames'].map(linesOf))
    expect(await outcomes(leader, [missing, team.reviewId, project, renaming])).toEqual([
      'review_not_found',
      null,
      null,
      null,
    ])
    const after = await Promise.all(['reviewTeam', 'reviewProject', 'reviewRenames'].map(linesOf))
    // A renaming leaves a line for the batch and one for the team.
    expect(after.map((count, at) => count - before[at]!)).toEqual([1, 1, 2])
    expect(checked(await server.client().get(`/teams/${team.teamId}`), 200)).toMatchObject({
      status: 'active',
    })
    const notices = await founder.client.get<{ items: { kind: string }[] }>('/me/notices')
    expect(notices.body.items[0]?.kind).toBe('team_approved')
    const told = await own.leader.client.get<{ items: { kind: string }[] }>('/me/notices')
    expect(told.body.items.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['project_approved', 'team_renamed']),
    )
    expect(await outcomes(leader, [team.reviewId, project])).toEqual(['already_decided', 'already_decided'])
  })

  test('what the list does not show has to be opened first (Q2), and stays as it was', async () => {
    const { city, makeOne, proposed } = world
    const [one, two] = [await makeOne('惠城区甲乙志愿服务队'), await makeOne('惠城区丙丁志愿服务队')]
    const person = (await makeVolunteer(server, { status: 'under_review' })).volunteerId
    const registrant = await makeVolunteer(server)
    const legal = await registered(await legalPersonForm(server, registrant.client), registrant.client)
    const kept = {
      danger: await submittedProject(one, DANGER),
      near: (await registered(teamForm(city.teamId, { name: '惠州市惠城区甲乙志愿服务队' }))).reviewId,
      names: (await proposed([one, '惠城区戊己志愿服务队'], [two, '惠城区庚辛志愿服务队'])).reviewId,
    }
    expect(await outcomes(city.leader.client, Object.values(kept))).toEqual([
      'danger_unweighed',
      'near_names_unseen',
      'names_unread',
    ])
    const ofRegion = [await openReviewOf(server, person), legal.reviewId]
    expect(await outcomes(county.client, ofRegion)).toEqual(['person_unread', 'picture_unseen'])
    expect(await openAmong([...Object.values(kept), ...ofRegion])).toBe(5)
  })

  test('nobody approves here what they could not decide opened, and learns no more of it', async () => {
    const { city } = world
    const one = await world.makeOne('惠城区守望志愿服务队')
    const team = await newTeam()
    const dangerous = await submittedProject(one, DANGER)
    const asked = [team.reviewId, dangerous]
    const { path: teamPath } = await server.reader
      .selectFrom('teams')
      .select('path')
      .where('teamId', '=', city.teamId)
      .executeTakeFirstOrThrow()
    const staff = async (role: 'team_timekeeper' | 'team_viewer' | 'team_reviewer') =>
      (await makeAccount(server, { grants: [{ role, teamId: city.teamId, teamPath }] })).client
    const strangers = [own.leader.client, one.leader.client, county.client]
    for (const client of strangers)
      expect(await outcomes(client, asked)).toEqual(['not_your_team', 'not_your_team'])
    for (const role of ['team_timekeeper', 'team_viewer'] as const)
      expect(await outcomes(await staff(role), asked)).toEqual(['not_your_team', 'not_your_team'])
    const viewer = await makeStaff(server, 'authority_viewer', '441302')
    const beside = await makeStaff(server, 'site_admin', '441303')
    const founder = await makeVolunteer(server)
    const legal = await registered(await legalPersonForm(server, founder.client), founder.client)
    expect(await outcomes(viewer.client, [legal.reviewId])).toEqual(['not_your_region'])
    expect(await outcomes(beside.client, [legal.reviewId])).toEqual(['not_your_region'])
    expect((await approve(founder.client, asked)).code).toBe('wrong_door')
    expect((await approve(server.client(), asked)).code).toBe('signed_out')
    expect(await openAmong([...asked, legal.reviewId])).toBe(3)
    expect(await outcomes(await staff('team_reviewer'), asked)).toEqual([null, 'danger_unweighed'])
  })

  test('nobody approves an application of their own, and never more than fifty at once', async () => {
    const { city } = world
    const mine = await registered(teamForm(city.teamId, { name: '惠城区亲水志愿服务队' }), city.leader.client)
    expect(await outcomes(city.leader.client, [mine.reviewId])).toEqual(['own_application'])
    const many = Array.from({ length: APPROVALS_MAX + 1 }, () => randomUUID())
    expect((await approve(city.leader.client, many)).code).toBe('malformed')
    expect((await approve(city.leader.client, [mine.reviewId, mine.reviewId])).code).toBe('malformed')
    expect((await approve(city.leader.client, [])).code).toBe('malformed')
  })

  test('sent again under one key, and raced, each is done once and answered alike', async () => {
    const { city } = world
    const reviewIds = [(await newTeam()).reviewId, (await newTeam()).reviewId]
    const key = randomBytes(16).toString('hex')
    const before = await linesOf('reviewTeam')
    const send = async () =>
      (
        await server.app.inject({
          method: 'POST',
          url: '/api/v1/reviews/approvals',
          headers: {
            'x-requested-with': 'zhiyuan',
            'idempotency-key': key,
            cookie: city.leader.client.cookie ?? '',
          },
          payload: { reviewIds },
        })
      ).json<Approved>()
    const answers = [...(await Promise.all([send(), send()])), await send()]
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(answers[0]!.items.map(({ whyNot }) => whyNot.approve)).toEqual([null, null])
    expect(await linesOf('reviewTeam')).toBe(before + 2)
  })
})

describe('listEarlierDecisions (F1)', () => {
  const earlier = (client: Client, reviewId: string) => client.get<Earlier>(`/reviews/${reviewId}/earlier`)

  test('tells when, what, why and in whose name, of the subject and of what its team handed in', async () => {
    const { city, proposed, decide } = world
    const leader = city.leader.client
    const founder = await makeVolunteer(server)
    const form = teamForm(city.teamId, { name: '惠城区先拒后通志愿服务队' })
    const first = await registered(form, founder.client)
    const refusal = { decision: 'refuse', reason: '简介太短' }
    checked(await leader.post(`/reviews/${first.reviewId}/team`, refusal), 200)
    server.setNow(new Date(server.now().getTime() + 60_000).toISOString())
    const again = checked(
      await founder.client.put<RegisteredTeam>(`/teams/${first.teamId}/registration`, form),
      200,
    )
    const before = checked(await earlier(leader, again.reviewId), 200)
    expect(before.items).toMatchObject([
      { subjectKind: 'team', isSame: true, outcome: 'refused', reason: '简介太短', office: city.name },
    ])
    checked(await leader.post(`/reviews/${again.reviewId}/team`, { decision: 'approve' }), 200)
    const renamed = await proposed([own, '惠城区再改一次志愿服务队'])
    checked(await decide(renamed.reviewId, { decision: 'refuse', reason: '与街道不符' }), 200)
    const project = await submittedProject(own)
    const { items } = checked(await earlier(leader, project), 200)
    expect(items[0]).toMatchObject({ isSame: false })
    expect(items).toEqual(
      expect.arrayContaining([
        expect.objectContaining({
          subjectKind: 'team',
          outcome: 'approved',
          isSame: false,
          office: city.name,
        }),
      ]),
    )
    expect(items.some(({ title }) => title === form.name)).toBe(false)
  })

  test('only what the reader could open, and only for who may read the review', async () => {
    const { city } = world
    const founder = await makeVolunteer(server)
    const form = { name: '惠城区法人志愿服务协会' }
    const legal = await registered(await legalPersonForm(server, founder.client, form), founder.client)
    checked(await county.client.post(`/reviews/${legal.reviewId}/team`, { decision: 'approve' }), 200)
    const waiting = await newTeam()
    expect(checked(await earlier(city.leader.client, waiting.reviewId), 200).items).toEqual([])
    expect((await earlier(county.client, waiting.reviewId)).code).toBe('not_your_team')
    expect((await earlier(own.leader.client, waiting.reviewId)).code).toBe('not_your_team')
    expect((await earlier(city.leader.client, legal.reviewId)).code).toBe('not_your_region')
    expect(checked(await earlier(county.client, legal.reviewId), 200).items).toMatchObject([
      { isSame: true, outcome: 'approved', office: '惠州市文明办', decidedByLabel: '曾永康' },
    ])
    expect((await earlier(city.leader.client, randomUUID())).code).toBe('review_not_found')
    expect((await earlier(founder.client, legal.reviewId)).code).toBe('wrong_door')
  })
})
