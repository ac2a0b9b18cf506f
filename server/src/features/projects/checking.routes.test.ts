/** A trusted team's projects over HTTP: published at once, checked afterwards, refused, mended and sent again. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, positionForm, projectForm, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { noticesOf } from '../../../test/signing.ts'
import { checked } from '../../../test/teams.ts'
import { allowTrust, prove, sendProject, TAKES_ADULTS, type Published } from '../../../test/trusting.ts'
import { escalateReviewsJob } from '../../jobs/escalate-reviews.ts'
import { isPublicNumber } from '../../kernel/public-number.ts'
import { wayOf, whyNotResubmit, type CheckState } from './checking.rules.ts'
import type { ProjectStatus } from './projects.rules.ts'

let server: TestServer
let federation: CrewTeam
let county: Client
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  federation = await makeCrewTeam(server, { name: '惠州市志愿服务联合会' })
  county = (await makeStaff(server, 'authority_reviewer', '441302')).client
  await allowTrust(server)
})
afterAll(() => server.stop())

async function trusted(): Promise<CrewTeam> {
  const team = await makeCrewTeam(server, { parent: federation })
  await prove(server, team)
  checked(await county.post(`/teams/${team.teamId}/trust`, { cause: '可靠' }), 204)
  return team
}
const guest = () => server.client()
const decide = (client: Client, { reviewId }: { reviewId: string }, body: object) =>
  client.post(`/reviews/${reviewId}/project-check`, body)
const refuse = (reviewId: { reviewId: string }) =>
  decide(federation.leader.client, reviewId, { decision: 'refuse', reason: '风险告知太笼统' })
const pageOf = async ({ projectId }: Published) =>
  checked(await guest().get<{ status: string; pauseReason: string | null }>(`/projects/${projectId}`), 200)
const resubmit = (team: CrewTeam, { projectId }: Published, note = '已补充防滑提醒') =>
  team.leader.client.post<{ reviewId: string }>(`/projects/${projectId}/resubmit`, { note })
const kindsOf = async (client: Client) => (await noticesOf(client)).map(({ kind }) => kind)
const own = async (team: CrewTeam, { projectId }: Published) =>
  checked(
    await team.leader.client.get<{
      checkState: CheckState | null
      checkNote: string
      history: { outcome: string | null }[]
      whyNot: Record<string, string | null>
      review: { reviewId: string } | null
    }>(`/teams/${team.teamId}/projects/${projectId}`),
    200,
  )

describe('P31 submitProject of a trusted team', () => {
  test('it recruits at once, has its number, counts, and waits for a check with the clock of a review', async () => {
    const team = await trusted()
    const sent = await sendProject(team)
    expect(sent).toMatchObject({
      way: 'check',
      because: null,
      dueOn: '2026-11-27',
      reviewerName: federation.name,
    })
    expect(isPublicNumber(sent.projectNumber ?? '', 'P')).toBe(true)
    expect(await pageOf(sent)).toMatchObject({ status: 'recruiting', projectNumber: sent.projectNumber })
    const { items } = (await guest().get<{ items: { projectId: string }[] }>('/projects?limit=50')).body
    expect(items.map(({ projectId }) => projectId)).toContain(sent.projectId)
    expect((await noticesOf(federation.leader.client))[0]).toMatchObject({
      kind: 'project_published',
      link: `/team/${federation.teamId}/reviews?kind=project_check&review=${sent.reviewId}`,
    })
    const queue = await federation.leader.client.get<{
      items: { reviewId: string; subjectKind: string }[]
      counts: Record<string, { open: number }>
    }>(`/reviews?teamId=${federation.teamId}&kind=project_check`)
    expect(queue.body.counts['project_check']?.open).toBeGreaterThan(0)
    expect(queue.body.items.map(({ reviewId }) => reviewId)).toContain(sent.reviewId)
    expect(await own(team, sent)).toMatchObject({ checkState: 'open', review: { reviewId: sent.reviewId } })
  })

  test('what is dangerous or takes minors is reviewed first, and the form is told so beforehand', async () => {
    const team = await trusted()
    const other = await makeCrewTeam(server, { parent: federation })
    const told = async (of: CrewTeam, isDangerous: boolean, acceptsMinors: boolean) =>
      checked(
        await of.leader.client.get<{ way: string; because: string | null }>(
          `/teams/${of.teamId}/publishing-way?isDangerous=${isDangerous}&acceptsMinors=${acceptsMinors}`,
        ),
        200,
      )
    const dangerous = { ...TAKES_ADULTS, isDangerous: true }
    const minors = { isDangerous: false, acceptsMinors: true, guardianPresent: true }
    for (const [of, change, because] of [
      [team, TAKES_ADULTS, null],
      [team, dangerous, 'dangerous_reviewed_first'],
      [team, minors, 'minors_reviewed_first'],
      [other, TAKES_ADULTS, 'team_not_trusted'],
    ] as const) {
      const sent = await sendProject(of, change)
      const way = because === null ? 'check' : 'review'
      expect(sent).toMatchObject({ way, because })
      const isDangerous = change === dangerous
      expect(await told(of, isDangerous, change.acceptsMinors)).toMatchObject({ way, because, reviewDays: 3 })
      expect((await guest().get(`/projects/${sent.projectId}`)).status).toBe(because === null ? 200 : 404)
    }
  })

  test('a late check climbs like any other review', async () => {
    const sent = await sendProject(await trusted())
    await server.db
      .updateTable('sessions')
      .set({ expiresAt: new Date('2099-01-01') })
      .execute()
    server.setNow('2026-11-30T02:00:00Z')
    await escalateReviewsJob.run(server.engine)
    server.setNow(TEST_NOW)
    const told = (await noticesOf(county)).filter(({ kind }) => kind === 'review_overdue')
    expect(told.map(({ facts }) => facts['subjectKind'])).toContain('project_check')
    const row = await server.reader
      .selectFrom('reviews')
      .select('escalatedAt')
      .where('reviewId', '=', sent.reviewId)
      .executeTakeFirstOrThrow()
    expect(row.escalatedAt).not.toBeNull()
  })
})

describe('P32 reviewProjectCheck', () => {
  test('passed: nothing changes, and the team hears of it', async () => {
    const team = await trusted()
    const sent = await sendProject(team)
    const read = await federation.leader.client.get(`/reviews/${sent.reviewId}/project-check`)
    expect(read.body).toMatchObject({
      review: { reviewId: sent.reviewId, whyNot: { review: null } },
      facts: {
        project: { title: '西湖花市秩序引导', contactPhone: '13800138000' },
        check: { state: 'open', note: '', whyNot: { cancelCheckedProject: null } },
      },
    })
    checked(await decide(federation.leader.client, sent, { decision: 'approve' }), 200)
    expect((await decide(federation.leader.client, sent, { decision: 'approve' })).code).toBe(
      'already_decided',
    )
    expect(await pageOf(sent)).toMatchObject({ status: 'recruiting', pauseReason: null })
    expect(await own(team, sent)).toMatchObject({ checkState: 'passed', review: null })
    expect(await kindsOf(team.leader.client)).toContain('project_check_passed')
    expect(await sendProject(team)).toMatchObject({ way: 'check' })
  })

  test('refused: recruiting rests, places are kept, the trust ends, and the next is reviewed first', async () => {
    const team = await trusted()
    const sent = await sendProject(team)
    const [ann, bob] = await makeCrew(server, 2, { team })
    const { shiftId } = (
      (await pageOf(sent)) as unknown as { positions: { shifts: { shiftId: string }[] }[] }
    ).positions[0]!.shifts[0]!
    const wish = { shiftId, riskAccepted: true }
    checked(await ann!.client.post(`/projects/${sent.projectId}/signups`, wish), 201)
    expect((await decide(federation.leader.client, sent, { decision: 'refuse', reason: ' ' })).code).toBe(
      'reason_missing',
    )
    checked(await refuse(sent), 200)
    expect(await pageOf(sent)).toMatchObject({ status: 'recruiting_paused', pauseReason: 'check_refused' })
    expect((await bob!.client.post(`/projects/${sent.projectId}/signups`, wish)).code).toBe(
      'recruiting_paused',
    )
    const mine = await ann!.client.get<{ items: { status: string }[] }>('/me/signups')
    expect(mine.body.items.map(({ status }) => status)).toEqual(['admitted'])
    expect((await team.leader.client.post(`/projects/${sent.projectId}/resume`)).code).toBe(
      'check_not_passed',
    )
    expect((await noticesOf(team.leader.client))[0]).toMatchObject({
      kind: 'project_check_refused',
      facts: { reason: '风险告知太笼统' },
    })
    const standing = await county.get(`/teams/${team.teamId}/trust`)
    expect(standing.body).toMatchObject({ isTrusted: false, latest: { endKind: 'check_refused' } })
    expect(await sendProject(team)).toMatchObject({ way: 'review', because: 'team_not_trusted' })
  })

  test('P19: nobody checks what they sent themselves, and who may not review learns nothing', async () => {
    const team = await trusted()
    const above = await makeCrewTeam(server, { name: '惠城区志愿服务总队', parent: federation })
    const mine = await federation.leader.client.post<{ projectId: string }>(
      `/teams/${team.teamId}/projects`,
      projectForm(TAKES_ADULTS),
    )
    const sent = checked(
      await federation.leader.client.post<{ reviewId: string; way: string }>(
        `/projects/${mine.body.projectId}/submit`,
      ),
      200,
    )
    expect(sent.way).toBe('check')
    expect((await decide(federation.leader.client, sent, { decision: 'approve' })).code).toBe(
      'own_application',
    )
    expect((await decide(team.leader.client, sent, { decision: 'approve' })).code).toBe('not_your_team')
    expect((await decide(above.leader.client, sent, { decision: 'approve' })).code).toBe('not_your_team')
    expect((await county.get(`/reviews/${sent.reviewId}/project-check`)).code).toBe('not_your_team')
    expect((await federation.leader.client.get(`/reviews/${sent.reviewId}/project`)).code).toBe(
      'review_not_found',
    )
  })

  test('a check is approved from the list, in a deed of its own', async () => {
    const sent = await sendProject(await trusted())
    const answer = await federation.leader.client.post('/reviews/approvals', { reviewIds: [sent.reviewId] })
    expect(answer.body).toMatchObject({ items: [{ whyNot: { approve: null } }] })
    expect(await pageOf(sent)).toMatchObject({ status: 'recruiting' })
  })

  test('what is over, or called off by its team, is checked all the same: nothing rests, the trust ends', async () => {
    const team = await trusted()
    const [over, off] = [await sendProject(team), await sendProject(team)]
    checked(await team.leader.client.post(`/projects/${off.projectId}/cancel`, { reason: '下雨' }), 200)
    await server.db
      .updateTable('projects')
      .set({ status: 'ended' })
      .where('projectId', '=', over.projectId)
      .execute()
    checked(await refuse(over), 200)
    checked(await refuse(off), 200)
    expect(await pageOf(over)).toMatchObject({ status: 'ended', pauseReason: null })
    expect(await pageOf(off)).toMatchObject({ status: 'cancelled', pauseReason: null })
    expect((await resubmit(team, over)).code).toBe('activity_over')
    expect((await resubmit(team, off)).code).toBe('project_cancelled')
  })
})

describe('P33 resubmitProject', () => {
  test('the note reaches the reviewer, recruiting rests until it is passed, and may be refused again', async () => {
    const team = await trusted()
    const sent = await sendProject(team)
    expect((await resubmit(team, sent)).code).toBe('no_check_refused')
    checked(await refuse(sent), 200)
    const again = checked(await resubmit(team, sent), 200)
    expect((await resubmit(team, sent)).code).toBe('no_check_refused')
    expect(await pageOf(sent)).toMatchObject({ pauseReason: 'check_refused' })
    const read = await federation.leader.client.get(`/reviews/${again.reviewId}/project-check`)
    expect(read.body).toMatchObject({
      history: [{ outcome: null }, { outcome: 'refused', reason: '风险告知太笼统' }],
      facts: { check: { state: 'resubmitted', note: '已补充防滑提醒' } },
    })
    checked(await refuse(again), 200)
    const third = checked(await resubmit(team, sent, ''), 200)
    checked(await decide(federation.leader.client, third, { decision: 'approve' }), 200)
    expect(await pageOf(sent)).toMatchObject({ status: 'recruiting', pauseReason: null })
    expect((await own(team, sent)).history.map(({ outcome }) => outcome)).toEqual([
      'approved',
      'refused',
      'refused',
    ])
  })

  test('extended while its check is not passed, it does not recruit', async () => {
    const team = await trusted()
    const sent = await sendProject(team, { ...TAKES_ADULTS, positions: [positionForm({})] })
    checked(await refuse(sent), 200)
    await server.db
      .updateTable('projects')
      .set({ status: 'ended', pauseReason: null })
      .where('projectId', '=', sent.projectId)
      .execute()
    const { positionId } = ((await pageOf(sent)) as unknown as { positions: { positionId: string }[] })
      .positions[0]!
    const shift = { positionId, startsAt: '2026-12-05T01:00:00Z', endsAt: '2026-12-05T03:00:00Z' }
    const shifts = [{ ...shift, breakMinutes: 0, headcount: 3 }]
    checked(await team.leader.client.post(`/projects/${sent.projectId}/extend`, { shifts }), 200)
    expect(await pageOf(sent)).toMatchObject({ status: 'running', pauseReason: 'check_refused' })
  })
})

test.each<[ProjectStatus, CheckState | null, string | null]>([
  ['recruiting_paused', 'refused', null],
  ['running', 'refused', null],
  ['recruiting_paused', 'resubmitted', 'no_check_refused'],
  ['recruiting', 'open', 'no_check_refused'],
  ['recruiting', 'passed', 'no_check_refused'],
  ['recruiting', null, 'no_check_refused'],
  ['draft', null, 'not_published_yet'],
  ['cancelled', 'refused', 'project_cancelled'],
  ['ended', 'refused', 'activity_over'],
  ['closed', 'refused', 'activity_over'],
])('P33 sent again while %s with a check %s: %s', (status, checkState, reason) => {
  expect(whyNotResubmit({ status, checkState })).toBe(reason)
})

test('P31: danger comes before minors, and trust before both', () => {
  const both = { isDangerous: true, acceptsMinors: true }
  expect(wayOf(true, both)).toEqual({ way: 'review', because: 'dangerous_reviewed_first' })
  expect(wayOf(false, both)).toEqual({ way: 'review', because: 'team_not_trusted' })
})
