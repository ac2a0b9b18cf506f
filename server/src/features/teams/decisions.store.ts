/** What was decided on requests to join, as the team's staff see it and as taking it back needs it. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { MembershipId, TeamId } from '../../kernel/ids.ts'
import { decodeTimeKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import type { DecisionFacts } from './decisions.rules.ts'
import { addToCount } from './memberships.store.ts'
import type { TeamScope } from './teams.rules.ts'

export interface Decision extends DecisionFacts {
  membershipId: MembershipId
}
const decisions = (reader: Reader, teamId: TeamId) =>
  reader
    .selectFrom('memberships')
    .innerJoin('volunteers', 'volunteers.volunteerId', 'memberships.volunteerId')
    .select([
      'memberships.membershipId',
      'memberships.volunteerId',
      'memberships.status',
      'memberships.decidedBy',
      'memberships.decidedAt',
      sql<boolean>`exists (select from grants where grants.account_id = volunteers.account_id
        and grants.team_id = memberships.team_id and ended_at is null)`.as('holdsRole'),
      sql<boolean>`exists (select from memberships other where other.volunteer_id = memberships.volunteer_id
        and other.team_id = memberships.team_id and other.membership_id <> memberships.membership_id
        and other.status in ('requested', 'member'))`.as('hasAnother'),
    ])
    .where('memberships.teamId', '=', teamId)

/** Those of the given that belong to the team, decided or not. */
export function findDecisions(
  reader: Reader,
  teamId: TeamId,
  membershipIds: readonly MembershipId[],
): Promise<Decision[]> {
  return decisions(reader, teamId)
    .where('memberships.membershipId', '=', sql<MembershipId>`any(${[...membershipIds]}::uuid[])`)
    .execute()
}

export interface ShownDecision extends Decision {
  name: string
  volunteerNumber: string | null
  reason: string | null
  joinedAt: Date | null
  decidedAt: Date
  decidedByName: string
}
/** The latest first. */
export async function listMembershipDecisions(
  reader: Reader,
  scope: TeamScope,
  since: Date,
  query: PageQuery,
): Promise<Page<ShownDecision>> {
  const limit = limitOf(query)
  const after = decodeTimeKey(query.after)
  let rows = decisions(reader, scope.teamId)
    .innerJoin('accounts', 'accounts.accountId', 'memberships.decidedBy')
    .leftJoin('volunteers as deciders', 'deciders.accountId', 'memberships.decidedBy')
    .select([
      'volunteers.name',
      'volunteers.volunteerNumber',
      'memberships.reason',
      'memberships.joinedAt',
      sql<Date>`memberships.decided_at`.as('decidedAt'),
      sql<string>`coalesce(deciders.name, accounts.display_name)`.as('decidedByName'),
    ])
    .where('memberships.decidedBy', 'is not', null)
    .where('memberships.decidedAt', '>', since)
  if (after !== null)
    rows = rows.where(
      sql<boolean>`(memberships.decided_at, memberships.membership_id) < (${after.at}::timestamptz, ${after.id}::uuid)`,
    )
  return pageOf(
    await rows
      .orderBy('memberships.decidedAt', 'desc')
      .orderBy('memberships.membershipId', 'desc')
      .limit(limit + 1)
      .execute(),
    limit,
    (row) => [row.decidedAt.toISOString(), row.membershipId],
  )
}

/** Each waits again in its old place. The rows of the people and of the team are locked. */
export async function markDecisionsUndone(
  tx: Tx,
  teamId: TeamId,
  undone: readonly Decision[],
): Promise<void> {
  if (undone.length === 0) return
  await sql`
    update memberships set status = 'requested', reason = null, decided_by = null, decided_at = null, joined_at = null
    from unnest(${undone.map((d) => d.volunteerId)}::uuid[], ${undone.map((d) => d.membershipId)}::uuid[]) as d (volunteer_id, membership_id)
    where memberships.volunteer_id = d.volunteer_id and memberships.membership_id = d.membership_id`.execute(
    tx,
  )
  await addToCount(tx, teamId, -undone.filter(({ status }) => status === 'member').length)
}
