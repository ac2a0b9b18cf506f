/** Taking back decisions of the last day. People are locked before the team, as for the decision itself. */
import type { Act } from '../../act.ts'
import type { MembershipId, TeamId, VolunteerId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { notify, retireNotices } from '../notices/index.ts'
import { lockVolunteers, type Volunteer } from '../volunteers/index.ts'
import { whyNotUndoDecision } from './decisions.rules.ts'
import { findDecisions, markDecisionsUndone, type Decision } from './decisions.store.ts'
import { whyNotReviewForTeam } from './teams.rules.ts'
import { getTeam, lockTeam, type Team } from './teams.store.ts'

export interface UndoResult {
  membershipId: MembershipId
  outcome: 'undone' | 'failed'
  reason: string | null
}
type People = ReadonlyMap<VolunteerId, Volunteer>

/** Each decision gets its own answer; one that stands leaves the others as they are. */
export async function undoMembershipDecisions(
  act: Act,
  { teamId, membershipIds }: { teamId: TeamId; membershipIds: readonly MembershipId[] },
): Promise<UndoResult[]> {
  refuseIf(whyNotReviewForTeam(act.actor, await getTeam(act.tx, teamId)))
  const asked = await findDecisions(act.tx, teamId, membershipIds)
  const locked = await lockVolunteers(
    act.tx,
    asked.map(({ volunteerId }) => volunteerId),
  )
  const people: People = new Map(locked.map((person) => [person.volunteerId, person]))
  const team = await lockTeam(act.tx, teamId)
  // In a team that has ended no request could wait again.
  if (team.status === 'dissolved') throw new Refusal('team_not_active')
  // Read again: only now does nobody else decide on these people.
  const decisions = new Map(
    (await findDecisions(act.tx, teamId, membershipIds)).map((decision) => [decision.membershipId, decision]),
  )
  const undone: Decision[] = []
  const results = membershipIds.map((membershipId): UndoResult => {
    const decision = decisions.get(membershipId)
    const reason = decision === undefined ? 'membership_not_found' : whyNotUndo(act, decision, undone)
    if (decision === undefined || reason !== null) return { membershipId, outcome: 'failed', reason }
    undone.push(decision)
    return { membershipId, outcome: 'undone', reason: null }
  })
  await markDecisionsUndone(act.tx, teamId, undone)
  await tellPeople(act, team, undone, people)
  return results
}

/** The same request, or two of one person, may stand in one list. */
function whyNotUndo(act: Act, decision: Decision, undone: readonly Decision[]): string | null {
  const waits = undone.some(({ membershipId }) => membershipId === decision.membershipId)
  const another = undone.some(({ volunteerId }) => volunteerId === decision.volunteerId)
  const facts = {
    ...decision,
    status: waits ? ('requested' as const) : decision.status,
    hasAnother: decision.hasAnother || another,
  }
  return whyNotUndoDecision(act.actor, facts, act.now)
}

async function tellPeople(act: Act, team: Team, undone: readonly Decision[], people: People): Promise<void> {
  for (const { membershipId, volunteerId } of undone)
    act.mark({ kind: 'membership', id: membershipId, volunteerId })
  const link = `/teams/${team.teamId}` as const
  const notices = undone.flatMap(({ volunteerId }) => {
    const person = people.get(volunteerId)
    if (person === undefined) return []
    return [
      {
        accountId: person.accountId,
        kind: 'membership_undone' as const,
        facts: { teamName: team.name },
        link,
      },
    ]
  })
  const accountIds = notices.map(({ accountId }) => accountId)
  await retireNotices(act.tx, { accountIds, kind: 'membership_refused', link }, act.now)
  await notify(act.tx, notices, act.now)
}
