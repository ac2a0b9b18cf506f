import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, projectForm, publishProject, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type TestServer } from '../../../test/harness.ts'
import { lineOf, postLines, reversalOf } from '../../../test/lines.ts'
import { makeSite } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'
import { countCampaignsJob } from '../../jobs/count-campaigns.ts'
import type { ProjectId, VolunteerId } from '../../kernel/ids.ts'

interface Figures {
  teams: number
  members: number
  openProjects: number
  projects: number
  served: number
  minutes: number
}
interface Campaigns {
  year: number
  items: { code: string; figures: Figures; countedAt: string | null }[]
}

let server: TestServer
let team: CrewTeam
let other: CrewTeam
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  other = await makeCrewTeam(server)
  for (const { teamId } of [team, other])
    await server.db
      .updateTable('teams')
      .set({ campaigns: ['youth', 'elderly'] })
      .where('teamId', '=', teamId)
      .execute()
})
afterAll(() => server.stop())

const list = async () => checked(await server.client().get<Campaigns>('/campaigns'), 200)
const figuresOf = async (code: string) => (await list()).items.find((one) => one.code === code)!
const line = (volunteerId: VolunteerId, projectId: ProjectId, servedOn: string, minutes: number) => ({
  ...lineOf(server, { volunteerId, team, regionPath: '441302', servedOn, minutes }),
  projectId,
})

test('C8 K6: before the first count every campaign is there, and says that nothing has been counted', async () => {
  const { year, items } = await list()
  expect([year, items.length]).toEqual([2026, 18])
  expect(items.every(({ countedAt }) => countedAt === null)).toBe(true)
})

test('C8 K6: teams, people and projects are counted once each, hours of this year only, and reversals fall out', async () => {
  const people = await makeCrew(server, 3, { team })
  await makeCrew(server, 2, { team: other })
  const [first, second, third] = people.map(({ volunteerId }) => volunteerId)
  const { projectId } = await publishProject(server, team, { campaign: 'youth' })
  await publishProject(server, team)
  const hidden = await publishProject(server, team, { campaign: 'youth' })
  await server.db
    .updateTable('projects')
    .set({ visibility: 'teams' })
    .where('projectId', '=', hidden.projectId)
    .execute()
  const draft = projectForm({ campaign: 'youth' })
  checked(await team.leader.client.post(`/teams/${team.teamId}/projects`, draft), 201)
  const posted = await postLines(server, [
    line(first!, projectId, '2026-11-20', 60),
    line(first!, projectId, '2026-11-21', 30),
    line(second!, projectId, '2026-11-20', 45),
    line(third!, projectId, '2026-11-20', 50),
    line(third!, projectId, '2025-12-31', 500),
  ])
  await postLines(server, [reversalOf(posted[3]!)])
  await countCampaignsJob.run(server.engine)
  expect(await figuresOf('youth')).toMatchObject({
    figures: { teams: 2, members: 5, openProjects: 1, projects: 1, served: 2, minutes: 135 },
    countedAt: server.now().toISOString(),
  })
  expect((await figuresOf('elderly')).figures).toEqual({
    teams: 2,
    members: 5,
    openProjects: 0,
    projects: 0,
    served: 0,
    minutes: 0,
  })
})

test('C8 K6: a second count takes the place of the first, and a held team is not counted', async () => {
  await server.db
    .updateTable('teams')
    .set({ status: 'suspended' })
    .where('teamId', '=', other.teamId)
    .execute()
  server.setNow('2026-11-24T05:00:00Z')
  await countCampaignsJob.run(server.engine)
  expect(await figuresOf('youth')).toMatchObject({
    figures: { teams: 1, members: 3 },
    countedAt: '2026-11-24T05:00:00.000Z',
  })
})

test('C8 K5: the directory is filtered by campaign', async () => {
  interface Teams {
    items: { teamId: string }[]
  }
  const named = async (campaign: string) =>
    checked(await server.client().get<Teams>(`/teams?campaign=${campaign}`), 200).items.map(
      ({ teamId }) => teamId,
    )
  expect(await named('youth')).toEqual([team.teamId])
  expect(await named('women')).toEqual([])
})
