/** Who accepted which pledge for a team. */
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, TeamId } from '../../kernel/ids.ts'

export interface Pledge {
  acceptedName: string
  acceptedAt: Date
}

export async function findPledge(
  reader: Reader,
  teamId: TeamId,
  version: string,
): Promise<Pledge | undefined> {
  return reader
    .selectFrom('teamPledges')
    .select(['acceptedName', 'acceptedAt'])
    .where('teamId', '=', teamId)
    .where('version', '=', version)
    .executeTakeFirst()
}

export async function insertPledge(
  tx: Tx,
  pledge: Pledge & { teamId: TeamId; version: string; acceptedBy: AccountId },
): Promise<void> {
  await tx.insertInto('teamPledges').values(pledge).execute()
}
