/** Everybody who may knock, standing in every relation to one team, one county and one person. */
import sharp from 'sharp'
import { insertGrant } from '../src/features/accounts/index.ts'
import type { Role } from '../src/kernel/actor.ts'
import type { TeamId } from '../src/kernel/ids.ts'
import { makeAccount } from './accounts.ts'
import { makeCrew, makeCrewTeam, projectForm, type CrewMember, type CrewTeam } from './crews.ts'
import { admit, openProject } from './door.ts'
import type { Client, TestServer } from './harness.ts'
import { makeSite, makeVolunteer, openReviewOf } from './people.ts'
import { checked, legalPersonForm, staffClient, teamForm, uploaded } from './teams.ts'
import { allowTrust, prove, TAKES_ADULTS } from './trusting.ts'

export const KINDS = [
  'guest',
  'applicant',
  'stranger',
  'former',
  'person',
  'keeper',
  'admin',
  'leader',
  'parent',
  'child',
  'sibling',
  'viewer',
  'reviewer',
  'county',
  'city',
  'town',
  'beside',
  'platform',
] as const
export type Kind = (typeof KINDS)[number]

export const COUNTY = '441302'
const OFFICES: Partial<Record<Kind, { role: Role; regionPath: string | null }>> = {
  viewer: { role: 'authority_viewer', regionPath: COUNTY },
  reviewer: { role: 'authority_reviewer', regionPath: COUNTY },
  county: { role: 'site_admin', regionPath: COUNTY },
  city: { role: 'site_admin', regionPath: '4413' },
  town: { role: 'site_admin', regionPath: '441302001' },
  beside: { role: 'site_admin', regionPath: '441303' },
  platform: { role: 'platform_admin', regionPath: null },
}

export async function gather(server: TestServer) {
  await makeSite(server)
  const parent = await makeCrewTeam(server, { name: '惠城区志愿服务总会' })
  const team = await makeCrewTeam(server, { parent, name: '惠城区邻里志愿服务总队' })
  const child = await makeCrewTeam(server, { parent: team })
  const sibling = await makeCrewTeam(server, { parent })
  for (const { teamId, level } of [
    { teamId: parent.teamId, level: 'federation' as const },
    { teamId: team.teamId, level: 'corps' as const },
  ])
    await server.db
      .updateTable('teams')
      .set({ level, memberCount: 10 })
      .where('teamId', '=', teamId)
      .execute()
  const people = await makeCrew(server, 3, { team })
  const [person, former, stranger] = people as [CrewMember, CrewMember, CrewMember]
  const clients = new Map<Kind, Client>([
    ['guest', server.client()],
    ['applicant', (await makeVolunteer(server, { status: 'under_review' })).client],
    ['stranger', stranger.client],
    ['person', person.client],
  ])
  const enlist = (of: CrewTeam, role: Role) => enlisted(server, of, role)
  const leader = await enlist(team, 'team_leader')
  await server.db
    .updateTable('teams')
    .set({ leaderVolunteerId: leader.volunteerId })
    .where('teamId', '=', team.teamId)
    .execute()
  clients.set('leader', leader.client)
  clients.set('keeper', (await enlist(team, 'team_timekeeper')).client)
  clients.set('admin', (await enlist(team, 'team_admin')).client)
  clients.set('parent', (await enlist(parent, 'team_leader')).client)
  clients.set('child', (await enlist(child, 'team_leader')).client)
  clients.set('sibling', (await enlist(sibling, 'team_leader')).client)
  for (const [kind, grant] of Object.entries(OFFICES) as [Kind, (typeof OFFICES)[Kind] & object][])
    clients.set(kind, (await makeAccount(server, { displayName: '曾永康', grants: [grant] })).client)
  clients.set('former', await dismiss(server, former, team, leader.client))
  await server.db
    .updateTable('memberships')
    .set({ status: 'left', leftAt: server.now() })
    .where('volunteerId', '=', stranger.volunteerId)
    .execute()
  return {
    server,
    team,
    leader,
    person,
    former,
    clients,
    ...(await belongings(server, team, leader, person)),
  }
}
export type Gathering = Awaited<ReturnType<typeof gather>>

