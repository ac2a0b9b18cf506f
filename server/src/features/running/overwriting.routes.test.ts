/** Two who change a published project at the same time, over HTTP: nobody's word is written over unseen. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCrewTeam, projectForm, publishProject, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff, openReviewOf } from '../../../test/people.ts'
import { checked } from '../../../test/teams.ts'

let server: TestServer
let team: CrewTeam
let office: Client
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  office = (await makeStaff(server, 'site_admin')).client
})
afterAll(() => server.stop())

interface Whole {
  formVersion: number
  title: string
  description: string
  safeguards: string[]
}
const whole = async (projectId: string) =>
  checked(await team.leader.client.get<Whole>(`/teams/${team.teamId}/projects/${projectId}`), 200)
const change = (projectId: string, formVersion: number, wishes: object) => {
  const { positions: _, exclusionsConfirmed: __, ...form } = projectForm({ autoAdmit: true })
  return team.leader.client.put(`/projects/${projectId}/published`, { ...form, ...wishes, formVersion })
}

test('R24: changePublishedProject names the form that was read; of two at once the later reads first', async () => {
  const { projectId } = await publishProject(server, team, { autoAdmit: true })
  const { formVersion } = await whole(projectId)
  const answers = await Promise.all([
    change(projectId, formVersion, { description: '引导市民有序进出。' }),
    change(projectId, formVersion, { safeguards: [] }),
  ])
  expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
  expect(answers.find(({ status }) => status === 409)?.code).toBe('changed_meanwhile')
  const after = await whole(projectId)
  expect(after.formVersion).toBe(formVersion + 1)
  const [first] = answers
  expect(after.description === '引导市民有序进出。').toBe(first.status === 200)
  expect((await change(projectId, after.formVersion, { description: '请穿马甲。' })).status).toBe(200)
})

test('R24: what a reviewer has approved meanwhile is not undone, what only waits stands in nobody’s way', async () => {
  const { projectId } = await publishProject(server, team, { autoAdmit: true })
  const { formVersion } = await whole(projectId)
  checked(await change(projectId, formVersion, { title: '西湖花市问询' }), 200)
  expect((await whole(projectId)).formVersion).toBe(formVersion)
  const { body } = await team.leader.client.get<{ change: { projectChangeId: string } }>(
    `/projects/${projectId}/change`,
  )
  const reviewId = await openReviewOf(server, body.change.projectChangeId)
  checked(await office.post(`/reviews/${reviewId}/project-change`, { decision: 'approve' }), 200)
  expect((await change(projectId, formVersion, { description: '引导市民有序进出。' })).code).toBe(
    'changed_meanwhile',
  )
  expect((await whole(projectId)).title).toBe('西湖花市问询')
})
