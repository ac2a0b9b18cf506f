import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ImportId, TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { notify } from '../notices/index.ts'
import { getTeam } from '../teams/index.ts'
import { addToImport, insertImport, takePart, type PartKey } from './invitation-imports.store.ts'
import { takeFromDay } from './invitations.actions.ts'
import { whyNotInvite } from './invitations.rules.ts'
import { insertInvitations } from './invitations.store.ts'
import type { SheetReading } from './invitees-sheet.rules.ts'

/** Takes a spreadsheet that was read before; a job sends its rows. */
export async function startInvitationImport(
  act: Act,
  { teamId, invitees, failures }: SheetReading & { teamId: TeamId },
): Promise<ImportId> {
  refuseIf(whyNotInvite(act.actor, await getTeam(act.tx, teamId)))
  await takeFromDay(act, teamId, invitees.length)
  const importId = uuidv7<ImportId>(act.now)
  await insertImport(act, { teamId, importId, startedBy: accountOf(act.actor), invitees, failures })
  act.mark({ kind: 'team', id: teamId, facts: { sent: invitees.length, refused: failures.length } })
  return importId
}

export async function sendInvitationPart(act: Act, key: PartKey): Promise<void> {
  const { tx, vault, now } = act
  const taken = await takePart(tx, vault, key)
  if (taken === undefined) return
  const { startedBy, invitees } = taken
  await insertInvitations(act, { teamId: key.teamId, sentBy: startedBy, invitees })
  const { state, invited, refused } = await addToImport(tx, key, invitees.length, now)
  act.mark({ kind: 'team', id: key.teamId, facts: { sent: invitees.length } })
  if (state === 'running') return
  const { name: teamName } = await getTeam(tx, key.teamId)
  const facts = { teamName, invited, refused }
  const link = `/team/${key.teamId}/invitations` as const
  await notify(tx, [{ accountId: startedBy, kind: 'invitation_import_done', facts, link }], now)
}
