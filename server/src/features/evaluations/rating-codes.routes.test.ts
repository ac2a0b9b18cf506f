import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { LATER, mineOf, rateIt, serve, statementsOf, type Served } from '../../../test/evaluations.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { enlisted } from '../../../test/parties.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'

let server: TestServer
let parent: CrewTeam
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  parent = await makeCrewTeam(server)
  team = await makeCrewTeam(server, { parent })
})
beforeEach(() => server.setNow(TEST_NOW))
afterAll(() => server.stop())

interface Codes {
  unused: number
  used: number
  codes: { code: string; expiresAt: string }[]
}
const codesOf = async ({ projectId, leader }: Served): Promise<Codes> =>
  checked(await leader.client.get<Codes>(`/projects/${projectId}/rating-codes`), 200)
const make = ({ projectId, leader }: Served, count: number) =>
  leader.client.post<{ made: number }>(`/projects/${projectId}/rating-codes`, { count })
const rate = (code: string, words = '', stars = 5) =>
  server.client().post('/rating-codes/rate', { code, stars, words })
const look = (code: string) => server.client().post<object>('/rating-codes/look', { code })

interface Ratings {
  volunteers: { count: number; training: number | null }
  recipients: { count: number; stars: number | null }
  whyNot: { hideEvaluationWords: string | null }
}
interface WordList {
  items: { evaluationId: string; side: string; words: string | null; hiddenBecause: string | null }[]
}
const ratingsOf = async (one: Served, client = one.leader.client): Promise<Ratings> =>
  checked(await client.get<Ratings>(`/projects/${one.projectId}/evaluations`), 200)
const wordsOf = async (one: Served, client = one.leader.client): Promise<WordList['items']> =>
  checked(await client.get<WordList>(`/projects/${one.projectId}/evaluations/words`), 200).items

describe('C10 codes for those who were served', () => {
  test('V12: the trail names nobody, also when somebody is signed in', async () => {
    const served = await serve(server, team, 1)
    await make(served, 1)
    const [one] = (await codesOf(served)).codes
    const answer = await served.leader.client.post('/rating-codes/rate', {
      ...{ code: one!.code, stars: 5, words: '' },
    })
    expect(answer.status).toBe(200)
    const { rows } = await sql<{ actors: number }>`
      select count(actor_account_id)::int as actors from audit_entries where deed = 'rateAsRecipient'`.execute(
      server.db,
    )
    expect(rows).toEqual([{ actors: 0 }])
  })

  test('V11, V12: made, looked at, used once, without an account', async () => {
    const served = await serve(server, team, 1)
    expect((await make(served, 3)).body).toEqual({ made: 3 })
    const { codes } = await codesOf(served)
    const { code } = codes[0]!
    expect(new Set(codes.map((one) => one.code)).size).toBe(3)
    expect([code.length, /^[2-9B-Z]+$/.test(code)]).toEqual([13, true])
    expect(codes[0]!.expiresAt).toBe(LATER(30).toISOString())
    expect((await look(`${code.slice(0, 4)}-${code.slice(4).toLowerCase()}`)).body).toEqual({
      ...{ title: '西湖花市秩序引导', teamName: team.name, startsOn: '2026-11-23' },
    })
    expect((await rate(code, ' 谢谢你们 ', 4)).status).toBe(200)
    expect((await rate(code)).code).toBe('rating_code_wrong')
    expect(await codesOf(served)).toMatchObject({ unused: 2, used: 1 })
    const row = await server.reader
      .selectFrom('evaluations')
      .select(['side', 'scores', 'words', 'volunteerId', 'writtenBy'])
      .where('projectId', '=', served.projectId)
      .execute()
    expect(row).toEqual([
      { side: 'by_recipient', scores: [4], words: '谢谢你们', volunteerId: null, writtenBy: null },
    ])
    expect(await statementsOf(served.leader.client, `/projects/${served.projectId}/rating-codes`)).toBe(3)
  })
  test('V12: used by ten at once it is used once; without the condition of one use it would be ten times', async () => {
    const served = await serve(server, team, 0)
    checked(await make(served, 2), 201)
    const [first, second] = (await codesOf(served)).codes
    const answers = await Promise.all(Array.from({ length: 10 }, () => rate(first!.code)))
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
    const hash = server.vault.blind('rating_code', second!.code)
    const careless = () =>
      sql`update rating_codes set used_on = '2026-11-24' where code_hash = ${hash}`.execute(server.db)
    const control = await Promise.all(Array.from({ length: 10 }, careless))
    expect(control.filter(({ numAffectedRows }) => numAffectedRows === 1n)).toHaveLength(10)
  })
  test('V12: a wrong one, a used, an ended and an old one are answered alike', async () => {
    const served = await serve(server, team, 0)
    checked(await make(served, 3), 201)
    const [used, ended] = (await codesOf(served)).codes
    checked(await rate(used!.code), 200)
    expect(
      checked(await served.leader.client.post<object>(`/projects/${served.projectId}/rating-codes/end`), 200),
    ).toEqual({
      ended: 2,
    })
    expect((await served.leader.client.post(`/projects/${served.projectId}/rating-codes/end`)).code).toBe(
      'no_rating_codes',
    )
    checked(await make(served, 1), 201)
    const [old] = (await codesOf(served)).codes
    server.setNow(LATER(31))
    const answers = []
    for (const code of [used!.code, ended!.code, old!.code, 'B'.repeat(13)])
      for (const answer of [await look(code), await rate(code)])
        answers.push({ status: answer.status, body: answer.body })
    expect(new Set(answers.map((one) => JSON.stringify(one))).size).toBe(1)
    expect((await look(' - ')).code).toBe('rating_code_missing')
  })
  test('V12: ten wrong ones from an address, and it waits, right as the next one may be', async () => {
    const strict = await startTestServer({ RATE_LIMIT_FACTOR: '1' })
    try {
      const guess = () => strict.client().post('/rating-codes/look', { code: 'B'.repeat(13) })
      const codes = []
      for (let i = 0; i < 11; i++) codes.push((await guess()).code)
      expect(codes).toEqual([...Array.from({ length: 10 }, () => 'rating_code_wrong'), 'rate_limited'])
    } finally {
      await strict.stop()
    }
  })
  test('V11: who may make them, and how many', async () => {
    const served = await serve(server, team, 1)
    const keeper = await enlisted(server, team, 'team_timekeeper')
    expect((await make({ ...served, leader: keeper }, 1)).code).toBe('not_your_team')
    for (let i = 0; i < 5; i++) checked(await make(served, 60), 201)
    expect(await make(served, 1)).toMatchObject({
      code: 'too_many_rating_codes',
      facts: { max: 300, left: 0 },
    })
  })
})

