/** Draws beside other draws, moved shifts and other wishes, over HTTP. */
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  makeCrew,
  makeCrewTeam,
  positionForm,
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
import { lapseOffersJob } from '../../jobs/pass-on-places.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())
beforeEach(() => server.setNow(TEST_NOW))

const DRAW_AT = '2026-11-26T10:00:00.000Z'
const AFTERNOON = { startsAt: '2026-11-28T06:00:00.000Z', endsAt: '2026-11-28T09:00:00.000Z' }
const publish = (change: Record<string, unknown> = {}) =>
  publishProject(server, team, { drawAt: DRAW_AT, ...change })
const drawnAtOf = async ({ projectId }: PublishedProject) =>
  checked(await server.client().get<{ drawnAt: string | null }>(`/projects/${projectId}/draw`), 200).drawnAt
interface Mine {
  signupId: string
  projectId: string
  startsAt: string
  status: string
  drawReason: string | null
  whyNot: { withdrawSignUp: string | null }
}
const mineOf = async ({ client }: CrewMember, { projectId }: PublishedProject): Promise<Mine[]> =>
  checked(await client.get<{ items: Mine[] }>('/me/signups'), 200).items.filter(
    (one) => one.projectId === projectId,
  )
const move = ({ projectId, shiftIds }: PublishedProject, at: number, to: object) =>
  team.leader.client.post(`/projects/${projectId}/shifts/${shiftIds[at]}/move`, { reason: '改期', ...to })
/** Sessions outlive the tests' journeys in time. */
async function clockAt(moment: string): Promise<void> {
  await server.db
    .updateTable('sessions')
    .set({ expiresAt: new Date('2099-01-01') })
    .execute()
  server.setNow(moment)
}

describe('C4, V5: drawPlaces', () => {
  test('a draw that fails keeps no other from taking place', async () => {
    const broken = await publish({ drawAt: '2026-11-26T09:00:00.000Z' })
    const sound = await publish()
    const [kept] = await server.db
      .deleteFrom('draws')
      .where('projectId', '=', broken.projectId)
      .returningAll()
      .execute()
    await clockAt(DRAW_AT)
    await expect(drawPlacesJob.run(server.engine)).rejects.toThrow('not everything was drawn')
    expect(await drawnAtOf(sound)).toBe(DRAW_AT)
    await server.db
      .insertInto('draws')
      .values({ ...kept!, places: null })
      .execute()
    await drawPlacesJob.run(server.engine)
    expect(await drawnAtOf(broken)).toBe(DRAW_AT)
  })

  test('V8: who entered two shifts that were moved onto each other has one of them', async () => {
    const project = await publish({
      positions: [positionForm({ headcount: 1 }, { ...AFTERNOON, headcount: 1 })],
    })
    const [ann, bob] = (await makeCrew(server, 2, { team })) as [CrewMember, CrewMember]
    for (const shift of [0, 1]) checked(await signUp(ann.client, project, { shift }), 201)
    checked(await signUp(bob.client, project), 201)
    const onto = { startsAt: '2026-11-28T01:30:00.000Z', endsAt: '2026-11-28T04:30:00.000Z' }
    checked(await move(project, 1, onto), 200)
    await clockAt(DRAW_AT)
    await drawPlacesJob.run(server.engine)
    const mine = await mineOf(ann, project)
    expect(mine.map(({ status }) => status).sort()).toEqual(['admitted', 'refused'])
    expect(mine.find(({ status }) => status === 'refused')?.drawReason).toBe('shift_clashes')
    const kinds = (await noticesOf(ann.client)).map(({ kind }) => kind)
    expect(kinds.filter((kind) => kind.startsWith('draw_')).sort()).toEqual(['draw_unfit', 'draw_won'])
    const [his] = await mineOf(bob, project)
    const first = mine.find(({ startsAt }) => startsAt === '2026-11-28T01:00:00.000Z')!
    // Where she gives up the shift that he waits for, her place is offered to him.
    const hisNow = await placesOf(server, project)
    if (first.status === 'admitted') expect([his!.status, hisNow.waiting]).toEqual(['waiting', 1])
    else expect([his!.status === 'offered' || his!.status === 'admitted', hisNow.waiting]).toEqual([true, 0])
  })

  test('V6: a wish elsewhere at the same time is no place, and puts nobody out', async () => {
    const other = await publishProject(server, team, { positions: [positionForm(AFTERNOON)] })
    const project = await publish()
    const [ann] = (await makeCrew(server, 1, { team })) as [CrewMember]
    checked(await signUp(ann.client, other), 201)
    checked(await signUp(ann.client, project), 201)
    checked(
      await move(other, 0, { startsAt: '2026-11-28T01:00:00.000Z', endsAt: '2026-11-28T04:00:00.000Z' }),
      200,
    )
    await clockAt(DRAW_AT)
    await drawPlacesJob.run(server.engine)
    expect(await mineOf(ann, project)).toMatchObject([{ status: 'admitted', drawReason: null }])
  })
})

