/** The appeal against a mark over HTTP: its steps, its days, and what silence does. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  answer,
  appeal,
  at,
  mark,
  minesOf,
  missedBy,
  raise,
  rosterOf,
  statusOf,
  WORDS,
} from '../../../test/absences.ts'
import { makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { startDoor, type Door } from '../../../test/door.ts'
import type { Client } from '../../../test/harness.ts'
import { enlisted } from '../../../test/parties.ts'
import { makeSite, openReviewOf } from '../../../test/people.ts'
import { noticesOf } from '../../../test/signing.ts'
import { checked } from '../../../test/teams.ts'
import { keepAbsencesJob } from '../../jobs/keep-absences.ts'

let door: Door
let above: CrewTeam
let leader: Client
beforeAll(async () => {
  door = await startDoor()
  await makeSite(door.server)
  above = await makeCrewTeam(door.server, { name: '惠城区志愿服务总会' })
  // The team hangs under one that reviews its projects.
  await door.server.db
    .updateTable('teams')
    .set({ parentId: above.teamId })
    .where('teamId', '=', door.team.teamId)
    .execute()
  leader = door.team.leader.client
})
beforeEach(() => door.keepSessions())
afterAll(() => door.server.stop())

const runJobs = () => keepAbsencesJob.run(door.server.engine)
async function on(day: string): Promise<void> {
  door.server.setNow(at(day))
  await door.keepSessions()
}
const kindsOf = async (client: Client) => (await noticesOf(client)).map(({ kind }) => kind)
/** One who did not come and is marked. */
async function marked() {
  const { projectId, people, signupIds } = await missedBy(door)
  const [ann, signupId] = [people[0]!, signupIds[0]!]
  checked(await mark(leader, projectId, signupId, '点名不在'), 200)
  const mine = async () => (await minesOf(ann.client))[0]!
  return { projectId, ann, signupId, mine }
}
const settle = (client: Client, reviewId: string, decision: 'approve' | 'refuse', reason = '') =>
  client.post<{ outcome: string }>(`/reviews/${reviewId}/no-show`, { decision, reason })

describe('J6 appealNoShow', () => {
  test('with one’s own words, once, within fifteen working days; the team has five', async () => {
    const { projectId, ann, signupId, mine } = await marked()
    expect(await mine()).toMatchObject({ appealUntil: '2026-12-15', whyNot: { appealNoShow: null } })
    expect((await appeal(ann, signupId, '没有')).code).toBe('words_too_short')
    expect((await appeal(ann, signupId)).body).toEqual({ answerDueOn: '2026-12-01' })
    expect((await appeal(ann, signupId)).code).toBe('already_appealed')
    expect(await mine()).toMatchObject({ state: 'appealed', words: WORDS, answerDueOn: '2026-12-01' })
    expect((await noticesOf(leader))[0]).toMatchObject({
      kind: 'no_show_appealed',
      facts: { title: '西湖花市秩序引导', answerDueOn: '2026-12-01' },
    })
    expect(JSON.stringify(await noticesOf(leader))).not.toContain(ann.name)
    // Who keeps the door sees that there is an appeal, and not the words.
    const [seen] = (await rosterOf(door.keeper, projectId, 'appealed')).items
    expect(seen).toMatchObject({
      absence: { state: 'appealed', words: null },
      whyNot: { answer: 'not_your_team' },
    })
    const [read] = (await rosterOf(leader, projectId, 'appealed')).items
    expect(read).toMatchObject({ absence: { words: WORDS }, whyNot: { answer: null, undo: 'appeal_open' } })
  })

  test('the last day is the fifteenth; a day later it is too late', async () => {
    const { ann, signupId, mine } = await marked()
    await on('2026-12-16')
    expect((await mine()).whyNot.appealNoShow).toBe('appeal_too_late')
    expect((await appeal(ann, signupId)).code).toBe('appeal_too_late')
    await on('2026-12-15')
    expect((await appeal(ann, signupId)).status).toBe(200)
  })

  test('the words are sealed, and nobody else’s mark is found', async () => {
    const { ann, signupId } = await marked()
    await appeal(ann, signupId)
    const row = await door.server.reader
      .selectFrom('absences')
      .select('wordsEnc')
      .where('signupId', '=', signupId)
      .executeTakeFirstOrThrow()
    expect(row.wordsEnc!.toString('utf8')).not.toContain('门口')
    const [bob] = await door.guests(1)
    expect((await appeal(bob!, signupId)).code).toBe('absence_not_found')
    expect((await raise(bob!, signupId)).code).toBe('absence_not_found')
  })
})

