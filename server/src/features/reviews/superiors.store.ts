/** Who may decide a review, by the grants on the way up from its subject. Reads the grants of accounts. */
import { sql } from 'kysely'
import { plainArray } from '../../db/arrays.ts'
import type { Reader } from '../../db/handles.ts'
import { ROLES_FOR } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { staffOf } from '../accounts/index.ts'
import type { Reach } from './reviews.rules.ts'

/** Deciding authorities of the region or of the nearest one above it; where there are none, the platform's administrators. */
async function listRegionReviewers(
  reader: Reader,
  regionPath: string,
  besides: AccountId | null,
): Promise<AccountId[]> {
  const { rows } = await sql<{ accountId: AccountId }>`
    select distinct account_id from (
      select account_id, dense_rank() over (order by length(coalesce(region_path, '')) desc) as distance from grants
      where ended_at is null and account_id is distinct from ${besides}::uuid and (role = 'platform_admin'
        or (role in ('site_admin', 'authority_reviewer') and starts_with(${regionPath}, region_path)))) as near
    where distance = 1`.execute(reader)
  return rows.map((row) => row.accountId)
}

export interface ReviewersOf {
  regionPath: string
  reviewerTeam: { path: string } | null
  /** Whoever handed the subject in decides nothing, so nothing waits for them. */
  besides: AccountId | null
}
/** Whom a new review waits for, to tell them. */
export async function listReviewers(
  reader: Reader,
  { regionPath, reviewerTeam, besides }: ReviewersOf,
): Promise<AccountId[]> {
  if (reviewerTeam === null) return listRegionReviewers(reader, regionPath, besides)
  const staff = await staffOf(reader, { duty: 'review', teamPath: reviewerTeam.path })
  return staff.filter((accountId) => accountId !== besides)
}

/** Deciding authorities of a region and of all that contain it. */
export async function listRegionReach(reader: Reader, regionPath: string): Promise<Reach[]> {
  const { rows } = await sql<{ accountId: AccountId; root: string }>`
    select account_id, region_path as root from grants
    where ended_at is null and role in ('site_admin', 'authority_reviewer') and starts_with(${regionPath}, region_path)`.execute(
    reader,
  )
  return rows
}

/** Reviewing staff of a team and of all above it. */
export async function listTeamReach(reader: Reader, teamPath: string): Promise<Reach[]> {
  const { rows } = await sql<{ accountId: AccountId; root: string }>`
    select account_id, team_path as root from grants
    where ended_at is null and role = any(${plainArray(ROLES_FOR.review)}::text[]) and starts_with(${teamPath}, team_path)`.execute(
    reader,
  )
  return rows
}

export async function listPlatformAdmins(reader: Reader): Promise<AccountId[]> {
  const rows = await reader
    .selectFrom('grants')
    .select('accountId')
    .where('role', '=', 'platform_admin')
    .where('endedAt', 'is', null)
    .execute()
  return rows.map(({ accountId }) => accountId)
}
