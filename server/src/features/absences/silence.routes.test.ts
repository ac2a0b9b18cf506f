/** J7, J8: what is said after the days for it are over, and what comes in while silence is dealt with. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { answer, appeal, at, mark, minesOf, missedBy, raise, rosterOf } from '../../../test/absences.ts'
import { makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { startDoor, type Door } from '../../../test/door.ts'
import type { Client } from '../../../test/harness.ts'
import { makeSite, openReviewOf } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'
import { keepAbsencesJob } from '../../jobs/keep-absences.ts'

let door: Door
let above: CrewTeam
let leader: Client
beforeAll(async () => {
  door = await startDoor()
  await makeSite(door.server)
  above = await makeCrewTeam(door.server, { name: '惠城区志愿服务总会' })
  await door.server.db
    .updateTable('teams')
    .set({ parentId: above.teamId })
    .where('teamId', '=', door.team.teamId)
    .execute()
  leader = door.team.leader.client
})
beforeEach(() => door.keepSessions())
afterAll(() => door.server.stop())

async function on(day: string): Promise<void> {
  door.server.setNow(at(day))
  await door.keepSessions()
}
/** Marked and appealed on 24 November: the team answers by 1 December. */
async function appealed(count = 1) {
  const { projectId, people, signupIds } = await missedBy(door, count)
  for (const [i, person] of people.entries()) {
    checked(await mark(leader, projectId, signupIds[i]!), 200)
    checked(await appeal(person, signupIds[i]!), 200)
  }
  return { projectId, people, signupIds }
}
const settle = (reviewId: string, decision: 'approve' | 'refuse', reason = '') =>
  above.leader.client.post<{ outcome: string }>(`/reviews/${reviewId}/no-show`, { decision, reason })

test('J7 after its days the team may only agree, and the roster says so', async () => {
  const { projectId, people, signupIds } = await appealed()
  const says = async () => (await rosterOf(leader, projectId, 'appealed')).items[0]!.whyNot
  await on('2026-12-01')
  expect(await says()).toMatchObject({ answer: null, uphold: null })
  await on('2026-12-02')
  expect(await says()).toMatchObject({ answer: null, uphold: 'answer_too_late' })
  expect((await answer(leader, projectId, signupIds[0]!, false, '签到表上没有')).code).toBe('answer_too_late')
  expect((await answer(leader, projectId, signupIds[0]!, true)).body).toEqual({ outcome: 'lifted' })
  expect(await minesOf(people[0]!.client)).toMatchObject([{ state: 'lifted' }])
})

test('J7 a no on the last day counts', async () => {
  const { projectId, signupIds } = await appealed()
  await on('2026-12-01')
  expect((await answer(leader, projectId, signupIds[0]!, false, '签到表上没有')).body).toEqual({
    outcome: 'upheld',
  })
})

test('J8 after its days whoever stands above may only agree', async () => {
  const { projectId, people, signupIds } = await appealed()
  await answer(leader, projectId, signupIds[0]!, false, '签到表上没有')
  checked(await raise(people[0]!, signupIds[0]!), 200)
  const reviewId = await openReviewOf(door.server, signupIds[0]!)
  await on('2026-12-02')
  const { body } = await above.leader.client.get<{ whyNot: { refuse: string | null } }>(
    `/reviews/${reviewId}/no-show`,
  )
  expect(body.whyNot.refuse).toBe('answer_too_late')
  expect((await settle(reviewId, 'refuse', '没有记录')).code).toBe('answer_too_late')
  expect((await settle(reviewId, 'approve')).body).toEqual({ outcome: 'approved' })
})

test('J8 an appeal that is taken further while silence is dealt with keeps its review', async () => {
  const { projectId, people, signupIds } = await appealed(2)
  // The first is settled in favour by silence above, the second was just not answered.
  await answer(leader, projectId, signupIds[0]!, false, '签到表上没有')
  checked(await raise(people[0]!, signupIds[0]!), 200)
  const first = await openReviewOf(door.server, signupIds[0]!)
  await on('2026-12-02')
  let kept: Promise<unknown> = Promise.resolve()
  await door.server.db.transaction().execute(async (tx) => {
    await tx.selectFrom('reviews').select('reviewId').where('reviewId', '=', first).forUpdate().execute()
    kept = Promise.resolve(keepAbsencesJob.run(door.server.engine))
    await new Promise((resolve) => setTimeout(resolve, 400))
    checked(await raise(people[1]!, signupIds[1]!), 200)
  })
  await kept
  expect(await minesOf(people[0]!.client)).toMatchObject([{ state: 'lifted' }])
  expect(await minesOf(people[1]!.client)).toMatchObject([{ state: 'raised' }])
  const second = await openReviewOf(door.server, signupIds[1]!)
  expect((await settle(second, 'approve')).body).toEqual({ outcome: 'approved' })
})