describe('J7 answerNoShowAppeal', () => {
  test('a yes lifts the mark: nothing is said of the person, and it is not made again', async () => {
    const { projectId, ann, signupId, mine } = await marked()
    expect((await answer(leader, projectId, signupId, true)).code).toBe('no_appeal_open')
    await appeal(ann, signupId)
    expect((await answer(door.keeper, projectId, signupId, true)).code).toBe('not_your_team')
    expect((await answer(leader, projectId, signupId, true)).body).toEqual({ outcome: 'lifted' })
    expect(await statusOf(door, signupId)).toBe('admitted')
    expect(await mine()).toMatchObject({ state: 'lifted', isCounted: false })
    expect((await kindsOf(ann.client))[0]).toBe('no_show_lifted')
    expect((await mark(leader, projectId, signupId)).body.results[0]).toMatchObject({ reason: 'mark_lifted' })
  })

  test('a no says why, once, and opens the way up for ten working days', async () => {
    const { projectId, ann, signupId, mine } = await marked()
    await appeal(ann, signupId)
    expect((await raise(ann, signupId)).code).toBe('appeal_not_answered_yet')
    expect((await answer(leader, projectId, signupId, false)).code).toBe('reason_missing')
    expect((await answer(leader, projectId, signupId, false, '签到表上没有')).body).toEqual({
      outcome: 'upheld',
    })
    expect((await answer(leader, projectId, signupId, true)).code).toBe('no_appeal_open')
    expect(await mine()).toMatchObject({
      ...{ state: 'upheld', answer: '签到表上没有', raiseUntil: '2026-12-08' },
      whyNot: { raiseNoShowAppeal: null },
    })
    await on('2026-12-09')
    expect((await raise(ann, signupId)).code).toBe('raise_too_late')
    await runJobs()
    expect(await mine()).toMatchObject({ state: 'upheld', isCounted: true })
  })
})

