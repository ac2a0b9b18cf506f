/**
 * P23: what is not for everybody is not there for whom it does not concern. Every operation of the contract that takes
 * the id of a project or of a shift from people who need not be staff answers them as for an id that nobody has.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, publishProject, type CrewMember, type CrewTeam } from './crews.ts'
import { SAW } from './complaining.ts'
import { startTestServer, type Client, type TestServer } from './harness.ts'
import { makeSite } from './people.ts'
import { signUp } from './signing.ts'

const NOBODYS = '019ab000-0000-7000-8000-00000000dead'
interface Target {
  projectId: string
  shiftId: string
}

let server: TestServer
let team: CrewTeam
let other: CrewTeam
let stranger: CrewMember
/** A sign-up of the stranger's own, to be changed for a place at the hidden project. */
let signupId: string
const hidden: { name: string; target: Target }[] = []
beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
  other = await makeCrewTeam(server)
  stranger = (await makeCrew(server, 1, { team: other }))[0]!
  signupId = (await signUp(stranger.client, await publishProject(server, other))).body.signupId
  for (const visibility of ['teams', 'invitation'])
    for (const status of ['recruiting', 'ended', 'cancelled'] as const) {
      const project = await publishProject(server, team, { visibility, teamIds: [team.teamId] })
      const { projectId, shiftIds } = project
      const cancelled = { cancelledAt: server.now(), cancelReason: '暴雨' }
      await server.db
        .updateTable('projects')
        .set({ status, ...(status === 'cancelled' ? cancelled : {}) })
        .where('projectId', '=', projectId)
        .execute()
      hidden.push({ name: `${visibility}, ${status}`, target: { projectId, shiftId: shiftIds[0]! } })
    }
})
afterAll(() => server.stop())

const rating = { scores: { training: 5, teamwork: 5, planKept: 5 }, words: '' }
const complaint = {
  ...{ subjectKind: 'project', kind: 'fees', words: SAW, happenedOn: null, place: '' },
  ...{ contact: '', mayName: false, fileIds: [] },
}
/** How each operation is asked for a project. */
const ASKED: Readonly<Record<string, (client: Client, target: Target) => ReturnType<Client['get']>>> = {
  getProject: (client, { projectId }) => client.get(`/projects/${projectId}`),
  getSeriesOfProject: (client, { projectId }) => client.get(`/projects/${projectId}/series`),
  getDoneProject: (client, { projectId }) => client.get(`/projects/${projectId}/done`),
  getProjectDraw: (client, { projectId }) => client.get(`/projects/${projectId}/draw`),
  listDrawEntries: (client, { projectId }) => client.get(`/projects/${projectId}/draw/entries`),
  getReportPicture: (client, { projectId }) => client.get(`/projects/${projectId}/done/pictures/${NOBODYS}`),
  signUp: (client, { projectId, shiftId }) =>
    client.post(`/projects/${projectId}/signups`, { shiftId, riskAccepted: true }),
  rateProject: (client, { projectId }) => client.post(`/projects/${projectId}/evaluation`, rating),
  getMyEvaluation: (client, { projectId }) => client.get(`/me/evaluations/${projectId}`),
  askToHideWords: (client, { projectId }) =>
    client.post(`/me/evaluations/${projectId}/hide-request`, { because: '写得不实' }),
  changeSignUp: (client, { shiftId }) => client.post(`/me/signups/${signupId}/change`, { shiftId }),
  submitComplaint: (client, { projectId }) =>
    client.post('/complaints', { ...complaint, subjectId: projectId, anonymous: false }),
  'submitComplaint without a name': (client, { projectId }) =>
    client.post('/complaints', { ...complaint, subjectId: projectId, anonymous: true }),
}
/** Their body, not their address, names a project or a shift. */
const BY_BODY = ['changeSignUp', 'submitComplaint', 'submitComplaint without a name']

test('no operation with the id of a project in its address is forgotten', () => {
  const paths = server.app.swagger().paths ?? {}
  const open = ['public', 'signed_in', 'volunteer']
  const found = Object.entries(paths).flatMap(([path, item]) =>
    path.includes('{projectId}')
      ? Object.values(item as Record<string, { operationId: string; 'x-audience': string }>)
          .filter((one) => open.includes(one['x-audience']))
          .map(({ operationId }) => operationId)
      : [],
  )
  expect(found.sort()).toEqual(
    Object.keys(ASKED)
      .filter((name) => !BY_BODY.includes(name))
      .sort(),
  )
})

describe.each(Object.entries(ASKED))('%s', (_, ask) => {
  test('answers as for an id of nobody', async () => {
    for (const client of [stranger.client, server.client()]) {
      const { status, code } = await ask(client, { projectId: NOBODYS, shiftId: NOBODYS })
      for (const { name, target } of hidden) {
        const answer = await ask(client, target)
        expect({ name, status: answer.status, code: answer.code }).toEqual({ name, status, code })
      }
    }
  })
})

test('the controls: those whom it concerns are answered, and are heard', async () => {
  const [member] = await makeCrew(server, 1, { team })
  const { target } = hidden.find(({ name }) => name === 'teams, recruiting')!
  expect((await ASKED['getProject']!(member!.client, target)).status).toBe(200)
  expect((await ASKED['submitComplaint']!(member!.client, target)).status).toBe(201)
  expect((await ASKED['submitComplaint without a name']!(member!.client, target)).status).toBe(201)
  expect((await ASKED['signUp']!(member!.client, target)).status).toBe(201)
})
