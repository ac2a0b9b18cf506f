/** Waiting lists over HTTP: who comes to wait, who is offered a place, and what they answer. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, positionForm, publishProject } from '../../../test/crews.ts'
import type { CrewMember, CrewTeam, PublishedProject } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import type { SignupId } from '../../kernel/ids.ts'
import { makeSite } from '../../../test/people.ts'
import { noticesOf, placesOf, shiftOf, signUp } from '../../../test/signing.ts'
import { lapseOffersJob, offerPlacesJob } from '../../jobs/pass-on-places.ts'

let server: TestServer
let team: CrewTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const listed = (change: Record<string, unknown> = {}): Promise<PublishedProject> =>
  publishProject(server, team, {
    autoAdmit: true,
    keepsWaitingList: true,
    positions: [positionForm({ headcount: 1 })],
    ...change,
  })
/** So many people who sign up one after the other, with what each was told. */
async function line(project: PublishedProject, count: number) {
  const people = await makeCrew(server, count, { team })
  const told = []
  for (const person of people) told.push((await signUp(person.client, project)).body)
  return { people, told }
}
const own = (client: Client, signupId: string, deed: string, body: object = {}) =>
  client.post<{ status: string }>(`/me/signups/${signupId}/${deed}`, body)
interface Mine {
  status: string
  position: number | null
  answerBy: string | null
  whyNot: Record<string, string | null>
}
const mineOf = async ({ client }: CrewMember): Promise<Mine | undefined> =>
  (await client.get<{ items: Mine[] }>('/me/signups')).body.items[0]
const kindsOf = async ({ client }: CrewMember): Promise<string[]> =>
  (await noticesOf(client)).map(({ kind }) => kind)
const decide = (project: PublishedProject, decisions: object[]) =>
  team.leader.client.post<{ results: { outcome: string; reason: string | null }[] }>(
    `/projects/${project.projectId}/signup-decisions`,
    { decisions },
  )

describe('C4 W1–W5: a full shift', () => {
  test('W3 numbers those who come after the last place by arrival, and shows each their place', async () => {
    const project = await listed()
    const { people, told } = await line(project, 3)
    expect(told).toMatchObject([
      { status: 'admitted', position: null },
      { status: 'waiting', position: 1 },
      { status: 'waiting', position: 2 },
    ])
    expect(await mineOf(people[2]!)).toMatchObject({ status: 'waiting', position: 2, answerBy: null })
    expect(await shiftOf(people[2]!.client, project)).toMatchObject({
      waits: true,
      waiting: 2,
      mine: { status: 'waiting', position: 2, whyNot: { withdrawSignUp: null } },
    })
    expect((await shiftOf(server.client(), project)).waits).toBe(true)
    expect(await kindsOf(people[1]!)).toEqual([])
    expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 2 })
  })

  test('W4, W5 a place given back is offered to the first, held for them, and nobody overtakes them', async () => {
    const project = await listed()
    const { people, told } = await line(project, 3)
    const back = await own(people[0]!.client, told[0]!.signupId, 'withdraw', { reason: '临时加班' })
    expect(back.body).toEqual({ status: 'withdrawn' })
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 1, waiting: 1 })
    // The shift is in about 95 hours, so a day is less than a quarter of what is left.
    const offer = await mineOf(people[1]!)
    const { startsAt } = (await shiftOf(people[1]!.client, project)) as unknown as { startsAt: string }
    const rest = Date.parse(startsAt) - Date.parse(TEST_NOW)
    expect(offer).toMatchObject({
      status: 'offered',
      position: null,
      answerBy: new Date(Date.parse(TEST_NOW) + Math.min(24 * 3_600_000, rest / 4)).toISOString(),
      whyNot: { acceptOffer: null, declineOffer: null, withdrawSignUp: 'offer_open' },
    })
    expect(await noticesOf(people[1]!.client)).toMatchObject([
      { kind: 'place_offered', facts: { title: '西湖花市秩序引导', answerBy: offer!.answerBy } },
    ])
    const late = (await makeCrew(server, 1, { team }))[0]!
    expect((await signUp(late.client, project)).body).toMatchObject({ status: 'waiting', position: 2 })
    expect((await own(people[1]!.client, told[1]!.signupId, 'accept')).body).toEqual({ status: 'admitted' })
    expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 2 })
    expect((await own(people[1]!.client, told[1]!.signupId, 'accept')).code).toBe('no_offer')
  })

  test('W2 is refused where no list is kept', async () => {
    const project = await listed({ keepsWaitingList: false })
    const { people } = await line(project, 1)
    const other = (await makeCrew(server, 1, { team }))[0]!
    expect((await signUp(other.client, project)).code).toBe('shift_full')
    expect(await shiftOf(people[0]!.client, project)).toMatchObject({ waits: false })
  })
})

