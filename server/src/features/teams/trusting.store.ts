/** Which teams are trusted, since when and until when, and what they have shown. Reads projects, reviews and complaints. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, TeamId } from '../../kernel/ids.ts'
import { startOfDay, ZONE } from '../../kernel/local-date.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { recordSince, type TrustEnd, type TrustRecord } from './trusting.rules.ts'

export interface Trust {
  trustId: string
  cause: string
  byName: string
  trustedAt: Date
  endedAt: Date | null
  endKind: TrustEnd | null
  endCause: string | null
}

/** The one that holds, or else the last that has ended. */
export function findLatestTrust(reader: Reader, teamId: TeamId): Promise<Trust | undefined> {
  return reader
    .selectFrom('teamTrusts')
    .select(['trustId', 'cause', 'byName', 'trustedAt', 'endedAt', 'endKind', 'endCause'])
    .where('teamId', '=', teamId)
    .orderBy('trustId', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A deed that publishes holds the team's row (`holdTeam`), so that what is answered stands until it is done. */
export async function isTrusted(reader: Reader, teamId: TeamId): Promise<boolean> {
  const trust = await findLatestTrust(reader, teamId)
  return trust !== undefined && trust.endedAt === null
}

export async function insertTrust(
  tx: Tx,
  trust: { teamId: TeamId; cause: string; byName: string; trustedBy: AccountId; trustedAt: Date },
): Promise<void> {
  await tx
    .insertInto('teamTrusts')
    .values({ ...trust, trustId: uuidv7(trust.trustedAt) })
    .execute()
}

/** Answers the teams that were trusted. Their rows are locked. */
export async function markTrustsEnded(
  tx: Tx,
  teamIds: readonly TeamId[],
  ended: { endedAt: Date; endedBy: AccountId | null; endKind: TrustEnd; endCause: string },
): Promise<TeamId[]> {
  const rows = await tx
    .updateTable('teamTrusts')
    .set(ended)
    .where('teamId', '=', sql<TeamId>`any(${[...teamIds]}::uuid[])`)
    .where('endedAt', 'is', null)
    .returning('teamId')
    .execute()
  return rows.map(({ teamId }) => teamId)
}

const REFUSED = sql`outcome = 'refused' and subject_kind in ('project', 'project_check')`

/** P29, counted in one statement. */
export async function getTrustRecord(reader: Reader, teamId: TeamId, now: Date): Promise<TrustRecord> {
  const since = recordSince(now)
  const from = startOfDay(ZONE, since)
  const { rows } = await sql<TrustRecord>`
    select activated_at,
      (select count(*)::int from projects p where p.published_team_id = t.team_id and p.published_at >= ${from}::timestamptz
        and p.cancelled_at is null
        and not exists (select from reviews r where r.subject_id = p.project_id and ${REFUSED})) as projects,
      exists (select from team_suspensions s where s.team_id = t.team_id
        and (s.lifted_at is null or s.lifted_at >= ${from}::timestamptz)) as was_suspended,
      exists (select from reviews r join projects p on p.project_id = r.subject_id where p.published_team_id = t.team_id
        and ${REFUSED} and r.subject_kind = 'project_check' and r.decided_at >= ${from}::timestamptz) as had_check_refused,
      exists (select from complaint_measures m join complaints c using (complaint_id) where m.team_id = t.team_id
        and m.measure <> 'passed_on'
        and (c.closed_at is null or m.mend_by >= (${now}::timestamptz at time zone ${ZONE})::date)) as has_upheld_complaint
    from teams t where t.team_id = ${teamId}`.execute(reader)
  return rows[0]!
}