export async function enlisted(server: TestServer, team: CrewTeam, role: Role): Promise<CrewMember> {
  const [member] = await makeCrew(server, 1, { team })
  const { accountId } = member!
  const grant = {
    role,
    bodyName: team.name,
    regionPath: null,
    teamId: team.teamId,
    teamPath: team.path,
    grantedBy: null,
  }
  await server.db.transaction().execute((tx) => insertGrant(tx, { ...grant, accountId }, server.now()))
  return { ...member!, client: await staffClient(server, accountId) }
}

/** Was the team's administrator, was dismissed by its leader, and left; the session is the one of before. */
async function dismiss(
  server: TestServer,
  member: CrewMember,
  team: CrewTeam,
  leader: Client,
): Promise<Client> {
  const roles = `/teams/${team.teamId}/roles`
  const { grantId } = checked(
    await leader.post<{ grantId: string }>(roles, { volunteerId: member.volunteerId, role: 'team_admin' }),
    201,
  )
  const client = await staffClient(server, member.accountId)
  checked(await client.get(`/teams/${team.teamId}/members`), 200)
  checked(await leader.post(`${roles}/${grantId}/end`), 200)
  const memberships = await client.get<{ items: { membershipId: string }[] }>('/me/memberships')
  checked(await client.post(`/me/memberships/${memberships.body.items[0]!.membershipId}/leave`), 200)
  return client
}

/** What the team, the county and the person have: projects, reviews that wait, hours, a proof, a picture. */
async function belongings(server: TestServer, team: CrewTeam, leader: CrewMember, person: CrewMember) {
  const past = { startsAt: '2026-11-23T00:00:00.000Z', endsAt: '2026-11-23T04:00:00.000Z' }
  const today = { startsAt: '2026-11-24T01:00:00.000Z', endsAt: '2026-11-24T04:00:00.000Z' }
  const running = await openProject(server, team, [today])
  const done = await openProject(server, team, [past])
  const [signupId] = await admit(server, { projectId: running.projectId, shiftId: running.shiftIds[0]! }, [
    person,
  ])
  const [served] = await admit(server, { projectId: done.projectId, shiftId: done.shiftIds[0]! }, [person])
  const missed = await raisedMark(server, team, person, leader)
  const projects = `/teams/${team.teamId}/projects`
  const draftOf = async (change = {}) =>
    checked(await leader.client.post<{ projectId: string }>(projects, projectForm(change)), 201).projectId
  const submitted = await draftOf()
  checked(await leader.client.post(`/projects/${submitted}/submit`), 200)
  const published = await publishAtOnce(server, team, leader, await draftOf(TAKES_ADULTS))
  const entry = {
    signupId: served,
    startsAt: past.startsAt,
    endsAt: '2026-11-23T00:30:00.000Z',
    breakMinutes: 0,
    note: '',
  }
  checked(await leader.client.post(`/projects/${done.projectId}/hours`, { entries: [entry] }), 200)
  const hours = await person.client.get<{ items: { hourEntryId: string }[] }>('/me/hours')
  const proof = await person.client.post<{ proofId: string }>('/me/proofs', {
    from: '2026-01-01',
    to: '2026-12-31',
  })
  const registered = async (form: object) =>
    checked(await person.client.post<{ teamId: TeamId }>('/teams', form), 201).teamId
  const founded = await registered(teamForm(team.teamId))
  const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#c33' } })
    .jpeg()
    .toBuffer()
  const applicant = await makeVolunteer(server, { status: 'under_review' })
  const renaming = { teamId: team.teamId, rows: [{ team: '', newName: '惠城区睦邻志愿服务总队' }] }
  const { renameBatchId } = checked(
    await leader.client.post<{ renameBatchId: string }>('/renames', renaming),
    201,
  )
  const asked = async (field: string, value: string) =>
    checked(
      await leader.client.post<{ fieldChangeId: string; reviewId: string }>(`/teams/${team.teamId}/changes`, {
        field,
        value,
      }),
      201,
    )
  // A project of its own, so that the change that waits is not taken back by others' questions.
  const altered = await openProject(server, team, [today])
  const { positions: _positions, ...whole } = projectForm({ title: '西湖花市引导与问询' })
  const { exclusionsConfirmed: _confirmed, ...form } = {
    ...whole,
    recruitUntil: today.endsAt,
    formVersion: 0,
  }
  checked(await leader.client.put(`/projects/${altered.projectId}/published`, form), 200)
  const { projectChangeId } = await server.reader
    .selectFrom('projectChanges')
    .select('projectChangeId')
    .where('projectId', '=', altered.projectId)
    .executeTakeFirstOrThrow()
  const decided = await asked('address', '东湖路 2 号')
  const { fieldChangeId } = await asked('founded_on', '2020-05-04')
  return {
    founded,
    renameBatchId,
    fieldChangeId,
    draftId: await draftOf(),
    running,
    missed,
    signupId: signupId!,
    hourEntryId: hours.body.items[0]!.hourEntryId,
    proofId: checked(proof, 201).proofId,
    fileId: (await uploaded(server, person.client, picture)).fileId,
    reviews: {
      volunteer: await openReviewOf(server, applicant.volunteerId),
      legalPerson: await openReviewOf(
        server,
        await registered(await legalPersonForm(server, person.client, { regionCode: COUNTY })),
      ),
      unregistered: await openReviewOf(server, founded),
      project: await openReviewOf(server, submitted),
      check: await openReviewOf(server, published),
      renaming: await openReviewOf(server, renameBatchId),
      change: decided.reviewId,
      noShow: await openReviewOf(server, missed.signupId),
      projectChange: await openReviewOf(server, projectChangeId),
    },
  }
}

