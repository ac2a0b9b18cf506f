/** What a team takes over says nothing of whether it may be trusted. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { dissolve } from '../../../test/dissolving.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'
import { allowTrust, prove, publishedBefore, sendProject, type Published } from '../../../test/trusting.ts'

let server: TestServer
let federation: CrewTeam
let county: Client
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  federation = await makeCrewTeam(server, { name: '惠州市志愿服务联合会' })
  county = (await makeStaff(server, 'authority_reviewer', '441302')).client
  await allowTrust(server)
})
afterAll(() => server.stop())

async function trusted(): Promise<CrewTeam> {
  const team = await makeCrewTeam(server, { parent: federation })
  await prove(server, team)
  checked(await county.post(`/teams/${team.teamId}/trust`, { cause: '连续一年无差错' }), 204)
  return team
}
const trustOf = async ({ teamId }: CrewTeam) =>
  checked(
    await county.get<{ isTrusted: boolean; projects: number; criteria: object[] }>(`/teams/${teamId}/trust`),
    200,
  )
const refuse = async ({ reviewId }: Published) =>
  checked(
    await federation.leader.client.post(`/reviews/${reviewId}/project-check`, {
      ...{ decision: 'refuse', reason: '风险告知太笼统' },
    }),
    200,
  )

test('P29, P30: a check refused after a handover ends no trust of the receiver, one of its own does', async () => {
  const [giver, receiver] = [await trusted(), await trusted()]
  const taken = await sendProject(giver)
  await publishedBefore(server, giver, { count: 2 })
  checked(await dissolve(federation.leader.client, giver, receiver), 200)
  const before = await trustOf(receiver)
  expect(before).toMatchObject({ isTrusted: true, projects: 10 })
  await refuse(taken)
  expect(await trustOf(receiver)).toEqual(before)

  await refuse(await sendProject(receiver))
  expect(await trustOf(receiver)).toMatchObject({
    isTrusted: false,
    projects: 10,
    whyNot: { trustTeam: 'check_refused_lately' },
  })
})
