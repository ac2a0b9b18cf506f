/** The door opens an hour before a shift: whoever has come through it keeps the place, whoever asks for it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  admit,
  NINE,
  NOON,
  openProject,
  scanOf,
  startDoor,
  type Door,
  type Guest,
} from '../../../test/door.ts'
import { makeSite } from '../../../test/people.ts'
import { placesOf, signUp } from '../../../test/signing.ts'

const HALF_PAST_EIGHT = '2026-11-24T00:30:00Z'
const LATER = { startsAt: '2026-11-24T06:00:00.000Z', endsAt: '2026-11-24T08:00:00.000Z' }

let door: Door
beforeAll(async () => {
  door = await startDoor()
  await makeSite(door.server)
  door.server.setNow(HALF_PAST_EIGHT)
})
afterAll(() => door.server.stop())

/** Three places at nine, all given; the first of the three has come. */
async function atHalfPastEight(withdrawHoursBefore: number) {
  const shifts = [
    { startsAt: NINE, endsAt: NOON, headcount: 3 },
    { ...LATER, headcount: 3 },
  ]
  const project = await openProject(door.server, door.team, shifts, { status: 'recruiting' })
  const { projectId, shiftIds } = project
  await door.server.db
    .updateTable('projects')
    .set({ withdrawHoursBefore, autoAdmit: true })
    .where('projectId', '=', projectId)
    .execute()
  const people = await door.guests(3)
  const ids = await admit(door.server, { projectId, shiftId: shiftIds[0]! }, people)
  const body = scanOf(people[0]!.device, door.now())
  expect((await door.one(projectId, body)).verdict).toBe('signed_in')
  return { project, people: people as [Guest, Guest, Guest], ids, scanId: body.scanId }
}
type Stage = Awaited<ReturnType<typeof atHalfPastEight>>

const own = ({ people, ids }: Stage, place: number, deed: string, body: object = {}) =>
  people[place]!.client.post(`/me/signups/${ids[place]}/${deed}`, body)
const leader = () => door.team.leader.client
const refuse = async ({ project, ids }: Stage, ...places: number[]) =>
  (
    await leader().post<{ results: { outcome: string; reason: string | null }[] }>(
      `/projects/${project.projectId}/signup-decisions`,
      {
        decisions: places.map((place) => ({
          signupId: ids[place],
          decision: 'refuse',
          reason: '人手够了',
        })),
      },
    )
  ).body.results.map(({ outcome, reason }) => reason ?? outcome)
const lower = ({ project, ids }: Stage, place: number) =>
  leader().put(`/projects/${project.projectId}/shifts/${project.shiftIds[0]}/headcount`, {
    ...{ headcount: 2, leaving: [ids[place]], fate: 'cancelled', reason: '场地缩小' },
  })

describe('C4, S24: who is signed in before the shift begins', () => {
  test('keeps the place against every deed that would take it, and is told so', async () => {
    const stage = await atHalfPastEight(24)
    const { project, people } = stage
    expect((await own(stage, 0, 'withdraw')).code).toBe('already_signed_in')
    expect((await own(stage, 0, 'absence', { reason: '临时有事' })).code).toBe('already_signed_in')
    expect((await own(stage, 0, 'change', { shiftId: project.shiftIds[1] })).code).toBe('already_signed_in')
    expect(await refuse(stage, 0, 1)).toEqual(['already_signed_in', 'refused'])
    expect(await placesOf(door.server, project)).toEqual({ admitted: 2, held: 0, waiting: 0 })
    const [mine] = (await people[0].client.get<{ items: { status: string }[] }>('/me/signups')).body.items
    expect(mine).toMatchObject({ status: 'admitted' })
  })

  test('nor is taken out when there are fewer places than people; somebody else is', async () => {
    const stage = await atHalfPastEight(0)
    expect((await lower(stage, 0)).code).toBe('already_signed_in')
    expect((await lower(stage, 1)).status).toBe(200)
    expect(await placesOf(door.server, stage.project)).toEqual({ admitted: 2, held: 0, waiting: 0 })
  })

  test('the same reason stands beside each row that has such a button', async () => {
    const stage = await atHalfPastEight(0)
    const { project, people, ids } = stage
    const { projectId, shiftIds } = project
    type Rows<Answers> = { items: { signupId: string; whyNot: Answers }[] }
    const answersOf = async <Answers>(client: Guest['client'], path: string) =>
      new Map((await client.get<Rows<Answers>>(path)).body.items.map((row) => [row.signupId, row.whyNot]))
    const there = 'already_signed_in'
    const roster = await answersOf<object>(leader(), `/projects/${projectId}/signups`)
    expect(roster.get(ids[0]!)).toMatchObject({ refuse: there })
    expect(roster.get(ids[1]!)).toMatchObject({ refuse: null })
    const holders = await answersOf<object>(leader(), `/projects/${projectId}/shifts/${shiftIds[0]}/holders`)
    expect(holders.get(ids[0]!)).toEqual({ changeHeadcount: there })
    expect(holders.get(ids[1]!)).toEqual({ changeHeadcount: null })
    const [first, second] = people
    const mine = await answersOf<object>(first.client, '/me/signups')
    expect(mine.get(ids[0]!)).toMatchObject({ withdrawSignUp: there, reportAbsence: there })
    const choices = await first.client.get<{ items: { whyNot: object }[] }>(`/me/signups/${ids[0]}/choices`)
    expect(choices.body.items).toMatchObject([{ whyNot: { changeSignUp: there } }])
    const page = await second.client.get<{ positions: { shifts: { mine: { whyNot: object } | null }[] }[] }>(
      `/projects/${projectId}`,
    )
    expect(page.body.positions[0]?.shifts[0]?.mine?.whyNot).toEqual({
      acceptOffer: 'no_offer',
      withdrawSignUp: null,
    })
  })

  test('a sign-in by mistake that was taken back binds nobody', async () => {
    const stage = await atHalfPastEight(0)
    const { projectId } = stage.project
    expect((await door.keeper.post(`/projects/${projectId}/scans/${stage.scanId}/undo`, {})).status).toBe(200)
    expect((await own(stage, 0, 'withdraw')).status).toBe(200)
    expect((await signUp(stage.people[0].client, stage.project)).body.status).toBe('admitted')
  })
})
