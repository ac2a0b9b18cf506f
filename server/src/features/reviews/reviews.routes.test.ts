import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAccount, type TestAccount } from '../../../test/accounts.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer } from '../../../test/people.ts'
import { escalateReviewsJob } from '../../jobs/escalate-reviews.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { localDate } from '../../kernel/local-date.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { openReview } from './index.ts'

interface Page {
  items: {
    reviewId: string
    title: string
    submitterName: string
    dueOn: string
    workingDaysLeft: number
    isLate: boolean
    whyNot: { review: string | null }
  }[]
  next: string | null
  counts: Record<
    'volunteer' | 'team' | 'project' | 'project_check' | 'renaming' | 'change' | 'project_change',
    { open: number; late: number; today: number }
  >
}
const FEDERATION = '01a20b48-0900-7003-9ab1-d2d89c820001' as TeamId
const CORPS = '01a20b48-0900-7003-9ab1-d2d89c820002' as TeamId

let server: TestServer
let city: TestAccount, county: TestAccount, platform: TestAccount, federation: TestAccount, corps: TestAccount
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  city = await makeStaff(server, 'site_admin', '4413')
  county = await makeStaff(server, 'authority_reviewer', '441302')
  platform = await makeStaff(server, 'platform_admin')
  federation = await makeAccount(server, {
    grants: [{ role: 'team_leader', teamId: FEDERATION, teamPath: '/f/' }],
  })
  corps = await makeAccount(server, {
    displayName: '总队长',
    grants: [{ role: 'team_admin', teamId: CORPS, teamPath: '/f/c/' }],
  })
})
afterAll(() => server.stop())

const list = async (client: Client, query = ''): Promise<Page> =>
  (await client.get<Page>(`/reviews${query}`)).body
const titles = async (client: Client, query = ''): Promise<string[]> =>
  (await list(client, query)).items.map(({ title }) => title)
const opens = (
  title: string,
  dueOn: string,
  team: { teamId: TeamId; path: string } | null,
  regionPath = '441302',
) =>
  server.db.transaction().execute((tx) =>
    openReview(tx, {
      subjectKind: team === null ? 'volunteer' : 'project',
      subjectId: uuidv7<string>(server.now()),
      title,
      regionPath,
      reviewerTeam: team,
      submittedBy: corps.accountId,
      submittedAt: server.now(),
      dueOn: localDate(dueOn),
    }),
  )
const overdueNotices = ({ accountId }: TestAccount) =>
  server.reader
    .selectFrom('notices')
    .select(['facts', 'link'])
    .where('accountId', '=', accountId)
    .where('noticeKind', '=', 'review_overdue')
    .execute()

