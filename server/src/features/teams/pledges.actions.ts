/** A team promises to tell the truth about its projects and hours. */
import type { Act } from '../../act.ts'
import type { Reader } from '../../db/handles.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { refuseIf } from '../../kernel/refusal.ts'
import { PLEDGE_VERSION, whyNotAcceptPledge } from './pledges.rules.ts'
import { findPledge, insertPledge } from './pledges.store.ts'
import { lockTeam } from './teams.store.ts'

export async function acceptPledge(
  act: Act,
  { teamId, version }: { teamId: TeamId; version: string },
): Promise<void> {
  const team = await lockTeam(act.tx, teamId)
  const isAccepted = await hasPledged(act.tx, teamId)
  refuseIf(whyNotAcceptPledge(act.actor, { team, version, isAccepted }), { version: PLEDGE_VERSION })
  const { actor, now } = act
  await insertPledge(act.tx, {
    teamId,
    version,
    acceptedBy: accountOf(actor),
    acceptedName: actor.label,
    acceptedAt: now,
  })
  act.mark({ kind: 'team', id: teamId, facts: { version } })
}

/** Whether the pledge that holds has been accepted for the team. */
export const hasPledged = async (reader: Reader, teamId: TeamId): Promise<boolean> =>
  (await findPledge(reader, teamId, PLEDGE_VERSION)) !== undefined
