/** Who belongs to which team. Whoever writes here has locked the person first, then the team. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, MembershipId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { MembershipStatus } from './memberships.rules.ts'

export interface LiveMembership {
  membershipId: MembershipId
  status: 'requested' | 'member'
}

/** The request or the membership of a person in a team, while it lives. */
export async function findLiveMembership(
  reader: Reader,
  volunteerId: VolunteerId,
  teamId: TeamId,
): Promise<LiveMembership | undefined> {
  const row = await reader
    .selectFrom('memberships')
    .select(['membershipId', 'status'])
    .where('volunteerId', '=', volunteerId)
    .where('teamId', '=', teamId)
    .where('status', 'in', ['requested', 'member'])
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, status: row.status === 'member' ? 'member' : 'requested' }
}

export interface MemberTeam {
  teamId: TeamId
  name: string
  joinedAt: Date
}
/** The teams of several people, the one joined first (the home team) first. */
export async function listTeamsOfMany(
  reader: Reader,
  volunteerIds: readonly VolunteerId[],
): Promise<ReadonlyMap<VolunteerId, MemberTeam[]>> {
  const { rows } = await sql<MemberTeam & { volunteerId: VolunteerId }>`
    select volunteer_id, team_id, name, joined_at from memberships join teams using (team_id)
    where volunteer_id = any(${[...volunteerIds]}::uuid[]) and memberships.status = 'member'
    order by joined_at, membership_id`.execute(reader)
  const byVolunteer = new Map<VolunteerId, MemberTeam[]>()
  for (const { volunteerId, ...team } of rows)
    byVolunteer.set(volunteerId, [...(byVolunteer.get(volunteerId) ?? []), team])
  return byVolunteer
}
export async function listTeamsOf(reader: Reader, volunteerId: VolunteerId): Promise<MemberTeam[]> {
  return (await listTeamsOfMany(reader, [volunteerId])).get(volunteerId) ?? []
}

export interface NewMembership {
  membershipId: MembershipId
  volunteerId: VolunteerId
  teamId: TeamId
  message: string
  requestedAt: Date
  /** Null while it waits. */
  joinedAt: Date | null
}
/** By the person's own act: nobody has decided. */
export async function insertMembership(tx: Tx, membership: NewMembership): Promise<void> {
  const { joinedAt } = membership
  await tx
    .insertInto('memberships')
    .values({ ...membership, status: joinedAt === null ? 'requested' : 'member' })
    .execute()
  if (joinedAt !== null) await addToCount(tx, membership.teamId, 1)
}

/** The row of the team is locked already, or is by this. */
export async function addToCount(tx: Tx, teamId: TeamId, change: number): Promise<void> {
  if (change === 0) return
  await sql`update teams set member_count = member_count + ${change} where team_id = ${teamId}`.execute(tx)
}

export interface OwnMembership {
  membershipId: MembershipId
  teamId: TeamId
  teamName: string
  status: MembershipStatus
  requestedAt: Date
  joinedAt: Date | null
  leftAt: Date | null
  reason: string | null
  isLeader: boolean
  /** It ended with its team; a team with this name may stand for what goes on. */
  isDissolved: boolean
  receiverId: TeamId | null
  receiverName: string | null
}
const own = (reader: Reader, volunteerId: VolunteerId) =>
  reader
    .selectFrom('memberships')
    .innerJoin('teams', 'teams.teamId', 'memberships.teamId')
    .leftJoin('teamDissolutions as endings', 'endings.teamId', 'memberships.teamId')
    .leftJoin('teams as receivers', 'receivers.teamId', 'endings.receiverId')
    .select([
      sql<boolean>`endings.team_id is not null`.as('isDissolved'),
      'endings.receiverId',
      'receivers.name as receiverName',
      'memberships.membershipId',
      'memberships.teamId',
      'teams.name as teamName',
      'memberships.status',
      'memberships.requestedAt',
      'memberships.joinedAt',
      'memberships.leftAt',
      'memberships.reason',
      sql<boolean>`exists (select from grants join volunteers using (account_id) where volunteers.volunteer_id = memberships.volunteer_id
        and grants.team_id = memberships.team_id and role = 'team_leader' and ended_at is null)`.as(
        'isLeader',
      ),
    ])
    .where('memberships.volunteerId', '=', volunteerId)

export function findOwnMembership(
  reader: Reader,
  volunteerId: VolunteerId,
  membershipId: MembershipId,
): Promise<OwnMembership | undefined> {
  return own(reader, volunteerId).where('memberships.membershipId', '=', membershipId).executeTakeFirst()
}

/** The latest first. */
export async function listOwnMemberships(
  reader: Reader,
  volunteerId: VolunteerId,
  query: PageQuery,
): Promise<Page<OwnMembership>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = own(reader, volunteerId)
  if (after !== null) rows = rows.where('memberships.membershipId', '<', after as MembershipId)
  return pageOf(
    await rows
      .orderBy('memberships.membershipId', 'desc')
      .limit(limit + 1)
      .execute(),
    limit,
    (row) => [row.membershipId],
  )
}

/** Ends a membership or withdraws a request. */
export async function markLeft(
  tx: Tx,
  volunteerId: VolunteerId,
  membership: { membershipId: MembershipId; teamId: TeamId; status: MembershipStatus },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('memberships')
    .set({ status: 'left', leftAt: now })
    .where('volunteerId', '=', volunteerId)
    .where('membershipId', '=', membership.membershipId)
    .execute()
  // What the team called them among its members is of no use afterwards, and would count against its labels.
  await tx
    .deleteFrom('memberLabels')
    .where('volunteerId', '=', volunteerId)
    .where('membershipId', '=', membership.membershipId)
    .execute()
  if (membership.status === 'member') await addToCount(tx, membership.teamId, -1)
}

export interface Request {
  membershipId: MembershipId
  volunteerId: VolunteerId
  status: MembershipStatus
}
/** Those of the given that belong to the team, whatever became of them. */
export async function findRequests(
  reader: Reader,
  teamId: TeamId,
  membershipIds: readonly MembershipId[],
): Promise<Request[]> {
  return reader
    .selectFrom('memberships')
    .select(['membershipId', 'volunteerId', 'status'])
    .where('teamId', '=', teamId)
    .where('membershipId', '=', sql<MembershipId>`any(${[...membershipIds]}::uuid[])`)
    .execute()
}

export interface Decided {
  membershipId: MembershipId
  volunteerId: VolunteerId
  status: 'member' | 'refused'
  reason: string | null
}
/** Writes what was decided, all at once, and counts the new members. */
export async function markRequestsDecided(
  tx: Tx,
  teamId: TeamId,
  decided: readonly Decided[],
  by: { accountId: AccountId | null; now: Date },
): Promise<void> {
  if (decided.length === 0) return
  await sql`
    update memberships set status = d.status, reason = d.reason, decided_by = ${by.accountId}::uuid, decided_at = ${by.now}::timestamptz,
      joined_at = case when d.status = 'member' then ${by.now}::timestamptz end
    from unnest(${decided.map((d) => d.volunteerId)}::uuid[], ${decided.map((d) => d.membershipId)}::uuid[],
      ${decided.map((d) => d.status)}::text[], ${decided.map((d) => d.reason)}::text[]) as d (volunteer_id, membership_id, status, reason)
    where memberships.volunteer_id = d.volunteer_id and memberships.membership_id = d.membership_id`.execute(
    tx,
  )
  await addToCount(tx, teamId, decided.filter((d) => d.status === 'member').length)
}
