/** Inviting and answering. Nothing here that a team asks for looks whether the invited person is registered. */
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import type { InvitationId, MembershipId, TeamId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { policiesOf } from '../catalog/index.ts'
import { lockVolunteer } from '../volunteers/index.ts'
import {
  findLiveMembership,
  getTeam,
  holdTeam,
  letIn,
  listTeamsOf,
  lockTeam,
  whyNotDecideForTeam,
} from '../teams/index.ts'
import {
  INVITATIONS_A_DAY,
  readInvitees,
  whyNotAcceptInvitation,
  whyNotDeclineInvitation,
  whyNotInvite,
  whyNotSendMore,
  whyNotWithdrawInvitation,
  type Invitee,
  type InviteeClaim,
  type InviteeReason,
} from './invitations.rules.ts'
import {
  addToSent,
  findMyInvitation,
  insertInvitations,
  lockInvitation,
  markInvitation,
} from './invitations.store.ts'

export interface InviteResult {
  outcome: 'invited' | 'refused'
  reason: InviteeReason | null
}

/** I4. Throws when the team has sent its share of the day. */
export async function takeFromDay(act: Act, teamId: TeamId, more: number): Promise<void> {
  const sent = await addToSent(act.tx, teamId, dateIn(ZONE, act.now), more)
  refuseIf(whyNotSendMore(sent, more), { left: Math.max(0, INVITATIONS_A_DAY - sent) })
}

export async function inviteMembers(
  act: Act,
  { teamId, people }: { teamId: TeamId; people: readonly InviteeClaim[] },
): Promise<InviteResult[]> {
  refuseIf(whyNotInvite(act.actor, await holdTeam(act.tx, teamId)))
  const rows = readInvitees(people, dateIn(ZONE, act.now))
  const invitees = rows.flatMap((row): Invitee[] => ('invitee' in row ? [row.invitee] : []))
  await takeFromDay(act, teamId, invitees.length)
  await insertInvitations(act, { teamId, sentBy: accountOf(act.actor), invitees })
  act.mark({ kind: 'team', id: teamId, facts: { sent: invitees.length } })
  return rows.map((row) =>
    'reason' in row ? { outcome: 'refused', reason: row.reason } : { outcome: 'invited', reason: null },
  )
}

export async function withdrawInvitation(
  act: Act,
  { teamId, invitationId }: { teamId: TeamId; invitationId: InvitationId },
): Promise<void> {
  refuseIf(whyNotDecideForTeam(act.actor, await getTeam(act.tx, teamId)))
  const invitation = await lockInvitation(act.tx, teamId, invitationId)
  if (invitation === undefined) throw new Refusal('invitation_not_found')
  refuseIf(whyNotWithdrawInvitation(invitation, act.now))
  await markInvitation(act.tx, invitation, { state: 'withdrawn' })
  act.mark({ kind: 'invitation', id: invitationId })
}

export interface AnsweredInvitation {
  state: 'accepted' | 'declined'
  membershipId: MembershipId | null
}

/** The person, then the team, then the invitation are locked. */
export async function answerInvitation(
  act: Act,
  { invitationId, answer }: { invitationId: InvitationId; answer: 'accept' | 'decline' },
): Promise<AnsweredInvitation> {
  const { tx, now } = act
  const volunteerId = volunteerOf(act.actor)
  await lockVolunteer(tx, volunteerId)
  const mine = await findMyInvitation(tx, volunteerId, invitationId)
  if (mine === undefined) throw new Refusal('invitation_not_found')
  const team = await lockTeam(tx, mine.teamId)
  const invitation = await lockInvitation(tx, mine.teamId, invitationId)
  if (invitation === undefined) throw new Refusal('invitation_not_found')
  act.mark({ kind: 'invitation', id: invitationId, volunteerId, facts: { answer } })
  if (answer === 'decline') {
    refuseIf(whyNotDeclineInvitation(invitation, now))
    await markInvitation(tx, invitation, { state: 'declined', answeredAt: now })
    return { state: 'declined', membershipId: null }
  }
  const membership = await findLiveMembership(tx, volunteerId, team.teamId)
  const teams = await listTeamsOf(tx, volunteerId)
  const { homeTeamsMax } = await policiesOf(tx, team.regionPath)
  const facts = {
    invitation,
    team,
    membership: membership?.status ?? null,
    homeTeams: teams.length,
    homeTeamsMax,
  }
  const reason = whyNotAcceptInvitation(facts, now)
  refuseIf(reason, reason === 'home_team_taken' ? { teamName: teams[0]?.name, most: homeTeamsMax } : {})
  await markInvitation(tx, invitation, { state: 'accepted', answeredAt: now })
  return { state: 'accepted', membershipId: await letIn(act, team.teamId, volunteerId, membership) }
}
