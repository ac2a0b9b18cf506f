/** A check that ends in calling the project off, over HTTP. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, type CrewTeam, type PublishedProject } from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { noticesOf, placesOf, signUp } from '../../../test/signing.ts'
import { checked } from '../../../test/teams.ts'
import { allowTrust, prove, sendProject, type Published } from '../../../test/trusting.ts'

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

async function published(): Promise<{ team: CrewTeam; sent: Published; project: PublishedProject }> {
  const team = await makeCrewTeam(server, { parent: federation })
  await prove(server, team)
  checked(await county.post(`/teams/${team.teamId}/trust`, { cause: '可靠' }), 204)
  const sent = await sendProject(team)
  const rows = await server.reader
    .selectFrom('shifts')
    .select('shiftId')
    .where('projectId', '=', sent.projectId)
    .execute()
  return { team, sent, project: { projectId: sent.projectId, shiftIds: rows.map(({ shiftId }) => shiftId) } }
}
const cancel = (client: Client, { reviewId }: { reviewId: string }, reason = '内容不是志愿服务') =>
  client.post<{ people: number }>(`/reviews/${reviewId}/project-check/cancel`, { reason })

describe('P32 cancelCheckedProject', () => {
  test('the check is refused, the trust ends, everybody who had signed up is told, once', async () => {
    const { team, sent, project } = await published()
    const [ann] = await makeCrew(server, 1, { team })
    expect((await signUp(ann!.client, project)).body.status).toBe('admitted')
    expect((await cancel(federation.leader.client, sent, ' ')).code).toBe('reason_missing')
    expect((await cancel(team.leader.client, sent)).code).toBe('not_your_team')
    expect(checked(await cancel(federation.leader.client, sent), 200)).toEqual({ people: 1 })
    expect((await cancel(federation.leader.client, sent)).code).toBe('already_decided')
    expect((await noticesOf(ann!.client)).map(({ kind }) => kind)).toEqual(['project_cancelled'])
    expect((await noticesOf(team.leader.client))[0]).toMatchObject({
      kind: 'project_check_cancelled',
      facts: { reason: '内容不是志愿服务' },
    })
    expect(await placesOf(server, project)).toEqual({ admitted: 0, held: 0, waiting: 0 })
    expect((await server.client().get(`/projects/${project.projectId}`)).body).toMatchObject({
      status: 'cancelled',
      cancelReason: '内容不是志愿服务',
    })
    expect((await county.get(`/teams/${team.teamId}/trust`)).body).toMatchObject({
      isTrusted: false,
      latest: { endKind: 'check_refused' },
    })
  })

  test.each([
    ['ended', 'activity_over'],
    ['cancelled', 'project_cancelled'],
  ] as const)('one that is %s is not called off: %s', async (status, code) => {
    const { sent } = await published()
    await server.db.updateTable('projects').set({ status }).where('projectId', '=', sent.projectId).execute()
    expect((await cancel(federation.leader.client, sent)).code).toBe(code)
    const read = await federation.leader.client.get(`/reviews/${sent.reviewId}/project-check`)
    expect(read.body).toMatchObject({ facts: { check: { whyNot: { cancelCheckedProject: code } } } })
  })
})
