/** Suspensions, and the standing of a subtree that follows from them. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { AccountId, TeamId } from '../../kernel/ids.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { changeCounts } from './registration.store.ts'

export interface Suspension {
  suspensionId: string
  teamId: TeamId
  teamName: string
  cause: string
  byAuthority: boolean
  byName: string
  suspendedAt: Date
}

/** Those that hold a team now, its own and those of teams above it, the highest first. */
export function listSuspensionsOver(reader: Reader, path: string): Promise<Suspension[]> {
  return reader
    .selectFrom('teamSuspensions')
    .innerJoin('teams', 'teams.teamId', 'teamSuspensions.teamId')
    .select([
      'suspensionId',
      'teamSuspensions.teamId',
      'teams.name as teamName',
      'cause',
      'byAuthority',
      'byName',
      'suspendedAt',
    ])
    .where('liftedAt', 'is', null)
    .where(sql<boolean>`starts_with(${path}, teams.path)`)
    .orderBy('teams.path')
    .execute()
}

export async function insertSuspension(
  tx: Tx,
  suspension: {
    teamId: TeamId
    cause: string
    byAuthority: boolean
    byName: string
    suspendedBy: AccountId
    suspendedAt: Date
  },
): Promise<string> {
  const suspensionId = uuidv7(suspension.suspendedAt)
  await tx
    .insertInto('teamSuspensions')
    .values({ ...suspension, suspensionId })
    .execute()
  return suspensionId
}

export async function markSuspensionLifted(
  tx: Tx,
  suspensionId: string,
  lifted: { liftedBy: AccountId; liftedAt: Date },
): Promise<void> {
  await tx.updateTable('teamSuspensions').set(lifted).where('suspensionId', '=', suspensionId).execute()
}

export interface Settled {
  teamId: TeamId
  name: string
  status: 'active' | 'suspended'
}
/** Writes down who is suspended in a subtree, and counts the active teams of each county anew by the difference. */
export async function settleStanding(tx: Tx, path: string): Promise<Settled[]> {
  const { rows } = await sql<Settled & { regionPath: string }>`
    with held as (
      select team_id, exists (select from team_suspensions s join teams above on above.team_id = s.team_id
        where s.lifted_at is null and starts_with(t.path, above.path)) as is_held
      from teams t where path >= ${path} and path < ${path + PATH_END} and status in ('active', 'suspended'))
    update teams set status = case when is_held then 'suspended' else 'active' end
    from held where held.team_id = teams.team_id and (status = 'suspended') <> is_held
    returning teams.team_id, name, status, region_path`.execute(tx)
  await changeCounts(
    tx,
    rows.map((row) => ({ regionPath: row.regionPath, change: row.status === 'active' ? 1 : -1 })),
  )
  return rows.map(({ teamId, name, status }) => ({ teamId, name, status }))
}

export interface Teller {
  accountId: AccountId
  teamId: TeamId
  teamName: string
}
/** Who decides in each of these teams. */
export async function listDecidersOf(reader: Reader, teamIds: readonly TeamId[]): Promise<Teller[]> {
  const { rows } = await sql<Teller>`
    select distinct account_id, team_id, teams.name as team_name from grants join teams using (team_id)
    where team_id = any(${[...teamIds]}::uuid[]) and ended_at is null and role in ('team_leader', 'team_admin')`.execute(
    reader,
  )
  return rows
}