describe('listReviews', () => {
  test('a page with the most urgent first, counts, deadlines in working days and the reason in the way', async () => {
    await opens('三', '2026-12-01', null)
    await opens('二', '2026-11-24', null)
    await opens('一', '2026-11-20', null)
    await opens('邻', '2026-11-30', null, '441303')
    await opens('项', '2026-11-27', { teamId: CORPS, path: '/f/c/' })
    const first = await list(county.client, '?limit=2')
    expect(first.items).toMatchObject([
      {
        title: '一',
        submitterName: '一',
        dueOn: '2026-11-20',
        workingDaysLeft: -2,
        isLate: true,
        whyNot: { review: null },
      },
      { title: '二', dueOn: '2026-11-24', workingDaysLeft: 0, isLate: false },
    ])
    expect(first.counts).toEqual({
      volunteer: { open: 3, late: 1, today: 1 },
      team: { open: 0, late: 0, today: 0 },
      project_check: { open: 0, late: 0, today: 0 },
      project_change: { open: 0, late: 0, today: 0 },
      project: { open: 0, late: 0, today: 0 },
      renaming: { open: 0, late: 0, today: 0 },
      change: { open: 0, late: 0, today: 0 },
      no_show: { open: 0, late: 0, today: 0 },
    })
    const second = await list(county.client, `?limit=2&after=${first.next}`)
    expect([second.items.map(({ title }) => title), second.next]).toEqual([['三'], null])
    expect(second.items[0]?.workingDaysLeft).toBe(5)
  })

  test('each sees its own: a city its counties, a team what it and those below it decide', async () => {
    expect(await titles(city.client)).toEqual(['一', '二', '邻', '三'])
    expect(await titles(platform.client, '?kind=project')).toEqual([])
    expect(await titles(city.client, '?kind=team')).toEqual([])
    expect(await titles(corps.client)).toEqual(['项'])
    expect(await titles(federation.client)).toEqual(['项'])
    expect(await titles(federation.client, `?teamId=${FEDERATION}`)).toEqual([])
    expect(await titles(federation.client, `?teamId=${CORPS}&kind=project`)).toEqual(['项'])
    expect(await titles(city.client, `?teamId=${CORPS}`)).toEqual([])
    const [own] = (await list(corps.client)).items
    expect(own).toMatchObject({ submitterName: '总队长', whyNot: { review: 'own_application' } })
    const viewer = await makeStaff(server, 'authority_viewer', '4413')
    expect((await list(viewer.client)).items[0]?.whyNot.review).toBe('not_your_region')
  })

  test('who knocks in vain', async () => {
    expect((await server.client().get('/reviews')).code).toBe('signed_out')
    expect((await (await makeVolunteer(server, { regionCode: '441324' })).client.get('/reviews')).code).toBe(
      'wrong_door',
    )
    expect((await city.client.get('/reviews?kind=other')).code).toBe('malformed')
    expect((await list(city.client, '?after=nonsense')).items).toHaveLength(4)
  })

  test('the deadline counts the official calendar', async () => {
    server.setNow('2026-09-28T02:00:00Z')
    const due = await makeVolunteer(server, { regionCode: '441322', status: 'under_review' })
    const me = await due.client.get<{ volunteer: { dueOn: string } }>('/me')
    // 1 to 7 October are holidays and Saturday 10 October is worked.
    expect(me.body.volunteer.dueOn).toBe('2026-10-10')
    server.setNow('2026-11-24T02:00:00Z')
  })
})

describe('escalateReviews', () => {
  const run = (): Promise<void> => escalateReviewsJob.run(server.engine)
  const lines = async (): Promise<number> =>
    (
      await server.db
        .selectFrom('auditEntries')
        .select('auditId')
        .where('deed', '=', 'escalateReviews')
        .execute()
    ).length

  test('the next body above hears of a late review, once', async () => {
    await server.db
      .updateTable('reviews')
      .set({ decidedAt: server.now(), outcome: 'approved' })
      .where('decidedAt', 'is', null)
      .execute()
    await opens('刘*', '2026-12-01', null)
    server.setNow('2026-12-01T15:59:00Z')
    await run()
    expect([await overdueNotices(city), await lines()]).toEqual([[], 0])
    server.setNow('2026-12-01T16:00:00Z')
    await run()
    await run()
    expect(await overdueNotices(city)).toMatchObject([
      { facts: { subjectKind: 'volunteer', title: '刘*', dueOn: '2026-12-01' } },
    ])
    expect(await overdueNotices(county)).toEqual([])
    expect(await overdueNotices(platform)).toEqual([])
    expect(await lines()).toBe(1)
  })

  test('above a corps stands the federation, above that the region, above the highest region the platform', async () => {
    await opens('甲', '2026-12-01', { teamId: CORPS, path: '/f/c/' })
    await opens('乙', '2026-12-01', { teamId: FEDERATION, path: '/f/' })
    await opens('丙', '2026-12-01', null, '445102')
    await run()
    const told = async (who: TestAccount) => JSON.stringify(await overdueNotices(who))
    expect((await overdueNotices(federation)).at(-1)?.link).toContain(
      `/team/${CORPS}/reviews?kind=project&review=`,
    )
    expect((await overdueNotices(county)).at(-1)?.link).toBe(`/teams/${FEDERATION}`)
    expect((await overdueNotices(platform)).at(-1)?.link).toContain('/admin/reviews?kind=volunteer&review=')
    expect(await told(federation)).toContain('甲')
    expect(await told(county)).toContain('乙')
    expect(await told(platform)).toContain('丙')
    expect(await told(city)).not.toMatch(/甲|乙|丙/)
  })
})
