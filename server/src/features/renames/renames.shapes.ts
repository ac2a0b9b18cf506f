/** Renamings on the wire: what is asked, what each row meets with, and what became of a batch. */
import { Type, type Static } from 'typebox'
import type { Refuses } from '../../http/app.ts'
import { Day, Instant, Nullable, OneOf, PageOf, PageQuery, Uuid } from '../../http/shapes.ts'
import type { TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { decisionRefuses, HistoryShape, readRefuses, ReviewShape } from '../reviews/index.ts'
import { CONVENTIONS, MISSING_PARTS, type NameAdvice, RegionCode } from '../teams/index.ts'
import type { AskedRenames, RenameRow, RenamesFor } from './renames.actions.ts'
import {
  BATCH_STATUSES,
  RENAME_ROWS_MAX,
  ROW_PROBLEMS,
  ROW_STATUSES,
  type ChoosingReason,
  type ProposingReason,
  type RenamedTeam,
} from './renames.rules.ts'
import type { Batch, BatchRow } from './renames.store.ts'

const AskedRows = Type.Array(
  Type.Object({
    team: Type.String({ maxLength: 200, description: 'its number, or the name it has' }),
    newName: Type.String({ maxLength: 200 }),
  }),
  { minItems: 1, maxItems: RENAME_ROWS_MAX },
)
export const CheckRenamesBody = Type.Object({
  region: Type.Optional(RegionCode),
  teamId: Type.Optional(Type.String({ format: 'uuid', description: 'instead of a region: the one team' })),
  rows: AskedRows,
})
export const ProposeRenamesBody = Type.Object({
  ...CheckRenamesBody.properties,
  note: Type.Optional(Type.String({ maxLength: 500 })),
})

const Advice = {
  convention: OneOf(CONVENTIONS),
  missing: Type.Array(OneOf(MISSING_PARTS)),
  suggestions: Type.Array(Type.String()),
}
const RowFields = {
  row: Type.Integer(),
  teamId: Nullable(Uuid),
  teamNumber: Nullable(Type.String()),
  oldName: Nullable(Type.String()),
  newName: Type.String(),
  regionName: Nullable(Type.String()),
  advice: Nullable(Type.Object(Advice)),
}
export const CheckedRenames = Type.Object({
  rows: Type.Array(
    Type.Object({ ...RowFields, asked: Type.String(), problem: Nullable(OneOf(ROW_PROBLEMS)) }),
  ),
  reviewerName: Type.String(),
})
export const ProposedRenames = Type.Object({
  renameBatchId: Uuid,
  reviewId: Uuid,
  dueOn: Day,
  reviewerName: Type.String(),
  rows: Type.Integer(),
})

const BatchFields = {
  renameBatchId: Uuid,
  title: Type.String(),
  status: OneOf(BATCH_STATUSES),
  regionName: Type.String(),
  note: Type.String(),
  rows: Type.Integer(),
  renamed: Type.Integer(),
  submittedAt: Instant,
  decidedAt: Nullable(Instant),
  dueOn: Nullable(Day),
  reason: Nullable(Type.String()),
  reviewerTeamName: Nullable(Type.String({ description: 'null when the authorities of the region decide' })),
}
export const ListRenamesQuery = Type.Object({ ...PageQuery.properties, teamId: Type.Optional(Uuid) })
export const RenamePage = PageOf(Type.Object(BatchFields))
export const RenameParams = Type.Object({ renameBatchId: Uuid })
const DecidedRow = Type.Object({ ...RowFields, status: OneOf(ROW_STATUSES) })
export const RenamesShape = Type.Object({ ...BatchFields, list: Type.Array(DecidedRow) })
export const RenamesReview = Type.Object({
  review: ReviewShape,
  history: HistoryShape,
  facts: Type.Object({ ...BatchFields, list: Type.Array(DecidedRow) }),
})
export const ReviewRenamesBody = Type.Object({
  decision: OneOf(['approve', 'refuse']),
  rows: Type.Optional(
    Type.Array(Type.Integer({ minimum: 1 }), {
      maxItems: RENAME_ROWS_MAX,
      description: 'the rows approved; all of them when it is left out',
    }),
  ),
  reason: Type.Optional(Type.String({ maxLength: 500 })),
})
export const ReviewedRenames = Type.Object({ outcome: OneOf(BATCH_STATUSES), renamed: Type.Integer() })

type AskingReason = ProposingReason | 'region_not_found' | 'team_not_found' | 'rows_missing'
export const checkRefuses = {
  not_your_region: 403,
  not_your_team: 403,
  leader_only: 403,
  team_not_active: 409,
  too_many_rows: 422,
  rows_missing: 422,
  region_not_found: 422,
  team_not_found: 404,
} satisfies Refuses<AskingReason>
export const proposeRefuses = { ...checkRefuses, rows_faulty: 422 } satisfies Refuses<
  AskingReason | 'rows_faulty'
>
export const batchRefuses = { batch_not_found: 404 } satisfies Refuses<'batch_not_found'>
export const listRefuses = { team_not_found: 404, not_your_team: 403 } satisfies Refuses<
  'team_not_found' | 'not_your_team'
>
export const readReviewRefuses = { ...readRefuses, ...batchRefuses } satisfies Refuses<
  keyof typeof readRefuses | 'batch_not_found'
>
export const reviewRefuses = {
  ...decisionRefuses,
  ...batchRefuses,
  rows_missing: 422,
  name_taken: 409,
  team_not_active: 409,
} satisfies Refuses<
  keyof typeof decisionRefuses | 'batch_not_found' | ChoosingReason | 'name_taken' | 'team_not_active'
>

/** A region or a team: one of both says for whom it is asked. */
export function askedOf(body: Static<typeof CheckRenamesBody>): AskedRenames {
  const { region, teamId, rows } = body
  let to: RenamesFor
  if (teamId !== undefined) to = { teamId: teamId as TeamId }
  else if (region !== undefined) to = { regionCode: region }
  else throw new Refusal('region_not_found', { field: 'region' })
  return { for: to, rows }
}

const showAdvice = (advice: NameAdvice | null) =>
  advice === null
    ? null
    : {
        convention: advice.convention,
        missing: [...advice.missing],
        suggestions: [...advice.suggestions],
      }

export const showChecked = (row: RenameRow): Static<typeof CheckedRenames>['rows'][number] => ({
  row: row.row,
  asked: row.asked,
  teamId: row.team?.teamId ?? null,
  teamNumber: row.team?.teamNumber ?? null,
  oldName: row.team?.name ?? null,
  newName: row.newName,
  regionName: row.team?.regionName ?? null,
  problem: row.problem,
  advice: showAdvice(row.advice),
})

export const showBatch = (batch: Batch): Static<typeof RenamePage>['items'][number] => ({
  renameBatchId: batch.renameBatchId,
  title: batch.title,
  status: batch.status,
  regionName: batch.regionName,
  note: batch.note,
  rows: batch.rows,
  renamed: batch.renamed,
  submittedAt: batch.submittedAt.toISOString(),
  decidedAt: batch.decidedAt?.toISOString() ?? null,
  dueOn: batch.dueOn,
  reason: batch.reason,
  reviewerTeamName: batch.reviewerTeamName,
})

export type ShownRow = BatchRow & { team: RenamedTeam | null; advice: NameAdvice | null }
export const showRenames = (batch: Batch, rows: readonly ShownRow[]): Static<typeof RenamesShape> => ({
  ...showBatch(batch),
  list: rows.map(({ rowNumber, teamId, oldName, newName, status, team, advice }) => ({
    row: rowNumber,
    teamId,
    teamNumber: team?.teamNumber ?? null,
    oldName,
    newName,
    regionName: team?.regionName ?? null,
    status,
    advice: showAdvice(advice),
  })),
})