describe('C10 what others read', () => {
  test('V9, V10: averages and words from three volunteers on, without names, after their time', async () => {
    const served = await serve(server, team, 3)
    const [ann, ben, cid] = served.people
    checked(await rateIt(ann!, served.projectId, { words: '培训太短' }), 200)
    checked(await rateIt(ben!, served.projectId), 200)
    server.setNow(LATER(8))
    expect((await ratingsOf(served)).volunteers).toMatchObject({ count: 2, training: null })
    expect(await wordsOf(served)).toEqual([])
    server.setNow(TEST_NOW)
    checked(await rateIt(cid!, served.projectId), 200)
    expect((await ratingsOf(served)).volunteers).toMatchObject({ count: 0, training: null })
    server.setNow(LATER(8))
    expect((await ratingsOf(served)).volunteers).toMatchObject({ count: 3, training: 4 })
    expect(await wordsOf(served)).toEqual([
      {
        evaluationId: expect.any(String) as string,
        side: 'by_volunteer',
        words: '培训太短',
        hiddenBecause: null,
        askedBecause: null,
      },
    ])
    expect(await statementsOf(served.leader.client, `/projects/${served.projectId}/evaluations`)).toBe(3)
    const viewer = await makeStaff(server, 'authority_viewer', '441302')
    expect((await ratingsOf(served, viewer.client)).whyNot.hideEvaluationWords).toBe('not_your_region')
    const beside = await makeStaff(server, 'site_admin', '441303')
    expect((await beside.client.get(`/projects/${served.projectId}/evaluations`)).code).toBe(
      'not_your_region',
    )
    expect((await ann!.client.get(`/projects/${served.projectId}/evaluations`)).code).toBe('wrong_door')
  })
})

describe('C10 hideEvaluationWords', () => {
  test('V16: by a superior, with a reason that the author is told; the team itself may not', async () => {
    const served = await serve(server, team, 3)
    for (const [i, one] of served.people.entries())
      checked(await rateIt(one, served.projectId, { words: i === 0 ? '骂人的话' : '' }), 200)
    server.setNow(LATER(8))
    const [rude] = await wordsOf(served)
    const hide = (client: Served['leader']['client'], because = '辱骂他人') =>
      client.post(`/projects/${served.projectId}/evaluations/${rude!.evaluationId}/hide`, { because })
    const above = await enlisted(server, parent, 'team_leader')
    expect((await hide(served.leader.client)).code).toBe('above_only')
    expect((await hide(above.client, ' ')).code).toBe('cause_missing')
    checked(await hide(above.client), 200)
    expect((await hide(above.client)).code).toBe('already_hidden')
    expect(await wordsOf(served)).toMatchObject([{ words: null, hiddenBecause: '辱骂他人' }])
    expect((await ratingsOf(served)).volunteers.count).toBe(3)
    expect((await mineOf(served.people[0]!, served.projectId)).mine).toMatchObject({
      ...{ words: '骂人的话', hiddenBecause: '辱骂他人' },
    })
    const told = await served.people[0]!.client.get<{ items: { kind: string; facts: object }[] }>(
      '/me/notices',
    )
    expect(told.body.items[0]).toMatchObject({ kind: 'words_hidden', facts: { reason: '辱骂他人' } })
    const missing = await above.client.post(
      `/projects/${served.projectId}/evaluations/${served.projectId}/hide`,
      { because: '辱骂他人' },
    )
    expect([missing.status, missing.code]).toEqual([404, 'evaluation_not_found'])
  })
})
