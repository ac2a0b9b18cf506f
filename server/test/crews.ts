/**
 * Teams, crowds and projects for tests of what comes after registration. People and teams go in by
 * bulk SQL, since a hundred of them are needed at once; projects take the way of the deeds over HTTP.
 */
import { sql } from 'kysely'
import { openSession } from '../src/features/accounts/index.ts'
import type {
  AccountId,
  MembershipId,
  ProjectId,
  ReviewId,
  ShiftId,
  TeamId,
  VolunteerId,
} from '../src/kernel/ids.ts'
import { PLEDGE_VERSION } from '../src/features/teams/index.ts'
import { uuidv7 } from '../src/kernel/uuid.ts'
import { makeAccount, type TestAccount } from './accounts.ts'
import type { Answer, Client, Stage, TestServer } from './harness.ts'
import { makeStaff } from './people.ts'

const COUNTY = '441302'

export interface CrewTeam {
  teamId: TeamId
  name: string
  path: string
  regionPath: string
  leader: TestAccount
}
interface TeamWishes {
  parent?: CrewTeam
  name?: string
  regionCode?: string
  status?: 'active' | 'suspended'
}

let teamsMade = 0

/** An active team with a leader whose session has passed the second factor. */
export async function makeCrewTeam(server: Stage, wishes: TeamWishes = {}): Promise<CrewTeam> {
  const teamId = uuidv7<TeamId>(server.now())
  const path = `${wishes.parent?.path ?? '/'}t${++teamsMade}/`
  const { name = `桥东社区志愿服务队${teamsMade}`, regionCode = COUNTY } = wishes
  await server.db
    .insertInto('teams')
    .values({
      teamId,
      name,
      kind: 'unregistered',
      level: 'team',
      status: wishes.status ?? 'active',
      parentId: wishes.parent?.teamId ?? null,
      path,
      regionCode,
      regionPath: regionCode,
      leaderVolunteerId: uuidv7<VolunteerId>(server.now()),
      contactName: '陈思远',
      contactPhoneEnc: server.vault.seal('teams.contact_phone', '13800138000'),
      grams: [],
      createdAt: server.now(),
    })
    .execute()
  const grant = { role: 'team_leader' as const, bodyName: name, teamId, teamPath: path }
  const leader = await makeAccount(server, { displayName: '陈思远', grants: [grant] })
  await server.db
    .insertInto('teamPledges')
    .values({
      teamId,
      version: PLEDGE_VERSION,
      acceptedBy: leader.accountId,
      acceptedName: '陈思远',
      acceptedAt: server.now(),
    })
    .execute()
  return { teamId, name, path, regionPath: regionCode, leader }
}

export interface CrewMember {
  accountId: AccountId
  volunteerId: VolunteerId
  name: string
  client: Client
}
interface CrewWishes {
  team?: CrewTeam
  birthDate?: string
  hasGuardian?: boolean
  status?: 'verified' | 'under_review'
}

/** So many verified adults, each signed in; members of the team when one is given. */
export async function makeCrew(server: Stage, count: number, wishes: CrewWishes = {}): Promise<CrewMember[]> {
  const now = server.now()
  const people = Array.from({ length: count }, (_, i) => ({
    accountId: uuidv7<AccountId>(now),
    volunteerId: uuidv7<VolunteerId>(now),
    name: `志愿者${i + 1}`,
  }))
  const ids = sql`${people.map((p) => p.volunteerId)}::uuid[]`
  return server.db.transaction().execute(async (tx) => {
    await sql`
      insert into accounts (account_id, display_name, created_at)
      select account, name, ${now} from unnest(${people.map((p) => p.accountId)}::uuid[], ${people.map((p) => p.name)}::text[])
        as row (account, name)`.execute(tx)
    await sql`
      insert into volunteers (volunteer_id, account_id, status, name, id_kind, id_number_enc, phone_enc, gender, birth_date,
        region_code, region_path, volunteer_number, registered_at, claimed_at, verified_at)
      select volunteer, account, ${wishes.status ?? 'verified'}, name, 'mainland_id',
        ${server.vault.seal('volunteers.id_number', '441302199005010016')}, ${server.vault.seal('volunteers.phone', '13800138000')}, 'female',
        ${wishes.birthDate ?? '1990-05-01'}::date, ${COUNTY}, ${COUNTY}, 'V' || volunteer, ${now}, ${now}, ${now}
      from unnest(${ids}, ${people.map((p) => p.accountId)}::uuid[], ${people.map((p) => p.name)}::text[])
        as row (volunteer, account, name)`.execute(tx)
    if (wishes.team !== undefined)
      await sql`
        insert into memberships (volunteer_id, membership_id, team_id, status, requested_at, joined_at)
        select volunteer, membership, ${wishes.team.teamId}, 'member', ${now}, ${now}
        from unnest(${ids}, ${people.map(() => uuidv7<MembershipId>(now))}::uuid[]) as row (volunteer, membership)`.execute(
        tx,
      )
    if (wishes.hasGuardian === true)
      await sql`
        insert into guardianships (volunteer_id, guardianship_id, guardian_name, relation, id_kind, id_number_enc, phone_enc, consented_at)
        select volunteer, gen_random_uuid(), '王芳', 'mother', 'mainland_id', '\\x00', '\\x00', ${now} from unnest(${ids}) as row (volunteer)`.execute(
        tx,
      )
    const members: CrewMember[] = []
    for (const person of people) {
      const token = await openSession(tx, { accountId: person.accountId, userAgent: undefined }, now)
      members.push({ ...person, client: server.client(`zy_session=${token}`) })
    }
    return members
  })
}