describe('W6, W8: offers end', () => {
  test('declined or not answered, a place goes to the next; whoever still waits at the beginning is told', async () => {
    const project = await listed()
    const { people, told } = await line(project, 4)
    await own(people[0]!.client, told[0]!.signupId, 'withdraw')
    expect((await own(people[1]!.client, told[1]!.signupId, 'decline')).body).toEqual({ status: 'withdrawn' })
    const offer = await mineOf(people[2]!)
    expect(offer?.status).toBe('offered')
    server.setNow(offer!.answerBy!)
    expect((await own(people[2]!.client, told[2]!.signupId, 'accept')).code).toBe('offer_lapsed')
    await lapseOffersJob.run(server.engine)
    expect([(await mineOf(people[2]!))?.status, (await mineOf(people[3]!))?.status]).toEqual([
      'lapsed',
      'offered',
    ])
    expect(await kindsOf(people[2]!)).toEqual(['offer_lapsed', 'place_offered'])
    expect((await own(people[2]!.client, told[2]!.signupId, 'accept')).code).toBe('offer_lapsed')
    // They may come again, and stand behind everybody.
    expect((await signUp(people[2]!.client, project)).body).toMatchObject({ status: 'waiting', position: 1 })
    server.setNow('2026-11-28T01:00:00Z')
    await lapseOffersJob.run(server.engine)
    server.setNow(TEST_NOW)
    expect((await kindsOf(people[2]!))[0]).toBe('waiting_ended')
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 0, waiting: 0 })
    const lines = await server.reader
      .selectFrom('auditEntries')
      .select('actorLabel')
      .where('deed', '=', 'lapseOffers')
      .execute()
    expect(new Set(lines.map(({ actorLabel }) => actorLabel))).toEqual(new Set(['system']))
  })

  test('W4 a place that became free while recruiting rested is offered when it goes on', async () => {
    const project = await listed()
    const { people, told } = await line(project, 2)
    const setStatus = (status: 'recruiting' | 'recruiting_paused') =>
      server.db.updateTable('projects').set({ status }).where('projectId', '=', project.projectId).execute()
    await setStatus('recruiting_paused')
    await own(people[0]!.client, told[0]!.signupId, 'withdraw')
    await offerPlacesJob.run(server.engine)
    expect((await mineOf(people[1]!))?.status).toBe('waiting')
    await setStatus('recruiting')
    const third = (await makeCrew(server, 1, { team }))[0]!
    expect((await signUp(third.client, project)).body.status).toBe('waiting')
    await offerPlacesJob.run(server.engine)
    expect((await mineOf(people[1]!))?.status).toBe('offered')
  })

  test('whose place came free is not told to the next in their trail of accesses', async () => {
    const project = await listed()
    const { people, told } = await line(project, 2)
    await own(people[0]!.client, told[0]!.signupId, 'withdraw')
    const rows = await server.reader
      .selectFrom('recordAccesses')
      .select('actorLabel')
      .where('volunteerId', '=', people[1]!.volunteerId)
      .execute()
    expect(rows).toEqual([{ actorLabel: 'system' }])
  })
})

