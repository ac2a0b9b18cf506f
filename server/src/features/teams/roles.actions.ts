/** How a team is kept: who may join it and who helps its leader. */
import type { Act } from '../../act.ts'
import type { TeamRole } from '../../kernel/actor.ts'
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { insertGrant, markGrantEnded } from '../accounts/index.ts'
import { lockVolunteer } from '../volunteers/index.ts'
import { findReceiver, lockTeamGrant } from './members.store.ts'
import { whyNotEndTeamRole, whyNotGrantTeamRole } from './memberships.rules.ts'
import { whyNotSetJoinMode, type JoinMode } from './teams.rules.ts'
import { getTeam, holdTeam, lockTeam, updateJoinMode } from './teams.store.ts'

export async function setJoinMode(act: Act, input: { teamId: TeamId; joinMode: JoinMode }): Promise<void> {
  const team = await lockTeam(act.tx, input.teamId)
  refuseIf(whyNotSetJoinMode(act.actor, team))
  await updateJoinMode(act.tx, team.teamId, input.joinMode)
  act.mark({ kind: 'team', id: team.teamId, facts: { joinMode: input.joinMode } })
}

/** A leader is made by founding, registering or handing over; the other roles are given. */
export type GivenRole = Exclude<TeamRole, 'team_leader'>
export interface GrantTeamRole {
  teamId: TeamId
  volunteerId: VolunteerId
  role: GivenRole
}
/** The person is locked, so that they do not leave the team in the same moment. */
export async function grantTeamRole(
  act: Act,
  { teamId, volunteerId, role }: GrantTeamRole,
): Promise<{ grantId: string }> {
  const seen = await getTeam(act.tx, teamId)
  refuseIf(whyNotGrantTeamRole(act.actor, seen, { isMember: true, roles: [] }, role))
  const receiver = await findReceiver(act.tx, teamId, volunteerId)
  if (receiver === undefined) throw new Refusal('not_a_member')
  await lockVolunteer(act.tx, volunteerId)
  const team = await holdTeam(act.tx, teamId)
  const now = (await findReceiver(act.tx, teamId, volunteerId)) ?? receiver
  refuseIf(whyNotGrantTeamRole(act.actor, team, now, role))
  const grant = { role, bodyName: team.name, regionPath: null, teamId, teamPath: team.path }
  const grantId = await insertGrant(
    act.tx,
    { ...grant, accountId: now.accountId, grantedBy: act.actor.accountId },
    act.now,
  )
  if (grantId === null) throw new Refusal('already_granted')
  act.mark({ kind: 'team', id: teamId, volunteerId, facts: { role } })
  return { grantId }
}

export async function endTeamRole(
  act: Act,
  { teamId, grantId }: { teamId: TeamId; grantId: string },
): Promise<void> {
  const team = await getTeam(act.tx, teamId)
  refuseIf(whyNotEndTeamRole(act.actor, team, 'team_admin'))
  const grant = await lockTeamGrant(act.tx, teamId, grantId)
  if (grant === undefined) throw new Refusal('grant_not_found')
  refuseIf(whyNotEndTeamRole(act.actor, team, grant.role))
  await markGrantEnded(act.tx, grant.accountId, grantId, act.now)
  act.mark({ kind: 'team', id: teamId, facts: { role: grant.role } })
}
