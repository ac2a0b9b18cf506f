/** A unit fills in its staff register. */
import type { Act } from '../../act.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { registerFault, whyNotSaveRegister, type RegisterEntry } from './staff-register.rules.ts'
import { replaceRegister } from './staff-register.store.ts'
import { lockTeam } from './teams.store.ts'

export async function saveStaffRegister(
  act: Act,
  { teamId, entries }: { teamId: TeamId; entries: readonly RegisterEntry[] },
): Promise<void> {
  const team = await lockTeam(act.tx, teamId)
  refuseIf(whyNotSaveRegister(act.actor, team))
  const fault = registerFault(entries)
  if (fault !== null) throw new Refusal(fault.reason, { field: fault.field })
  await replaceRegister(act.tx, act.vault, teamId, { entries, now: act.now })
  act.mark({ kind: 'team', id: teamId, facts: { entries: entries.length } })
}
