/** What ends with a team: its memberships and requests, its codes, its suspensions, and what would still stand under it. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, TeamId } from '../../kernel/ids.ts'
import { changeCounts } from './registration.store.ts'
import type { TeamKind, TeamLevel, TeamStatus } from './teams.rules.ts'

export interface LivingChild {
  teamId: TeamId
  name: string
  kind: TeamKind
  level: TeamLevel
  status: TeamStatus
  path: string
  regionPath: string
}
/** The teams right below one that still do something, or wait to. */
export function listLivingChildren(reader: Reader, teamId: TeamId): Promise<LivingChild[]> {
  return reader
    .selectFrom('teams')
    .select(['teamId', 'name', 'kind', 'level', 'status', 'path', 'regionPath'])
    .where('parentId', '=', teamId)
    .where('status', 'in', ['under_review', 'active', 'suspended'])
    .orderBy('teamId')
    .execute()
}

/** Members leave and requests are answered, each with the cause; nobody of the team decided on them. */
export async function endMemberships(tx: Tx, teamId: TeamId, cause: string, now: Date): Promise<AccountId[]> {
  const { rows } = await sql<{ accountId: AccountId }>`
    with ended as (
      update memberships set status = case status when 'member' then 'left' else 'refused' end,
        left_at = case status when 'member' then ${now}::timestamptz end, reason = ${cause}
      where team_id = ${teamId} and status in ('requested', 'member') returning volunteer_id)
    select account_id from ended join volunteers using (volunteer_id)`.execute(tx)
  return rows.map((row) => row.accountId)
}

/** Answers the accounts of those who had allowed the team beforehand to make them members. */
export async function endConsentsTo(tx: Tx, teamId: TeamId, now: Date): Promise<AccountId[]> {
  const { rows } = await sql<{ accountId: AccountId }>`
    with ended as (
      update standing_consents set ended_at = ${now} where team_id = ${teamId} and ended_at is null returning volunteer_id)
    select account_id from ended join volunteers using (volunteer_id)`.execute(tx)
  return rows.map((row) => row.accountId)
}

export async function endCodesOf(tx: Tx, teamId: TeamId, now: Date): Promise<void> {
  await tx
    .updateTable('teamJoinCodes')
    .set({ endedAt: now })
    .where('teamId', '=', teamId)
    .where('endedAt', 'is', null)
    .execute()
}

export async function endSuspensionOf(
  tx: Tx,
  teamId: TeamId,
  lifted: { liftedBy: AccountId; liftedAt: Date },
): Promise<void> {
  await tx
    .updateTable('teamSuspensions')
    .set(lifted)
    .where('teamId', '=', teamId)
    .where('liftedAt', 'is', null)
    .execute()
}

/** The row stays with its number, its path and its names, all of which others may be looking for. */
export async function markDissolved(
  tx: Tx,
  team: { teamId: TeamId; status: TeamStatus; regionPath: string },
): Promise<void> {
  await tx
    .updateTable('teams')
    .set({ status: 'dissolved', joinMode: 'closed', memberCount: 0 })
    .where('teamId', '=', team.teamId)
    .execute()
  if (team.status === 'active') await changeCounts(tx, [{ regionPath: team.regionPath, change: -1 }])
}

export interface Ending {
  dissolvedAt: Date
  receiver: { teamId: TeamId; name: string } | null
}
/** When a dissolved team ended and which team has taken over its work. The cause is for those concerned. */
export async function findEnding(reader: Reader, teamId: TeamId): Promise<Ending | null> {
  const row = await reader
    .selectFrom('teamDissolutions')
    .leftJoin('teams', 'teams.teamId', 'teamDissolutions.receiverId')
    .select(['dissolvedAt', 'receiverId', 'teams.name'])
    .where('teamDissolutions.teamId', '=', teamId)
    .executeTakeFirst()
  if (row === undefined) return null
  const { dissolvedAt, receiverId, name } = row
  return { dissolvedAt, receiver: receiverId === null ? null : { teamId: receiverId, name: name ?? '' } }
}
