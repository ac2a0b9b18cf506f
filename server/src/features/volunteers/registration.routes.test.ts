import { afterAll, beforeAll, expect, test } from 'vitest'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeVolunteer } from '../../../test/people.ts'

let server: TestServer
beforeAll(async () => {
  server = await startTestServer()
})
afterAll(() => server.stop())

test('works', async () => {
  const t = performance.now()
  const v = await makeVolunteer(server)
  console.log(v, performance.now() - t)
  const t2 = performance.now()
  await makeVolunteer(server, { age: 12 })
  console.log(performance.now() - t2)
  console.log((await v.client.get('/me')).body)
  console.log((await v.client.get('/me/card')).body)
  expect(1).toBe(1)
})
