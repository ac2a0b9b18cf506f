import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeAccount } from '../../../test/accounts.ts'
import { makeCrew, makeCrewTeam } from '../../../test/crews.ts'
import { admit, openProject } from '../../../test/door.ts'
import { entryOf, outcomes, EVENING, startLedger, type Ledger, type Lines } from '../../../test/entries.ts'

let ledger: Ledger
beforeAll(async () => {
  ledger = await startLedger()
})
afterAll(() => ledger.server.stop())

describe('enterHours', () => {
  test('posts at once what is usual, with grade C, and the person hears of it', async () => {
    const { projectId, people, ids } = await ledger.longDay(1)
    const answer = await ledger.enter(
      ledger.leader,
      projectId,
      entryOf(ids[0]!, '09:00', '17:30', { breakMinutes: 60 }),
    )
    expect(answer.body.results).toEqual([{ signupId: ids[0], outcome: 'posted', reason: null, minutes: 450 }])
    const mine = await people[0]!.client.get<Lines>('/me/hours')
    expect(mine.body).toMatchObject({
      totals: { creditMinutes: 450 },
      items: [
        {
          minutes: 450,
          method: 'team_entry',
          grade: 'C',
          enteredByLabel: '陈思远',
          whyNot: { disownRecord: null },
        },
      ],
    })
    const notices = await people[0]!.client.get<{ items: object[] }>('/me/notices')
    expect(notices.body.items).toMatchObject([{ kind: 'hours_posted', facts: { minutes: 450 } }])
  })

  test('each entry has its own answer', async () => {
    const { projectId, shiftId, ids } = await ledger.longDay(2)
    const [applicant] = await makeCrew(ledger.server, 1, { team: ledger.team })
    const [applied] = await admit(ledger.server, { projectId, shiftId }, [applicant!], 'applied')
    const answer = await ledger.enter(
      ledger.leader,
      projectId,
      entryOf(randomUUID(), '09:00', '10:00'),
      entryOf(applied!, '09:00', '10:00'),
      entryOf(ids[0]!, '10:00', '09:00'),
      entryOf(ids[0]!, '07:00', '09:00'),
      entryOf(ids[0]!, '21:00', '22:10'),
      entryOf(ids[0]!, '09:00', '10:00', { breakMinutes: 60 }),
      entryOf(ids[0]!, '09:00', '10:00'),
      entryOf(ids[0]!, '09:59', '11:00'),
      entryOf(ids[0]!, '10:00', '11:00'),
      entryOf(ids[1]!, '09:00', '10:00'),
    )
    expect(outcomes(answer)).toEqual([
      ...[
        'signup_not_found',
        'not_admitted',
        'span_reversed',
        'outside_project',
        'not_over_yet',
        'nothing_left',
      ],
      ...['posted', 'hours_overlap', 'posted', 'posted'],
    ])
    expect(
      outcomes(await ledger.enter(ledger.leader, projectId, entryOf(ids[1]!, '09:30', '09:40'))),
    ).toEqual(['hours_overlap'])
  })

  test('nobody enters their own', async () => {
    const { projectId, shiftId } = await ledger.longDay(0)
    const [self] = await makeCrew(ledger.server, 1, { team: ledger.team })
    const grant = {
      role: 'team_leader' as const,
      bodyName: '',
      teamId: ledger.team.teamId,
      teamPath: ledger.team.path,
    }
    const again = await makeAccount(ledger.server, { grants: [grant] })
    await ledger.server.db
      .updateTable('volunteers')
      .set({ accountId: again.accountId })
      .where('volunteerId', '=', self!.volunteerId)
      .execute()
    const [signupId] = await admit(ledger.server, { projectId, shiftId }, [self!])
    expect(
      outcomes(await ledger.enter(again.client, projectId, entryOf(signupId!, '09:00', '10:00'))),
    ).toEqual(['own_hours'])
  })

  test('late entry is shown as filled in afterwards, and waits for a second person', async () => {
    const { projectId, people, ids } = await ledger.longDay(1)
    ledger.server.setNow('2026-12-09T02:00:00Z')
    await ledger.keepSessions()
    expect(
      outcomes(await ledger.enter(ledger.leader, projectId, entryOf(ids[0]!, '09:00', '10:00'))),
    ).toEqual(['awaiting_second_person'])
    const [draft] = (await ledger.drafts(ledger.keeper)).body.items
    await ledger.approve(ledger.keeper, { hourDraftId: draft!.hourDraftId, decision: 'approve' })
    const { body } = await people[0]!.client.get<Lines>('/me/hours')
    expect(body.items).toMatchObject([{ minutes: 60, grade: 'E', approvedByLabel: '何思远' }])
  })

  test('B10 H13 follows a place: who has left the team since keeps the hours, and needs a team for a proof', async () => {
    const { projectId, people, ids } = await ledger.longDay(1)
    await ledger.server.db
      .updateTable('memberships')
      .set({ status: 'left', leftAt: ledger.server.now() })
      .where('volunteerId', '=', people[0]!.volunteerId)
      .execute()
    const entered = await ledger.enter(ledger.leader, projectId, entryOf(ids[0]!, '09:00', '10:00'))
    expect(outcomes(entered)).toEqual(['posted'])
    const proof = await people[0]!.client.post('/me/proofs', { from: '2026-01-01', to: '2026-12-31' })
    expect([proof.status, proof.code]).toEqual([409, 'no_team'])
  })

  test('is for those who keep the team’s time, while the project is not closed', async () => {
    const { projectId, people, ids } = await ledger.longDay(1)
    const entry = entryOf(ids[0]!, '09:00', '10:00')
    const closed = await openProject(
      ledger.server,
      ledger.team,
      [{ startsAt: '2026-11-24T00:00:00Z', endsAt: EVENING }],
      { status: 'closed' },
    )
    const stranger = (await makeCrewTeam(ledger.server)).leader.client
    const answers = [
      await ledger.enter(ledger.leader, randomUUID(), entry),
      await ledger.enter(stranger, projectId, entry),
      await ledger.enter(ledger.leader, closed.projectId, entry),
      await ledger.enter(people[0]!.client, projectId, entry),
      await ledger.enter(ledger.server.client(), projectId, entry),
      await ledger.enter(ledger.leader, projectId),
      await ledger.enter(ledger.leader, projectId, { ...entry, minutes: 60 }),
    ]
    expect(answers.map(({ code }) => code)).toEqual([
      ...[
        'project_not_found',
        'not_your_team',
        'project_not_running',
        'wrong_door',
        'signed_out',
        'malformed',
        'malformed',
      ],
    ])
    expect(await ledger.minutesOf(people[0]!)).toBe(0)
  })
})

