import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrewTeam, positionForm, projectForm, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

interface Planned {
  items: {
    date: string
    startsAt: string
    endsAt: string
    kind: string
    name: string
    isKnown: boolean
    skipped: string | null
  }[]
}
const question = {
  rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;UNTIL=20261024T155959Z',
  from: '2026-09-14',
  startTime: '09:00',
  endTime: '11:30',
  holidays: 'skip',
  makeupDays: 'skip',
}
const plan = (change: Record<string, string> = {}) =>
  team.leader.client.get<Planned>(`/shift-plan?${new URLSearchParams({ ...question, ...change }).toString()}`)

describe('planShifts', () => {
  test('J3, J4: answers every day of the rule, and a word for each that is skipped', async () => {
    server.setNow('2026-09-14T02:00:00Z')
    const { status, body } = await plan()
    expect(status).toBe(200)
    expect(body.items.map(({ date, skipped, name }) => [date, skipped, name])).toEqual([
      ['2026-09-19', null, ''],
      ['2026-09-26', 'holiday', '中秋节'],
      ['2026-10-03', 'holiday', '国庆节'],
      ['2026-10-10', 'makeup_day', '国庆节'],
      ['2026-10-17', null, ''],
      ['2026-10-24', null, ''],
    ])
    expect(body.items[0]).toEqual({
      date: '2026-09-19',
      startsAt: '2026-09-19T01:00:00.000Z',
      endsAt: '2026-09-19T03:30:00.000Z',
      kind: 'plain',
      name: '',
      isKnown: true,
      skipped: null,
    })
    expect((await plan({ makeupDays: 'hold' })).body.items[3]).toMatchObject({
      skipped: null,
      kind: 'makeup_day',
    })
    server.setNow('2026-11-24T02:00:00Z')
    expect((await plan()).body.items.map(({ skipped }) => skipped)).toEqual(Array(6).fill('in_past'))
  })

  test('J3: says of which days the calendar is not out yet', async () => {
    const rule = 'FREQ=MONTHLY;INTERVAL=1;BYMONTHDAY=1;UNTIL=20270201T155959Z'
    const { body } = await plan({ rule, from: '2026-12-01' })
    expect(body.items.map(({ date, isKnown }) => [date, isKnown])).toEqual([
      ['2026-12-01', true],
      ['2027-01-01', false],
      ['2027-02-01', false],
    ])
  })

  test.each<[string, Record<string, string>]>([
    ['rule_not_understood', { rule: 'FREQ=DAILY;UNTIL=20261024T155959Z' }],
    ['rule_too_long', { from: '2024-01-01' }],
    ['rule_gives_nothing', { from: '2026-10-25' }],
    ['too_many_shifts', { rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU;UNTIL=20271231T155959Z' }],
    ['shift_reversed', { endTime: '09:00' }],
  ])('refuses %s', async (reason, change) =>
    expect(await plan(change)).toMatchObject({ status: 422, code: reason }),
  )

  test('a time that is none is not taken', async () =>
    expect(await plan({ startTime: '24:00' })).toMatchObject({ status: 400, code: 'malformed' }))
})

describe('the rule of a position', () => {
  const kept = {
    ...question,
    from: '2026-12-05',
    rule: 'FREQ=WEEKLY;INTERVAL=1;BYDAY=SA;UNTIL=20261219T155959Z',
    breakMinutes: 15,
    headcount: 8,
  }
  const formWith = (rule: object | null) => projectForm({ positions: [{ ...positionForm({}), plan: rule }] })

  test('J5: is kept with it as it was chosen, while its shifts are what the form says', async () => {
    const { client } = team.leader
    const made = await client.post<{ projectId: string }>(`/teams/${team.teamId}/projects`, formWith(kept))
    const path = `/teams/${team.teamId}/projects/${made.body.projectId}`
    const positionsOf = async () =>
      (await client.get<{ positions: { plan: unknown; shifts: { startsAt: string }[] }[] }>(path)).body
        .positions
    expect((await positionsOf())[0]).toMatchObject({
      plan: kept,
      shifts: [{ startsAt: '2026-11-28T01:00:00.000Z' }],
    })
    expect((await client.put(`/projects/${made.body.projectId}`, formWith(null))).status).toBe(200)
    expect((await positionsOf())[0]?.plan).toBeNull()
  })

  test('J1: one that cannot be read later is refused at its field', async () => {
    const answer = await team.leader.client.post(
      `/teams/${team.teamId}/projects`,
      formWith({ ...kept, rule: 'FREQ=WEEKLY;BYDAY=SA;COUNT=3' }),
    )
    expect([answer.status, answer.code, answer.facts['field']]).toEqual([
      422,
      'rule_not_understood',
      'positions.0.plan',
    ])
  })
})
