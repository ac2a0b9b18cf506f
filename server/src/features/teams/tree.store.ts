/** Moves in the tree: what is proposed, who agreed, and the paths of the teams that move. */
import { sql } from 'kysely'
import { TREE_LOCK } from '../../db/locks.ts'
import type { Reader, Tx } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { AccountId, MoveId, TeamId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { TeamScope } from './teams.rules.ts'
import type { MoveParty, MoveSide, MoveStatus } from './tree.rules.ts'

/** Whatever reshapes the tree waits here for whatever else does, before it locks any row. */
export async function lockTree(tx: Tx): Promise<void> {
  await sql`select pg_advisory_xact_lock(${TREE_LOCK})`.execute(tx)
}

/** A subtree and the named teams, in the order of their ids; what hangs on them waits or has been done. */
export async function lockTeamsOfTree(tx: Tx, path: string, others: readonly TeamId[]): Promise<void> {
  await sql`select from teams where (path >= ${path} and path < ${path + PATH_END}) or team_id = any(${[...others]}::uuid[])
    order by team_id for update`.execute(tx)
}

export interface NamedTeam {
  teamId: TeamId
  name: string
}
export interface Move {
  moveId: MoveId
  team: NamedTeam
  from: NamedTeam | null
  to: NamedTeam | null
  reason: string
  status: MoveStatus
  proposedBy: AccountId
  proposedAt: Date
  endedAt: Date | null
  endReason: string | null
  sides: MoveParty[]
}

const moves = (reader: Reader) =>
  reader
    .selectFrom('teamMoves')
    .innerJoin('teams', 'teams.teamId', 'teamMoves.teamId')
    .leftJoin('teams as olds', 'olds.teamId', 'teamMoves.fromParentId')
    .leftJoin('teams as news', 'news.teamId', 'teamMoves.toParentId')
    .select([
      'teamMoves.moveId',
      'teamMoves.teamId',
      'teams.name',
      'fromParentId',
      'olds.name as fromName',
      'toParentId',
      'news.name as toName',
      'teamMoves.reason',
      'teamMoves.status',
      'proposedBy',
      'proposedAt',
      'endedAt',
      'endReason',
    ])
type Row = Awaited<ReturnType<ReturnType<typeof moves>['executeTakeFirstOrThrow']>>

const named = (teamId: TeamId | null, name: string | null): NamedTeam | null =>
  teamId === null ? null : { teamId, name: name ?? '' }

async function withSides(reader: Reader, rows: readonly Row[]): Promise<Move[]> {
  const sides = await reader
    .selectFrom('teamMoveSides')
    .innerJoin('teams', 'teams.teamId', 'teamMoveSides.teamId')
    .select(['moveId', 'side', 'teamMoveSides.teamId', 'teams.path', 'teams.name', 'agreedAt'])
    .where('moveId', '=', sql<MoveId>`any(${rows.map((row) => row.moveId)}::uuid[])`)
    .orderBy(sql`array_position(array['team', 'from', 'to'], side)`)
    .execute()
  return rows.map(({ teamId, name, fromParentId, fromName, toParentId, toName, ...row }) => ({
    ...row,
    team: { teamId, name },
    from: named(fromParentId, fromName),
    to: named(toParentId, toName),
    sides: sides.filter((side) => side.moveId === row.moveId),
  }))
}

export async function getMove(reader: Reader, moveId: MoveId): Promise<Move> {
  const [move] = await withSides(reader, await moves(reader).where('moveId', '=', moveId).execute())
  if (move === undefined) throw new Refusal('move_not_found')
  return move
}

export async function findHasOpenMove(reader: Reader, teamId: TeamId): Promise<boolean> {
  const rows = await reader
    .selectFrom('teamMoves')
    .select('moveId')
    .where('teamId', '=', teamId)
    .where('status', '=', 'open')
    .execute()
  return rows.length > 0
}

const isSide = (teamId: TeamId) =>
  sql<boolean>`team_moves.move_id in (select move_id from team_move_sides where team_id = ${teamId})`

export async function listOpenMovesOf(reader: Reader, teamId: TeamId): Promise<Move[]> {
  const rows = moves(reader).where(isSide(teamId)).where('teamMoves.status', '=', 'open')
  return withSides(reader, await rows.orderBy('teamMoves.moveId').execute())
}

/** Every move in which the team is a side, the latest first. */
export async function listMoves(reader: Reader, scope: TeamScope, query: PageQuery): Promise<Page<Move>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = moves(reader).where(isSide(scope.teamId))
  if (after !== null) rows = rows.where('teamMoves.moveId', '<', after as MoveId)
  const found = await rows
    .orderBy('teamMoves.moveId', 'desc')
    .limit(limit + 1)
    .execute()
  return pageOf(await withSides(reader, found), limit, (row) => [row.moveId])
}

export interface NewMove {
  teamId: TeamId
  fromParentId: TeamId | null
  toParentId: TeamId | null
  reason: string
  proposedBy: AccountId
  proposedAt: Date
}
export async function insertMove(
  tx: Tx,
  move: NewMove,
  sides: readonly { side: MoveSide; teamId: TeamId }[],
): Promise<MoveId> {
  const moveId = uuidv7<MoveId>(move.proposedAt)
  await tx
    .insertInto('teamMoves')
    .values({ ...move, moveId, status: 'open' })
    .execute()
  await tx
    .insertInto('teamMoveSides')
    .values(sides.map((side) => ({ ...side, moveId })))
    .execute()
  return moveId
}

export async function markSidesAgreed(
  tx: Tx,
  moveId: MoveId,
  sides: readonly MoveSide[],
  by: { agreedBy: AccountId; agreedAt: Date },
): Promise<void> {
  await tx
    .updateTable('teamMoveSides')
    .set(by)
    .where('moveId', '=', moveId)
    .where('side', 'in', [...sides])
    .execute()
}

export async function markMoveEnded(
  tx: Tx,
  moveId: MoveId,
  ended: { status: MoveStatus; endedBy: AccountId | null; endedAt: Date; endReason: string | null },
): Promise<void> {
  await tx.updateTable('teamMoves').set(ended).where('moveId', '=', moveId).execute()
}

/** The team with everything below it, from the old path to the new one. */
export async function updatePlace(
  tx: Tx,
  team: { teamId: TeamId; path: string },
  place: { parentId: TeamId | null; path: string },
): Promise<void> {
  await tx.updateTable('teams').set({ parentId: place.parentId }).where('teamId', '=', team.teamId).execute()
  await sql`update teams set path = ${place.path} || substr(path, ${team.path.length + 1}::integer)
    where path >= ${team.path} and path < ${team.path + PATH_END}`.execute(tx)
}