/** Under a trust that is over again afterwards, so that the team stands as it stood. */
async function publishAtOnce(
  server: TestServer,
  team: CrewTeam,
  leader: CrewMember,
  projectId: string,
): Promise<string> {
  await allowTrust(server)
  await prove(server, team)
  const overseer = (await makeAccount(server, { grants: [{ role: 'platform_admin' }] })).client
  checked(await overseer.post(`/teams/${team.teamId}/trust`, { cause: '可靠' }), 204)
  checked(await leader.client.post(`/projects/${projectId}/submit`), 200)
  checked(await overseer.post(`/teams/${team.teamId}/trust/end`, { cause: '另行安排' }), 204)
  return projectId
}

/** A mark of the team against the person, which waits for the last word of the team above. */
async function raisedMark(server: TestServer, team: CrewTeam, person: CrewMember, leader: CrewMember) {
  const past = { startsAt: '2026-11-21T00:00:00.000Z', endsAt: '2026-11-21T04:00:00.000Z' }
  const { projectId, shiftIds } = await openProject(server, team, [past])
  const [id] = await admit(server, { projectId, shiftId: shiftIds[0]! }, [person])
  const signupId = id!
  const decisions = [{ signupId, verdict: 'no_show' }]
  checked(await leader.client.post(`/projects/${projectId}/absences`, { decisions }), 200)
  const of = `/absences/${signupId}`
  checked(await person.client.post(`/me${of}/appeal`, { words: '我到了，是门口没有扫上。' }), 200)
  const answer = { accepts: false, reason: '签到记录里没有' }
  checked(await leader.client.post(`/projects/${projectId}${of}/answer`, answer), 200)
  checked(await person.client.post(`/me${of}/raise`), 200)
  return { projectId, signupId }
}