describe('the ledger, read', () => {
  test('listMyHours: by day of service, by year, page by page', async () => {
    const { projectId, people, ids } = await ledger.longDay(1)
    await ledger.enter(
      ledger.leader,
      projectId,
      entryOf(ids[0]!, '09:00', '10:00'),
      entryOf(ids[0]!, '11:00', '11:30'),
      entryOf(ids[0]!, '12:00', '12:20'),
    )
    const client = people[0]!.client
    const first = await client.get<Lines>('/me/hours?limit=2')
    const second = await client.get<Lines>(`/me/hours?limit=2&after=${first.body.next}`)
    expect(
      [...first.body.items, ...second.body.items].map(({ minutes }) => minutes).sort((a, b) => a - b),
    ).toEqual([20, 30, 60])
    expect(second.body.next).toBeNull()
    expect((await client.get<Lines>('/me/hours?year=2026')).body.items).toHaveLength(3)
    expect((await client.get<Lines>('/me/hours?year=2025')).body.items).toEqual([])
    expect((await client.get<Lines>('/me/hours?after=bm9uc2Vuc2U')).body.items).toHaveLength(3)
    expect((await ledger.server.client().get('/me/hours')).code).toBe('signed_out')
    expect((await ledger.leader.get('/me/hours')).code).toBe('wrong_door')
  })

  test('listTeamHours: the team’s lines, of one project too, with what may be done to each', async () => {
    const { projectId, people, ids } = await ledger.longDay(1)
    await ledger.enter(ledger.leader, projectId, entryOf(ids[0]!, '09:00', '10:00'))
    const path = `/teams/${ledger.team.teamId}/hours`
    const lines = await ledger.leader.get<Lines>(`${path}?projectId=${projectId}`)
    expect(lines.body.items).toMatchObject([
      {
        minutes: 60,
        volunteerName: people[0]!.name,
        volunteerId: people[0]!.volunteerId,
        whyNot: { reverseHours: null },
      },
    ])
    const keeper = await ledger.keeper.get<Lines>(`${path}?projectId=${projectId}`)
    expect(keeper.body.items[0]?.whyNot).toEqual({ reverseHours: 'not_your_team' })
    expect((await ledger.leader.get<Lines>(`${path}?limit=1`)).body.next).not.toBeNull()
    const stranger = (await makeCrewTeam(ledger.server)).leader.client
    expect((await stranger.get(path)).code).toBe('not_your_team')
    expect((await ledger.leader.get(`/teams/${randomUUID()}/hours`)).code).toBe('team_not_found')
    expect((await people[0]!.client.get(path)).code).toBe('wrong_door')
  })
})
