/**
 * Bringing invitations to the people they mean. It runs by itself, after the team has had its answer, so that no
 * team can tell by the clock whom an invitation has found. Locks people, then teams, then invitations.
 */
import type { Act } from '../../act.ts'
import type { InvitationId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { policiesOf } from '../catalog/index.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import { lockVolunteers, type Volunteer } from '../volunteers/index.ts'
import { findLiveMembership, letIn, getTeam, listTeamsOf, lockTeam, type Team } from '../teams/index.ts'
import { reachedBy, whyNotAcceptInvitation, type AcceptingReason, type Reached } from './invitations.rules.ts'
import {
  listConsentedTeams,
  listMeant,
  lockLooked,
  markLooked,
  type Found,
  type Looked,
} from './delivering.store.ts'

export const DELIVERED_AT_A_TIME = 200

const STATES = { nobody: 'open', declined: 'declined', joined: 'accepted', asked: 'open' } as const

/** Answers with those whose seal does not open, which reach nobody and hold up no other. */
export async function deliverInvitations(
  act: Act,
  { invitationIds }: { invitationIds: readonly InvitationId[] },
): Promise<{ lost: InvitationId[] }> {
  const { tx, vault, now } = act
  const people = await lockVolunteers(tx, await listMeant(tx, invitationIds))
  const verified = new Map(
    people.filter(({ status }) => status === 'verified').map((person) => [person.volunteerId, person]),
  )
  const teams = new Map<TeamId, Team>()
  for (const teamId of await listConsentedTeams(tx, invitationIds))
    teams.set(teamId, await lockTeam(tx, teamId))
  const found: Found[] = []
  const lost: InvitationId[] = []
  const notices: NewNotice[] = []
  for (const looked of await lockLooked(tx, vault, invitationIds)) {
    const { teamId, invitationId, volunteerId } = looked
    if (looked.invitedName === null) lost.push(invitationId)
    const person = volunteerId === null ? undefined : verified.get(volunteerId)
    const reached = reachedBy({
      ...looked,
      person: person ?? null,
      whyNotAccept: await whyNotAtOnce(act, looked, teams.get(teamId)),
    })
    const isFound = reached !== 'nobody' && person !== undefined
    found.push({
      teamId,
      invitationId,
      state: STATES[reached],
      volunteerId: isFound ? person.volunteerId : null,
    })
    if (!isFound) continue
    if (!teams.has(teamId)) teams.set(teamId, await getTeam(tx, teamId))
    if (reached === 'joined') await joinBeforehand(act, looked, person.volunteerId)
    act.mark({
      kind: 'invitation',
      id: invitationId,
      volunteerId: person.volunteerId,
      facts: { outcome: reached },
    })
    notices.push(...noticeOf(reached, person, teams.get(teamId)))
  }
  await markLooked(tx, found, now)
  await notify(tx, notices, now)
  return { lost }
}

/** Asked only for those who have given leave; for the others the answer is their own. */
async function whyNotAtOnce(
  { tx, now }: Act,
  { volunteerId, hasConsented, membership, ...invitation }: Looked,
  team: Team | undefined,
): Promise<AcceptingReason | null> {
  if (!hasConsented || volunteerId === null || team === undefined) return 'team_not_active'
  const { homeTeamsMax } = await policiesOf(tx, team.regionPath)
  const homeTeams = (await listTeamsOf(tx, volunteerId)).length
  return whyNotAcceptInvitation({ invitation, team, membership, homeTeams, homeTeamsMax }, now)
}

async function joinBeforehand(act: Act, looked: Looked, volunteerId: VolunteerId): Promise<void> {
  const membership = await findLiveMembership(act.tx, volunteerId, looked.teamId)
  await letIn(act, looked.teamId, volunteerId, membership)
}

function noticeOf(reached: Reached, { accountId }: Volunteer, team: Team | undefined): NewNotice[] {
  if (reached !== 'asked' && reached !== 'joined') return []
  const kind = reached === 'joined' ? 'invitation_joined' : 'invitation_received'
  return [{ accountId, kind, facts: { teamName: team?.name ?? '' }, link: '/my/teams' }]
}
