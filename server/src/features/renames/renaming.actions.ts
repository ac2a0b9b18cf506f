/** What becomes of proposed names: all that are approved change at once, and everybody concerned hears of it. */
import type { Act } from '../../act.ts'
import type { RenameBatchId, ReviewId } from '../../kernel/ids.ts'
import { Refusal, refuseIf } from '../../kernel/refusal.ts'
import { renameBodies } from '../accounts/index.ts'
import { notify, type NewNotice } from '../notices/index.ts'
import { lockReview, markDecided, retitleOpenReviews, whyNotDecide, whyNotReview } from '../reviews/index.ts'
import { renameTeams, type NewName } from '../teams/index.ts'
import { checkRows, whyNotChoose, type BatchStatus, type RenamedTeam } from './renames.rules.ts'
import { getBatch, listBatchRows, listNameHolders, type Batch, type BatchRow } from './renames.store.ts'
import { listLeaderAccounts, lockRenamedTeams, markBatchDecided } from './renaming.store.ts'

export interface RenamesDecision {
  reviewId: ReviewId
  decision: 'approve' | 'refuse'
  /** The rows approved; all of them when it is left out. */
  rows?: readonly number[] | undefined
  reason?: string | undefined
}
/** Locks the review, then the teams by id. */
export async function reviewRenames(
  act: Act,
  input: RenamesDecision,
): Promise<{ outcome: BatchStatus; renamed: number }> {
  const { tx, now } = act
  const review = await lockReview(tx, input.reviewId, 'renaming')
  refuseIf(whyNotReview(act.actor, review))
  const batch = await getBatch(tx, review.subjectId as RenameBatchId)
  // A team that has been dissolved meanwhile waits for no name.
  const rows = (await listBatchRows(tx, batch.renameBatchId)).filter(({ status }) => status === 'waiting')
  const wanted = new Set(input.rows ?? rows.map(({ rowNumber }) => rowNumber))
  const chosen = input.decision === 'approve' ? rows.filter(({ rowNumber }) => wanted.has(rowNumber)) : []
  refuseIf(whyNotDecide(act.actor, review, input) ?? whyNotChoose(chosen.length, rows.length, input))
  const names = await freeNames(act, chosen)
  await renameTeams(tx, names, now)
  await renameBodies(tx, names)
  await retitleOpenReviews(tx, 'team', names)
  const status = chosen.length === 0 ? 'refused' : chosen.length === rows.length ? 'approved' : 'partly'
  const text = input.reason?.trim() ?? ''
  const reason = text === '' ? null : text
  const renamed = chosen.map(({ rowNumber }) => rowNumber)
  await markBatchDecided(tx, { renameBatchId: batch.renameBatchId, status, reason, renamed }, now)
  const outcome = status === 'refused' ? 'refused' : 'approved'
  const decided = { decidedBy: act.actor.accountId, decidedAt: now, outcome, reason } as const
  await markDecided(tx, review.reviewId, decided)
  act.mark({
    kind: 'renaming',
    id: batch.renameBatchId,
    facts: { renamed: renamed.length, rows: rows.length },
  })
  await tell(act, batch, names, { renamed: renamed.length, refused: rows.length - renamed.length, reason })
  return { outcome: status, renamed: renamed.length }
}

const calledNow = (team: RenamedTeam | undefined): string => team?.teamNumber ?? team?.name ?? ''

/** Since the proposal a team may have ended or a name been taken; who decides hears which row it is. */
async function freeNames(act: Act, chosen: readonly BatchRow[]): Promise<NewName[]> {
  const ids = chosen.map(({ teamId }) => teamId)
  const teams = new Map((await lockRenamedTeams(act.tx, ids)).map((team) => [team.teamId, team]))
  const found = [...teams.values()]
  const rows = checkRows(
    chosen.map(({ teamId, newName }) => ({ team: calledNow(teams.get(teamId)), newName })),
    {
      found,
      holders: await listNameHolders(
        act.tx,
        chosen.map(({ newName }) => newName),
      ),
      waiting: new Set(),
      isOwn: () => true,
    },
  )
  return rows.map(({ row, team, newName, problem }) => {
    const facts = { row: chosen[row - 1]?.rowNumber ?? row, name: newName }
    if (problem === 'name_taken') throw new Refusal('name_taken', facts)
    if (team === null || problem !== null) throw new Refusal('team_not_active', facts)
    return { teamId: team.teamId, oldName: team.name, newName }
  })
}

async function tell(
  act: Act,
  batch: Batch,
  names: readonly NewName[],
  facts: { renamed: number; refused: number; reason: string | null },
): Promise<void> {
  const leaders = await listLeaderAccounts(
    act.tx,
    names.map(({ teamId }) => teamId),
  )
  const notices = names.flatMap(({ teamId, oldName, newName }): NewNotice[] => {
    act.mark({ kind: 'team', id: teamId, facts: { oldName, newName } })
    const accountId = leaders.get(teamId)
    if (accountId === undefined) return []
    return [
      { accountId, kind: 'team_renamed', facts: { oldName, newName }, link: `/team/${teamId}` as const },
    ]
  })
  const { title, proposedBy, teamId } = batch
  const link = teamId === null ? ('/admin/renames' as const) : (`/team/${teamId}` as const)
  const kind = facts.refused === 0 ? 'renames_approved' : 'renames_refused'
  await notify(
    act.tx,
    [...notices, { accountId: proposedBy, kind, facts: { title, ...facts }, link }],
    act.now,
  )
}
