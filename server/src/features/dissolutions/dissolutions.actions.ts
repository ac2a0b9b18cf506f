/**
 * A team is dissolved: what is open goes to the receiving team, what is its own ends, what it did stays. Locks the
 * tree, reviews, the people who are expected, the subtree with the receiver, projects and their shifts.
 */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { AccountId, ProjectId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { endGrantsOfTeam } from '../accounts/index.ts'
import { handOverDrafts, lockPeople } from '../hours/index.ts'
import { endInvitationsOf } from '../invitations/index.ts'
import {
  endTemplatesOf,
  followMove,
  handOverProjects,
  lockProjectsOf,
  markProjectsOver,
  reviewerOf,
} from '../projects/index.ts'
import { endChangesOf } from '../changes/index.ts'
import { endRenamesOf } from '../renames/index.ts'
import { handOverSeries } from '../series/index.ts'
import { handOverReviews, lockReviewsOfTeams, updateReviewer } from '../reviews/index.ts'
import { handOverSignUps, listExpected, type Expected } from '../signups/index.ts'
import {
  endTeam,
  getTeam,
  lockTeamsOfTree,
  lockTree,
  overseerOf,
  placeTeam,
  type Team,
} from '../teams/index.ts'
import {
  FATE_OF,
  WORK_KINDS,
  whyNotDissolve,
  whyNotReceive,
  whyNotSay,
  type Receiver,
  type WorkKind,
} from './dissolutions.rules.ts'
import { findReceiver, insertDissolution } from './dissolutions.store.ts'
import { tellConcerned } from './telling.actions.ts'
import { weigh, type Weighed } from './weighing.actions.ts'

export interface DissolveTeam {
  teamId: TeamId
  receiverId: TeamId | null
  cause: string
  /** The team's name, as typed. */
  name: string
}
export interface Dissolved {
  teams: number
  projects: number
}

export async function dissolveTeam(act: Act, input: DissolveTeam): Promise<Dissolved> {
  const { teamId, receiverId } = input
  await lockTree(act.tx)
  const seen = await getTeam(act.tx, teamId)
  // Once before the locks, so that whoever may not ends nothing and holds up nobody.
  await refuse(act, input, seen)
  await lockReviewsOfTeams(act.tx, seen)
  const seenPeople = await listExpected(act.tx, teamId)
  await lockPeople(act.tx, [...new Set(seenPeople.map((person) => person.volunteerId))])
  await lockTeamsOfTree(act.tx, seen.path, receiverId === null ? [] : [receiverId])
  await lockProjectsOf(act.tx, teamId)
  const team = await getTeam(act.tx, teamId)
  const { weighed, receiver } = await refuse(act, input, team)
  const expected = await listExpected(act.tx, teamId)
  const cause = input.cause.trim()
  await endRenamesOf(act, teamId, cause)
  await endChangesOf(act, teamId, cause)
  await endTemplatesOf(act, teamId)
  const invited = await endInvitationsOf(act.tx, teamId, act.now)
  const members = await endTeam(act, team, cause)
  const staff = await endGrantsOfTeam(act.tx, { teamId }, act.now)
  const projectIds = await settleProjects(act, team, receiver, weighed)
  if (receiver !== null) await placeChildren(act, weighed, receiver)
  await handOverReviews(act.tx, teamId, receiver ?? team.parent)
  const done = { teams: weighed.children.length, projects: projectIds.length }
  await insertDissolution(act.tx, { ...done, ...inWhoseName(act, team), teamId, cause, receiverId })
  act.mark({ kind: 'team', id: teamId, facts: { cause, receiverId, ...done } })
  const goes = new Set(projectIds)
  await tellConcerned(act, {
    team,
    receiver,
    cause,
    children: weighed.children,
    own: [...new Set<AccountId>([...members, ...invited, ...staff])],
    expected: expected.filter(({ projectId }: Expected) => goes.has(projectId)),
  })
  return done
}

/** Answers what the deed goes on with, or refuses. */
async function refuse(
  act: Act,
  input: DissolveTeam,
  team: Team,
): Promise<{ weighed: Weighed; receiver: Receiver | null }> {
  const weighed = await weigh(act.tx, team, act.now)
  refuseIf(whyNotDissolve(act.actor, team, weighed))
  const receiver = input.receiverId === null ? null : await findReceiver(act.tx, input.receiverId)
  if (receiver === undefined) throw new Refusal('receiver_not_near', { field: 'receiverId' })
  const unfit = whyNotReceive(act.actor, team, receiver, weighed)
  if (unfit !== null) throw new Refusal(unfit.reason, { field: 'receiverId', name: unfit.name ?? null })
  refuseIf(whyNotSay(team, input))
  return { weighed, receiver }
}

const inWhoseName = (act: Act, team: Team) => {
  const overseer = overseerOf(act.actor, team)
  return {
    byAuthority: overseer?.byAuthority ?? false,
    byName: overseer?.name ?? team.name,
    dissolvedBy: accountOf(act.actor),
    dissolvedAt: act.now,
  }
}

/** Answers those that go to the receiver, with their sign-ups, attendances, hours and reviews. */
async function settleProjects(
  act: Act,
  team: Team,
  receiver: Receiver | null,
  { projects }: Weighed,
): Promise<ProjectId[]> {
  const idsOf = (kinds: readonly WorkKind[]): ProjectId[] =>
    kinds.flatMap((kind) => (projects.get(kind) ?? []).map((project) => project.projectId))
  await markProjectsOver(act.tx, idsOf(['drafts']), 'cancelled')
  await markProjectsOver(act.tx, idsOf(['past_projects']), 'closed')
  if (receiver === null) return []
  const going = idsOf(WORK_KINDS.filter((kind) => FATE_OF[kind] === 'handed_over'))
  await updateReviewer(act.tx, team.teamId, reviewerOf(await getTeam(act.tx, receiver.teamId)))
  await handOverProjects(act.tx, going, receiver)
  await handOverSeries(act.tx, team.teamId, receiver.teamId)
  await handOverSignUps(act.tx, going, receiver.teamId)
  await handOverDrafts(act.tx, going, receiver.teamId)
  return going
}

/** Each with all that hangs below it, as after a move. */
async function placeChildren(act: Act, { children }: Weighed, receiver: Receiver): Promise<void> {
  for (const { teamId } of children)
    await followMove(act, await placeTeam(act, await getTeam(act.tx, teamId), receiver))
}
