/** What the staff of a team see of its members and of those who ask to join. */
import { sql } from 'kysely'
import { plainArray } from '../../db/arrays.ts'
import type { Reader, Tx } from '../../db/handles.ts'
import { TEAM_ROLES, type TeamRole } from '../../kernel/actor.ts'
import type { AccountId, MembershipId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { normalizeNumber } from '../../kernel/public-number.ts'
import type { LabelKind } from './labels.rules.ts'
import type { StaffScope, TeamScope } from './teams.rules.ts'

const people = (reader: Reader, scope: TeamScope, status: 'requested' | 'member') =>
  reader
    .selectFrom('memberships')
    .innerJoin('volunteers', 'volunteers.volunteerId', 'memberships.volunteerId')
    .innerJoin('regions', 'regions.regionCode', 'volunteers.regionCode')
    .leftJoin('volunteerTotals', 'volunteerTotals.volunteerId', 'memberships.volunteerId')
    .select([
      'memberships.membershipId',
      'memberships.volunteerId',
      'volunteers.accountId',
      'volunteers.name',
      'volunteers.volunteerNumber',
      'volunteers.birthDate',
      'volunteers.status as volunteerStatus',
      'regions.name as regionName',
      sql<number>`coalesce(volunteer_totals.credit_minutes, 0)`.as('creditMinutes'),
    ])
    .where('memberships.teamId', '=', scope.teamId)
    .where('memberships.status', '=', status)

export interface Person {
  membershipId: MembershipId
  volunteerId: VolunteerId
  accountId: AccountId
  name: string
  volunteerNumber: string | null
  birthDate: string
  regionName: string
  creditMinutes: number
}
export interface Asking extends Person {
  volunteerStatus: string
  message: string
  requestedAt: Date
}
/** Who waits longest comes first. */
export async function listMembershipRequests(
  reader: Reader,
  scope: TeamScope,
  query: PageQuery,
): Promise<Page<Asking>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = people(reader, scope, 'requested').select(['memberships.message', 'memberships.requestedAt'])
  if (after !== null) rows = rows.where('memberships.membershipId', '>', after as MembershipId)
  return pageOf(
    await rows
      .orderBy('memberships.membershipId')
      .limit(limit + 1)
      .execute(),
    limit,
    (row) => [row.membershipId],
  )
}

export async function countMembershipRequests(reader: Reader, scope: TeamScope): Promise<number> {
  const { count } = await reader
    .selectFrom('memberships')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('teamId', '=', scope.teamId)
    .where('status', '=', 'requested')
    .executeTakeFirstOrThrow()
  return count
}

export interface Member extends Person {
  joinedAt: Date | null
  requestedAt: Date
  role: TeamRole | null
  grantId: string | null
  groups: string[]
  tags: string[]
}
const highest = (wanted: 'role' | 'grant_id') => sql`(select ${sql.ref(wanted)} from grants
  where grants.account_id = volunteers.account_id and grants.team_id = memberships.team_id and ended_at is null
  order by array_position(${plainArray(TEAM_ROLES)}::text[], role) limit 1)`

const labelsOf = (kind: LabelKind) => sql<string[]>`array(select label from member_labels l
  where l.volunteer_id = memberships.volunteer_id and l.membership_id = memberships.membership_id and l.kind = ${kind}
  order by label)`
const hasLabel = (kind: LabelKind, label: string) => sql<boolean>`exists (select from member_labels l
  where l.volunteer_id = memberships.volunteer_id and l.membership_id = memberships.membership_id
    and l.kind = ${kind} and l.label = ${label})`

export interface MemberQuery extends PageQuery {
  /** A piece of the name, or the volunteer number. */
  q?: string | undefined
  role?: TeamRole | undefined
  group?: string | undefined
  tag?: string | undefined
}
/** Members in the order in which they came. `atMost` is for a file, which has no pages. */
export async function listMembers(
  reader: Reader,
  scope: TeamScope,
  query: MemberQuery,
  atMost?: number,
): Promise<Page<Member>> {
  const { q = '', role, group, tag } = query
  const limit = atMost ?? limitOf(query)
  const after = decodeIdKey(query.after)
  const word = q.trim()
  let rows = people(reader, scope, 'member').select([
    'memberships.joinedAt',
    'memberships.requestedAt',
    sql<TeamRole | null>`${highest('role')}`.as('role'),
    sql<string | null>`${highest('grant_id')}`.as('grantId'),
    labelsOf('group').as('groups'),
    labelsOf('tag').as('tags'),
  ])
  if (word !== '')
    rows = rows.where(
      sql<boolean>`(strpos(volunteers.name, ${word}) > 0 or volunteers.volunteer_number = ${normalizeNumber(word)})`,
    )
  if (role !== undefined) rows = rows.where(sql<boolean>`${highest('role')} = ${role}`)
  if (group !== undefined) rows = rows.where(hasLabel('group', group))
  if (tag !== undefined) rows = rows.where(hasLabel('tag', tag))
  if (after !== null) rows = rows.where('memberships.membershipId', '>', after as MembershipId)
  return pageOf(
    await rows
      .orderBy('memberships.membershipId')
      .limit(limit + 1)
      .execute(),
    limit,
    (row) => [row.membershipId],
  )
}

export interface Staff {
  name: string
  role: TeamRole
  since: Date
}
/** Who holds which role in the team, the weightiest first. */
export async function listTeamStaff(reader: Reader, { staffOf }: StaffScope): Promise<Staff[]> {
  const { rows } = await sql<Staff>`
    select v.name, g.role, g.granted_at as since from grants g join volunteers v on v.account_id = g.account_id
    where g.team_id = ${staffOf} and g.ended_at is null
    order by array_position(${plainArray(TEAM_ROLES)}::text[], g.role), g.granted_at, g.grant_id`.execute(
    reader,
  )
  return rows
}

export interface Receiver {
  accountId: AccountId
  isMember: boolean
  roles: TeamRole[]
}
/** A person as one who may get a role in a team. */
export async function findReceiver(
  reader: Reader,
  teamId: TeamId,
  volunteerId: VolunteerId,
): Promise<Receiver | undefined> {
  const { rows } = await sql<Receiver>`
    select account_id,
      exists (select from memberships m where m.volunteer_id = v.volunteer_id and m.team_id = ${teamId} and m.status = 'member') as is_member,
      array(select role from grants g where g.account_id = v.account_id and g.team_id = ${teamId} and g.ended_at is null) as roles
    from volunteers v where v.volunteer_id = ${volunteerId} and v.status = 'verified'`.execute(reader)
  return rows[0]
}

/** A role of a team while it lives, locked. */
export async function lockTeamGrant(
  tx: Tx,
  teamId: TeamId,
  grantId: string,
): Promise<{ accountId: AccountId; role: TeamRole } | undefined> {
  const row = await tx
    .selectFrom('grants')
    .select(['accountId', 'role'])
    .where('teamId', '=', teamId)
    .where('grantId', '=', grantId)
    .where('endedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, role: row.role as TeamRole }
}
