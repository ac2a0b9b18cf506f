/** More places and fewer over HTTP: nobody loses theirs silently. */
import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, positionForm, publishProject } from '../../../test/crews.ts'
import type { CrewMember, CrewTeam, PublishedProject } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { noticesOf, placesOf, signUp } from '../../../test/signing.ts'

let server: TestServer
let team: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const reason = '场地缩小，站不下这么多人'
/** A project with so many places, and people who signed up one after the other. */
async function filled(headcount: number, count: number, change: Record<string, unknown> = {}) {
  const project = await publishProject(server, team, {
    autoAdmit: true,
    keepsWaitingList: true,
    positions: [positionForm({ headcount })],
    ...change,
  })
  const people = await makeCrew(server, count, { team })
  const ids: string[] = []
  for (const person of people) ids.push((await signUp(person.client, project)).body.signupId)
  return { project, people, ids }
}
const change = ({ projectId, shiftIds }: PublishedProject, body: object) =>
  team.leader.client.put<{ headcount: number; left: number }>(
    `/projects/${projectId}/shifts/${shiftIds[0]}/headcount`,
    body,
  )
const mineOf = async ({ client }: CrewMember) =>
  (await client.get<{ items: { status: string; position: number | null }[] }>('/me/signups')).body.items.map(
    ({ status, position }) => [status, position],
  )
const kindsOf = async ({ client }: CrewMember) => (await noticesOf(client)).map(({ kind }) => kind)

describe('R5 changeHeadcount to more', () => {
  test('the places go to those who wait, in their order', async () => {
    const { project, people } = await filled(1, 3)
    expect((await change(project, { headcount: 2 })).body).toEqual({ headcount: 2, left: 0 })
    expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 1, waiting: 1 })
    expect(await mineOf(people[1]!)).toEqual([['offered', null]])
    expect(await mineOf(people[2]!)).toEqual([['waiting', 1]])
  })
})

describe('R6, R7 changeHeadcount to fewer', () => {
  test('free places go without a question', async () => {
    const { project, people } = await filled(5, 2)
    expect((await change(project, { headcount: 2 })).body).toEqual({ headcount: 2, left: 0 })
    expect(await kindsOf(people[0]!)).toEqual([])
    const more = (await makeCrew(server, 1, { team }))[0]!
    expect((await signUp(more.client, project)).body.status).toBe('waiting')
  })

  test('below those admitted it asks whom it concerns, and lists them in the order of admission', async () => {
    const { project, people, ids } = await filled(3, 3)
    const refused = await change(project, { headcount: 1, leaving: [ids[2]], reason })
    expect(refused).toMatchObject({ code: 'headcount_below_admitted', facts: { taken: 3, count: 2 } })
    const listed = await team.leader.client.get<{ items: { signupId: string; name: string }[] }>(
      `/projects/${project.projectId}/shifts/${project.shiftIds[0]}/holders`,
    )
    expect(listed.body.items.map(({ signupId }) => signupId)).toEqual(ids)
    expect(listed.body.items[0]!.name).toBe(people[0]!.name)
    expect((await change(project, { headcount: 1, leaving: [ids[1], ids[2]] })).code).toBe('reason_missing')
    const strangers = [ids[1], randomUUID()]
    expect((await change(project, { headcount: 1, leaving: strangers, reason })).code).toBe(
      'headcount_below_admitted',
    )
    expect((await change(project, { headcount: 2, leaving: [ids[1], ids[2]], reason })).code).toBe(
      'more_leave_than_must',
    )
    expect(await placesOf(server, project)).toEqual({ admitted: 3, held: 0, waiting: 0 })
  })

  test('who leaves stands first on the waiting list, in the order given, and is told why', async () => {
    const { project, people, ids } = await filled(3, 4)
    const wish = { headcount: 1, leaving: [ids[2], ids[1]], fate: 'waiting', reason }
    expect((await change(project, wish)).body).toEqual({ headcount: 1, left: 2 })
    expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 3 })
    expect(await Promise.all(people.map(mineOf))).toEqual([
      [['admitted', null]],
      [['waiting', 2]],
      [['waiting', 1]],
      [['waiting', 3]],
    ])
    expect(await noticesOf(people[1]!.client)).toMatchObject([
      { kind: 'place_to_waiting', facts: { reason } },
    ])
    expect(await kindsOf(people[0]!)).toEqual([])
    await change(project, { headcount: 2 })
    expect(await mineOf(people[2]!)).toEqual([['offered', null]])
  })

  test('or leaves with the reason; an offered place counts as taken', async () => {
    const { project, people, ids } = await filled(1, 2)
    await change(project, { headcount: 2 })
    expect((await change(project, { headcount: 1 })).facts).toMatchObject({ taken: 2, count: 1 })
    const wish = { headcount: 1, leaving: [ids[1]], fate: 'cancelled', reason }
    expect((await change(project, wish)).body.left).toBe(1)
    expect(await mineOf(people[1]!)).toEqual([['cancelled', null]])
    expect((await kindsOf(people[1]!))[0]).toBe('place_cancelled')
    expect(await placesOf(server, project)).toEqual({ admitted: 1, held: 0, waiting: 0 })
  })

  test('no list where none is kept, and nobody leaves what has begun', async () => {
    const { project, ids } = await filled(2, 2, { keepsWaitingList: false })
    const wish = { headcount: 1, leaving: [ids[1]], fate: 'waiting', reason }
    expect((await change(project, wish)).code).toBe('no_waiting_list')
    await server.db
      .updateTable('sessions')
      .set({ expiresAt: new Date('2099-01-01') })
      .execute()
    server.setNow('2026-11-28T02:00:00Z')
    expect((await change(project, { ...wish, fate: 'cancelled' })).code).toBe('shift_begun')
    expect((await change(project, { headcount: 3 })).status).toBe(200)
    server.setNow('2026-11-28T04:00:00Z')
    expect((await change(project, { headcount: 4 })).code).toBe('shift_over')
    server.setNow(TEST_NOW)
  })
})
