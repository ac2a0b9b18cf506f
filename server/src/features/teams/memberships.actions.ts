/** Joining and leaving. People are locked before the team, so that two decisions on one person wait for each other. */
import type { Act } from '../../act.ts'
import { accountOf, volunteerOf } from '../../kernel/actor.ts'
import type { MembershipId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { endGrantsOfTeam, staffOf } from '../accounts/index.ts'
import { policiesOf } from '../catalog/index.ts'
import { notify, retireNotices } from '../notices/index.ts'
import { lockVolunteer, lockVolunteers, type Volunteer } from '../volunteers/index.ts'
import { takeJoinCode } from './join-codes.actions.ts'
import { normalizeJoinCode } from './join-codes.rules.ts'
import {
  joinsAtOnce,
  needsJoinCode,
  whyNotApproveMembership,
  whyNotLeaveTeam,
  whyNotRefuseMembership,
  whyNotRequestMembership,
} from './memberships.rules.ts'
import {
  findLiveMembership,
  findOwnMembership,
  findRequests,
  insertMembership,
  listTeamsOf,
  listTeamsOfMany,
  markLeft,
  markRequestsDecided,
  type Decided,
  type LiveMembership,
  type MemberTeam,
  type Request,
} from './memberships.store.ts'
import { whyNotReviewForTeam } from './teams.rules.ts'
import { getTeam, lockTeam, type Team } from './teams.store.ts'

export async function requestMembership(
  act: Act,
  input: { teamId: TeamId; message: string; joinCode: string },
): Promise<{ membershipId: MembershipId; status: 'requested' | 'member' }> {
  if (!act.actor.volunteerVerified) throw new Refusal('not_verified')
  const volunteer = await lockVolunteer(act.tx, volunteerOf(act.actor))
  const { homeTeamsMax } = await policiesOf(act.tx, (await getTeam(act.tx, input.teamId)).regionPath)
  const team = await lockTeam(act.tx, input.teamId)
  const membership = await findLiveMembership(act.tx, volunteer.volunteerId, team.teamId)
  const teams = await listTeamsOf(act.tx, volunteer.volunteerId)
  const known = { team, membership: membership?.status ?? null, homeTeams: teams.length, homeTeamsMax }
  const reason = whyNotRequestMembership(act.actor, known)
  refuseIf(reason, reason === 'home_team_taken' ? { teamName: teams[0]?.name, most: homeTeamsMax } : {})
  // Asked last, so that only who could join learns whether a code is right.
  const joinCodeId = needsJoinCode(act.actor, team)
    ? await takeJoinCode(act, team.teamId, normalizeJoinCode(input.joinCode))
    : null
  const atOnce = joinsAtOnce(act.actor, team)
  const membershipId = uuidv7<MembershipId>(act.now)
  await insertMembership(act.tx, {
    membershipId,
    volunteerId: volunteer.volunteerId,
    teamId: team.teamId,
    message: input.message,
    requestedAt: act.now,
    joinedAt: atOnce ? act.now : null,
  })
  const facts = joinCodeId === null ? {} : { joinCodeId }
  act.mark({ kind: 'membership', id: membershipId, volunteerId: volunteer.volunteerId, facts })
  // Whoever asks again has read the last answer.
  const answered = { accountIds: [accountOf(act.actor)], kind: 'membership_refused' } as const
  await retireNotices(act.tx, { ...answered, link: `/teams/${team.teamId}` }, act.now)
  if (!atOnce) await tellStaff(act, team)
  return { membershipId, status: atOnce ? 'member' : 'requested' }
}

async function tellStaff(act: Act, team: Team): Promise<void> {
  const staff = await staffOf(act.tx, { duty: 'review', teamPath: team.path })
  const notice = {
    kind: 'membership_requested',
    facts: { teamName: team.name },
    link: `/team/${team.teamId}/requests` as const,
  } as const
  await notify(
    act.tx,
    staff.map((accountId) => ({ ...notice, accountId })),
    act.now,
  )
}

export async function leaveTeam(act: Act, { membershipId }: { membershipId: MembershipId }): Promise<void> {
  const volunteerId = volunteerOf(act.actor)
  await lockVolunteer(act.tx, volunteerId)
  const membership = await findOwnMembership(act.tx, volunteerId, membershipId)
  if (membership === undefined) throw new Refusal('membership_not_found')
  refuseIf(whyNotLeaveTeam(membership))
  await lockTeam(act.tx, membership.teamId)
  await markLeft(act.tx, volunteerId, membership, act.now)
  // Duties in a team are for its members.
  await endGrantsOfTeam(act.tx, { teamId: membership.teamId, accountId: accountOf(act.actor) }, act.now)
  act.mark({ kind: 'membership', id: membershipId, volunteerId })
}

export interface MembershipDecision {
  membershipId: MembershipId
  decision: 'approve' | 'refuse'
  reason: string
}
export interface DecisionResult {
  membershipId: MembershipId
  outcome: 'approved' | 'refused' | 'failed'
  reason: string | null
}
interface Circumstances {
  team: Team
  people: ReadonlyMap<VolunteerId, Volunteer>
  teams: ReadonlyMap<VolunteerId, MemberTeam[]>
  homeTeamsMax: number
}

/** Each request gets its own answer; one that fails leaves the others as they are. */
export async function decideMemberships(
  act: Act,
  { teamId, decisions }: { teamId: TeamId; decisions: readonly MembershipDecision[] },
): Promise<DecisionResult[]> {
  const { path, regionPath } = await getTeam(act.tx, teamId)
  refuseIf(whyNotReviewForTeam(act.actor, { path }))
  const ids = decisions.map((decision) => decision.membershipId)
  const volunteerIds = (await findRequests(act.tx, teamId, ids)).map((request) => request.volunteerId)
  const people = new Map(
    (await lockVolunteers(act.tx, volunteerIds)).map((person) => [person.volunteerId, person]),
  )
  const team = await lockTeam(act.tx, teamId)
  // Read again: only now does nobody else decide on these people.
  const requests = new Map(
    (await findRequests(act.tx, teamId, ids)).map((request) => [request.membershipId, request]),
  )
  const { homeTeamsMax } = await policiesOf(act.tx, regionPath)
  const circumstances = { team, people, teams: await listTeamsOfMany(act.tx, volunteerIds), homeTeamsMax }
  const results: DecisionResult[] = []
  const decided: Decided[] = []
  for (const decision of decisions) {
    const request = requests.get(decision.membershipId)
    const answer = answerTo(act, decision, request, circumstances)
    results.push(answer)
    if (request === undefined || answer.outcome === 'failed') continue
    const status = answer.outcome === 'approved' ? 'member' : 'refused'
    // The same request may stand twice in one list.
    requests.set(request.membershipId, { ...request, status })
    const reason = decision.reason.trim()
    decided.push({ ...request, status, reason: reason === '' ? null : reason })
  }
  await markRequestsDecided(act.tx, teamId, decided, { accountId: act.actor.accountId, now: act.now })
  await tellPeople(act, team, decided, people)
  return results
}

function answerTo(
  act: Act,
  decision: MembershipDecision,
  request: Request | undefined,
  known: Circumstances,
): DecisionResult {
  const { membershipId } = decision
  const person = request === undefined ? undefined : known.people.get(request.volunteerId)
  if (request === undefined || person === undefined)
    return { membershipId, outcome: 'failed', reason: 'membership_not_found' }
  const facts = {
    ...request,
    teamStatus: known.team.status,
    isVerified: person.status === 'verified',
    homeTeams: known.teams.get(request.volunteerId)?.length ?? 0,
    homeTeamsMax: known.homeTeamsMax,
  }
  const approves = decision.decision === 'approve'
  const reason = approves
    ? whyNotApproveMembership(act.actor, facts)
    : whyNotRefuseMembership(act.actor, facts, decision.reason)
  return { membershipId, outcome: reason === null ? (approves ? 'approved' : 'refused') : 'failed', reason }
}

async function tellPeople(
  act: Act,
  team: Team,
  decided: readonly Decided[],
  people: ReadonlyMap<VolunteerId, Volunteer>,
): Promise<void> {
  for (const { membershipId, volunteerId } of decided)
    act.mark({ kind: 'membership', id: membershipId, volunteerId })
  const notices = decided.flatMap(({ volunteerId, status, reason }) => {
    const person = people.get(volunteerId)
    if (person === undefined) return []
    const kind = status === 'member' ? ('membership_approved' as const) : ('membership_refused' as const)
    return [
      {
        accountId: person.accountId,
        kind,
        facts: { teamName: team.name, reason },
        link: `/teams/${team.teamId}` as const,
      },
    ]
  })
  await notify(act.tx, notices, act.now)
}

/**
 * Person and team are locked. Who had asked to join is let in by their own request, and a member stays one. The
 * person's answer did it and no decision of the staff, so there is none to take back (M19).
 */
export async function letIn(
  { tx, now }: Act,
  teamId: TeamId,
  volunteerId: VolunteerId,
  membership: LiveMembership | undefined,
): Promise<MembershipId> {
  if (membership !== undefined) {
    const { membershipId, status } = membership
    if (status === 'member') return membershipId
    const decided = [{ membershipId, volunteerId, status: 'member' as const, reason: null }]
    await markRequestsDecided(tx, teamId, decided, { accountId: null, now })
    return membershipId
  }
  const membershipId = uuidv7<MembershipId>(now)
  await insertMembership(tx, {
    membershipId,
    volunteerId,
    teamId,
    message: '',
    requestedAt: now,
    joinedAt: now,
  })
  return membershipId
}
