/** A shift at another time over HTTP: who is told, who is asked, and what becomes of those who do not answer. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { performWith } from '../../act.ts'
import { SYSTEM } from '../../kernel/actor.ts'
import { makeCrew, makeCrewTeam, positionForm, publishProject } from '../../../test/crews.ts'
import type { CrewMember, CrewTeam, PublishedProject } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { noticesOf, pageOf, placesOf, signUp } from '../../../test/signing.ts'
import { lapseMoves } from '../signups/index.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())
beforeEach(() => server.setNow(TEST_NOW))

const reason = '展馆下午才开门'
const AFTERNOON = { startsAt: '2026-11-28T06:00:00.000Z', endsAt: '2026-11-28T09:00:00.000Z' }
const HALF_AN_HOUR = { startsAt: '2026-11-28T01:30:00.000Z', endsAt: '2026-11-28T04:30:00.000Z' }
const NIGHT = { startsAt: '2026-11-28T13:00:00.000Z', endsAt: '2026-11-28T15:00:00.000Z' }

async function filled(headcount: number, people: readonly CrewMember[], change: object = {}) {
  const project = await publishProject(server, team, {
    ...{ autoAdmit: true, keepsWaitingList: true, positions: [positionForm({ headcount })] },
    ...change,
  })
  for (const { client } of people) expect((await signUp(client, project)).status).toBe(201)
  return project
}
const shiftPath = ({ projectId, shiftIds }: PublishedProject, at = 0) =>
  `/projects/${projectId}/shifts/${shiftIds[at]}/move`
const move = (project: PublishedProject, to: object, at = 0) =>
  team.leader.client.post<{ asked: number; told: number; ended: number }>(shiftPath(project, at), {
    reason,
    ...to,
  })
const preview = (project: PublishedProject, to: Record<string, string>) =>
  team.leader.client.get<Record<string, unknown>>(
    `${shiftPath(project)}?${new URLSearchParams(to).toString()}`,
  )
interface Mine {
  signupId: string
  status: string
  startsAt: string
  move: { answerBy: string; fromStartsAt: string; clash: { title: string } | null } | null
  whyNot: { answerMove: string | null }
}
const mineAt = async ({ client }: CrewMember, { projectId }: PublishedProject) =>
  (await client.get<{ items: (Mine & { projectId: string })[] }>('/me/signups')).body.items.find(
    (one) => one.projectId === projectId,
  )
const answer = async (person: CrewMember, project: PublishedProject, comes: boolean) =>
  person.client.post<{ status: string }>(
    `/me/signups/${(await mineAt(person, project))!.signupId}/answer-move`,
    { comes },
  )
const kindsOf = async ({ client }: CrewMember) => (await noticesOf(client)).map(({ kind }) => kind)
const lapse = () =>
  performWith(server.db, server.now, server.vault).perform(
    { actor: SYSTEM, deed: 'lapseMoves' },
    lapseMoves,
    undefined,
  )

describe('R15 moveShift', () => {
  test('everybody with a place, an offer or a wish is told once, and those with a place are asked', async () => {
    const [first, second, third] = (await makeCrew(server, 3, { team })) as [
      CrewMember,
      CrewMember,
      CrewMember,
    ]
    const project = await filled(2, [first, second, third])
    await second.client.post(`/me/signups/${(await mineAt(second, project))!.signupId}/withdraw`, {})
    expect((await mineAt(third, project))?.status).toBe('offered')
    expect((await preview(project, AFTERNOON)).body).toEqual({
      ...{ asked: 2, told: 0, clashing: 0, ended: 0, ending: [], isInsured: true },
      answerBy: '2026-11-25T02:00:00.000Z',
    })
    expect((await move(project, AFTERNOON)).body).toEqual({ asked: 2, told: 0, ended: 0 })
    expect(await mineAt(first, project)).toMatchObject({
      ...{ status: 'admitted', startsAt: AFTERNOON.startsAt, whyNot: { answerMove: null } },
      move: { fromStartsAt: '2026-11-28T01:00:00.000Z', clash: null },
    })
    expect(await mineAt(third, project)).toMatchObject({
      status: 'offered',
      startsAt: AFTERNOON.startsAt,
      move: null,
    })
    expect(await kindsOf(first)).toEqual(['shift_moved_asked'])
    expect((await kindsOf(third))[0]).toBe('shift_moved_offered')
    expect(await kindsOf(second)).toEqual([])
    const page = await pageOf(first.client, project)
    expect(page).toMatchObject({ startsAt: AFTERNOON.startsAt, endsAt: AFTERNOON.endsAt })
  })

  test('the same time, the past, a slip of the date and more than thirty days are refused; nothing has moved', async () => {
    const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
    const project = await filled(2, [person])
    const same = { startsAt: '2026-11-28T01:00:00.000Z', endsAt: '2026-11-28T04:00:00.000Z' }
    expect((await move(project, same)).code).toBe('time_unchanged')
    expect(
      (await move(project, { ...same, startsAt: '2026-11-01T01:00:00Z', endsAt: '2026-11-01T02:00:00Z' }))
        .code,
    ).toBe('shift_in_past')
    expect((await move(project, { startsAt: AFTERNOON.endsAt, endsAt: AFTERNOON.startsAt })).code).toBe(
      'shift_reversed',
    )
    expect((await move(project, { ...AFTERNOON, endsAt: '2026-11-30T09:00:00Z' })).code).toBe(
      'shift_too_long',
    )
    expect((await move(project, { ...AFTERNOON, breakMinutes: 180 })).code).toBe('break_too_long')
    const late = { startsAt: '2026-12-28T06:00:00Z', endsAt: '2026-12-28T09:00:00Z' }
    expect((await move(project, late)).code).toBe('extension_too_long')
    expect((await preview(project, late)).code).toBe('extension_too_long')
    expect((await move(project, { ...AFTERNOON, reason: ' ' })).code).toBe('reason_missing')
    expect(await kindsOf(person)).toEqual([])
    expect((await mineAt(person, project))?.startsAt).toBe(same.startsAt)
  })

  test('many moves do not go further than one', async () => {
    const project = await filled(2, [])
    const day = (date: string) => ({
      startsAt: `2026-12-${date}T01:00:00Z`,
      endsAt: `2026-12-${date}T04:00:00Z`,
    })
    expect((await move(project, day('20'))).status).toBe(200)
    expect((await move(project, day('28'))).status).toBe(200)
    expect((await move(project, day('29'))).code).toBe('extension_too_long')
  })

  test('what has begun, is over or called off stays where it is', async () => {
    const project = await filled(2, [], { positions: [positionForm({}, { ...AFTERNOON, headcount: 2 })] })
    await team.leader.client.post(`/projects/${project.projectId}/shifts/${project.shiftIds[1]}/cancel`, {
      reason,
    })
    expect((await move(project, NIGHT, 1)).code).toBe('shift_cancelled')
    await server.db
      .updateTable('sessions')
      .set({ expiresAt: new Date('2099-01-01') })
      .execute()
    server.setNow('2026-11-28T01:00:00Z')
    expect((await move(project, NIGHT)).code).toBe('shift_has_begun')
    server.setNow('2026-11-28T04:00:00Z')
    expect((await move(project, NIGHT)).code).toBe('shift_over')
    server.setNow(TEST_NOW)
    await team.leader.client.post(`/projects/${project.projectId}/cancel`, { reason })
    expect((await move(project, NIGHT)).code).toBe('project_cancelled')
  })

  test('R16: half an hour is only told, and counted from what was agreed to', async () => {
    const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
    const project = await filled(2, [person])
    expect((await move(project, HALF_AN_HOUR)).body).toEqual({ asked: 0, told: 1, ended: 0 })
    expect(await mineAt(person, project)).toMatchObject({ status: 'admitted', move: null })
    const hour = { startsAt: '2026-11-28T02:00:00.000Z', endsAt: '2026-11-28T05:00:00.000Z' }
    expect((await move(project, hour)).body).toEqual({ asked: 1, told: 0, ended: 0 })
    expect((await answer(person, project, true)).body.status).toBe('admitted')
    const back = { startsAt: '2026-11-28T01:30:00.000Z', endsAt: '2026-11-28T04:30:00.000Z' }
    expect((await move(project, back)).body).toEqual({ asked: 0, told: 1, ended: 0 })
    expect(await kindsOf(person)).toEqual(['shift_moved', 'shift_moved_asked', 'shift_moved'])
  })

  test('R17: a minor at night is named before, ends with the reason, and the place goes on', async () => {
    const [minor] = (await makeCrew(server, 1, { team, birthDate: '2010-05-01', hasGuardian: true })) as [
      CrewMember,
    ]
    const [adult] = (await makeCrew(server, 1, { team })) as [CrewMember]
    const project = await filled(1, [minor, adult])
    expect((await preview(project, NIGHT)).body).toMatchObject({
      ...{ asked: 0, told: 1, ended: 1 },
      ending: [{ name: minor.name, reason: 'night_for_minors' }],
    })
    expect((await move(project, NIGHT)).body).toEqual({ asked: 0, told: 1, ended: 1 })
    expect((await mineAt(minor, project))?.status).toBe('cancelled')
    expect(await noticesOf(minor.client)).toMatchObject([{ kind: 'move_at_night', facts: { reason } }])
    expect((await mineAt(adult, project))?.status).toBe('offered')
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 1, waiting: 0 })
  })
})

describe('R16 answerMove', () => {
  test('a yes keeps the place; a no gives it to the next and is not late', async () => {
    const [yes, no, next] = (await makeCrew(server, 3, { team })) as [CrewMember, CrewMember, CrewMember]
    const project = await filled(2, [yes, no, next], { withdrawHoursBefore: 168 })
    await move(project, AFTERNOON)
    expect((await answer(yes, project, true)).body).toEqual({ status: 'admitted' })
    expect((await answer(yes, project, true)).code).toBe('nothing_asked')
    expect((await answer(no, project, false)).body).toEqual({ status: 'withdrawn' })
    expect((await mineAt(next, project))?.status).toBe('offered')
    expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 1, waiting: 0 })
    const late = await server.reader
      .selectFrom('signups')
      .select('withdrawnLate')
      .where('volunteerId', '=', no.volunteerId)
      .executeTakeFirstOrThrow()
    expect(late.withdrawnLate).toBe(false)
  })

  test('a clash is told, counted for the team, and stands in the way of a yes until one of the two is given up', async () => {
    const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
    const other = await publishProject(server, team, {
      ...{
        title: '图书馆下午整理',
        autoAdmit: true,
        positions: [positionForm(AFTERNOON)],
        recruitUntil: AFTERNOON.endsAt,
      },
    })
    await signUp(person.client, other)
    const project = await filled(1, [person])
    expect((await preview(project, AFTERNOON)).body).toMatchObject({ asked: 1, clashing: 1 })
    await move(project, AFTERNOON)
    expect((await mineAt(person, project))?.move?.clash).toMatchObject({ title: '图书馆下午整理' })
    expect((await mineAt(person, project))?.whyNot.answerMove).toBe('shift_clashes')
    expect(await answer(person, project, true)).toMatchObject({
      code: 'shift_clashes',
      facts: { title: '图书馆下午整理' },
    })
    await person.client.post(`/me/signups/${(await mineAt(person, other))!.signupId}/withdraw`, {})
    expect((await answer(person, project, true)).body.status).toBe('admitted')
  })

  test('without an answer it ends at the hour, by the clock, once; who has answered stays', async () => {
    const [silent, yes, next] = (await makeCrew(server, 3, { team })) as [CrewMember, CrewMember, CrewMember]
    const project = await filled(2, [silent, yes, next])
    await move(project, AFTERNOON)
    const { answerBy } = (await mineAt(silent, project))!.move!
    await answer(yes, project, true)
    await lapse()
    expect((await mineAt(silent, project))?.status).toBe('admitted')
    server.setNow(answerBy)
    expect((await answer(silent, project, true)).code).toBe('answer_too_late')
    expect(await mineAt(silent, project)).toMatchObject({ move: null })
    expect((await lapse()).lapsed).toBeGreaterThan(0)
    expect(await lapse()).toEqual({ lapsed: 0 })
    expect(await mineAt(silent, project)).toBeUndefined()
    expect((await kindsOf(silent)).filter((kind) => kind === 'move_unanswered')).toHaveLength(1)
    expect((await mineAt(yes, project))?.status).toBe('admitted')
    expect((await mineAt(next, project))?.status).toBe('offered')
    expect((await signUp(silent.client, project)).body.status).toBe('waiting')
  })

  test('whoever applied is asked too, and a yes of the team in between does not answer for them', async () => {
    const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
    const project = await filled(1, [person], { autoAdmit: false })
    expect((await move(project, AFTERNOON)).body.asked).toBe(1)
    const { signupId, move: asked } = (await mineAt(person, project))!
    await team.leader.client.post(`/projects/${project.projectId}/signup-decisions`, {
      decisions: [{ signupId, decision: 'admit' }],
    })
    expect((await mineAt(person, project))?.status).toBe('admitted')
    server.setNow(asked!.answerBy)
    await lapse()
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 0, waiting: 0 })
  })
})

describe('R16 acceptOffer', () => {
  test('whoever was asked, lost the place and takes it again when it is offered has answered with that', async () => {
    const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
    const project = await filled(1, [person])
    await move(project, AFTERNOON)
    const { signupId } = (await mineAt(person, project))!
    await server.db
      .updateTable('signups')
      .set({ status: 'offered', answerBy: new Date('2026-11-27T00:00:00Z') })
      .where('signupId', '=', signupId as never)
      .execute()
    await server.db
      .updateTable('shifts')
      .set({ admittedCount: 0, heldCount: 1 })
      .where('shiftId', '=', project.shiftIds[0]!)
      .execute()
    expect((await person.client.post(`/me/signups/${signupId}/accept`)).status).toBe(200)
    expect(await mineAt(person, project)).toMatchObject({ status: 'admitted', move: null })
  })
})

describe('R15 signUp', () => {
  test('nobody gets a place at a time that they were not shown', async () => {
    const [person] = (await makeCrew(server, 1, { team })) as [CrewMember]
    const project = await filled(2, [])
    await move(project, AFTERNOON)
    const stale = await signUp(person.client, project, { startsAt: '2026-11-28T01:00:00.000Z' })
    expect(stale).toMatchObject({ code: 'shift_moved', facts: AFTERNOON })
    expect((await signUp(person.client, project, { startsAt: AFTERNOON.startsAt })).status).toBe(201)
  })
})
