/** Places that are drawn, over HTTP: taking part, the draw by the clock, the proof, and what becomes of whom. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  makeCrew,
  makeCrewTeam,
  positionForm,
  projectForm,
  publishProject,
  type CrewMember,
  type CrewTeam,
  type PublishedProject,
} from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { noticesOf, placesOf, shiftOf, signUp } from '../../../test/signing.ts'
import { checked } from '../../../test/teams.ts'
import { drawPlacesJob } from '../../jobs/draw-places.ts'
import { commitmentOf, digestOf, drawTickets, listText, seedOf } from '../../kernel/fair-draw.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const DRAW_AT = '2026-11-26T10:00:00.000Z'
const publish = (headcount = 2, change: Record<string, unknown> = {}) =>
  publishProject(server, team, {
    drawAt: DRAW_AT,
    positions: [positionForm({ headcount })],
    ...change,
  })
interface Shown {
  drawAt: string
  commitment: string
  entries: number
  drawnAt: string | null
  proof: { digest: string; seed: string; secret: string } | null
  shifts: { shiftId: string; places: number }[]
}
interface Mine {
  status: string
  position: number | null
  ticket: string | null
  drawAt: string | null
  drawReason: string | null
  whyNot: { withdrawSignUp: string | null }
}
const drawOf = async ({ projectId }: PublishedProject) =>
  checked(await server.client().get<Shown>(`/projects/${projectId}/draw`), 200)
const entriesOf = async ({ projectId }: PublishedProject, query = '') =>
  checked(
    await server.client().get<{
      items: { ticket: string; shiftId: string; outcome: 'in' | 'waiting' | 'out'; place: number | null }[]
      next: string | null
    }>(`/projects/${projectId}/draw/entries${query}`),
    200,
  )
const mineOf = async ({ client }: CrewMember): Promise<Mine> =>
  checked(await client.get<{ items: Mine[] }>('/me/signups'), 200).items[0]!
async function entered(project: PublishedProject, count: number): Promise<CrewMember[]> {
  const people = await makeCrew(server, count, { team })
  for (const { client } of people)
    expect(checked(await signUp(client, project), 201)).toMatchObject({ status: 'entered', position: null })
  return people
}
/** Sessions outlive the tests' journeys in time. */
async function drawAt(moment = DRAW_AT): Promise<void> {
  await server.db
    .updateTable('sessions')
    .set({ expiresAt: new Date('2099-01-01') })
    .execute()
  server.setNow(moment)
  await drawPlacesJob.run(server.engine)
}
const backToNow = (): void => server.setNow(TEST_NOW)

