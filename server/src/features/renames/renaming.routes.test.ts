import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeVolunteer } from '../../../test/people.ts'
import { startRenaming, type Batch, type Row } from '../../../test/renames.ts'
import { checked, makeMember, staffClient, type TestTeam } from '../../../test/teams.ts'

let server: TestServer
let world: Awaited<ReturnType<typeof startRenaming>>
beforeAll(async () => {
  server = await startTestServer()
  world = await startRenaming(server)
})
afterAll(() => server.stop())

describe('proposeRenames and reviewRenames (B4)', () => {
  test('the federation approves; old names find the teams, staff act under the new name, leaders hear of it', async () => {
    const { city, office, makeOne, check, decide, proposed, found } = world
    const [one, two] = [await makeOne('惠城区旧名甲志愿服务队'), await makeOne('惠城区旧名乙志愿服务队')]
    const batch = await proposed([one, '惠城区新名甲志愿服务队'], [two, '惠城区新名乙志愿服务队'])
    expect(batch).toMatchObject({ dueOn: '2026-12-01', reviewerName: city.name, rows: 2 })
    const waiting = await check([{ team: one.teamNumber, newName: '惠城区别名志愿服务队' }])
    expect(waiting.body.rows[0]?.problem).toBe('rename_waiting')
    const queue = await city.leader.client.get<{ items: object[] }>(
      `/reviews?kind=renaming&teamId=${city.teamId}`,
    )
    expect(queue.body.items).toMatchObject([
      { reviewId: batch.reviewId, title: '惠城区旧名甲志愿服务队 → 惠城区新名甲志愿服务队 (+1)' },
    ])
    const read = await city.leader.client.get<{ facts: { list: Row[] } }>(
      `/reviews/${batch.reviewId}/renames`,
    )
    expect(read.body.facts.list).toMatchObject([
      { row: 1, teamId: one.teamId, newName: '惠城区新名甲志愿服务队', status: 'waiting' },
      { row: 2, teamId: two.teamId },
    ])
    expect(checked(await decide(batch.reviewId, { decision: 'approve' }), 200)).toEqual({
      outcome: 'approved',
      renamed: 2,
    })
    expect(await found('旧名甲')).toEqual([
      { name: '惠城区新名甲志愿服务队', formerName: '惠城区旧名甲志愿服务队' },
    ])
    expect(await found('jiumingjia')).toEqual([
      { name: '惠城区新名甲志愿服务队', formerName: '惠城区旧名甲志愿服务队' },
    ])
    expect(await found('新名甲')).toEqual([{ name: '惠城区新名甲志愿服务队', formerName: null }])
    const page = await server.client().get<{ formerNames: string[] }>(`/teams/${one.teamId}`)
    expect(page.body.formerNames).toEqual(['惠城区旧名甲志愿服务队'])
    const grants = await server.reader
      .selectFrom('grants')
      .select('bodyName')
      .where('teamId', '=', one.teamId)
      .execute()
    expect(grants).toEqual([{ bodyName: '惠城区新名甲志愿服务队' }])
    const notices = await one.leader.client.get<{ items: object[] }>('/me/notices')
    expect(notices.body.items[0]).toMatchObject({
      kind: 'team_renamed',
      facts: { oldName: '惠城区旧名甲志愿服务队', newName: '惠城区新名甲志愿服务队' },
    })
    expect((await office.client.get<{ items: object[] }>('/me/notices')).body.items[0]).toMatchObject({
      kind: 'renames_approved',
      facts: { renamed: 2, refused: 0 },
    })
    const lines = await server.reader
      .selectFrom('auditEntries')
      .select(['subjectId', 'facts'])
      .where('deed', '=', 'reviewRenames')
      .where('subjectKind', '=', 'team')
      .execute()
    expect(lines.map(({ subjectId }) => subjectId).sort()).toEqual([one.teamId, two.teamId].sort())
    expect(lines[0]?.facts).toHaveProperty('oldName')
    // A name that is used again is no former name any longer.
    const back = await proposed([one, '惠城区旧名甲志愿服务队'])
    checked(await decide(back.reviewId, { decision: 'approve' }), 200)
    expect(
      (await server.client().get<{ formerNames: string[] }>(`/teams/${one.teamId}`)).body.formerNames,
    ).toEqual(['惠城区新名甲志愿服务队'])
  })

  test('two teams change names, and three in a ring', async () => {
    const { makeOne, decide, proposed, nameOf } = world
    const teams = [await makeOne(), await makeOne(), await makeOne()]
    const [one, two, three] = teams as [TestTeam, TestTeam, TestTeam]
    const batch = await proposed([one, two.name], [two, three.name], [three, one.name])
    checked(await decide(batch.reviewId, { decision: 'approve' }), 200)
    expect(await Promise.all(teams.map(nameOf))).toEqual([two.name, three.name, one.name])
  })

  test('some rows are approved, the others sent back with a reason; a swap cannot be cut in half', async () => {
    const { office, makeOne, propose, decide, proposed, nameOf } = world
    const [one, two, three] = [await makeOne(), await makeOne(), await makeOne()]
    const batch = await proposed([one, two.name], [two, one.name], [three, '惠城区三号志愿服务队'])
    const half = { decision: 'approve', rows: [1, 3], reason: '第二行不改' }
    const refused = await decide(batch.reviewId, half)
    expect([refused.code, refused.status, refused.facts]).toEqual([
      'name_taken',
      409,
      { row: 1, name: two.name },
    ])
    expect(await nameOf(three)).toBe(three.name)
    expect((await decide(batch.reviewId, { decision: 'approve', rows: [3] })).code).toBe('reason_missing')
    expect((await decide(batch.reviewId, { decision: 'approve', rows: [], reason: '无' })).code).toBe(
      'rows_missing',
    )
    expect(checked(await decide(batch.reviewId, { ...half, rows: [3] }), 200)).toEqual({
      outcome: 'partly',
      renamed: 1,
    })
    expect(await Promise.all([one, two, three].map(nameOf))).toEqual([
      one.name,
      two.name,
      '惠城区三号志愿服务队',
    ])
    const detail = await office.client.get<Batch & { list: Row[] }>(`/renames/${batch.renameBatchId}`)
    expect(detail.body).toMatchObject({
      status: 'partly',
      rows: 3,
      renamed: 1,
      reason: '第二行不改',
      dueOn: null,
    })
    expect(detail.body.list.map(({ status }) => status)).toEqual(['refused', 'refused', 'renamed'])
    expect((await decide(batch.reviewId, { decision: 'refuse', reason: '迟' })).code).toBe('already_decided')
    // What was sent back may be proposed again.
    expect((await propose([{ team: one.teamNumber, newName: '惠城区一号志愿服务队' }])).status).toBe(201)
  })

  test('a refusal says why and changes nothing', async () => {
    const { office, makeOne, decide, proposed, nameOf } = world
    const one = await makeOne()
    const batch = await proposed([one, '惠城区改名志愿服务队'])
    expect((await decide(batch.reviewId, { decision: 'refuse' })).code).toBe('reason_missing')
    checked(await decide(batch.reviewId, { decision: 'refuse', reason: '请用全称' }), 200)
    expect(await nameOf(one)).toBe(one.name)
    expect((await office.client.get<{ items: object[] }>('/me/notices')).body.items[0]).toMatchObject({
      kind: 'renames_refused',
      facts: { renamed: 0, refused: 1, reason: '请用全称' },
    })
  })

  test('a batch with a faulty row is not handed in', async () => {
    const { makeOne, propose } = world
    const one = await makeOne()
    const answer = await propose([
      { team: one.teamNumber, newName: '惠城区好名志愿服务队' },
      { team: '没有这个队', newName: '惠城区坏名志愿服务队' },
    ])
    expect([answer.code, answer.status, answer.facts]).toEqual([
      'rows_faulty',
      422,
      { row: 2, problem: 'team_not_found' },
    ])
  })

  test('a name taken, and a team suspended, between proposal and decision', async () => {
    const { makeOne, decide, proposed } = world
    const [one, two] = [await makeOne(), await makeOne()]
    const batch = await proposed([one, '惠城区抢先志愿服务队'], [two, '惠城区停队志愿服务队'])
    const first = await makeOne('惠城区抢先志愿服务队')
    expect((await decide(batch.reviewId, { decision: 'approve' })).facts).toEqual({
      row: 1,
      name: first.name,
    })
    await server.db
      .updateTable('teams')
      .set({ status: 'suspended' })
      .where('teamId', '=', two.teamId)
      .execute()
    const late = await decide(batch.reviewId, { decision: 'approve', rows: [2], reason: '第一行重名' })
    expect([late.code, late.facts['row']]).toEqual(['team_not_active', 2])
  })

  test('two batches for one team in the same moment: one is handed in', async () => {
    const { makeOne, propose } = world
    const one = await makeOne()
    const answers = await Promise.all(
      ['惠城区同时甲志愿服务队', '惠城区同时乙志愿服务队'].map((newName) =>
        propose([{ team: one.teamNumber, newName }]),
      ),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 422])
  })

  test('who may not decide', async () => {
    const { city, office, makeOne, decide, proposed } = world
    const batch = await proposed([await makeOne(), '惠城区谁来审志愿服务队'])
    const stranger = await makeOne()
    const approve = { decision: 'approve' }
    expect((await decide(batch.reviewId, approve, office.client)).code).toBe('not_your_team')
    expect((await decide(batch.reviewId, approve, stranger.leader.client)).code).toBe('not_your_team')
    expect((await decide(batch.reviewId, approve, (await makeVolunteer(server)).client)).code).toBe(
      'wrong_door',
    )
    checked(await city.leader.client.put(`/teams/${city.teamId}/join-mode`, { joinMode: 'by_approval' }), 200)
    const keeper = await makeMember(server, city)
    checked(
      await city.leader.client.post(`/teams/${city.teamId}/roles`, {
        volunteerId: keeper.volunteerId,
        role: 'team_timekeeper',
      }),
      201,
    )
    const client = await staffClient(server, keeper.accountId)
    expect((await decide(batch.reviewId, approve, client)).code).toBe('not_your_team')
    expect((await client.get(`/reviews/${batch.reviewId}/renames`)).code).toBe('not_your_team')
    expect((await decide('019ab000-0000-7000-8000-00000000dead', approve)).code).toBe('review_not_found')
    // The same review is no review of a team.
    const wrong = await city.leader.client.post(`/reviews/${batch.reviewId}/team`, approve)
    expect(wrong.code).toBe('review_not_found')
  })
})
