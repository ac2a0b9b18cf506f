/** Trust in a team over HTTP: what is counted for it, who gives and ends it, and what ends it by itself. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { makeCrewTeam, type CrewTeam } from '../../../test/crews.ts'
import { startTestServer, type Client, type TestServer } from '../../../test/harness.ts'
import { makeSite, makeStaff } from '../../../test/people.ts'
import { noticesOf } from '../../../test/signing.ts'
import { checked } from '../../../test/teams.ts'
import { allowTrust, prove, publishedBefore, sendProject } from '../../../test/trusting.ts'
import type { ComplaintId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'

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

interface Shown {
  isOffered: boolean
  isTrusted: boolean
  projects: number
  latest: { endKind: string | null; endCause: string | null; byName: string } | null
  criteria: { criterion: string; isMet: boolean }[]
  whyNot: { trustTeam: string | null; untrustTeam: string | null }
}
const cause = '连续一年无差错'
const trust = (client: Client, team: CrewTeam, words = cause) =>
  client.post(`/teams/${team.teamId}/trust`, { cause: words })
const untrust = (client: Client, team: CrewTeam, words = '换了负责人') =>
  client.post(`/teams/${team.teamId}/trust/end`, { cause: words })
const shown = async (client: Client, team: CrewTeam) =>
  checked(await client.get<Shown>(`/teams/${team.teamId}/trust`), 200)
const newTeam = () => makeCrewTeam(server, { parent: federation })
async function proven(): Promise<CrewTeam> {
  const team = await newTeam()
  await prove(server, team)
  return team
}
async function trusted(): Promise<CrewTeam> {
  const team = await proven()
  checked(await trust(county, team), 204)
  return team
}

describe('P28 trustTeam, untrustTeam', () => {
  test('by whoever oversees the team, told to it with the words, in the trail, and ended alike', async () => {
    const team = await proven()
    expect(await shown(county, team)).toMatchObject({ isTrusted: false, latest: null, projects: 10 })
    checked(await trust(federation.leader.client, team), 204)
    expect((await trust(county, team)).code).toBe('already_trusted')
    expect(await shown(team.leader.client, team)).toMatchObject({
      isTrusted: true,
      latest: { byName: federation.name, endKind: null },
      whyNot: { trustTeam: 'above_only', untrustTeam: 'above_only' },
    })
    checked(await untrust(county, team), 204)
    expect((await untrust(county, team)).code).toBe('not_trusted')
    expect(await shown(county, team)).toMatchObject({
      isTrusted: false,
      latest: { endKind: 'withdrawn', endCause: '换了负责人' },
      whyNot: { trustTeam: null, untrustTeam: 'not_trusted' },
    })
    expect((await noticesOf(team.leader.client)).map(({ kind, facts }) => [kind, facts['cause']])).toEqual([
      ['team_untrusted', '换了负责人'],
      ['team_trusted', cause],
    ])
    const lines = await server.reader
      .selectFrom('auditEntries')
      .select('deed')
      .where('subjectId', '=', team.teamId)
      .orderBy('auditId')
      .execute()
    expect(lines.map(({ deed }) => deed)).toEqual(['trustTeam', 'untrustTeam'])
  })

  test('not by its own staff, nor by those beside, nor without a cause', async () => {
    const team = await proven()
    const beside = (await makeStaff(server, 'site_admin', '441303')).client
    const viewer = (await makeStaff(server, 'authority_viewer', '441302')).client
    for (const [client, code] of [
      [team.leader.client, 'above_only'],
      [(await newTeam()).leader.client, 'not_your_team'],
      [beside, 'not_your_region'],
      [viewer, 'not_your_region'],
    ] as const) {
      expect((await trust(client, team)).code).toBe(code)
      expect((await untrust(client, team)).code).toBe(code)
    }
    expect((await trust(county, team, '  ')).code).toBe('cause_missing')
  })

  test('where the site does not let it nobody is trusted, and who was is not any more until it does', async () => {
    const [team, other] = [await trusted(), await proven()]
    await allowTrust(server, false)
    expect((await trust(county, other)).code).toBe('trust_not_offered')
    expect(await shown(county, team)).toMatchObject({ isOffered: false, isTrusted: true })
    expect(await sendProject(team)).toMatchObject({ way: 'review', because: 'team_not_trusted' })
    await allowTrust(server)
    expect(await sendProject(team)).toMatchObject({ way: 'check', because: null })
  })
})

describe('P29: what is counted', () => {
  test('projects of the last year that were never refused nor called off', async () => {
    const team = await newTeam()
    const activatedAt = new Date(server.now().getTime() - 400 * 86_400_000)
    await server.db.updateTable('teams').set({ activatedAt }).where('teamId', '=', team.teamId).execute()
    await publishedBefore(server, team, { count: 3, daysAgo: 370 })
    const [refused, cancelled] = await publishedBefore(server, team)
    expect(await shown(county, team)).toMatchObject({ projects: 10 })
    await decideOnce('project', refused!, 'refused')
    await server.db
      .updateTable('projects')
      .set({ status: 'cancelled', cancelledAt: server.now(), cancelReason: '下雨' })
      .where('projectId', '=', cancelled!)
      .execute()
    expect(await shown(county, team)).toMatchObject({
      projects: 8,
      whyNot: { trustTeam: 'published_too_few' },
    })
    expect((await trust(county, team)).code).toBe('published_too_few')
  })

  test('a suspension, a refused check and an upheld complaint stand in the way', async () => {
    const [held, checkedTeam, measured] = [await proven(), await proven(), await proven()]
    checked(await county.post(`/teams/${held.teamId}/suspend`, { cause: '逾期未整改' }), 200)
    expect((await trust(county, held)).code).toBe('team_not_active')
    checked(await county.post(`/teams/${held.teamId}/resume`), 200)
    expect((await trust(county, held)).code).toBe('suspended_lately')
    const [extra] = await publishedBefore(server, checkedTeam, { count: 1 })
    await decideOnce('project_check', extra!, 'refused')
    expect((await trust(county, checkedTeam)).code).toBe('check_refused_lately')
    await measure(measured, { isClosed: false, kind: 'warning' })
    expect((await trust(county, measured)).code).toBe('complaint_upheld_open')
    const passedOn = await proven()
    await measure(passedOn, { isClosed: false, kind: 'passed_on' })
    checked(await trust(county, passedOn), 204)
    const settled = await proven()
    await measure(settled, { isClosed: true, kind: 'warning' })
    checked(await trust(county, settled), 204)
  })
})

describe('P30: it ends by itself', () => {
  test('with a suspension, also of a team above, and does not come back with it', async () => {
    const above = await newTeam()
    const team = await makeCrewTeam(server, { parent: above })
    await prove(server, team)
    checked(await trust(county, team), 204)
    checked(await county.post(`/teams/${above.teamId}/suspend`, { cause: '财务不清' }), 200)
    checked(await county.post(`/teams/${above.teamId}/resume`), 200)
    expect(await shown(county, team)).toMatchObject({
      isTrusted: false,
      latest: { endKind: 'suspended', endCause: '财务不清' },
    })
  })

  test('with the team', async () => {
    const team = await trusted()
    const form = { receiverId: null, cause: '队员搬走', name: team.name }
    checked(await federation.leader.client.post(`/teams/${team.teamId}/dissolve`, form), 200)
    expect(await shown(county, team)).toMatchObject({ isTrusted: false, latest: { endKind: 'dissolved' } })
  })
})

async function decideOnce(subjectKind: 'project' | 'project_check', subjectId: string, outcome: 'refused') {
  const at = new Date(server.now().getTime() - 30 * 86_400_000)
  await server.db
    .insertInto('reviews')
    .values({
      ...{ reviewId: uuidv7(at), subjectKind, subjectId, title: '从前的项目', regionPath: '441302' },
      ...{ submittedAt: at, dueOn: '2026-10-27', decidedAt: at, outcome, reason: '不实' },
    })
    .execute()
}
/** A case about the team in which a measure was taken. */
async function measure(
  team: CrewTeam,
  { isClosed, kind }: { isClosed: boolean; kind: 'warning' | 'passed_on' },
): Promise<void> {
  const at = server.now()
  const complaintId = uuidv7<ComplaintId>(at)
  await server.db
    .insertInto('complaints')
    .values({
      ...{
        complaintId,
        complaintNumber: `T${complaintId}`,
        secretHash: Buffer.alloc(1),
        subjectKind: 'team',
      },
      ...{ subjectId: team.teamId, subjectName: team.name, teamId: team.teamId, regionPath: '441302' },
      ...{ kind: 'fees', status: isClosed ? 'closed' : 'answered', outcome: 'answered', submittedAt: at },
      ...{ settledAt: at, closesOn: '2026-12-24', closedAt: isClosed ? at : null },
      forgetOn: isClosed ? '2027-05-24' : null,
    })
    .execute()
  await server.db
    .insertInto('complaintMeasures')
    .values({
      ...{
        measureId: uuidv7(at),
        complaintId,
        teamId: team.teamId,
        measure: kind,
        article: 'none',
        words: '已提醒',
      },
      ...{
        byAccountId: uuidv7(at),
        byName: '惠城区文明办',
        at,
        passedTo: kind === 'passed_on' ? '市场监管局' : null,
      },
    })
    .execute()
}
