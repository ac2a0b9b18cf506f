/** A change of leader: proposed or appointed, answered by the person, and done in one transaction. */
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import type { AccountId, ProposalId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { dateIn, ZONE } from '../../kernel/local-date.ts'
import { normalizeNumber } from '../../kernel/public-number.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { endGrantsOfTeam, insertGrant, markGrantEnded } from '../accounts/index.ts'
import { policiesOf } from '../catalog/index.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import { findVolunteerByNumber, isMinor, lockVolunteer } from '../volunteers/index.ts'
import {
  whyNotAnswerLeadership,
  whyNotAppointLeader,
  whyNotName,
  whyNotProposeLeader,
  whyNotWithdrawLeader,
} from './leadership.rules.ts'
import {
  findOpenProposal,
  findPerson,
  findProposal,
  insertProposal,
  listLeaders,
  markProposalEnded,
  updateLeader,
  type Person,
  type Proposal,
} from './leadership.store.ts'
import { overseerOf } from './standing.rules.ts'
import { listDeciders, lockTeam, type Team } from './teams.store.ts'

/** Throws the reason why this person may not lead, the same for somebody unknown and for a stranger. */
async function checkPerson(act: Act, team: Team, person: Person | undefined): Promise<Person> {
  const { adultAge } = await policiesOf(act.tx, team.regionPath)
  const today = dateIn(ZONE, act.now)
  const isAdult = person !== undefined && !isMinor(person.birthDate, today, adultAge)
  refuseIf(whyNotName(person === undefined ? null : { ...person, isAdult }))
  if (person === undefined) throw new Refusal('not_a_member')
  return person
}

const linkOf = (teamId: TeamId): `/team/${TeamId}/standing` => `/team/${teamId}/standing`

async function tell(
  act: Act,
  accounts: readonly AccountId[],
  notice: Omit<NewNotice, 'accountId'>,
): Promise<void> {
  const told = [...new Set(accounts)].filter((accountId) => accountId !== act.actor.accountId)
  await notify(
    act.tx,
    told.map((accountId) => ({ ...notice, accountId })),
    act.now,
  )
}

export async function proposeLeader(
  act: Act,
  { teamId, volunteerId }: { teamId: TeamId; volunteerId: VolunteerId },
): Promise<{ proposalId: ProposalId }> {
  const team = await lockTeam(act.tx, teamId)
  const hasOpen = (await findOpenProposal(act.tx, teamId)) !== undefined
  refuseIf(whyNotProposeLeader(act.actor, team, hasOpen))
  const person = await checkPerson(act, team, await findPerson(act.tx, teamId, volunteerId))
  const source = { appointed: false, cause: '', byName: act.actor.label }
  return { proposalId: await ask(act, team, person, source) }
}

export async function appointLeader(
  act: Act,
  input: { teamId: TeamId; volunteerNumber: string; cause: string },
): Promise<{ proposalId: ProposalId }> {
  const { teamId } = input
  const team = await lockTeam(act.tx, teamId)
  const hasOpen = (await findOpenProposal(act.tx, teamId)) !== undefined
  refuseIf(whyNotAppointLeader(act.actor, team, { hasOpen, cause: input.cause }))
  const found = await findVolunteerByNumber(act.tx, normalizeNumber(input.volunteerNumber))
  const known = found === undefined ? undefined : await findPerson(act.tx, teamId, found.volunteerId)
  const person = await checkPerson(act, team, known)
  const cause = input.cause.trim()
  const byName = overseerOf(act.actor, team)?.name ?? ''
  const proposalId = await ask(act, team, person, { appointed: true, cause, byName })
  const leaders = await listLeaders(act.tx, teamId)
  await tell(
    act,
    leaders.map((leader) => leader.accountId),
    {
      kind: 'leader_appointed',
      facts: { teamName: team.name, name: person.name, cause },
      link: linkOf(teamId),
    },
  )
  return { proposalId }
}

async function ask(
  act: Act,
  team: Team,
  person: Person,
  source: { appointed: boolean; cause: string; byName: string },
): Promise<ProposalId> {
  const proposalId = await insertProposal(act.tx, {
    teamId: team.teamId,
    volunteerId: person.volunteerId,
    ...source,
    proposedBy: accountOf(act.actor),
    proposedAt: act.now,
  })
  act.mark({
    kind: 'team',
    id: team.teamId,
    volunteerId: person.volunteerId,
    facts: { proposalId, cause: source.cause },
  })
  const facts = { teamName: team.name }
  await tell(act, [person.accountId], { kind: 'leadership_proposed', facts, link: '/my/teams' })
  return proposalId
}

export interface LeadershipAnswer {
  proposalId: ProposalId
  decision: 'accept' | 'decline'
  reason: string
}
/** Locks the person, then the team; the proposal is read again under the lock. */
export async function answerLeadership(
  act: Act,
  input: LeadershipAnswer,
): Promise<{ status: 'accepted' | 'declined' }> {
  const seen = await findProposal(act.tx, input.proposalId)
  refuseIf(whyNotAnswerLeadership(act.actor, seen))
  if (seen === undefined) throw new Refusal('proposal_not_found')
  await lockVolunteer(act.tx, volunteerOf(act.actor))
  const team = await lockTeam(act.tx, seen.teamId)
  const proposal = await findProposal(act.tx, input.proposalId)
  refuseIf(whyNotAnswerLeadership(act.actor, proposal))
  act.mark({
    kind: 'team',
    id: team.teamId,
    volunteerId: seen.volunteerId,
    facts: { proposalId: seen.proposalId, decision: input.decision },
  })
  if (input.decision === 'decline') {
    const reason = input.reason.trim()
    const endReason = reason === '' ? null : reason
    await markProposalEnded(act.tx, seen.proposalId, { status: 'declined', endedAt: act.now, endReason })
    const facts = { teamName: team.name, name: seen.name, reason: endReason }
    await tell(act, [seen.proposedBy], { kind: 'leadership_declined', facts, link: linkOf(team.teamId) })
    return { status: 'declined' }
  }
  if (team.status !== 'active' && !seen.appointed) throw new Refusal('team_not_active')
  const person = await checkPerson(act, team, await findPerson(act.tx, team.teamId, seen.volunteerId))
  await switchLeader(act, team, person, seen)
  return { status: 'accepted' }
}

/** Both grants in one transaction: a team is never without a leader and never has two. */
async function switchLeader(act: Act, team: Team, person: Person, proposal: Proposal): Promise<void> {
  const { teamId } = team
  const before = await listLeaders(act.tx, teamId)
  for (const { accountId, grantId } of before) await markGrantEnded(act.tx, accountId, grantId, act.now)
  // The lesser roles of the new leader are part of the greater one.
  await endGrantsOfTeam(act.tx, { teamId, accountId: person.accountId }, act.now)
  const grant = {
    role: 'team_leader',
    bodyName: team.name,
    regionPath: null,
    teamId,
    teamPath: team.path,
  } as const
  await insertGrant(
    act.tx,
    { ...grant, accountId: person.accountId, grantedBy: proposal.proposedBy },
    act.now,
  )
  await updateLeader(act.tx, teamId, person.volunteerId)
  const ended = { status: 'accepted', endedAt: act.now, endReason: null } as const
  await markProposalEnded(act.tx, proposal.proposalId, ended)
  const facts = { teamName: team.name, name: person.name }
  const above = team.parent === null ? [] : await listDeciders(act.tx, team.parent.teamId)
  const own = [...before.map((one) => one.accountId), ...(await listDeciders(act.tx, teamId))]
  await tell(act, [...own, proposal.proposedBy], { kind: 'leader_changed', facts, link: `/teams/${teamId}` })
  const told = new Set([...own, proposal.proposedBy])
  await tell(
    act,
    above.filter((accountId) => !told.has(accountId)),
    { kind: 'leader_changed', facts, link: linkOf(teamId) },
  )
}

export async function withdrawLeaderProposal(
  act: Act,
  { proposalId }: { proposalId: ProposalId },
): Promise<void> {
  const seen = await findProposal(act.tx, proposalId)
  if (seen === undefined) throw new Refusal('proposal_not_found')
  const team = await lockTeam(act.tx, seen.teamId)
  const proposal = (await findProposal(act.tx, proposalId)) ?? seen
  refuseIf(whyNotWithdrawLeader(act.actor, team, proposal))
  await markProposalEnded(act.tx, proposalId, { status: 'withdrawn', endedAt: act.now, endReason: null })
  act.mark({ kind: 'team', id: team.teamId, volunteerId: proposal.volunteerId, facts: { proposalId } })
  const person = await findPerson(act.tx, team.teamId, proposal.volunteerId)
  const facts = { teamName: team.name }
  if (person !== undefined)
    await tell(act, [person.accountId], { kind: 'leadership_withdrawn', facts, link: '/my/teams' })
}
