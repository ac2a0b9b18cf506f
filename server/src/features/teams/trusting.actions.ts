/** Trusting a team, and ending that. Whoever publishes holds the team's row for share, so each is before or after the other. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import type { Reader } from '../../db/handles.ts'
import { policiesOf } from '../catalog/index.ts'
import { notify } from '../notices/index.ts'
import { overseerOf } from './standing.rules.ts'
import { listDecidersOf } from './standing.store.ts'
import { lockTeam, type Team } from './teams.store.ts'
import { whyNotTrust, whyNotUntrust } from './trusting.rules.ts'
import { getTrustRecord, insertTrust, isTrusted, markTrustsEnded } from './trusting.store.ts'

export interface Trusting {
  teamId: TeamId
  cause: string
}

export async function trustTeam(act: Act, { teamId, cause }: Trusting): Promise<void> {
  const team = await lockTeam(act.tx, teamId)
  const { trustedTeams: isOffered } = await policiesOf(act.tx, team.regionPath)
  const record = await getTrustRecord(act.tx, teamId, act.now)
  const facts = { isOffered, record, isTrusted: await isTrusted(act.tx, teamId) }
  refuseIf(whyNotTrust(act.actor, team, facts, { cause, now: act.now }))
  const overseer = overseerOf(act.actor, team)
  if (overseer === null) throw new Refusal('not_your_team')
  const trust = { teamId, cause: cause.trim(), byName: overseer.name }
  await insertTrust(act.tx, { ...trust, trustedBy: accountOf(act.actor), trustedAt: act.now })
  act.mark({ kind: 'team', id: teamId, facts: { cause: trust.cause } })
  await tell(act, team, 'team_trusted', trust.cause)
}

export async function untrustTeam(act: Act, { teamId, cause }: Trusting): Promise<void> {
  const team = await lockTeam(act.tx, teamId)
  refuseIf(whyNotUntrust(act.actor, team, { isTrusted: await isTrusted(act.tx, teamId), cause }))
  const endCause = cause.trim()
  const ended = { endedAt: act.now, endedBy: accountOf(act.actor), endKind: 'withdrawn', endCause } as const
  await markTrustsEnded(act.tx, [teamId], ended)
  act.mark({ kind: 'team', id: teamId, facts: { cause: endCause } })
  await tell(act, team, 'team_untrusted', endCause)
}

async function tell(
  act: Act,
  { teamId, name }: Team,
  kind: 'team_trusted' | 'team_untrusted',
  cause: string,
): Promise<void> {
  const deciders = await listDecidersOf(act.tx, [teamId])
  const link = `/team/${teamId}/standing` as const
  const notices = deciders.map(({ accountId }) => ({
    accountId,
    kind,
    facts: { teamName: name, cause },
    link,
  }))
  await notify(act.tx, notices, act.now)
}

/** P30. It ends by itself with what shows that it was misplaced; the notice of that says so. The teams are locked. */
export async function endTrusts(
  act: Act,
  teamIds: readonly TeamId[],
  end: { kind: 'suspended' | 'dissolved' | 'check_refused'; cause: string },
): Promise<void> {
  if (teamIds.length === 0) return
  const ended = { endedAt: act.now, endedBy: null, endKind: end.kind, endCause: end.cause }
  for (const teamId of await markTrustsEnded(act.tx, teamIds, ended))
    act.mark({ kind: 'team', id: teamId, facts: { trustEnded: end.kind } })
}

/** Whether a team publishes at once: trusted, and its site lets it. */
export async function publishesAtOnce(reader: Reader, { teamId, regionPath }: Team): Promise<boolean> {
  const { trustedTeams } = await policiesOf(reader, regionPath)
  return trustedTeams && (await isTrusted(reader, teamId))
}
