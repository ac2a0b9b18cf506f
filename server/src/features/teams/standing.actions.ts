/** Suspension and its end. What hangs below is suspended with a team, and comes back with it alone. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { notify } from '../notices/index.ts'
import { overseerOf, whyNotResume, whyNotSuspend } from './standing.rules.ts'
import {
  insertSuspension,
  listDecidersOf,
  listSuspensionsOver,
  markSuspensionLifted,
  settleStanding,
  type Settled,
} from './standing.store.ts'
import { getTeam, type Team } from './teams.store.ts'
import { lockTeamsOfTree, lockTree } from './tree.store.ts'
import { endTrusts } from './trusting.actions.ts'

async function lockSubtree(act: Act, teamId: TeamId): Promise<Team> {
  await lockTree(act.tx)
  const { path } = await getTeam(act.tx, teamId)
  await lockTeamsOfTree(act.tx, path, [])
  return getTeam(act.tx, teamId)
}

export async function suspendTeam(
  act: Act,
  { teamId, cause }: { teamId: TeamId; cause: string },
): Promise<{ teams: number }> {
  const team = await lockSubtree(act, teamId)
  const hasOwn = (await listSuspensionsOver(act.tx, team.path)).some((one) => one.teamId === teamId)
  refuseIf(whyNotSuspend(act.actor, team, { hasOwn, cause }))
  const overseer = overseerOf(act.actor, team)
  if (overseer === null) throw new Refusal('not_your_team')
  const suspension = { teamId, cause: cause.trim(), byAuthority: overseer.byAuthority, byName: overseer.name }
  await insertSuspension(act.tx, { ...suspension, suspendedBy: accountOf(act.actor), suspendedAt: act.now })
  const settled = await settleStanding(act.tx, team.path)
  act.mark({ kind: 'team', id: teamId, facts: { cause: suspension.cause, teams: settled.length } })
  const held = settled.map((one) => one.teamId)
  await endTrusts(act, held, { kind: 'suspended', cause: suspension.cause })
  // Its own staff read the cause also when a team above has suspended it already.
  const told = settled.some((one) => one.teamId === teamId) ? settled : [...settled, own(team)]
  await tell(act, told, 'team_suspended', { aboveName: team.name, cause: suspension.cause })
  return { teams: settled.length }
}

const own = ({ teamId, name }: Team): Settled => ({ teamId, name, status: 'suspended' })

export async function resumeTeam(act: Act, { teamId }: { teamId: TeamId }): Promise<{ teams: number }> {
  const team = await lockSubtree(act, teamId)
  const suspensions = await listSuspensionsOver(act.tx, team.path)
  const suspension = suspensions.find((one) => one.teamId === teamId) ?? null
  refuseIf(whyNotResume(act.actor, team, suspension))
  if (suspension === null) throw new Refusal('not_suspended')
  await markSuspensionLifted(act.tx, suspension.suspensionId, {
    liftedBy: accountOf(act.actor),
    liftedAt: act.now,
  })
  const settled = await settleStanding(act.tx, team.path)
  act.mark({ kind: 'team', id: teamId, facts: { teams: settled.length } })
  await tell(act, settled, 'team_resumed', { aboveName: team.name })
  return { teams: settled.length }
}

async function tell(
  act: Act,
  settled: readonly Settled[],
  kind: 'team_suspended' | 'team_resumed',
  facts: Readonly<Record<string, string>>,
): Promise<void> {
  const tellers = await listDecidersOf(
    act.tx,
    settled.map((one) => one.teamId),
  )
  await notify(
    act.tx,
    tellers.map(({ accountId, teamId, teamName }) => ({
      accountId,
      kind,
      facts: { ...facts, teamName },
      link: `/team/${teamId}/standing` as const,
    })),
    act.now,
  )
}
