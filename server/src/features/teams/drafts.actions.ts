/** A registration may be left and gone on with, on any device. */
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import { deleteDraft, saveDraft, type DraftForm } from './drafts.store.ts'
import type { TeamKind } from './teams.rules.ts'

export async function saveTeamDraft(
  act: Act,
  { kind, form }: { kind: TeamKind; form: DraftForm },
): Promise<{ savedAt: string }> {
  const volunteerId = volunteerOf(act.actor)
  await saveDraft(act.tx, act.vault, { volunteerId, accountId: accountOf(act.actor), kind, form }, act.now)
  act.mark({ kind: 'team_draft', id: volunteerId })
  return { savedAt: act.now.toISOString() }
}

export async function discardTeamDraft(act: Act, { kind }: { kind: TeamKind }): Promise<void> {
  const volunteerId = volunteerOf(act.actor)
  await deleteDraft(act.tx, volunteerId, kind)
  act.mark({ kind: 'team_draft', id: volunteerId })
}
