/**
 * A team moves with all that keeps its path. This is the last feature that does, so the deed lives here.
 * Locks the tree, reviews, teams; then projects and grants are written.
 */
import type { Act } from '../../act.ts'
import type { MoveId, TeamId } from '../../kernel/ids.ts'
import { rewriteGrantPaths } from '../accounts/index.ts'
import { lockReviewsOfTeams, rewriteReviewerPaths, updateReviewer } from '../reviews/index.ts'
import { answerMove, getTeam, moveTeams, type MoveAnswer, type Moved } from '../teams/index.ts'
import { rewriteTeamPaths } from './tree.store.ts'

export type MoveOutcome = 'open' | 'declined' | 'moved'

/** The answer of the last side moves the team, in the same transaction. */
export async function decideMove(
  act: Act,
  input: { moveId: MoveId } & MoveAnswer,
): Promise<{ status: MoveOutcome }> {
  const { move, isAgreed } = await answerMove(act, input)
  if (!isAgreed) return { status: input.decision === 'decline' ? 'declined' : 'open' }
  await lockReviewsOfTeams(act.tx, await getTeam(act.tx, move.team.teamId))
  await followMove(act, await moveTeams(act, move))
  return { status: 'moved' }
}

/** Every copy of the path, and the open reviews of the team's own projects. */
export async function followMove(act: Act, { team, from, path, parent }: FollowedMove): Promise<void> {
  await rewriteGrantPaths(act.tx, from, path)
  await rewriteReviewerPaths(act.tx, from, path)
  await rewriteTeamPaths(act.tx, from, path)
  await updateReviewer(act.tx, team.teamId, parent)
}
type FollowedMove = Omit<Moved, 'team'> & { team: { teamId: TeamId } }
