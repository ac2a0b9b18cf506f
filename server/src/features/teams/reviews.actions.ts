/** What becomes of a registration: a team with a number and a leader, or a refusal that says why. */
import type { Act } from '../../act.ts'
import type { MembershipId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { insertGrant } from '../accounts/index.ts'
import { notify } from '../notices/index.ts'
import { lockReview, markDecided, whyNotDecide, type Decision } from '../reviews/index.ts'
import { lockVolunteer, nextPublicNumber, type Volunteer } from '../volunteers/index.ts'
import { findLiveMembership, insertMembership } from './memberships.store.ts'
import { isDoubtfulCode, reasonOf, whyNotPassCode, type Point } from './form.rules.ts'
import { getTeamDetail, markTeamActive, markTeamRefused } from './registration.store.ts'
import { getTeam, lockTeam, type Team } from './teams.store.ts'

export type TeamDecision = { reviewId: ReviewId; points?: readonly Point[] | undefined } & Decision
export interface Reviewed {
  outcome: 'approved' | 'refused'
  teamNumber: string | null
}
/** Locks the review, then the leader, then the team. */
export async function reviewTeam(act: Act, input: TeamDecision): Promise<Reviewed> {
  const points = input.decision === 'refuse' ? (input.points ?? []) : []
  const reason = reasonOf(input.reason ?? '', points)
  const review = await lockReview(act.tx, input.reviewId, 'team')
  refuseIf(whyNotDecide(act.actor, review, { decision: input.decision, reason }))
  const before = await getTeam(act.tx, review.subjectId as TeamId)
  const leader = await lockVolunteer(act.tx, before.leaderVolunteerId)
  const team = await lockTeam(act.tx, before.teamId)
  const { creditCode } = await getTeamDetail(act.tx, act.vault, team.teamId)
  refuseIf(whyNotPassCode(creditCode, input), { field: 'reason' })
  const outcome = input.decision === 'approve' ? 'approved' : 'refused'
  const decided = {
    outcome,
    reason: reason === '' ? null : reason,
    decidedBy: act.actor.accountId,
    decidedAt: act.now,
  } as const
  await markDecided(act.tx, review.reviewId, decided)
  // The note itself stands in the history of the review.
  const passed = outcome === 'approved' && isDoubtfulCode(creditCode)
  act.mark({
    kind: 'team',
    id: team.teamId,
    volunteerId: leader.volunteerId,
    ...(passed ? { facts: { creditCodeCheck: 'overruled' } } : {}),
  })
  const facts = { teamName: team.name, reason: decided.reason }
  if (outcome === 'refused') {
    await markTeamRefused(act.tx, team.teamId, { reason: decided.reason, points })
    await notify(
      act.tx,
      [{ accountId: leader.accountId, kind: 'team_refused', facts, link: '/my/teams' as const }],
      act.now,
    )
    return { outcome, teamNumber: null }
  }
  if (team.parent !== null && team.parent.status !== 'active') throw new Refusal('parent_not_active')
  // Registering a team was the leader's own act, and it made them its first member.
  if ((await findLiveMembership(act.tx, leader.volunteerId, team.teamId)) === undefined)
    await insertMembership(act.tx, {
      membershipId: uuidv7<MembershipId>(act.now),
      volunteerId: leader.volunteerId,
      teamId: team.teamId,
      message: '',
      requestedAt: review.submittedAt,
      joinedAt: act.now,
    })
  return { outcome, teamNumber: await activate(act, team, leader) }
}

/** Gives the number and the leader's role, and counts the team. The series of numbers is locked last. */
export async function activate(
  act: Act,
  team: Pick<Team, 'teamId' | 'name' | 'path' | 'regionCode'>,
  leader: Volunteer,
): Promise<string> {
  const { teamId, path } = team
  const grant = {
    role: 'team_leader',
    bodyName: team.name,
    regionPath: null,
    teamId,
    teamPath: path,
  } as const
  await insertGrant(
    act.tx,
    { ...grant, accountId: leader.accountId, grantedBy: act.actor.accountId },
    act.now,
  )
  const teamNumber = await nextPublicNumber(act, 'G', team.regionCode)
  await markTeamActive(act.tx, teamId, teamNumber, act.now)
  const facts = { teamName: team.name, teamNumber }
  await notify(
    act.tx,
    [{ accountId: leader.accountId, kind: 'team_approved', facts, link: `/team/${teamId}` as const }],
    act.now,
  )
  return teamNumber
}
