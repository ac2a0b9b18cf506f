/** What a team says about a matter it was asked about. Locks the case, as everything in it does. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { StatementId, TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { getTeam, whyNotDecideForTeam } from '../teams/index.ts'
import { whyNotGiveStatement } from './reporting.rules.ts'
import { lockComplaint } from './complaints.store.ts'
import { insertStep } from './steps.store.ts'
import { getStatement, markStatementGiven } from './statements.store.ts'
import { listHandlers, tellOffice } from './telling.actions.ts'

export interface GiveStatement {
  teamId: TeamId
  statementId: StatementId
  words: string
}
export async function giveStatement(act: Act, { teamId, statementId, words }: GiveStatement): Promise<void> {
  const { tx, vault, now } = act
  const team = await getTeam(tx, teamId)
  refuseIf(whyNotDecideForTeam(act.actor, team))
  const { complaintId } = await getStatement(tx, vault, teamId, statementId)
  const complaint = await lockComplaint(tx, complaintId)
  // Read again under the lock, since the case may have been settled meanwhile.
  refuseIf(whyNotGiveStatement(await getStatement(tx, vault, teamId, statementId), words))
  const by = accountOf(act.actor)
  await markStatementGiven(tx, vault, statementId, { words: words.trim(), by, at: now })
  const given = { kind: 'statement_given', byAccountId: by, byName: team.name } as const
  await insertStep(tx, vault, complaint, given, now)
  await tellOffice(act, complaint, 'complaint_statement_given', await listHandlers(tx, complaint))
  act.mark({ kind: 'complaint', id: complaintId })
}
