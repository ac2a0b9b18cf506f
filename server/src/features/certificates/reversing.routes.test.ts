import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrewTeam } from '../../../test/crews.ts'
import { startProofs, type Proofs } from '../../../test/proofs.ts'

let proofs: Proofs
beforeAll(async () => {
  proofs = await startProofs()
})
afterAll(() => proofs.server.stop())

describe('reverseHours', () => {
  test('takes the line out, frees its time, overtakes the proofs and tells the person', async () => {
    const person = await proofs.served(2)
    const before = await proofs.issue(person)
    const [line] = await proofs.linesOf(person)
    const answer = await proofs.reverse(proofs.leader, person, line!.hourEntryId)
    expect([answer.status, answer.body.supersededProofs]).toEqual([200, 1])
    const lines = await proofs.linesOf(person)
    expect(lines).toMatchObject([
      { minutes: -20, method: 'reversal', reverses: line!.hourEntryId, cause: '登记错了日期', grade: 'C' },
      { minutes: 20, reversedBy: answer.body.reversalId, cause: '登记错了日期' },
      { minutes: 20, reversedBy: null },
    ])
    const old = await proofs.check(before.body.proofNumber, before.body.secret)
    expect(old.body).toMatchObject({
      outcome: 'superseded',
      totalMinutes: 40,
      cause: '登记错了日期',
      newer: null,
      signatureValid: true,
    })
    const after = await proofs.issue(person)
    expect(after.body.totalMinutes).toBe(20)
    const overtaken = await proofs.check(before.body.proofNumber, before.body.secret)
    expect(overtaken.body['newer']).toEqual({ totalMinutes: null, issuedAt: '2026-11-24T14:00:00.000Z' })
    await proofs.server.db
      .updateTable('proofs')
      .set({ showNewer: true })
      .where('proofNumber', '=', before.body.proofNumber)
      .execute()
    const allowed = await proofs.check(before.body.proofNumber, before.body.secret)
    expect(allowed.body['newer']).toEqual({ totalMinutes: 20, issuedAt: '2026-11-24T14:00:00.000Z' })
    const notices = await person.client.get<{ items: { kind: string }[] }>('/me/notices')
    expect(
      notices.body.items
        .map(({ kind }) => kind)
        .slice(0, 2)
        .sort(),
    ).toEqual(['hours_reversed', 'proof_superseded'])
    const { body } = await person.client.get<{ totals: object }>('/me/hours')
    expect(body.totals).toMatchObject({ creditMinutes: 20, thisYearMinutes: 20 })
  })

  test('refuses by name, and changes nothing', async () => {
    const person = await proofs.served()
    const [line] = await proofs.linesOf(person)
    const id = line!.hourEntryId
    const stranger = (await makeCrewTeam(proofs.server)).leader.client
    const answers = [
      await proofs.reverse(proofs.leader, person, id, '  '),
      await proofs.reverse(stranger, person, id),
      await proofs.reverse(proofs.keeper, person, id),
      await proofs.reverse(proofs.leader, person, randomUUID()),
      await proofs.reverse(
        proofs.leader,
        { ...person, volunteerId: randomUUID() as typeof person.volunteerId },
        id,
      ),
      await proofs.reverse(person.client, person, id),
      await proofs.reverse(proofs.server.client(), person, id),
    ]
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [422, 'cause_missing'],
      [403, 'not_your_team'],
      [403, 'not_your_team'],
      [404, 'entry_not_found'],
      [404, 'entry_not_found'],
      [403, 'wrong_door'],
      [401, 'signed_out'],
    ])
    expect(await proofs.linesOf(person)).toHaveLength(1)
    const { body } = await proofs.reverse(proofs.leader, person, id)
    expect((await proofs.reverse(proofs.leader, person, id)).code).toBe('already_reversed')
    expect((await proofs.reverse(proofs.leader, person, body.reversalId)).code).toBe('is_reversal')
  })

  test('raced, it happens once', async () => {
    const person = await proofs.served()
    const [line] = await proofs.linesOf(person)
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => proofs.reverse(proofs.leader, person, line!.hourEntryId)),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array.from({ length: 7 }, () => 409)])
    expect(await proofs.linesOf(person)).toHaveLength(2)
  })
})

describe('disownRecord', () => {
  test('H11: a line that is said not to be the person’s overtakes the proofs that contain it', async () => {
    const person = await proofs.served(2)
    const before = await proofs.issue(person)
    const [line, other] = await proofs.linesOf(person)
    const body = { recordKind: 'hour_entry', recordId: line!.hourEntryId }
    expect((await person.client.post('/me/disown', body)).status).toBe(200)
    const old = await proofs.check(before.body.proofNumber, before.body.secret)
    expect(old.body).toMatchObject({
      outcome: 'superseded',
      totalMinutes: 40,
      cause: '持有人说明其中一条记录不是本人的',
    })
    const notices = await person.client.get<{ items: { kind: string; facts: object }[] }>('/me/notices')
    expect(notices.body.items[0]).toMatchObject({
      kind: 'proof_superseded',
      facts: { proofNumber: before.body.proofNumber },
    })
    const after = await proofs.issue(person)
    expect(after.body.totalMinutes).toBe(20)
    // Taken out by the team afterwards, the line is in no proof that holds.
    expect((await proofs.reverse(proofs.leader, person, line!.hourEntryId)).body.supersededProofs).toBe(0)
    const rest = await proofs.reverse(proofs.leader, person, other!.hourEntryId)
    expect(rest.body.supersededProofs).toBe(1)
  })
})
