/** Invitations of a team that ends. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { AccountId, TeamId } from '../../kernel/ids.ts'

/** Withdraws what waits and what is still to be sent. Answers the accounts of those whom one had reached. */
export async function endInvitationsOf(tx: Tx, teamId: TeamId, now: Date): Promise<AccountId[]> {
  const { rows } = await sql<{ accountId: AccountId }>`
    with withdrawn as (
      update invitations set state = 'withdrawn' where team_id = ${teamId} and state = 'open' returning volunteer_id)
    select account_id from volunteers where volunteer_id in (select volunteer_id from withdrawn)`.execute(tx)
  await tx.deleteFrom('invitationImportParts').where('teamId', '=', teamId).execute()
  await tx
    .updateTable('invitationImports')
    .set({ state: 'done', finishedAt: now, refused: sql`total - invited` })
    .where('teamId', '=', teamId)
    .where('state', '=', 'running')
    .execute()
  return rows.map((row) => row.accountId)
}
