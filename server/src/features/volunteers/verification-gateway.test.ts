import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, makeVolunteer, openReviewOf, type TestVolunteer } from '../../../test/people.ts'
import { verifyApplicationsJob } from '../../jobs/verify-applications.ts'

interface Asked {
  authorization: string | undefined
  claim: { name: string; idKind: string; idNumber: string }
}

/** A gateway as an operator would run one: it answers what the test has set. */
function standIn(): { http: Server; asked: Asked[]; answer: { status: number; body: string } } {
  const asked: Asked[] = []
  const answer = { status: 200, body: '{"result":"match"}' }
  const http = createServer((request, response) => {
    let text = ''
    request.on('data', (chunk: Buffer) => (text += chunk.toString('utf8')))
    request.on('end', () => {
      asked.push({ authorization: request.headers.authorization, claim: JSON.parse(text) as Asked['claim'] })
      response.writeHead(answer.status, { 'content-type': 'application/json' }).end(answer.body)
    })
  })
  return { http, asked, answer }
}

const gateway = standIn()
let server: TestServer
let admin: Client
beforeAll(async () => {
  await new Promise<void>((resolve) => gateway.http.listen(0, '127.0.0.1', resolve))
  const { port } = gateway.http.address() as AddressInfo
  server = await startTestServer({
    VERIFICATION_URL: `http://127.0.0.1:${port}/verify`,
    VERIFICATION_TOKEN: 'gate',
  })
  await makeSite(server)
  admin = (await makeStaff(server, 'site_admin')).client
})
afterAll(async () => {
  await server.stop()
  gateway.http.close()
})
beforeEach(() => {
  gateway.asked.length = 0
  Object.assign(gateway.answer, { status: 200, body: '{"result":"match"}' })
})

const applicant = (): Promise<TestVolunteer> => makeVolunteer(server, { status: 'under_review' })
const statusOf = async ({ client }: TestVolunteer) =>
  (
    await client.get<{
      volunteer: { status: string; refusalReason: string | null; volunteerNumber: string | null }
    }>('/me')
  ).body.volunteer
const run = (): Promise<void> => verifyApplicationsJob.run(server.engine)
const later = (minutes: number): void => server.setNow(new Date(server.now().getTime() + minutes * 60_000))

describe('applyVerification', () => {
  test('a match verifies: the gateway was asked once, with its token, for what was typed', async () => {
    await run()
    gateway.asked.length = 0
    const person = await applicant()
    await run()
    await run()
    expect(gateway.asked).toEqual([
      {
        authorization: 'Bearer gate',
        claim: { name: person.name, idKind: 'mainland_id', idNumber: person.idNumber },
      },
    ])
    expect((await statusOf(person)).status).toBe('verified')
    const history = await server.db
      .selectFrom('reviews')
      .select(['outcome', 'decidedBy'])
      .where('subjectId', '=', person.volunteerId)
      .execute()
    expect(history).toEqual([{ outcome: 'approved', decidedBy: null }])
  })

  test('a mismatch refuses with its reason', async () => {
    gateway.answer.body = '{"result":"mismatch"}'
    const person = await applicant()
    await run()
    expect(await statusOf(person)).toMatchObject({ status: 'refused', refusalReason: 'identity_mismatch' })
    const notices = await person.client.get<{ items: { kind: string; facts: object }[] }>('/me/notices')
    expect(notices.body.items).toMatchObject([
      { kind: 'volunteer_refused', facts: { reason: 'identity_mismatch' } },
    ])
  })

  test.each([
    ['an error', 500, '{"result":"match"}'],
    ['nonsense', 200, 'match'],
    ['another word', 200, '{"result":"maybe"}'],
    ['a redirect', 302, ''],
  ])('%s leaves it to the queue and is asked again later', async (_, status, body) => {
    Object.assign(gateway.answer, { status, body })
    const person = await applicant()
    await run()
    expect((await statusOf(person)).status).toBe('under_review')
    await run()
    expect(gateway.asked).toHaveLength(1)
    expect(await openReviewOf(server, person.volunteerId)).toBeTruthy()
    Object.assign(gateway.answer, { status: 200, body: '{"result":"match"}' })
    later(1)
    await run()
    expect((await statusOf(person)).status).toBe('verified')
  })

  test('a second application for an identity is not verified by a match, and refused by a mismatch like any', async () => {
    const first = await makeVolunteer(server)
    const again = async (): Promise<TestVolunteer> =>
      makeVolunteer(server, { idNumber: first.idNumber, status: 'under_review' })
    const waiting = await again()
    await run()
    later(60)
    await run()
    expect((await statusOf(waiting)).status).toBe('under_review')
    expect(gateway.asked).toHaveLength(1)
    gateway.answer.body = '{"result":"mismatch"}'
    const guess = await again()
    await run()
    expect(await statusOf(guess)).toMatchObject({ status: 'refused', refusalReason: 'identity_mismatch' })
    expect((await statusOf(first)).status).toBe('verified')
  })

  test('an answer that comes after a reviewer has decided changes nothing', async () => {
    const person = await applicant()
    const reviewId = await openReviewOf(server, person.volunteerId)
    gateway.answer.body = '{"result":"mismatch"}'
    const decided = {
      ...server.engine,
      perform: (async (caller, action, input) => {
        await admin.post(`/reviews/${reviewId}/volunteer`, { decision: 'approve' })
        return server.engine.perform(caller, action, input)
      }) as typeof server.engine.perform,
    }
    await verifyApplicationsJob.run(decided)
    expect((await statusOf(person)).status).toBe('verified')
  })

  test('without a gateway nobody is asked', async () => {
    const person = await applicant()
    await verifyApplicationsJob.run({
      ...server.engine,
      config: { ...server.engine.config, gatewayUrl: null },
    })
    expect(gateway.asked).toEqual([])
    expect((await statusOf(person)).status).toBe('under_review')
  })
})
