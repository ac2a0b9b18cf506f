import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { madeUpIdNumber, makeSite, makeVolunteer, type TestVolunteer } from '../../../test/people.ts'
import { forgetRefusedJob } from '../../jobs/forget-refused.ts'
import { localDate } from '../../kernel/local-date.ts'
import { refusedBefore } from './forgetting.rules.ts'
import { openIdNumber } from './volunteers.store.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
})
afterAll(() => server.stop())

test.each([
  ['2026-11-24T02:00:00Z', '2025-11-24T02:00:00.000Z'],
  ['2028-02-29T00:00:00Z', '2027-03-01T00:00:00.000Z'],
])('a year before %s', (now, before) => {
  expect(refusedBefore(new Date(now)).toISOString()).toBe(before)
})

describe('forgetRefused', () => {
  const numbersOf = async ({ volunteerId }: TestVolunteer) => {
    const row = await server.reader
      .selectFrom('volunteers')
      .leftJoin('guardianships', 'guardianships.volunteerId', 'volunteers.volunteerId')
      .select(['volunteers.idNumberEnc', 'guardianships.idNumberEnc as guardianEnc', 'status'])
      .where('volunteers.volunteerId', '=', volunteerId)
      .executeTakeFirstOrThrow()
    return {
      status: row.status,
      own: openIdNumber(server.vault, row.idNumberEnc),
      guardian: row.guardianEnc === null ? null : openIdNumber(server.vault, row.guardianEnc),
    }
  }
  const lines = async () =>
    server.reader.selectFrom('auditEntries').selectAll().where('deed', '=', 'forgetRefused').execute()

  test('deletes the documents of what was refused a year ago, and of nothing else', async () => {
    server.setNow('2025-11-24T01:59:00Z')
    const old = await makeVolunteer(server, { status: 'refused', age: 15 })
    const verified = await makeVolunteer(server)
    const waiting = await makeVolunteer(server, { status: 'under_review' })
    server.setNow('2025-11-24T02:01:00Z')
    const younger = await makeVolunteer(server, { status: 'refused' })
    server.setNow(TEST_NOW)
    await forgetRefusedJob.run(server.engine)
    await forgetRefusedJob.run(server.engine)
    expect(await numbersOf(old)).toEqual({ status: 'refused', own: '', guardian: '' })
    for (const person of [verified, waiting, younger])
      expect((await numbersOf(person)).own).toBe(person.idNumber)
    expect(await lines()).toMatchObject([{ subjectId: old.volunteerId, actorLabel: 'system' }])
    const seen = await server.reader
      .selectFrom('recordAccesses')
      .selectAll()
      .where('volunteerId', '=', old.volunteerId)
      .where('deed', '=', 'forgetRefused')
      .execute()
    expect(seen).toHaveLength(1)
  })

  test('leaves an application that can be sent again, and is then kept', async () => {
    server.setNow('2025-01-10T02:00:00Z')
    const person = await makeVolunteer(server, { status: 'refused' })
    server.setNow(TEST_NOW)
    await forgetRefusedJob.run(server.engine)
    await server.db
      .updateTable('sessions')
      .set({ expiresAt: new Date('2099-01-01') })
      .execute()
    const me = await person.client.get<{ volunteer: { status: string; idNumberMasked: string } }>('/me')
    expect(me.body.volunteer).toMatchObject({ status: 'refused', idNumberMasked: '' })
    const idNumber = madeUpIdNumber(30, localDate('2026-11-24'))
    const body = { name: person.name, idKind: 'mainland_id', idNumber }
    expect((await person.client.post('/me/registration', body)).status).toBe(200)
    await forgetRefusedJob.run(server.engine)
    expect(await numbersOf(person)).toMatchObject({ status: 'under_review', own: idNumber })
  })
})
