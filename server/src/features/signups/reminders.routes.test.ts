/** J14, J15: reminders the evening before and two hours before, each once. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, positionForm, publishProject, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { noticesOf, signUp } from '../../../test/signing.ts'
import { remindSignUpsJob } from '../../jobs/remind-sign-ups.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

/** The shift of the form begins on Saturday, 28 November, at nine. */
const EVE = '2026-11-27T10:00:00Z'
const SEVEN = '2026-11-27T23:00:00Z'
async function at(now: string): Promise<void> {
  server.setNow(now)
  await server.db
    .updateTable('sessions')
    .set({ expiresAt: new Date('2099-01-01') })
    .execute()
  await remindSignUpsJob.run(server.engine)
}
const reminders = async (client: Client) =>
  (await noticesOf(client))
    .map(({ kind }) => kind)
    .filter((kind) => ['shift_tomorrow', 'shift_soon', 'offer_waits'].includes(kind))
const published = (change: Record<string, unknown> = {}) => {
  server.setNow(TEST_NOW)
  return publishProject(server, team, { autoAdmit: true, ...change })
}

describe('J14 remindSignUps', () => {
  test('from six in the evening and from two hours before, once each, with time and place', async () => {
    const project = await published()
    const [ann] = await makeCrew(server, 1, { team })
    await signUp(ann!.client, project)
    await at('2026-11-27T09:59:59Z')
    expect(await reminders(ann!.client)).toEqual([])
    await at(EVE)
    await at('2026-11-27T14:00:00Z')
    expect(await reminders(ann!.client)).toEqual(['shift_tomorrow'])
    expect((await noticesOf(ann!.client))[0]).toMatchObject({
      facts: {
        title: '西湖花市秩序引导',
        place: '西湖花市，惠城区环城西路',
        startsAt: '2026-11-28T01:00:00.000Z',
      },
    })
    await at('2026-11-27T22:59:59Z')
    expect(await reminders(ann!.client)).toEqual(['shift_tomorrow'])
    await at('2026-11-27T23:00:01Z')
    await at('2026-11-28T00:30:00Z')
    await at('2026-11-28T02:00:00Z')
    expect(await reminders(ann!.client)).toEqual(['shift_soon', 'shift_tomorrow'])
  })

  test('who signs up later has just read the time: no reminder of what is past its moment', async () => {
    const project = await published()
    const [ann, bob] = await makeCrew(server, 2, { team })
    server.setNow('2026-11-27T11:00:00Z')
    await signUp(ann!.client, project)
    await at('2026-11-27T12:00:00Z')
    expect(await reminders(ann!.client)).toEqual([])
    server.setNow('2026-11-27T23:30:00Z')
    await signUp(bob!.client, project)
    await at('2026-11-28T00:00:00Z')
    expect(await reminders(ann!.client)).toEqual(['shift_soon'])
    expect(await reminders(bob!.client)).toEqual([])
  })

  test('not of a shift that is called off, nor who has given the place back', async () => {
    const shifts = [{}, { startsAt: '2026-11-28T06:00:00.000Z', endsAt: '2026-11-28T08:00:00.000Z' }]
    const project = await published({ positions: [positionForm(...shifts)] })
    const [ann, bob] = await makeCrew(server, 2, { team })
    await signUp(ann!.client, project)
    await signUp(bob!.client, project, { shift: 1 })
    const mine = await bob!.client.get<{ items: { signupId: string }[] }>('/me/signups')
    await bob!.client.post(`/me/signups/${mine.body.items[0]!.signupId}/withdraw`, {})
    await team.leader.client.post(`/projects/${project.projectId}/shifts/${project.shiftIds[0]}/cancel`, {
      reason: '大雨',
    })
    await at(EVE)
    expect(await reminders(ann!.client)).toEqual([])
    expect(await reminders(bob!.client)).toEqual([])
  })

  test('a shift that is moved is another time, and reminds again', async () => {
    const project = await published()
    const [ann] = await makeCrew(server, 1, { team })
    await signUp(ann!.client, project)
    await at(EVE)
    const moved = { startsAt: new Date('2026-11-28T02:00:00Z'), endsAt: new Date('2026-11-28T05:00:00Z') }
    for (const table of ['shifts', 'signups'] as const)
      await server.db.updateTable(table).set(moved).where('projectId', '=', project.projectId).execute()
    await at('2026-11-27T10:05:00Z')
    expect(await reminders(ann!.client)).toEqual(['shift_tomorrow', 'shift_tomorrow'])
  })

  test('whose place is held and who has not answered is asked for the answer', async () => {
    const project = await published()
    const [ann] = await makeCrew(server, 1, { team })
    await signUp(ann!.client, project)
    await server.db
      .updateTable('signups')
      .set({ status: 'offered', answerBy: new Date('2026-11-28T00:00:00Z') })
      .where('projectId', '=', project.projectId)
      .execute()
    await at(EVE)
    expect(await reminders(ann!.client)).toEqual(['offer_waits'])
  })

  test('who was told of a new time, or was offered a place, after the moment has just read it', async () => {
    const project = await published({
      keepsWaitingList: true,
      positions: [positionForm({ headcount: 1 })],
    })
    const [ann, bob] = await makeCrew(server, 2, { team })
    await signUp(ann!.client, project)
    await signUp(bob!.client, project)
    server.setNow('2026-11-27T11:00:00Z')
    await server.db
      .updateTable('sessions')
      .set({ expiresAt: new Date('2099-01-01') })
      .execute()
    const to = { startsAt: '2026-11-28T01:30:00.000Z', endsAt: '2026-11-28T04:30:00.000Z' }
    const moved = await team.leader.client.post(
      `/projects/${project.projectId}/shifts/${project.shiftIds[0]}/move`,
      { reason: '开门晚半小时', ...to },
    )
    expect(moved.status).toBe(200)
    await at('2026-11-27T11:05:00Z')
    expect(await reminders(ann!.client)).toEqual([])
    const mine = await ann!.client.get<{ items: { signupId: string }[] }>('/me/signups')
    await ann!.client.post(`/me/signups/${mine.body.items[0]!.signupId}/withdraw`, {})
    expect((await noticesOf(bob!.client))[0]?.kind).toBe('place_offered')
    await at('2026-11-27T11:10:00Z')
    expect(await reminders(bob!.client)).toEqual([])
  })

  test('J15 two processes at once remind once', async () => {
    const project = await published()
    const crew = await makeCrew(server, 5, { team })
    for (const one of crew) await signUp(one.client, project)
    server.setNow(SEVEN)
    await Promise.all([remindSignUpsJob.run(server.engine), remindSignUpsJob.run(server.engine)])
    await at('2026-11-27T23:01:00Z')
    for (const one of crew) expect(await reminders(one.client)).toEqual(['shift_soon'])
  })
})