describe('C4, V1–V5: drawPlaces', () => {
  test('nobody has a place before, two of five have one after, the others wait as drawn, and all can be computed again', async () => {
    const project = await publish()
    const before = await drawOf(project)
    expect(before).toMatchObject({ drawAt: DRAW_AT, entries: 0, drawnAt: null, proof: null })
    const people = await entered(project, 5)
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 0, waiting: 0 })
    const ticket = (await mineOf(people[0]!)).ticket
    expect(ticket).toMatch(/^[0-9A-HJKMNP-TV-Z]{12}$/)
    expect(await shiftOf(people[0]!.client, project)).toMatchObject({
      waits: false,
      mine: { status: 'entered', ticket, whyNot: { withdrawSignUp: null } },
    })
    await drawPlacesJob.run(server.engine)
    expect(await drawOf(project)).toMatchObject({ entries: 5, drawnAt: null, proof: null })
    await drawAt()
    const shown = await drawOf(project)
    expect(shown).toMatchObject({ commitment: before.commitment, entries: 5, drawnAt: DRAW_AT })
    expect(await placesOf(server, project)).toEqual({ admitted: 2, held: 0, waiting: 3 })
    const { items } = await entriesOf(project)
    const { digest, seed, secret } = shown.proof!
    const bytes = (hex: string) => Buffer.from(hex, 'hex')
    const lots = shown.shifts.map(({ shiftId, places }) => ({ lotId: shiftId, places }))
    const tickets = items.map((one) => ({
      ...{ ticket: one.ticket, lotId: one.shiftId, isFit: one.outcome !== 'out' },
    }))
    expect(commitmentOf(bytes(secret)).toString('hex')).toBe(before.commitment)
    expect(digestOf(listText(project.projectId, lots, tickets)).toString('hex')).toBe(digest)
    expect(seedOf(bytes(secret), bytes(digest)).toString('hex')).toBe(seed)
    const again = drawTickets(bytes(seed), lots, tickets)
    const results = new Map(again.map((one) => [one.ticket, { outcome: one.outcome, place: one.place }]))
    for (const { ticket: one, outcome, place } of items) expect(results.get(one)).toEqual({ outcome, place })
    for (const person of people) {
      const mine = await mineOf(person)
      const result = results.get(mine.ticket!)!
      const isIn = result.outcome === 'in'
      expect(mine).toMatchObject({
        status: isIn ? 'admitted' : 'waiting',
        position: isIn ? null : result.place! - 2,
      })
      const kinds = (await noticesOf(person.client)).map(({ kind }) => kind)
      expect(kinds).toEqual([isIn ? 'draw_won' : 'draw_waiting'])
    }
    expect(JSON.stringify([shown, items])).not.toMatch(/志愿者|volunteer/)
    await drawPlacesJob.run(server.engine)
    expect(await drawOf(project)).toEqual(shown)
    backToNow()
  })

  test('a place given back afterwards goes down the drawn list, and who comes then waits behind it', async () => {
    const project = await publish(1)
    const people = await entered(project, 3)
    await drawAt()
    const late = (await makeCrew(server, 1, { team }))[0]!
    expect(checked(await signUp(late.client, project), 201)).toMatchObject({ status: 'waiting', position: 3 })
    const standing = await Promise.all(people.map(async (person) => ({ person, mine: await mineOf(person) })))
    const winner = standing.find(({ mine }) => mine.status === 'admitted')!
    const { items } = checked(
      await winner.person.client.get<{ items: { signupId: string }[] }>('/me/signups'),
      200,
    )
    checked(await winner.person.client.post(`/me/signups/${items[0]!.signupId}/withdraw`, {}), 200)
    const first = standing.find(({ mine }) => mine.position === 1)!
    expect(await mineOf(first.person)).toMatchObject({ status: 'offered' })
    expect((await entriesOf(project)).items.filter(({ outcome }) => outcome === 'in')).toHaveLength(1)
    backToNow()
  })

  test('fewer than the places: all get in, and what is left is given at once afterwards', async () => {
    const project = await publish(4)
    const people = await entered(project, 2)
    await drawAt()
    for (const person of people) expect(await mineOf(person)).toMatchObject({ status: 'admitted' })
    const [late] = await makeCrew(server, 1, { team })
    expect(checked(await signUp(late!.client, project), 201)).toMatchObject({
      status: 'admitted',
      ticket: null,
    })
    backToNow()
  })

  test('the team neither gives nor refuses a place before, and sees no tickets', async () => {
    const project = await publish()
    await entered(project, 1)
    const list = await team.leader.client.get<{
      items: { signupId: string; whyNot: Record<string, string | null> }[]
      counts: { applied: number }
    }>(`/projects/${project.projectId}/signups`)
    const [row] = list.body.items
    const pending = { admit: 'draw_pending', waitlist: 'draw_pending', refuse: 'draw_pending' }
    expect(row).toMatchObject({ status: 'entered', whyNot: pending })
    expect(row).not.toHaveProperty('ticket')
    for (const decision of ['admit', 'waitlist', 'refuse']) {
      const decided = await team.leader.client.post<{ results: { reason: string | null }[] }>(
        `/projects/${project.projectId}/signup-decisions`,
        { decisions: [{ signupId: row!.signupId, decision, reason: '不合适' }] },
      )
      expect(decided.body.results[0]!.reason).toBe('draw_pending')
    }
  })

  test('between the hour and the draw nobody comes any more; who leaves before it takes no part', async () => {
    const project = await publish()
    const [ann, bob] = await entered(project, 2)
    const { items } = (await ann!.client.get<{ items: { signupId: string }[] }>('/me/signups')).body
    checked(await ann!.client.post(`/me/signups/${items[0]!.signupId}/withdraw`, {}), 200)
    const [late] = await makeCrew(server, 1, { team })
    await server.db
      .updateTable('sessions')
      .set({ expiresAt: new Date('2099-01-01') })
      .execute()
    server.setNow(DRAW_AT)
    expect((await shiftOf(late!.client, project)).whyNot.signUp).toBe('draw_under_way')
    expect((await signUp(late!.client, project)).code).toBe('draw_under_way')
    await drawPlacesJob.run(server.engine)
    expect((await drawOf(project)).entries).toBe(1)
    expect(await mineOf(bob!)).toMatchObject({ status: 'admitted' })
    backToNow()
  })

  test('V5: while recruiting rests nothing is drawn; it is made up for', async () => {
    const project = await publish()
    const [ann] = await entered(project, 1)
    const deed = (name: string, body = {}) =>
      team.leader.client.post(`/projects/${project.projectId}/${name}`, body)
    checked(await deed('pause', { reason: 'preparing' }), 200)
    await drawAt()
    expect((await drawOf(project)).drawnAt).toBeNull()
    checked(await deed('resume'), 200)
    await drawAt('2026-11-26T11:00:00.000Z')
    expect((await drawOf(project)).drawnAt).toBe('2026-11-26T11:00:00.000Z')
    expect(await mineOf(ann!)).toMatchObject({ status: 'admitted' })
    backToNow()
  })

  test('V6: who may not take the place any more stands in the list without one, and alone reads why', async () => {
    const project = await publish(1)
    const [gone, stays] = await entered(project, 2)
    await server.db
      .updateTable('memberships')
      .set({ status: 'left', leftAt: server.now() })
      .where('volunteerId', '=', gone!.volunteerId)
      .execute()
    await drawAt()
    expect(await mineOf(gone!)).toMatchObject({ status: 'refused', drawReason: 'no_team' })
    expect(await mineOf(stays!)).toMatchObject({ status: 'admitted', drawReason: null })
    const { items } = await entriesOf(project)
    expect(items.map(({ outcome }) => outcome).sort()).toEqual(['in', 'out'])
    expect(JSON.stringify(items)).not.toContain('no_team')
    expect((await noticesOf(gone!.client)).map(({ kind }) => kind)).toEqual(['draw_unfit'])
    backToNow()
  })

  test('called off before the draw, everybody is told and nothing is drawn', async () => {
    const project = await publish()
    const [ann] = await entered(project, 1)
    const off = await team.leader.client.post(`/projects/${project.projectId}/cancel`, { reason: '下雨' })
    expect(checked(off, 200)).toEqual({ people: 1 })
    await drawAt()
    expect(await drawOf(project)).toMatchObject({ drawnAt: null, proof: null })
    expect(await mineOf(ann!)).toMatchObject({ status: 'cancelled' })
    backToNow()
  })

  test('two positions of one project are drawn together, each for its own places', async () => {
    const later = { startsAt: '2026-11-29T01:00:00.000Z', endsAt: '2026-11-29T04:00:00.000Z' }
    const project = await publish(1, {
      positions: [positionForm({ headcount: 1 }, { ...later, headcount: 2 })],
    })
    const people = await makeCrew(server, 4, { team })
    for (const { client } of people)
      for (const shift of [0, 1]) checked(await signUp(client, project, { shift }), 201)
    await drawAt()
    expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 3 })
    expect(await placesOf(server, project, 1)).toEqual({ admitted: 2, held: 0, waiting: 2 })
    const first = await entriesOf(project, '?limit=5')
    expect(first.items).toHaveLength(5)
    const second = await entriesOf(project, `?limit=5&after=${first.next}`)
    expect([second.items.length, second.next]).toEqual([3, null])
    backToNow()
  })
})

