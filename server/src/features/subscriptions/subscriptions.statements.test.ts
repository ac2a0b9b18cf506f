/** How often the database is asked: no more for many followed searches than for one. */
import pg from 'pg'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import {
  makeCrew,
  makeCrewTeam,
  publishProject,
  type CrewMember,
  type CrewTeam,
} from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import { tellSubscribersJob } from '../../jobs/tell-subscribers.ts'

let server: TestServer
let team: CrewTeam
let crew: CrewMember[]
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server, { name: '水门桥社区志愿服务队' })
  crew = await makeCrew(server, 8, { team })
})
afterAll(() => server.stop())

const save = (who: CrewMember, q: string) =>
  who.client.post<{ subscriptionId: string }>('/me/subscriptions', { name: q, q })

/** Each statement outside of a transaction takes a connection. */
async function connectionsOf(deed: () => Promise<unknown>): Promise<number> {
  const connect = vi.spyOn(pg.Pool.prototype, 'connect')
  try {
    await deed()
    return connect.mock.calls.length
  } finally {
    connect.mockRestore()
  }
}
/** Within transactions too. */
async function statementsOf(deed: () => Promise<unknown>): Promise<number> {
  const query = vi.spyOn(pg.Client.prototype, 'query')
  try {
    await deed()
    return query.mock.calls.length
  } finally {
    query.mockRestore()
  }
}

test('U1: the list is one statement, however many there are', async () => {
  const [who] = crew
  const reading = () => connectionsOf(() => who!.client.get('/me/subscriptions'))
  const signingIn = await connectionsOf(() => who!.client.get('/me/subscriptions?x=1'))
  expect(signingIn).toBeGreaterThan(0)
  const few = await reading()
  for (let number = 0; number < 10; number += 1) expect((await save(who!, `清滩${number}`)).status).toBe(201)
  expect(await reading()).toBe(few)
  const body = JSON.stringify((await who!.client.get('/me/subscriptions')).body)
  expect(Buffer.byteLength(body)).toBeLessThan(50_000)
})

test('U5: telling of a project asks as often for seven people as for one', async () => {
  const told = async (title: string): Promise<number> => {
    server.setNow(new Date(server.now().getTime() + 60_000).toISOString())
    await publishProject(server, team, { title })
    return statementsOf(() => tellSubscribersJob.run(server.engine))
  }
  await tellSubscribersJob.run(server.engine)
  await save(crew[1]!, '护学')
  const one = await told('小学护学')
  for (const who of crew.slice(2)) await save(who, '护学')
  const seven = await told('中学护学')
  expect(seven).toBe(one)
  for (const who of crew.slice(1)) {
    const { items } = (await who.client.get<{ items: { kind: string }[] }>('/me/notices')).body
    expect(items.some(({ kind }) => kind === 'project_found')).toBe(true)
  }
})
