/** What a team says of people who did not come, over HTTP: whom it may be said of, what it means, and how it is taken back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answer,
  appeal,
  decide,
  mark,
  minesOf,
  missedBy,
  rosterOf,
  SHUT,
  statusOf,
} from '../../../test/absences.ts'
import { makeCrewTeam } from '../../../test/crews.ts'
import { admit, NINE, NOON, openProject, scanOf, startDoor, type Door } from '../../../test/door.ts'
import { statementsOf } from '../../../test/evaluations.ts'
import type { Client } from '../../../test/harness.ts'
import { enlisted } from '../../../test/parties.ts'
import { makeSite } from '../../../test/people.ts'
import { noticesOf } from '../../../test/signing.ts'
import type { SignUpStatus } from '../signups/index.ts'

let door: Door
let keeper: Client
beforeAll(async () => {
  door = await startDoor()
  await makeSite(door.server)
  ;({ keeper } = door)
})
afterAll(() => door.server.stop())

const hours = (projectId: string, signupId: string) =>
  keeper.post<{ results: { outcome: string }[] }>(`/projects/${projectId}/hours`, {
    entries: [{ signupId, startsAt: NINE, endsAt: NOON, breakMinutes: 0, note: '' }],
  })
const first = <Of>(answer: { body: { results: Of[] } }): Of => answer.body.results[0]!

describe('J1–J4 decideAbsences', () => {
  test('J2 the list is of those who hold a place, were at no door and have no hours; not before the door is shut', async () => {
    door.server.setNow(NINE)
    const { projectId, people, signupIds } = await door.withPeople(3)
    await door.scan(projectId, scanOf(people[0]!.device, door.now()))
    await door.keepSessions()
    door.server.setNow('2026-11-24T07:59:59Z')
    expect((await rosterOf(keeper, projectId)).items).toEqual([])
    expect(first(await mark(keeper, projectId, signupIds[1]!))).toMatchObject({ reason: 'door_still_open' })
    door.server.setNow(SHUT)
    const { items, counts } = await rosterOf(keeper, projectId)
    expect(items.map(({ signupId }) => signupId).sort()).toEqual([signupIds[1], signupIds[2]].sort())
    expect(counts).toEqual({ undecided: 2, noShow: 0, excused: 0, appealed: 0 })
    expect(items.every(({ whyNot }) => whyNot.noShow === null && whyNot.undo === 'not_marked')).toBe(true)
    expect(first(await mark(keeper, projectId, signupIds[0]!))).toMatchObject({ reason: 'has_come' })
  })

  test('J1, J4 many at once, each with its own answer; who is marked is told why and until when to appeal', async () => {
    const { projectId, people, signupIds } = await missedBy(door, 3)
    const [ann, bob, kim] = signupIds
    await hours(projectId, kim!)
    const { body } = await decide(
      keeper,
      projectId,
      { signupId: ann!, verdict: 'no_show', note: '电话没有接' },
      { signupId: bob!, verdict: 'excused', note: '前一天发了病假条' },
      { signupId: kim!, verdict: 'no_show' },
      { signupId: ann!, verdict: 'excused' },
    )
    expect(body.results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['no_show', null],
      ['excused', null],
      ['failed', 'has_come'],
      ['failed', 'already_decided'],
    ])
    expect(await statusOf(door, ann!)).toBe('no_show')
    expect(await statusOf(door, bob!)).toBe('excused')
    // Fifteen working days from Tuesday, 24 November; six months after the shift.
    expect(await noticesOf(people[0]!.client)).toMatchObject([
      {
        kind: 'no_show_marked',
        facts: { note: '电话没有接', appealUntil: '2026-12-15', forgetOn: '2027-05-24' },
      },
    ])
    expect(await noticesOf(people[1]!.client)).toEqual([])
    expect(await minesOf(people[1]!.client)).toEqual([])
    expect((await rosterOf(keeper, projectId, 'decided')).counts).toMatchObject({ noShow: 1, excused: 1 })
  })

  test('J1 nobody decides about themselves, and only those who keep time for the team', async () => {
    const { projectId, project, signupIds } = await missedBy(door)
    const staff = await enlisted(door.server, door.team, 'team_timekeeper')
    const [own] = await admit(door.server, { projectId, shiftId: project.shiftIds[0]! }, [staff])
    expect(first(await mark(staff.client, projectId, own!))).toMatchObject({ reason: 'own_absence' })
    const other = await makeCrewTeam(door.server)
    expect((await mark(other.leader.client, projectId, signupIds[0]!)).code).toBe('not_your_team')
    expect((await other.leader.client.get(`/projects/${projectId}/absences`)).code).toBe('not_your_team')
  })

  test('J3 later than thirty days nobody is marked, but may still be excused', async () => {
    const { projectId, signupIds } = await missedBy(door, 2)
    door.server.setNow('2026-12-24T04:00:01Z')
    await door.keepSessions()
    expect(first(await mark(keeper, projectId, signupIds[0]!))).toMatchObject({ reason: 'mark_too_late' })
    const excused = await decide(keeper, projectId, { signupId: signupIds[0]!, verdict: 'excused' })
    expect(first(excused)).toMatchObject({ outcome: 'excused' })
    door.server.setNow('2026-12-24T04:00:00Z')
    expect(first(await mark(keeper, projectId, signupIds[1]!))).toMatchObject({ outcome: 'no_show' })
  })

  test('J2 hours that wait for a second person are decided first', async () => {
    const { projectId, signupIds } = await missedBy(door)
    // Ten working days later an entry is late, and waits.
    door.server.setNow('2026-12-10T02:00:00Z')
    await door.keepSessions()
    expect(first(await hours(projectId, signupIds[0]!))).toMatchObject({ outcome: 'awaiting_second_person' })
    expect(first(await mark(keeper, projectId, signupIds[0]!))).toMatchObject({ reason: 'hours_undecided' })
    expect((await rosterOf(keeper, projectId)).items).toEqual([])
  })

  test('J4 who gets hours has come after all: the mark is gone', async () => {
    const { projectId, people, signupIds } = await missedBy(door)
    await mark(keeper, projectId, signupIds[0]!)
    expect(first(await hours(projectId, signupIds[0]!))).toMatchObject({ outcome: 'posted' })
    expect(await statusOf(door, signupIds[0]!)).toBe('served')
    expect(await minesOf(people[0]!.client)).toEqual([])
    expect((await rosterOf(keeper, projectId, 'decided')).items).toEqual([])
  })

  test('J2 not of a project that is closed', async () => {
    const { projectId, signupIds } = await missedBy(door)
    await door.server.db
      .updateTable('projects')
      .set({ status: 'closed' })
      .where('projectId', '=', projectId)
      .execute()
    expect((await mark(keeper, projectId, signupIds[0]!)).code).toBe('already_closed')
  })
})

describe('J5 undoAbsenceDecision', () => {
  test('as if nothing had been said, and it can be said again', async () => {
    const { projectId, people, signupIds } = await missedBy(door)
    const undo = () => keeper.post(`/projects/${projectId}/absences/${signupIds[0]}/undo`)
    expect((await undo()).code).toBe('not_marked')
    await mark(keeper, projectId, signupIds[0]!)
    expect((await undo()).body).toEqual({ status: 'admitted' })
    expect(await minesOf(people[0]!.client)).toEqual([])
    expect((await noticesOf(people[0]!.client)).map(({ kind }) => kind)).toEqual([
      'no_show_lifted',
      'no_show_marked',
    ])
    expect(first(await mark(keeper, projectId, signupIds[0]!))).toMatchObject({ outcome: 'no_show' })
  })
})

describe('J9 what it is used for', () => {
  test('staff who decide on a sign-up read how often in six months, the person reads the same', async () => {
    const { projectId, people, signupIds } = await missedBy(door)
    await mark(keeper, projectId, signupIds[0]!)
    const next = await openProject(door.server, door.team, [
      { startsAt: '2026-12-05T01:00:00Z', endsAt: '2026-12-05T04:00:00Z' },
    ])
    await admit(door.server, { projectId: next.projectId, shiftId: next.shiftIds[0]! }, people, 'applied')
    const setStatus = (status: SignUpStatus, waitingNo: number | null = null) =>
      door.server.db
        .updateTable('signups')
        .set({ status, waitingNo })
        .where('projectId', '=', next.projectId)
        .execute()
    const counted = async (who: Client = door.team.leader.client) =>
      (
        await who.get<{ items: { recentNoShows: number | null }[] }>(`/projects/${next.projectId}/signups`)
      ).body.items.map(({ recentNoShows }) => recentNoShows)
    expect(await counted()).toEqual([1])
    // Not to who keeps time and decides on nobody, and not of who has been decided on.
    expect(await counted(keeper)).toEqual([null])
    await setStatus('admitted')
    expect(await counted()).toEqual([null])
    await setStatus('waiting', 1)
    expect(await minesOf(people[0]!.client)).toMatchObject([{ state: 'marked', isCounted: true }])
    // Under appeal it is not shown.
    await people[0]!.client.post(`/me/absences/${signupIds[0]}/appeal`, {
      words: '我八点就到了，是没有扫上码。',
    })
    expect(await counted()).toEqual([0])
    expect(await minesOf(people[0]!.client)).toMatchObject([{ state: 'appealed', isCounted: false }])
  })

  test('the roster takes four statements, one’s own marks one; a page of long notes fits into 50 kB', async () => {
    const { projectId, people, signupIds } = await missedBy(door, 20)
    const note = '字'.repeat(200)
    await decide(
      keeper,
      projectId,
      ...signupIds.map((signupId) => ({ signupId, verdict: 'no_show' as const, note })),
    )
    const path = `/projects/${projectId}/absences?part=decided&limit=50`
    expect(await statementsOf(keeper, path)).toBe(4)
    expect(await statementsOf(people[0]!.client, '/me/absences')).toBe(1)
    const { leader } = door.team
    for (const [i, person] of people.entries()) {
      await appeal(person, signupIds[i]!, '字'.repeat(300))
      await answer(leader.client, projectId, signupIds[i]!, false, '字'.repeat(300))
    }
    const { body } = await leader.client.get<{ items: unknown[]; next: string | null }>(path)
    expect(body.items.length).toBe(15)
    expect(Buffer.byteLength(JSON.stringify(body))).toBeLessThan(50_000)
    const { body: rest } = await leader.client.get<{ items: unknown[] }>(`${path}&after=${body.next}`)
    expect(rest.items.length).toBe(5)
  })
})
