import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam } from '../../../test/crews.ts'
import { startProofs, type Proofs, YEAR } from '../../../test/proofs.ts'

let proofs: Proofs
beforeAll(async () => {
  proofs = await startProofs()
})
afterAll(() => proofs.server.stop())

describe('issueProof', () => {
  test('what it says a stranger can verify', async () => {
    const person = await proofs.served(3)
    const { status, body } = await proofs.issue(person)
    expect([status, body.totalMinutes]).toEqual([201, 60])
    expect(body.proofNumber).toMatch(/^C2611[0-9A-Z]{12}$/)
    expect(body.verifyPath).toBe(`/verify/${body.proofNumber}?s=${body.secret}`)
    const checked = await proofs.check(
      body.proofNumber.toLowerCase(),
      ` ${body.secret.slice(0, 8)} ${body.secret.slice(8)}`,
    )
    expect(checked.body).toEqual({
      ...{
        outcome: 'valid',
        proofNumber: body.proofNumber,
        holder: '志***',
        totalMinutes: 60,
        ...{ periodFrom: YEAR.from, periodTo: YEAR.to },
      },
      ...{
        unitName: proofs.team.name,
        issuedAt: '2026-11-24T14:00:00.000Z',
        lineCount: 3,
        signatureValid: true,
      },
      ...{ grades: { A: 0, B: 0, C: 60, D: 0, E: 0 }, supersededAt: null, cause: null, newer: null },
    })
    const list = await person.client.get<{ items: object[] }>('/me/proofs')
    expect(list.body.items).toMatchObject([
      { proofNumber: body.proofNumber, secret: body.secret, status: 'issued', totalMinutes: 60 },
    ])
    const { issuedAt: _, ...asListed } = list.body.items[0] as { issuedAt: string }
    expect(asListed).toMatchObject({
      pdfPath: `/api/v1/me/proofs/${body.proofId}/pdf`,
      verifyPath: body.verifyPath,
    })
  })

  test('is made out by the highest team above the person’s own', async () => {
    const federation = await makeCrewTeam(proofs.server, { name: '惠州市志愿服务联合会' })
    const child = await makeCrewTeam(proofs.server, { parent: federation })
    const person = await proofs.served()
    await proofs.server.db
      .updateTable('memberships')
      .set({ teamId: child.teamId })
      .where('volunteerId', '=', person.volunteerId)
      .execute()
    const { body } = await proofs.issue(person)
    expect((await proofs.check(body.proofNumber, body.secret)).body['unitName']).toBe('惠州市志愿服务联合会')
  })

  test('refuses by name', async () => {
    const person = await proofs.served()
    const [idle] = await makeCrew(proofs.server, 1, { team: proofs.team })
    const alone = await proofs.served()
    await proofs.server.db
      .updateTable('memberships')
      .set({ status: 'left' })
      .where('volunteerId', '=', alone.volunteerId)
      .execute()
    const answers = [
      await proofs.issue(person, { from: '2026-12-31', to: '2026-01-01' }),
      await proofs.issue(person, { from: '2025-01-01', to: '2025-12-31' }),
      await proofs.issue(idle!),
      await proofs.issue(alone),
      await proofs.issue(person, { from: '2026-02-30', to: '2026-12-31' }),
      await proofs.leader.post('/me/proofs', YEAR),
      await proofs.server.client().post('/me/proofs', YEAR),
    ]
    expect(answers.map(({ status, code }) => [status, code])).toEqual([
      [422, 'period_reversed'],
      [409, 'no_effective_hours'],
      [409, 'no_effective_hours'],
      [409, 'no_team'],
      [400, 'malformed'],
      [403, 'wrong_door'],
      [401, 'signed_out'],
    ])
    expect((await person.client.get<{ items: object[] }>('/me/proofs')).body.items).toEqual([])
  })

  test('leaves out lines that the person has disowned', async () => {
    const person = await proofs.served(2)
    const [line] = await proofs.linesOf(person)
    await proofs.server.db
      .insertInto('disownedRecords')
      .values({
        volunteerId: person.volunteerId,
        disownedId: randomUUID(),
        recordKind: 'hour_entry',
        recordId: line!.hourEntryId,
        reportedAt: proofs.now(),
      })
      .execute()
    expect((await proofs.issue(person)).body.totalMinutes).toBe(20)
  })
})

describe('verifyProof', () => {
  test('a wrong secret, a number of nobody and nonsense are one answer', async () => {
    const { body } = await proofs.issue(await proofs.served())
    const unknown = (proofNumber: string) => ({
      ...{
        outcome: 'unknown',
        proofNumber,
        holder: null,
        totalMinutes: null,
        periodFrom: null,
        periodTo: null,
        unitName: null,
      },
      ...{
        issuedAt: null,
        lineCount: null,
        grades: null,
        signatureValid: null,
        supersededAt: null,
        cause: null,
        newer: null,
      },
    })
    const [wrong, nobody, nonsense] = [
      await proofs.check(
        body.proofNumber,
        `${body.secret.slice(0, 15)}${body.secret.endsWith('0') ? '1' : '0'}`,
      ),
      await proofs.check('C2611AAAAAAAAAAAA', body.secret),
      await proofs.check('../..', ''),
    ]
    expect([wrong.status, nobody.status, nonsense.status]).toEqual([200, 200, 200])
    expect(wrong.body).toEqual(unknown(body.proofNumber))
    expect(nobody.body).toEqual(unknown('C2611AAAAAAAAAAAA'))
    expect(nonsense.body).toEqual(unknown('../..'))
  })

  test('a proof that was altered in the database does not hold its signature', async () => {
    const { body } = await proofs.issue(await proofs.served())
    const row = await proofs.server.reader
      .selectFrom('proofs')
      .select('contentText')
      .where('proofNumber', '=', body.proofNumber)
      .executeTakeFirstOrThrow()
    const contentText = row.contentText.replace('"minutes":20', '"minutes":99')
    expect(contentText).not.toBe(row.contentText)
    await proofs.server.db
      .updateTable('proofs')
      .set({ contentText })
      .where('proofNumber', '=', body.proofNumber)
      .execute()
    expect((await proofs.check(body.proofNumber, body.secret)).body['signatureValid']).toBe(false)
  })
})