describe('V1: the form', () => {
  const create = (change: Record<string, unknown>) =>
    team.leader.client.post(`/teams/${team.teamId}/projects`, projectForm(change))
  test.each([
    ['2026-11-27T01:00:01.000Z', 'draw_too_late'],
    [TEST_NOW, 'draw_in_past'],
  ])('a draw at %s: %s', async (moment, code) => {
    const answer = await create({ drawAt: new Date(moment).toISOString() })
    expect([answer.code, answer.facts?.['field']]).toEqual([code, 'drawAt'])
  })
  test('what is drawn is given at once afterwards and keeps a list, whatever else was ticked', async () => {
    const project = await publish(1, { autoAdmit: false, keepsWaitingList: false })
    expect((await server.client().get(`/projects/${project.projectId}`)).body).toMatchObject({
      ...{ autoAdmit: true, keepsWaitingList: true, drawAt: DRAW_AT, drawnAt: null },
    })
  })
  test('once published, the hour of the draw is not changed', async () => {
    const project = await publish()
    const { positions: _, exclusionsConfirmed: __, ...form } = projectForm({ description: '换个说法' })
    const later = { ...form, drawAt: '2026-11-25T10:00:00.000Z', keepsWaitingList: false, formVersion: 0 }
    checked(await team.leader.client.put(`/projects/${project.projectId}/published`, later), 200)
    expect((await drawOf(project)).drawAt).toBe(DRAW_AT)
  })
  test('a project without a draw has none to show', async () => {
    const project = await publishProject(server, team)
    expect((await server.client().get(`/projects/${project.projectId}/draw`)).code).toBe('no_draw')
    expect((await entriesOf(project)).items).toEqual([])
  })
})
