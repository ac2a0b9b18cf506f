/** Who holds which role where. Every change drops the actors that were made before it. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import { PATH_END, ROLES_FOR, type Grant, type Role } from '../../kernel/actor.ts'
import type { AccountId, TeamId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { forgetActor } from './actor-cache.ts'
import type { HeldRole } from './recovery.rules.ts'
import { AUTHORITY_ROLES, type AuthorityRole, type StaffScope } from './staff.rules.ts'

export interface NewGrant extends Grant {
  accountId: AccountId
  grantedBy: AccountId | null
}

/** The id of the new grant, or null when the account holds that very grant already. */
export async function insertGrant(tx: Tx, grant: NewGrant, now: Date): Promise<string | null> {
  forgetActor(grant.accountId)
  const row = await tx
    .insertInto('grants')
    .values({ ...grant, grantId: uuidv7(now), grantedAt: now })
    .onConflict((conflict) => conflict.doNothing())
    .returning('grantId')
    .executeTakeFirst()
  return row?.grantId ?? null
}

/** The live grants of an account, authorities before teams, the oldest first. */
export function listGrants(reader: Reader, accountId: AccountId): Promise<Grant[]> {
  return reader
    .selectFrom('grants')
    .select(['role', 'bodyName', 'regionPath', 'teamId', 'teamPath'])
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .orderBy(sql`team_id is not null`)
    .orderBy('grantId')
    .execute()
}

