/** Projects that are over while people with a place have neither hours nor a word of the team. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, ProjectId, TeamId } from '../../kernel/ids.ts'
import type { ClosingClock } from './closing.rules.ts'

export interface Unwarned {
  projectId: ProjectId
  teamId: TeamId
  title: string
  endsAt: Date
  nth: 1 | 2
  /** People with a place of whom nothing is known. */
  count: number
}

/** Those to whom the first warning is due, or the second. */
export async function listUnwarned(reader: Reader, clock: ClosingClock, limit: number): Promise<Unwarned[]> {
  const { rows } = await sql<Unwarned>`
    select p.project_id, p.team_id, p.title, p.ends_at, warning.nth,
      (select count(*)::int from signups where project_id = p.project_id and status = 'admitted') as count
    from projects p cross join (values (1), (2)) as warning (nth)
    where p.status = 'ended' and p.ends_at <= ${clock.warnEndedBefore}::timestamptz
      and exists (select from signups where project_id = p.project_id and status = 'admitted')
      and not exists (select from closing_warnings told where told.project_id = p.project_id and told.nth >= warning.nth)
      and (warning.nth = 1 or p.ends_at <= ${clock.warnAgainEndedBefore}::timestamptz and exists (
        select from closing_warnings first where first.project_id = p.project_id and first.nth = 1
          and first.told_at <= ${clock.warnedBefore}::timestamptz))
    order by p.project_id, warning.nth limit ${limit}`.execute(reader)
  return rows
}

/** False when another process has warned meanwhile. */
export async function insertWarning(
  tx: Tx,
  { projectId, nth }: Pick<Unwarned, 'projectId' | 'nth'>,
  toldAt: Date,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('closingWarnings')
    .values({ projectId, nth, toldAt })
    .onConflict((conflict) => conflict.columns(['projectId', 'nth']).doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

/** It has another end, of which nobody was warned. */
export async function deleteWarnings(tx: Tx, projectId: ProjectId): Promise<void> {
  await tx.deleteFrom('closingWarnings').where('projectId', '=', projectId).execute()
}

export async function listUnrecordedPeople(tx: Tx, projectId: ProjectId): Promise<AccountId[]> {
  const rows = await tx
    .selectFrom('signups')
    .innerJoin('volunteers', 'volunteers.volunteerId', 'signups.volunteerId')
    .select('volunteers.accountId')
    .distinct()
    .where('signups.projectId', '=', projectId)
    .where('signups.status', '=', 'admitted')
    .execute()
  return rows.map(({ accountId }) => accountId)
}