describe('J8 one level up', () => {
  async function raised() {
    const made = await marked()
    await appeal(made.ann, made.signupId)
    await answer(leader, made.projectId, made.signupId, false, '签到表上没有')
    expect((await raise(made.ann, made.signupId)).body).toEqual({ finalDueOn: '2026-12-01' })
    return { ...made, reviewId: await openReviewOf(door.server, made.signupId) }
  }

  test('waits in the queue of whoever reviews the team’s projects, who reads both sides; the word is final', async () => {
    const { ann, signupId, reviewId, mine } = await raised()
    expect((await raise(ann, signupId)).code).toBe('already_raised')
    expect((await noticesOf(above.leader.client))[0]).toMatchObject({ kind: 'no_show_raised' })
    const queue = await above.leader.client.get<{
      items: { reviewId: string }[]
      counts: { no_show: object }
    }>(`/reviews?teamId=${above.teamId}&kind=no_show`)
    expect(queue.body.items.map((one) => one.reviewId)).toContain(reviewId)
    const { body } = await above.leader.client.get(`/reviews/${reviewId}/no-show`)
    expect(body).toMatchObject({
      facts: { words: WORDS, answer: '签到表上没有', note: '点名不在', name: ann.name },
    })
    expect((await settle(leader, reviewId, 'approve')).code).toBe('not_your_team')
    expect((await settle(above.leader.client, reviewId, 'refuse')).code).toBe('reason_missing')
    expect((await settle(above.leader.client, reviewId, 'refuse', '两份记录都没有')).body).toEqual({
      outcome: 'refused',
    })
    expect(await mine()).toMatchObject({ state: 'final', settlement: '两份记录都没有', isCounted: true })
    expect((await raise(ann, signupId)).code).toBe('appeal_settled')
    expect((await settle(above.leader.client, reviewId, 'approve')).code).toBe('already_decided')
  })

  test('whoever agrees with the person lifts the mark, and the team hears of it', async () => {
    const { signupId, reviewId, mine } = await raised()
    expect((await settle(above.leader.client, reviewId, 'approve', '有现场照片')).body).toEqual({
      outcome: 'approved',
    })
    expect(await mine()).toMatchObject({ state: 'lifted' })
    expect(await statusOf(door, signupId)).toBe('admitted')
    expect((await kindsOf(leader))[0]).toBe('no_show_overruled')
  })

  test('nobody has the last word on a mark or an answer of their own, and none of the list is settled unread', async () => {
    const { reviewId, signupId } = await raised()
    const judge = await enlisted(door.server, above, 'team_admin')
    await door.server.db
      .updateTable('absences')
      .set({ answeredBy: judge.accountId })
      .where('signupId', '=', signupId)
      .execute()
    expect((await settle(judge.client, reviewId, 'approve')).code).toBe('own_mark')
    await door.server.db
      .updateTable('absences')
      .set({ answeredBy: above.leader.accountId, decidedBy: judge.accountId })
      .where('signupId', '=', signupId)
      .execute()
    expect((await settle(judge.client, reviewId, 'approve')).code).toBe('own_mark')
    const { body } = await judge.client.post<{ items: { whyNot: { approve: string } }[] }>(
      '/reviews/approvals',
      {
        reviewIds: [reviewId],
      },
    )
    expect(body.items[0]!.whyNot.approve).toBe('appeal_unread')
  })

  test('silence of the team opens the way up, and ends in favour of the person', async () => {
    const { ann, signupId, mine } = await marked()
    await appeal(ann, signupId)
    await on('2026-12-01')
    await runJobs()
    expect((await mine()).raiseUntil).toBeNull()
    await on('2026-12-02')
    await runJobs()
    await runJobs()
    expect(await mine()).toMatchObject({
      state: 'appealed',
      raiseUntil: '2026-12-16',
      whyNot: { raiseNoShowAppeal: null },
    })
    expect((await kindsOf(ann.client)).filter((kind) => kind === 'no_show_unanswered').length).toBe(1)
    await on('2026-12-17')
    await runJobs()
    expect(await mine()).toMatchObject({ state: 'lifted' })
    expect(await statusOf(door, signupId)).toBe('admitted')
  })

  test('silence above lifts it too, and the review is gone', async () => {
    const { reviewId, mine } = await raised()
    await on('2026-12-01')
    await runJobs()
    expect(await mine()).toMatchObject({ state: 'raised' })
    await on('2026-12-02')
    await runJobs()
    expect(await mine()).toMatchObject({ state: 'lifted' })
    expect((await above.leader.client.get(`/reviews/${reviewId}/no-show`)).code).toBe('review_not_found')
  })

  test('hours that come in while it waits end it, and its review', async () => {
    const { projectId, signupId, reviewId } = await raised()
    const entry = {
      signupId,
      startsAt: '2026-11-24T01:00:00Z',
      endsAt: '2026-11-24T04:00:00Z',
      breakMinutes: 0,
      note: '',
    }
    checked(await leader.post(`/projects/${projectId}/hours`, { entries: [entry] }), 200)
    expect((await above.leader.client.get(`/reviews/${reviewId}/no-show`)).code).toBe('appeal_settled')
    expect((await settle(above.leader.client, reviewId, 'approve')).code).toBe('appeal_settled')
    await runJobs()
    expect((await above.leader.client.get(`/reviews/${reviewId}/no-show`)).code).toBe('review_not_found')
  })
})

describe('J11 forgetAbsences', () => {
  test('after six months nothing is kept that tells one from whom nothing was recorded', async () => {
    const { projectId, ann, signupId } = await marked()
    await appeal(ann, signupId)
    await answer(leader, projectId, signupId, false, '签到表上没有')
    await raise(ann, signupId)
    await settle(above.leader.client, await openReviewOf(door.server, signupId), 'refuse', '没有记录')
    await on('2027-05-23')
    await runJobs()
    expect(await minesOf(ann.client)).toHaveLength(1)
    await on('2027-05-24')
    expect(await minesOf(ann.client)).toEqual([])
    await runJobs()
    expect(await statusOf(door, signupId)).toBe('unrecorded')
    const left = async (table: 'absences' | 'signups') =>
      (
        await door.server.reader
          .selectFrom(table)
          .select('signupId')
          .where('signupId', '=', signupId)
          .execute()
      ).length
    expect(await left('absences')).toBe(0)
    const reviews = await door.server.reader
      .selectFrom('reviews')
      .select('reviewId')
      .where('subjectId', '=', signupId)
      .execute()
    expect(reviews).toEqual([])
    expect(await kindsOf(ann.client)).toEqual([])
    const trail = await door.server.reader
      .selectFrom('auditEntries')
      .select(['subjectId', 'facts'])
      .where('deed', '=', 'forgetAbsences')
      .execute()
    expect(JSON.stringify(trail)).not.toContain(signupId)
  })
})
