import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAccount } from '../../../test/accounts.ts'
import { makeCrewTeam } from '../../../test/crews.ts'
import { admit, openProject } from '../../../test/door.ts'
import { entryOf, outcomes, EVENING, startLedger, type Ledger } from '../../../test/entries.ts'
import type { SignupId } from '../../kernel/ids.ts'

let ledger: Ledger
beforeAll(async () => {
  ledger = await startLedger()
})
afterAll(() => ledger.server.stop())

describe('approveHours', () => {
  async function waiting(count = 1) {
    const day = await ledger.longDay(count)
    const entries = day.ids.map((id: SignupId) => entryOf(id, '09:00', '18:00'))
    const answer = await ledger.enter(ledger.leader, day.projectId, ...entries)
    expect(new Set(outcomes(answer))).toEqual(new Set(['awaiting_second_person']))
    const { items } = (await ledger.drafts(ledger.keeper)).body
    return { ...day, draftIds: items.slice(-count).map(({ hourDraftId }) => hourDraftId) }
  }

  test('a second person makes them count; the first cannot', async () => {
    const { people, draftIds } = await waiting(2)
    expect(await ledger.minutesOf(people[0]!)).toBe(0)
    const seen = (await ledger.drafts(ledger.leader)).body.items.find(
      ({ hourDraftId }) => hourDraftId === draftIds[0],
    )
    expect(seen).toMatchObject({ minutes: 540, whyNot: { approveHours: 'own_entry' } })
    expect(
      outcomes(await ledger.approve(ledger.leader, { hourDraftId: draftIds[0], decision: 'approve' })),
    ).toEqual(['own_entry'])
    const notices = await ledger.keeper.get<{ items: { kind: string; facts: object }[] }>('/me/notices')
    expect(notices.body.items[0]).toMatchObject({ kind: 'hours_draft_waiting', facts: { count: 2 } })
    const answer = await ledger.approve(
      ledger.keeper,
      ...draftIds.map((hourDraftId) => ({ hourDraftId, decision: 'approve' })),
    )
    expect(answer.body.results.map(({ outcome, minutes }) => [outcome, minutes])).toEqual([
      ['approved', 540],
      ['approved', 540],
    ])
    expect([await ledger.minutesOf(people[0]!), await ledger.minutesOf(people[1]!)]).toEqual([540, 540])
  })

  test('each approval has its own answer, and none counts twice', async () => {
    const { projectId, people, ids, draftIds } = await waiting(2)
    const [first, second] = draftIds
    const answer = await ledger.approve(
      ledger.keeper,
      { hourDraftId: randomUUID(), decision: 'approve' },
      { hourDraftId: first, decision: 'refuse' },
      { hourDraftId: first, decision: 'refuse', reason: '当天只到下午三点' },
      { hourDraftId: first, decision: 'approve' },
      { hourDraftId: second, decision: 'approve' },
      { hourDraftId: second, decision: 'approve' },
    )
    expect(outcomes(answer)).toEqual([
      ...['draft_not_found', 'reason_missing', 'refused', 'already_decided', 'approved', 'already_decided'],
    ])
    expect([await ledger.minutesOf(people[0]!), await ledger.minutesOf(people[1]!)]).toEqual([0, 540])
    // What was refused can be entered again, rightly.
    expect(
      outcomes(await ledger.enter(ledger.leader, projectId, entryOf(ids[0]!, '09:00', '15:00'))),
    ).toEqual(['posted'])
  })

  test('what waits is taken; what was credited meanwhile stands in the way', async () => {
    const { projectId, people, ids, draftIds } = await waiting(1)
    expect(
      outcomes(await ledger.enter(ledger.leader, projectId, entryOf(ids[0]!, '17:00', '19:00'))),
    ).toEqual(['hours_overlap'])
    const other = await openProject(ledger.server, ledger.team, [
      { startsAt: '2026-11-24T00:00:00Z', endsAt: EVENING },
    ])
    const [elsewhere] = await admit(
      ledger.server,
      { projectId: other.projectId, shiftId: other.shiftIds[0]! },
      people,
    )
    expect(
      outcomes(await ledger.enter(ledger.leader, other.projectId, entryOf(elsewhere!, '17:00', '19:00'))),
    ).toEqual(['posted'])
    expect(
      outcomes(await ledger.approve(ledger.keeper, { hourDraftId: draftIds[0], decision: 'approve' })),
    ).toEqual(['hours_overlap'])
    expect(await ledger.minutesOf(people[0]!)).toBe(120)
  })

  test('two second persons at once make one posting', async () => {
    const { people, draftIds } = await waiting(1)
    const grant = {
      role: 'team_admin' as const,
      bodyName: '',
      teamId: ledger.team.teamId,
      teamPath: ledger.team.path,
    }
    const third = (await makeAccount(ledger.server, { grants: [grant] })).client
    const body = { hourDraftId: draftIds[0], decision: 'approve' }
    const answers = await Promise.all([ledger.approve(ledger.keeper, body), ledger.approve(third, body)])
    expect(answers.map((answer) => outcomes(answer)[0]).sort()).toEqual(['already_decided', 'approved'])
    expect(await ledger.minutesOf(people[0]!)).toBe(540)
  })

  test('is for the team alone', async () => {
    const { people, draftIds } = await waiting(1)
    const stranger = (await makeCrewTeam(ledger.server)).leader.client
    const body = { hourDraftId: draftIds[0], decision: 'approve' }
    expect((await ledger.approve(stranger, body)).code).toBe('not_your_team')
    expect((await ledger.approve(people[0]!.client, body)).code).toBe('wrong_door')
    expect((await stranger.post(`/teams/${randomUUID()}/hour-approvals`, { approvals: [body] })).code).toBe(
      'team_not_found',
    )
    expect((await stranger.get(`/teams/${ledger.team.teamId}/hour-drafts`)).code).toBe('not_your_team')
    expect((await people[0]!.client.get(`/teams/${ledger.team.teamId}/hour-drafts`)).code).toBe('wrong_door')
  })
})
