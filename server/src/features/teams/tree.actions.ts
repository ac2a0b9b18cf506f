/** Moves are proposed, agreed to and taken back here; `decideMove` in projects carries out what all agreed to. */
import type { Act } from '../../act.ts'
import { accountOf } from '../../kernel/actor.ts'
import type { MoveId, TeamId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { notify, type NoticeKind } from '../notices/index.ts'
import { pathUnder, type Liaison } from './liaison.rules.ts'
import { listLiaisons, lockLiaison } from './registration.store.ts'
import { settleStanding } from './standing.store.ts'
import { getTeam, listDeciders, type Team } from './teams.store.ts'
import {
  answerOnPlace,
  pendingSides,
  sidesOf,
  whyNotDecideMove,
  whyNotProposeMove,
  whyNotWithdrawMove,
  type MoveAnswer,
  type MoveParty,
} from './tree.rules.ts'
import {
  findHasOpenMove,
  getMove,
  insertMove,
  listOpenMovesOf,
  lockTeamsOfTree,
  lockTree,
  markMoveEnded,
  markSidesAgreed,
  updatePlace,
  type Move,
} from './tree.store.ts'

/** Refuses with the right parent where another was chosen, as a registration does. */
async function refuseWrongPlace(act: Act, team: Team, to: Liaison | null): Promise<void> {
  const liaisons = await listLiaisons(act.tx, team.regionPath)
  const { reason, rightParent } = answerOnPlace(team, to, liaisons)
  const right =
    rightParent === null ? {} : { rightParentId: rightParent.teamId, rightParentName: rightParent.name }
  refuseIf(reason, { field: 'parentId', ...right })
}

async function findTarget(act: Act, parentId: TeamId | null): Promise<Liaison | null> {
  if (parentId === null) return null
  const target = await lockLiaison(act.tx, parentId)
  if (target === undefined) throw new Refusal('parent_missing', { field: 'parentId' })
  return target
}

export interface ProposeMove {
  teamId: TeamId
  parentId: TeamId | null
  reason: string
}
/** Who proposes has agreed for every side they lead; when nobody else is asked, `decideMove` is still the deed that moves. */
export async function proposeMove(act: Act, input: ProposeMove): Promise<{ moveId: MoveId }> {
  await lockTree(act.tx)
  const team = await getTeam(act.tx, input.teamId)
  const to = await findTarget(act, input.parentId)
  const hasOpen = await findHasOpenMove(act.tx, team.teamId)
  refuseIf(whyNotProposeMove(act.actor, team, to, { reason: input.reason, hasOpen }))
  await refuseWrongPlace(act, team, to)
  const moveId = await insertMove(
    act.tx,
    {
      teamId: team.teamId,
      fromParentId: team.parent?.teamId ?? null,
      toParentId: to?.teamId ?? null,
      reason: input.reason.trim(),
      proposedBy: accountOf(act.actor),
      proposedAt: act.now,
    },
    [
      { side: 'team', teamId: team.teamId },
      ...(team.parent === null ? [] : [{ side: 'from' as const, teamId: team.parent.teamId }]),
      ...(to === null ? [] : [{ side: 'to' as const, teamId: to.teamId }]),
    ],
  )
  const move = await getMove(act.tx, moveId)
  // The last answer moves the team, so a leader of all sides leaves one of their own to give.
  const own = sidesOf(act.actor, move)
  const agreeing = own.length === move.sides.length ? own.slice(0, -1) : own
  await agree(act, moveId, agreeing)
  act.mark({ kind: 'team', id: team.teamId, facts: { moveId } })
  await tellSides(act, move, 'move_proposed')
  return { moveId }
}

async function agree(act: Act, moveId: MoveId, sides: readonly MoveParty[]): Promise<void> {
  const agreed = { agreedBy: accountOf(act.actor), agreedAt: act.now }
  if (sides.length > 0)
    await markSidesAgreed(
      act.tx,
      moveId,
      sides.map(({ side }) => side),
      agreed,
    )
}

/** Each side's staff, but not the one who acts; each is led to its own page. */
async function tellSides(
  act: Act,
  move: Move,
  kind: NoticeKind & ('move_proposed' | 'move_declined' | 'move_withdrawn' | 'team_moved'),
  reason: string | null = null,
): Promise<void> {
  const told = new Set([act.actor.accountId])
  const facts = {
    teamName: move.team.name,
    fromName: move.from?.name ?? null,
    toName: move.to?.name ?? null,
    reason,
  }
  for (const { teamId } of move.sides) {
    const staff = (await listDeciders(act.tx, teamId)).filter((accountId) => !told.has(accountId))
    for (const accountId of staff) told.add(accountId)
    const link = `/team/${teamId}/standing` as const
    await notify(
      act.tx,
      staff.map((accountId) => ({ accountId, kind, facts, link })),
      act.now,
    )
  }
}

/** What `decideMove` starts with: the answer is kept. Null while somebody has still to answer, or after a no. */
export async function answerMove(
  act: Act,
  input: { moveId: MoveId } & MoveAnswer,
): Promise<{ move: Move; isAgreed: boolean }> {
  await lockTree(act.tx)
  const move = await getMove(act.tx, input.moveId)
  refuseIf(whyNotDecideMove(act.actor, move, input))
  act.mark({ kind: 'team', id: move.team.teamId, facts: { moveId: move.moveId, decision: input.decision } })
  if (input.decision === 'decline') {
    const reason = input.reason.trim()
    const ended = { endedBy: act.actor.accountId, endedAt: act.now, endReason: reason }
    await markMoveEnded(act.tx, move.moveId, { status: 'declined', ...ended })
    await tellSides(act, move, 'move_declined', reason)
    return { move, isAgreed: false }
  }
  const own = sidesOf(act.actor, move)
  await agree(act, move.moveId, own)
  return { move, isAgreed: pendingSides(move).every((side) => own.includes(side)) }
}

export interface Moved {
  team: Team
  from: string
  path: string
  parent: { teamId: TeamId; path: string } | null
}
/** The teams themselves, once all agreed. Their reviews are locked already. */
export async function moveTeams(act: Act, move: Move): Promise<Moved> {
  const { teamId } = move.team
  const parentIds = [move.from, move.to].flatMap((parent) => (parent === null ? [] : [parent.teamId]))
  await lockTeamsOfTree(act.tx, (await getTeam(act.tx, teamId)).path, parentIds)
  const team = await getTeam(act.tx, teamId)
  if (team.status !== 'active') throw new Refusal('team_not_active')
  const parent = await findTarget(act, move.to?.teamId ?? null)
  await refuseWrongPlace(act, team, parent)
  const moved = await placeTeam(act, team, parent)
  const ended = { status: 'moved', endedBy: act.actor.accountId, endedAt: act.now, endReason: null } as const
  await markMoveEnded(act.tx, move.moveId, ended)
  await tellSides(act, move, 'team_moved')
  return moved
}

/** The rows of the subtree and of the parent are locked. */
export async function placeTeam(
  act: Act,
  team: Team,
  parent: { teamId: TeamId; path: string } | null,
): Promise<Moved> {
  const path = pathUnder(parent?.path ?? null, team.teamId)
  await updatePlace(act.tx, team, { parentId: parent?.teamId ?? null, path })
  await settleStanding(act.tx, path)
  return { team, from: team.path, path, parent }
}

export async function withdrawMove(act: Act, { moveId }: { moveId: MoveId }): Promise<void> {
  await lockTree(act.tx)
  const move = await getMove(act.tx, moveId)
  refuseIf(whyNotWithdrawMove(act.actor, move))
  const ended = { endedBy: act.actor.accountId, endedAt: act.now, endReason: null }
  await markMoveEnded(act.tx, moveId, { status: 'withdrawn', ...ended })
  act.mark({ kind: 'team', id: move.team.teamId, facts: { moveId } })
  await tellSides(act, move, 'move_withdrawn')
}

/** With a team end the moves in which it is a side. The tree is locked. */
export async function endMovesOf(act: Act, teamId: TeamId, endReason: string): Promise<void> {
  for (const move of await listOpenMovesOf(act.tx, teamId)) {
    const ended = { endedBy: act.actor.accountId, endedAt: act.now, endReason }
    await markMoveEnded(act.tx, move.moveId, { status: 'withdrawn', ...ended })
    await tellSides(act, move, 'move_withdrawn', endReason)
  }
}