describe('V1: a shift begins a day after its draw at the earliest', () => {
  const soon = { startsAt: '2026-11-27T09:59:00.000Z', endsAt: '2026-11-27T12:00:00.000Z' }
  const justThen = { startsAt: '2026-11-27T10:00:00.000Z', endsAt: '2026-11-27T12:00:00.000Z' }
  test('R15: it is not moved to before, and is once it was drawn', async () => {
    const project = await publish()
    const path = `/projects/${project.projectId}/shifts/${project.shiftIds[0]}/move`
    const query = new URLSearchParams(soon).toString()
    expect((await team.leader.client.get(`${path}?${query}`)).code).toBe('draw_too_late')
    expect((await move(project, 0, soon)).code).toBe('draw_too_late')
    checked(await move(project, 0, justThen), 200)
    await clockAt(DRAW_AT)
    expect((await move(project, 0, soon)).code).toBe('draw_too_late')
    await drawPlacesJob.run(server.engine)
    checked(await move(project, 0, soon), 200)
  })
  test('R18: nor is one added before', async () => {
    const { projectId } = await publish()
    const add = (span: object) =>
      team.leader.client.post(`/projects/${projectId}/shifts`, {
        position: { name: '问询员', description: '', requirements: '' },
        shifts: [{ ...span, breakMinutes: 0, headcount: 3 }],
      })
    const refused = await add(soon)
    expect([refused.code, refused.facts?.['field']]).toEqual(['draw_too_late', 'shifts.0'])
    checked(await add(justThen), 201)
  })
})

describe('V3, V5: from the hour of the draw on', () => {
  const pause = ({ projectId }: PublishedProject) =>
    team.leader.client.post(`/projects/${projectId}/pause`, { reason: 'preparing' })
  test('nobody leaves its list; once it is drawn a place is given back as any other', async () => {
    const project = await publish()
    const [ann] = (await makeCrew(server, 1, { team })) as [CrewMember]
    const { signupId } = checked(await signUp(ann.client, project), 201)
    const withdraw = () => ann.client.post(`/me/signups/${signupId}/withdraw`, {})
    await clockAt(DRAW_AT)
    expect((await withdraw()).code).toBe('withdraw_after_draw')
    expect((await mineOf(ann, project))[0]?.whyNot.withdrawSignUp).toBe('withdraw_after_draw')
    expect((await shiftOf(ann.client, project)).mine).toMatchObject({
      whyNot: { withdrawSignUp: 'withdraw_after_draw' },
    })
    await drawPlacesJob.run(server.engine)
    checked(await withdraw(), 200)
  })
  test('what was not drawn until the shift began ends with it, and its people are told', async () => {
    const project = await publish()
    const [ann] = (await makeCrew(server, 1, { team })) as [CrewMember]
    checked(await signUp(ann.client, project), 201)
    checked(await pause(project), 200)
    await clockAt('2026-11-28T00:59:59.000Z')
    await drawPlacesJob.run(server.engine)
    await lapseOffersJob.run(server.engine)
    expect(await mineOf(ann, project)).toMatchObject([{ status: 'entered' }])
    await clockAt('2026-11-28T01:00:00.000Z')
    await lapseOffersJob.run(server.engine)
    expect(await mineOf(ann, project)).toMatchObject([{ status: 'lapsed', ticket: null }])
    expect((await noticesOf(ann.client)).map(({ kind }) => kind)).toEqual(['draw_missed'])
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 0, waiting: 0 })
  })
})
