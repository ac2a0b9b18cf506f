/** What a team has of its own ends with it. Everybody concerned is named in the answer, and told by whoever dissolves it. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { AccountId } from '../../kernel/ids.ts'
import { notify } from '../notices/index.ts'
import { endCodesOf, endConsentsTo, endMemberships, endSuspensionOf, markDissolved } from './ending.store.ts'
import { findOpenProposal, findPerson, markProposalEnded } from './leadership.store.ts'
import type { Team } from './teams.store.ts'
import { endMovesOf } from './tree.actions.ts'
import { endTrusts } from './trusting.actions.ts'

/** The tree and the team are locked. Answers the accounts of its members, of those who asked and of those who had given it their leave. */
export async function endTeam(act: Act, team: Team, cause: string): Promise<AccountId[]> {
  const { teamId } = team
  await endMovesOf(act, teamId, cause)
  await endProposalOf(act, team, cause)
  const trusting = await endConsentsTo(act.tx, teamId, act.now)
  const members = await endMemberships(act.tx, teamId, cause, act.now)
  await endCodesOf(act.tx, teamId, act.now)
  await endSuspensionOf(act.tx, teamId, { liftedBy: accountOf(act.actor), liftedAt: act.now })
  await endTrusts(act, [teamId], { kind: 'dissolved', cause })
  await markDissolved(act.tx, team)
  return [...new Set([...members, ...trusting])]
}

async function endProposalOf(act: Act, team: Team, endReason: string): Promise<void> {
  const proposal = await findOpenProposal(act.tx, team.teamId)
  if (proposal === undefined) return
  const ended = { status: 'withdrawn', endedAt: act.now, endReason } as const
  await markProposalEnded(act.tx, proposal.proposalId, ended)
  const person = await findPerson(act.tx, team.teamId, proposal.volunteerId)
  if (person === undefined) return
  const { accountId } = person
  const facts = { teamName: team.name }
  await notify(act.tx, [{ accountId, kind: 'leadership_withdrawn', facts, link: '/my/teams' }], act.now)
}
