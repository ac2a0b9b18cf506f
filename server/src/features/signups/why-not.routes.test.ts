/** The answer shown before the click is the answer of the deed, for every reason there is. */
import { afterAll, beforeAll, expect, test } from 'vitest'
import { makeCrew, makeCrewTeam, positionForm, publishProject, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, TEST_NOW, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite } from '../../../test/people.ts'
import type { VolunteerId } from '../../kernel/ids.ts'
import { signUpRefuses } from './signups.shapes.ts'

let server: TestServer
let team: CrewTeam

beforeAll(async () => {
  server = await startTestServer()
  await makeSite(server)
  team = await makeCrewTeam(server)
})
afterAll(() => server.stop())

const SIXTEEN = '2010-06-01'
interface Case {
  project?: Record<string, unknown>
  person?: Parameters<typeof makeCrew>[2]
  at?: string
  /** Done to the project and the person before they meet. */
  before?: (projectId: string, shiftId: string, client: Client) => Promise<unknown>
}
const setStatus = (status: 'recruiting_paused') => (projectId: string) =>
  server.db
    .updateTable('projects')
    .set({ status })
    .where('projectId', '=', projectId as never)
    .execute()
const leaderSends = (deed: string, body: object) => (projectId: string) =>
  team.leader.client.post(`/projects/${projectId}/${deed}`, body)
const night = [positionForm({ startsAt: '2026-11-28T13:00:00Z', endsAt: '2026-11-28T14:30:00Z' })]
const join = (client: Client, projectId: string, shiftId: string) =>
  client.post(`/projects/${projectId}/signups`, { shiftId, riskAccepted: true })

const cases: Record<string, Case> = {
  team_not_active: {
    before: async (projectId) => {
      const { teamId } = await makeCrewTeam(server, { status: 'suspended' })
      await server.db
        .updateTable('projects')
        .set({ teamId })
        .where('projectId', '=', projectId as never)
        .execute()
    },
  },
  project_cancelled: { before: leaderSends('cancel', { reason: '台风' }) },
  shift_cancelled: {
    project: {
      positions: [positionForm({}, { startsAt: '2026-11-29T01:00:00Z', endsAt: '2026-11-29T04:00:00Z' })],
    },
    before: (projectId, shiftId) => leaderSends(`shifts/${shiftId}/cancel`, { reason: '台风' })(projectId),
  },
  recruiting_paused: { before: leaderSends('pause', { reason: 'other' }) },
  not_recruiting: { before: setStatus('recruiting_paused') },
  recruiting_not_open: { project: { recruitFrom: '2026-11-25T00:00:00Z' } },
  recruiting_over: { project: { recruitUntil: '2026-11-27T00:00:00Z' }, at: '2026-11-27T00:00:00.001Z' },
  draw_under_way: { project: { drawAt: '2026-11-26T10:00:00.000Z' }, at: '2026-11-26T10:00:00Z' },
  shift_over: {
    project: {
      recruitUntil: '2026-11-30T00:00:00Z',
      positions: [positionForm({}, { startsAt: '2026-11-30T00:00:00Z', endsAt: '2026-11-30T01:00:00Z' })],
    },
    at: '2026-11-28T04:00:00Z',
  },
  not_verified: { person: { status: 'under_review' } },
  no_team: { person: {} },
  too_many_no_shows: {
    before: async (_projectId, _shiftId, client) => {
      const { body } = await client.get<{ volunteer: { volunteerId: VolunteerId } }>('/me')
      await server.db
        .updateTable('sites')
        .set({ policies: JSON.stringify({ noShowLimit: 1 }) })
        .execute()
      const { volunteerId } = body.volunteer
      const other = { projectId: crypto.randomUUID() as never, signupId: crypto.randomUUID() as never }
      const said = { decidedAt: server.now(), decidedBy: team.leader.accountId, state: 'marked' as const }
      const days = { forgetOn: '2027-01-01', appealUntil: '2026-12-01' }
      await server.db
        .insertInto('absences')
        .values({ ...other, ...said, ...days, volunteerId })
        .execute()
    },
  },
  too_young: { project: { minAge: 60 } },
  too_old: { project: { maxAge: 30 } },
  hours_too_few: { project: { minMinutes: 60 } },
  excluded_by: {
    before: async (projectId, _shiftId, client) => {
      const other = await publishProject(server, team, {
        title: '护学岗',
        excludes: [projectId],
        positions: [positionForm({ startsAt: '2026-11-28T05:00:00Z', endsAt: '2026-11-28T06:00:00Z' })],
      })
      return join(client, other.projectId, other.shiftIds[0]!)
    },
  },
  dangerous_for_minors: {
    project: { isDangerous: true, acceptsMinors: false, insurance: '意外险' },
    person: { birthDate: SIXTEEN, hasGuardian: true },
  },
  night_for_minors: { project: { positions: night }, person: { birthDate: SIXTEEN, hasGuardian: true } },
  minors_not_accepted: {
    project: { acceptsMinors: false },
    person: { birthDate: SIXTEEN, hasGuardian: true },
  },
  guardian_consent_missing: { person: { birthDate: SIXTEEN } },
  already_signed_up: { before: (projectId, shiftId, client) => join(client, projectId, shiftId) },
  shift_clashes: {
    before: async (_projectId, _shiftId, client) => {
      const other = await publishProject(server, team, {
        title: '护学岗',
        positions: [positionForm({ startsAt: '2026-11-28T03:59:00Z', endsAt: '2026-11-28T06:00:00Z' })],
      })
      return join(client, other.projectId, other.shiftIds[0]!)
    },
  },
  shift_full: {
    project: { autoAdmit: true, positions: [positionForm({ headcount: 1 })] },
    before: async (projectId, shiftId) => {
      const [first] = await makeCrew(server, 1, { team })
      return join(first!.client, projectId, shiftId)
    },
  },
}
/** What is asked at the click alone, and what hides the page: terms.routes.test.ts has them. */
const UNSHOWN = [
  ...['project_not_found', 'shift_not_found', 'not_invited', 'not_of_named_team'],
  ...['shift_moved', 'risk_not_accepted', 'code_wrong', 'qualification_not_declared', 'guardian_not_present'],
]

test('every reason is tried', () =>
  expect([...Object.keys(cases), ...UNSHOWN].sort()).toEqual(Object.keys(signUpRefuses).sort()))

test.each(Object.entries(cases))('%s', async (reason, { project = {}, person = {}, at, before }) => {
  const { projectId, shiftIds } = await publishProject(server, team, project)
  const shiftId = shiftIds[0]!
  const [member] = await makeCrew(server, 1, { ...(reason === 'no_team' ? {} : { team }), ...person })
  const { client } = member!
  await before?.(projectId, shiftId, client)
  if (at !== undefined) server.setNow(at)
  const page = await client.get<{
    positions: { shifts: { shiftId: string; whyNot: { signUp: string; facts?: object } }[] }[]
  }>(`/projects/${projectId}`)
  const done = await join(client, projectId, shiftId)
  server.setNow(TEST_NOW)
  const shown = page.body.positions
    .flatMap((position) => position.shifts)
    .find((shift) => shift.shiftId === shiftId)?.whyNot
  expect([shown?.signUp, done.code]).toEqual([reason, reason])
  expect(done.status).toBe(signUpRefuses[reason as keyof typeof signUpRefuses])
  expect(shown?.facts ?? {}).toEqual(done.facts)
  if (reason === 'shift_clashes')
    expect(done.facts).toEqual({
      title: '护学岗',
      startsAt: '2026-11-28T03:59:00.000Z',
      endsAt: '2026-11-28T06:00:00.000Z',
    })
})
