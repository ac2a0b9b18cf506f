import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { messagesTo } from '../../../test/accounts.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import {
  filledForm,
  makeSite,
  makeStaff,
  makeVolunteer,
  openReviewOf,
  TEST_PASSWORD,
  type TestVolunteer,
} from '../../../test/people.ts'
import { isPublicNumber } from '../../kernel/public-number.ts'

let server: TestServer
let admin: Client
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  admin = (await makeStaff(server, 'site_admin')).client
})
afterAll(() => server.stop())
interface Review {
  review: { workingDaysLeft: number; title: string; whyNot: { review: string | null } }
  history: { outcome: string | null; reason: string | null; decidedByLabel: string | null }[]
  facts: { volunteer: Record<string, unknown> }
}
const applicant = (): Promise<TestVolunteer> => makeVolunteer(server, { status: 'under_review' })
const statusOf = async ({ client }: TestVolunteer) =>
  (
    await client.get<{
      volunteer: { status: string; refusalReason: string | null; volunteerNumber: string | null }
    }>('/me')
  ).body.volunteer
describe('reviewVolunteer', () => {
  test('approval gives a number, a card, new ways to sign in and a notice', async () => {
    const person = await applicant()
    const reviewId = await openReviewOf(server, person.volunteerId)
    const answer = await admin.post<{ outcome: string; volunteerNumber: string }>(
      `/reviews/${reviewId}/volunteer`,
      { decision: 'approve' },
    )
    expect(answer.status).toBe(200)
    const { volunteerNumber } = answer.body
    expect(isPublicNumber(volunteerNumber, 'V')).toBe(true)
    expect(volunteerNumber.slice(0, 11)).toBe('V4413022611')
    expect(await statusOf(person)).toMatchObject({ status: 'verified', volunteerNumber })
    for (const login of [volunteerNumber, person.idNumber, person.phone])
      expect(
        (await server.client().post('/sessions', { login, password: TEST_PASSWORD })).status,
        login,
      ).toBe(200)
    const notices = await person.client.get<{ items: { kind: string; facts: object }[] }>('/me/notices')
    expect(notices.body.items).toMatchObject([{ kind: 'volunteer_verified', facts: { volunteerNumber } }])
    expect((await messagesTo(server, person.phone)).at(-1)?.params).toEqual({ volunteerNumber })
    const twice = await admin.post(`/reviews/${reviewId}/volunteer`, { decision: 'approve' })
    expect([twice.status, twice.code]).toEqual([409, 'already_decided'])
  })

  test('numbers of one place and month differ and do not count up', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => makeVolunteer(server)))
    const serials = people.map(({ number }) => Number(number.slice(11, 17)))
    expect(new Set(serials).size).toBe(4)
    const sorted = serials.toSorted((a, b) => a - b)
    expect(sorted.at(-1)! - sorted[0]!).toBeGreaterThan(10)
  })

  test('a refusal says why, to the person too, and gives the identity back', async () => {
    const person = await applicant()
    const reviewId = await openReviewOf(server, person.volunteerId)
    const silent = await admin.post(`/reviews/${reviewId}/volunteer`, { decision: 'refuse', reason: ' ' })
    expect([silent.status, silent.code]).toEqual([422, 'reason_missing'])
    const answer = await admin.post(`/reviews/${reviewId}/volunteer`, {
      decision: 'refuse',
      reason: '姓名有误',
    })
    expect(answer.body).toEqual({ outcome: 'refused', volunteerNumber: null })
    expect(await statusOf(person)).toMatchObject({
      status: 'refused',
      refusalReason: '姓名有误',
      volunteerNumber: null,
    })
    const next = await makeVolunteer(server, { idNumber: person.idNumber })
    expect(next.number).not.toBe('')
  })

  test('who may not: neighbours, viewers, team staff, volunteers, guests, and nobody for themselves', async () => {
    const person = await applicant()
    const path = `/reviews/${await openReviewOf(server, person.volunteerId)}/volunteer`
    const approve = async (client: Client): Promise<string | null> =>
      (await client.post(path, { decision: 'approve' })).code
    expect(await approve((await makeStaff(server, 'site_admin', '441303')).client)).toBe('not_your_region')
    expect(await approve((await makeStaff(server, 'authority_viewer')).client)).toBe('not_your_region')
    expect(await approve(person.client)).toBe('wrong_door')
    expect(await approve(server.client())).toBe('signed_out')
    expect((await admin.post(`/reviews/${person.accountId}/volunteer`, { decision: 'approve' })).code).toBe(
      'review_not_found',
    )
    await server.db
      .updateTable('reviews')
      .set({ submittedBy: (await meOf(admin)) as never })
      .where('subjectId', '=', person.volunteerId)
      .execute()
    expect(await approve(admin)).toBe('own_application')
  })
})

const meOf = async (client: Client): Promise<string> =>
  (await client.get<{ account: { accountId: string } }>('/me')).body.account.accountId

describe('getVolunteerReview', () => {
  test('shows a masked identity, the guardian and the deadline, and the person sees who read it', async () => {
    const person = await makeVolunteer(server, { age: 15, status: 'under_review' })
    const path = `/reviews/${await openReviewOf(server, person.volunteerId)}/volunteer`
    const { status, body } = await admin.get<Review>(path)
    expect(status).toBe(200)
    expect(body.review).toMatchObject({ workingDaysLeft: 5, whyNot: { review: null } })
    expect(body.review.title).not.toBe(person.name)
    expect(body.history).toMatchObject([{ outcome: null, decidedByLabel: null }])
    expect(body.facts.volunteer).toMatchObject({
      name: person.name,
      age: 15,
      isMinor: true,
      duplicate: false,
      guardian: { relation: 'mother' },
    })
    const text = JSON.stringify(body)
    for (const secret of [person.idNumber, person.phone]) expect(text).not.toContain(secret)
    await admin.post(path, { decision: 'approve' })
    const accesses = await person.client.get<{ items: { deed: string; actorLabel: string }[] }>(
      '/me/accesses',
    )
    expect(accesses.body.items.map(({ deed }) => deed)).toEqual(['reviewVolunteer', 'getVolunteerReview'])
    expect(accesses.body.items[0]?.actorLabel).toContain('惠州市文明办')
  })

  test('a viewer sees masked names; a neighbour and the person nothing', async () => {
    const person = await applicant()
    const path = `/reviews/${await openReviewOf(server, person.volunteerId)}/volunteer`
    const viewer = await (await makeStaff(server, 'authority_viewer')).client.get<Review>(path)
    expect(viewer.body.facts.volunteer['name']).toMatch(/\*/)
    expect(viewer.body.review.whyNot.review).toBe('not_your_region')
    expect((await (await makeStaff(server, 'site_admin', '441303')).client.get(path)).code).toBe(
      'not_your_region',
    )
    expect((await person.client.get(path)).code).toBe('wrong_door')
    expect((await server.client().get(path)).code).toBe('signed_out')
    expect((await admin.get(`/reviews/${person.accountId}/volunteer`)).code).toBe('review_not_found')
  })
})

test('the form of a passport keeps what was typed', async () => {
  const client = server.client()
  const form = {
    ...(await filledForm(server)),
    idKind: 'passport',
    idNumber: `P${Date.now()}`,
    gender: 'undisclosed',
    birthDate: '1990-05-04',
  }
  expect((await client.post('/volunteers', form)).status).toBe(201)
  expect((await client.get<{ volunteer: object }>('/me')).body.volunteer).toMatchObject({
    status: 'under_review',
    isMinor: false,
  })
})