/** A form that is right in every field; tests spoil one. Its one shift is on Saturday, 28 November, 09:00 to 12:00. */
export const projectForm = (change: Readonly<Record<string, unknown>> = {}) => ({
  title: '西湖花市秩序引导',
  campaign: null,
  categories: ['community'],
  description: '引导市民有序进出，提醒看护随身物品。',
  riskStatement: '人多拥挤，请穿平底鞋，听从现场安排。',
  safeguards: ['water'],
  insurance: '',
  isDangerous: false,
  acceptsMinors: true,
  minAge: 14,
  autoAdmit: false,
  keepsWaitingList: false,
  offerHours: 24,
  withdrawHoursBefore: 0,
  leaderName: '陈思远',
  contactPhone: '13800138000',
  contactPublic: false,
  recruitUntil: '2026-11-28T04:00:00.000Z',
  exclusionsConfirmed: true,
  place: { name: '西湖花市', address: '惠城区环城西路', longitude: 114.41, latitude: 23.09 },
  positions: [positionForm({})],
  ...change,
})
interface ShiftForm {
  startsAt: string
  endsAt: string
  breakMinutes: number
  headcount: number
}
export const positionForm = (...shifts: Partial<ShiftForm>[]) => ({
  name: '秩序引导员',
  description: '',
  requirements: '',
  shifts: shifts.map((shift) => ({
    startsAt: '2026-11-28T01:00:00.000Z',
    endsAt: '2026-11-28T04:00:00.000Z',
    breakMinutes: 0,
    headcount: 5,
    ...shift,
  })),
})

function expectStatus<Body>(answer: Answer<Body>, status: number): Body {
  if (answer.status !== status)
    throw new Error(
      `expected ${status}, got ${answer.status} ${answer.code ?? ''} ${JSON.stringify(answer.facts)}`,
    )
  return answer.body
}

export interface PublishedProject {
  projectId: ProjectId
  /** In the order of the form: positions, then their shifts by time. */
  shiftIds: ShiftId[]
}

/** Created and submitted by the team's leader, approved by the authority of the region. */
export async function publishProject(
  server: TestServer,
  team: CrewTeam,
  change: Readonly<Record<string, unknown>> = {},
): Promise<PublishedProject> {
  const { client } = team.leader
  const reviewer = await makeStaff(server, 'site_admin')
  const created = await client.post<{ projectId: ProjectId }>(
    `/teams/${team.teamId}/projects`,
    projectForm(change),
  )
  const { projectId } = expectStatus(created, 201)
  const { reviewId } = expectStatus(
    await client.post<{ reviewId: ReviewId }>(`/projects/${projectId}/submit`),
    200,
  )
  expectStatus(await reviewer.client.post(`/reviews/${reviewId}/project`, { decision: 'approve' }), 200)
  const page = await client.get<{ positions: { shifts: { shiftId: ShiftId }[] }[] }>(`/projects/${projectId}`)
  const { positions } = expectStatus(page, 200)
  return {
    projectId,
    shiftIds: positions.flatMap((position) => position.shifts.map((shift) => shift.shiftId)),
  }
}