export async function findHasGrants(reader: Reader, accountId: AccountId): Promise<boolean> {
  const row = await reader
    .selectFrom('grants')
    .select('grantId')
    .where('accountId', '=', accountId)
    .where('endedAt', 'is', null)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Every role of an account with the region it is in: that of the authority, or of the team. */
export function listHeldRoles(reader: Reader, accountId: AccountId): Promise<HeldRole[]> {
  return reader
    .selectFrom('grants')
    .leftJoin('teams', 'teams.teamId', 'grants.teamId')
    .select([
      'grants.role',
      sql<string | null>`coalesce(grants.region_path, teams.region_path)`.as('regionPath'),
    ])
    .where('grants.accountId', '=', accountId)
    .where('grants.endedAt', 'is', null)
    .execute()
}

/** An authority grant while it lives, locked. */
export async function lockStaffGrant(tx: Tx, accountId: AccountId, grantId: string) {
  const row = await tx
    .selectFrom('grants')
    .select(['accountId', 'role', 'regionPath'])
    .where('accountId', '=', accountId)
    .where('grantId', '=', grantId)
    .where('role', 'in', AUTHORITY_ROLES)
    .where('endedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : { ...row, role: row.role as AuthorityRole }
}

export async function markGrantEnded(
  tx: Tx,
  accountId: AccountId,
  grantId: string,
  now: Date,
): Promise<void> {
  forgetActor(accountId)
  await tx
    .updateTable('grants')
    .set({ endedAt: now })
    .where('accountId', '=', accountId)
    .where('grantId', '=', grantId)
    .execute()
}

/** Ends what people hold in a team: all of them when it dissolves, one of them when they leave. */
export async function endGrantsOfTeam(
  tx: Tx,
  team: { teamId: TeamId; accountId?: AccountId },
  now: Date,
): Promise<AccountId[]> {
  let ending = tx
    .updateTable('grants')
    .set({ endedAt: now })
    .where('teamId', '=', team.teamId)
    .where('endedAt', 'is', null)
  if (team.accountId !== undefined) ending = ending.where('accountId', '=', team.accountId)
  const rows = await ending.returning('accountId').execute()
  for (const { accountId } of rows) forgetActor(accountId)
  return [...new Set(rows.map((row) => row.accountId))]
}

/** The live grants in teams that have moved, from the old path to the new one. */
export async function rewriteGrantPaths(tx: Tx, from: string, to: string): Promise<void> {
  const { rows } = await sql<{ accountId: AccountId }>`
    update grants set team_path = ${to} || substr(team_path, ${from.length + 1}::integer)
    where ended_at is null and team_path >= ${from} and team_path < ${from + PATH_END} returning account_id`.execute(
    tx,
  )
  for (const { accountId } of rows) forgetActor(accountId)
}

/** A team's new name, wherever its staff act under it. */
export async function renameBodies(
  tx: Tx,
  teams: readonly { teamId: TeamId; newName: string }[],
): Promise<void> {
  if (teams.length === 0) return
  const { rows } = await sql<{ accountId: AccountId }>`
    update grants set body_name = named.name
    from unnest(${teams.map(({ teamId }) => teamId)}::uuid[], ${teams.map(({ newName }) => newName)}::text[]) as named (team_id, name)
    where grants.team_id = named.team_id and grants.ended_at is null
    returning grants.account_id`.execute(tx)
  for (const { accountId } of rows) forgetActor(accountId)
}

export interface StaffItem {
  grantId: string
  accountId: AccountId
  displayName: string
  role: AuthorityRole
  bodyName: string
  regionPath: string | null
  regionName: string | null
  grantedAt: Date
  hasSecondFactor: boolean
  /** All that the person holds, in teams as well. */
  roles: HeldRole[]
}

/** Authority staff in the scope, the newest grant first. */
export async function listStaffGrants(
  reader: Reader,
  scope: StaffScope,
  query: PageQuery,
): Promise<Page<StaffItem>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = reader
    .selectFrom('grants')
    .innerJoin('accounts', 'accounts.accountId', 'grants.accountId')
    .leftJoin('regions', (join) =>
      join.onRef('regions.path', '=', 'grants.regionPath').on('regions.validTo', 'is', null),
    )
    .select([
      'grants.grantId',
      'grants.accountId',
      'accounts.displayName',
      'grants.role',
      'grants.bodyName',
      'grants.regionPath',
      'regions.name as regionName',
      'grants.grantedAt',
      sql<boolean>`accounts.totp_confirmed_at is not null`.as('hasSecondFactor'),
      sql<
        HeldRole[]
      >`(select json_agg(json_build_object('role', held.role, 'regionPath', coalesce(held.region_path, teams.region_path)))
        from grants held left join teams using (team_id) where held.account_id = grants.account_id and held.ended_at is null)`.as(
        'roles',
      ),
    ])
    .where('grants.role', 'in', AUTHORITY_ROLES)
    .where('grants.endedAt', 'is', null)
  if (!scope.isAll)
    rows = rows.where((eb) =>
      eb.or(
        scope.regionPaths.map((root) =>
          eb.and([eb('grants.regionPath', '>=', root), eb('grants.regionPath', '<', root + PATH_END)]),
        ),
      ),
    )
  if (after !== null) rows = rows.where('grants.grantId', '<', after)
  const found = await rows
    .orderBy('grants.grantId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(
    found.map((row) => ({ ...row, role: row.role as AuthorityRole })),
    limit,
    (row) => [row.grantId],
  )
}

const AUTHORITY_DECIDERS: readonly Role[] = ['site_admin', 'authority_reviewer']

export type StaffOf = { duty: 'decide' | 'review' | 'keep_time' } & (
  { teamId: TeamId } | { teamPath: string } | { regionPath: string }
)

/**
 * The accounts to tell about something: the staff of a team itself (`teamId`), or the nearest staff who
 * reach a team (`teamPath`) or a region (`regionPath`), walking up only while nobody holds the duty.
 */
export async function staffOf(reader: Reader, staff: StaffOf): Promise<AccountId[]> {
  const reach = 'teamId' in staff ? null : 'teamPath' in staff ? staff.teamPath : staff.regionPath
  const column = 'regionPath' in staff ? 'regionPath' : 'teamPath'
  let rows = reader
    .selectFrom('grants')
    .select(['accountId', `${column} as path`])
    .distinct()
    .where('role', 'in', [...AUTHORITY_DECIDERS, ...ROLES_FOR[staff.duty]])
    .where('endedAt', 'is', null)
  if ('teamId' in staff) rows = rows.where('teamId', '=', staff.teamId)
  // A root reaches a path exactly when it is one of the path's beginnings, so an index finds them all.
  else rows = rows.where(column, 'in', beginningsOf(reach ?? ''))
  const found = await rows.execute()
  const nearest = Math.max(...found.map((row) => row.path?.length ?? 0))
  return [...new Set(found.filter((row) => row.path?.length === nearest).map((row) => row.accountId))]
}

const beginningsOf = (path: string): string[] =>
  Array.from({ length: Math.max(1, path.length) }, (_, index) => path.slice(0, index + 1))
