/** What suits a reader: what they have served and learned. */
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  makeCrew,
  makeCrewTeam,
  positionForm,
  publishProject,
  type CrewMember,
  type CrewTeam,
} from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'

let server: TestServer
let team: CrewTeam
let member: CrewMember
const shift = { startsAt: '2026-11-28T01:00:00.000Z', endsAt: '2026-11-28T03:00:00.000Z', headcount: 5 }
const terms = { recruitUntil: '2026-11-28T01:00:00.000Z', positions: [positionForm(shift)] }

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  member = (await makeCrew(server, 1, { team }))[0]!
})
afterAll(() => server.stop())

const fitting = async (): Promise<string[]> => {
  const { body } = await member.client.get<{ items: { title: string }[] }>('/projects?fits=true')
  return body.items.map(({ title }) => title)
}

describe('C3, Q6: what suits the reader', () => {
  test('hours served before', async () => {
    const { projectId } = await publishProject(server, team, { ...terms, title: '老手带队', minMinutes: 600 })
    expect(await fitting()).toEqual([])
    await sql`insert into volunteer_totals (volunteer_id, credit_minutes) values (${member.volunteerId}, 599)`.execute(
      server.db,
    )
    expect(await fitting()).toEqual([])
    await sql`update volunteer_totals set credit_minutes = 600`.execute(server.db)
    expect(await fitting()).toEqual(['老手带队'])
    await sql`update projects set status = 'cancelled' where project_id = ${projectId}`.execute(server.db)
  })

  test('training, once it was declared to the same team in the same words and the team took them on', async () => {
    const asked = { ...terms, training: '急救培训', qualification: '救护员证' }
    const first = await publishProject(server, team, { ...asked, title: '赛事医疗点' })
    const detail = await member.client.get<{ positions: { shifts: { shiftId: string }[] }[] }>(
      `/projects/${first.projectId}`,
    )
    expect(await fitting()).toEqual([])
    const { shiftId } = detail.body.positions[0]!.shifts[0]!
    const answer = await member.client.post<{ signupId: string }>(`/projects/${first.projectId}/signups`, {
      shiftId,
      riskAccepted: true,
      declaresQualified: true,
    })
    expect(answer.status).toBe(201)
    expect(await fitting()).toEqual([])
    await sql`update signups set status = 'admitted', decided_at = now() where signup_id = ${answer.body.signupId}`.execute(
      server.db,
    )
    expect(await fitting()).toEqual(['赛事医疗点'])
    await publishProject(server, team, { ...asked, title: '另一场赛事' })
    await publishProject(server, team, { ...asked, title: '要新证的', qualification: '急救员证' })
    await publishProject(server, await makeCrewTeam(server), { ...asked, title: '别的团体的' })
    expect((await fitting()).sort()).toEqual(['另一场赛事', '赛事医疗点'].sort())
  })
})