describe('W7: where the team decides', () => {
  test('it approves for the list, in whose order places are then offered', async () => {
    const project = await listed({ autoAdmit: false })
    const { people, told } = await line(project, 3)
    const [a, b, c] = told.map(({ signupId }) => signupId) as [SignupId, SignupId, SignupId]
    await decide(project, [{ signupId: a, decision: 'admit' }])
    const waiting = (await makeCrew(server, 1, { team }))[0]!
    const { signupId: d } = (await signUp(waiting.client, project)).body
    const { body } = await decide(project, [
      { signupId: b, decision: 'admit' },
      { signupId: b, decision: 'waitlist' },
      { signupId: b, decision: 'waitlist' },
    ])
    expect(body.results.map(({ outcome, reason }) => [outcome, reason])).toEqual([
      ['failed', 'shift_full'],
      ['waiting', null],
      ['failed', 'already_decided'],
    ])
    const list = await team.leader.client.get<{
      items: { signupId: string; position: number; approved: boolean; whyNot: object }[]
      counts: object
    }>(`/projects/${project.projectId}/signups?status=waiting`)
    expect(list.body.items).toMatchObject([
      { signupId: d, position: 1, approved: false, whyNot: { waitlist: null, admit: 'shift_full' } },
      { signupId: b, position: 2, approved: true, whyNot: { waitlist: 'already_decided' } },
    ])
    expect(list.body.counts).toEqual({ applied: 1, admitted: 1, headcount: 1, held: 0, waiting: 2 })
    await own(people[0]!.client, a, 'withdraw')
    // The one before has not been approved; nobody is offered a place against the team's will.
    expect([(await mineOf(waiting))?.status, (await mineOf(people[1]!))?.status]).toEqual([
      'waiting',
      'offered',
    ])
    expect(await kindsOf(people[1]!)).toEqual(['place_offered', 'signup_waitlisted'])
    await decide(project, [{ signupId: b, decision: 'refuse', reason: '人员已调整' }])
    expect((await decide(project, [{ signupId: d, decision: 'admit' }])).body.results[0]?.outcome).toBe(
      'offered',
    )
    expect((await mineOf(waiting))?.status).toBe('offered')
    expect((await decide(project, [{ signupId: c, decision: 'admit' }])).body.results[0]?.reason).toBe(
      'shift_full',
    )
  })

  test('S23 a place that is taken back goes to those who wait, not to whoever stands behind in the same list', async () => {
    const project = await listed({ autoAdmit: false })
    const { people, told } = await line(project, 3)
    const [a, b, c] = told.map(({ signupId }) => signupId)
    await decide(project, [
      { signupId: a, decision: 'admit' },
      { signupId: b, decision: 'waitlist' },
    ])
    const { body } = await decide(project, [
      { signupId: a, decision: 'refuse', reason: '年龄不符' },
      { signupId: c, decision: 'admit' },
    ])
    expect(body.results.map(({ outcome }) => outcome)).toEqual(['refused', 'failed'])
    expect((await mineOf(people[1]!))?.status).toBe('offered')
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 1, waiting: 0 })
  })
})

test('the pages of a waiting list go on where they stopped, shift by shift', async () => {
  const project = await listed({
    positions: [
      positionForm(
        { headcount: 1 },
        { headcount: 1, startsAt: '2026-11-29T01:00:00.000Z', endsAt: '2026-11-29T02:00:00.000Z' },
      ),
    ],
  })
  for (const shift of [0, 1])
    for (const { client } of await makeCrew(server, 4, { team })) await signUp(client, project, { shift })
  interface Listed {
    items: { shiftId: string; position: number }[]
    next: string | null
  }
  const read = async (after: string): Promise<Listed> =>
    (
      await team.leader.client.get<Listed>(
        `/projects/${project.projectId}/signups?status=waiting&limit=2${after}`,
      )
    ).body
  const pages: Listed[] = [await read('')]
  while (pages.at(-1)!.next !== null) pages.push(await read(`&after=${pages.at(-1)!.next}`))
  expect(pages.flatMap(({ items }) => items.map(({ shiftId, position }) => [shiftId, position]))).toEqual(
    project.shiftIds.flatMap((shiftId) => [1, 2, 3].map((position) => [shiftId, position])),
  )
})
