import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { ImportId, TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { notify } from '../notices/index.ts'
import { getTeam, holdTeam } from '../teams/index.ts'
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
  refuseIf(whyNotInvite(act.actor, await holdTeam(act.tx, teamId)))
  await takeFromDay(act, teamId, invitees.length)
  const importId = uuidv7<ImportId>(act.now)
  await insertImport(act, { teamId, importId, startedBy: accountOf(act.actor), invitees, failures })
  act.mark({ kind: 'team', id: teamId, facts: { sent: invitees.length, refused: failures.length } })
  return importId
}

/** Answers whether the seal of the part opened; where it does not, its rows count as refused and the next part goes on. */
export async function sendInvitationPart(act: Act, key: PartKey): Promise<{ isLost: boolean }> {
  const { tx, vault, now } = act
  const taken = await takePart(tx, vault, key)
  if (taken === undefined) return { isLost: false }
  const { startedBy, rows } = taken
  const isLost = taken.invitees === null
  const invitees = taken.invitees ?? []
  await insertInvitations(act, { teamId: key.teamId, sentBy: startedBy, invitees })
  const counts = { sent: invitees.length, refused: rows - invitees.length }
  const { state, invited, refused } = await addToImport(tx, key, counts, now)
  act.mark({ kind: 'team', id: key.teamId, facts: counts })
  if (state === 'running') return { isLost }
  const { name: teamName } = await getTeam(tx, key.teamId)
  const facts = { teamName, invited, refused }
  const link = `/team/${key.teamId}/invitations` as const
  await notify(tx, [{ accountId: startedBy, kind: 'invitation_import_done', facts, link }], now)
  return { isLost }
}
