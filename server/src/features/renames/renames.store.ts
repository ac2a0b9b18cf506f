/** Proposed renamings, and the one place where a team that lives gets another name. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { AccountId, RenameBatchId, TeamId } from '../../kernel/ids.ts'
import { decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { BatchStatus, RenamedTeam, RenameScope, RowsKnown } from './renames.rules.ts'

const LIVE = ['under_review', 'active', 'suspended'] as const
const TEAM_COLUMNS = [
  'teams.teamId',
  'teams.teamNumber',
  'teams.name',
  'teams.kind',
  'teams.level',
  'teams.status',
  'teams.unitKind',
  'teams.path',
  'teams.regionPath',
  'regions.name as regionName',
] as const

const renamed = (reader: Reader) =>
  reader
    .selectFrom('teams')
    .innerJoin('regions', 'regions.regionCode', 'teams.regionCode')
    .select(TEAM_COLUMNS)

/** Every live team with one of the numbers or names. */
export function listTeamsCalled(reader: Reader, called: readonly string[]): Promise<RenamedTeam[]> {
  return renamed(reader)
    .where((eb) =>
      eb.or([
        eb('teams.name', '=', sql<string>`any(${[...called]}::text[])`),
        eb('teams.teamNumber', '=', sql<string>`any(${called.map((text) => text.toUpperCase())}::text[])`),
      ]),
    )
    .where('teams.status', 'in', LIVE)
    .orderBy('teams.teamId')
    .execute()
}

export function listRenamedTeams(reader: Reader, teamIds: readonly TeamId[]): Promise<RenamedTeam[]> {
  return renamed(reader)
    .where('teams.teamId', '=', sql<TeamId>`any(${[...teamIds]}::uuid[])`)
    .execute()
}

export function listNameHolders(
  reader: Reader,
  names: readonly string[],
): Promise<RowsKnown['holders'][number][]> {
  return reader
    .selectFrom('teams')
    .select(['teamId', 'name', 'regionPath'])
    .where('name', '=', sql<string>`any(${[...names]}::text[])`)
    .where('status', 'in', LIVE)
    .execute()
}

/** Which of these teams wait for a new name already. */
export async function listWaiting(reader: Reader, teamIds: readonly TeamId[]): Promise<Set<TeamId>> {
  const rows = await reader
    .selectFrom('renameRows')
    .select('teamId')
    .where('teamId', '=', sql<TeamId>`any(${[...teamIds]}::uuid[])`)
    .where('status', '=', 'waiting')
    .execute()
  return new Set(rows.map((row) => row.teamId))
}

export interface NewBatch {
  renameBatchId: RenameBatchId
  title: string
  regionPath: string
  teamId: TeamId | null
  proposedBy: AccountId
  note: string
  submittedAt: Date
}
export interface NewRow {
  rowNumber: number
  teamId: TeamId
  oldName: string
  newName: string
}
export async function insertBatch(tx: Tx, batch: NewBatch, rows: readonly NewRow[]): Promise<void> {
  await tx
    .insertInto('renameBatches')
    .values({ ...batch, status: 'waiting' })
    .execute()
  const { renameBatchId } = batch
  try {
    await tx
      .insertInto('renameRows')
      .values(rows.map((row) => ({ ...row, renameBatchId, status: 'waiting' as const })))
      .execute()
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'rename_rows_waiting')
      throw new Refusal('rows_faulty', { problem: 'rename_waiting' })
    throw error
  }
}

export interface Batch {
  renameBatchId: RenameBatchId
  title: string
  regionPath: string
  teamId: TeamId | null
  proposedBy: AccountId
  note: string
  status: BatchStatus
  submittedAt: Date
  decidedAt: Date | null
  reason: string | null
  regionName: string
  rows: number
  renamed: number
  /** Null once it is decided. */
  dueOn: string | null
  reviewerTeamName: string | null
}

const batches = (reader: Reader) =>
  reader
    .selectFrom('renameBatches as batches')
    .leftJoin('regions', (join) =>
      join.onRef('regions.path', '=', 'batches.regionPath').on('regions.validTo', 'is', null),
    )
    .leftJoin('reviews', (join) =>
      join
        .onRef('reviews.subjectId', '=', sql.ref('batches.rename_batch_id'))
        .on('reviews.subjectKind', '=', 'renaming'),
    )
    .leftJoin('teams as reviewers', 'reviewers.teamId', 'reviews.reviewerTeamId')
    .select([
      'batches.renameBatchId',
      'batches.title',
      'batches.regionPath',
      'batches.teamId',
      'batches.proposedBy',
      'batches.note',
      'batches.status',
      'batches.submittedAt',
      'batches.decidedAt',
      'batches.reason',
      sql<string>`coalesce(regions.name, '')`.as('regionName'),
      sql<number>`(select count(*) from rename_rows r where r.rename_batch_id = batches.rename_batch_id)`.as(
        'rows',
      ),
      sql<number>`(select count(*) from rename_rows r where r.rename_batch_id = batches.rename_batch_id
        and r.status = 'renamed')`.as('renamed'),
      sql<string | null>`case when reviews.decided_at is null then reviews.due_on end`.as('dueOn'),
      'reviewers.name as reviewerTeamName',
    ])

export async function getBatch(reader: Reader, renameBatchId: RenameBatchId): Promise<Batch> {
  const row = await batches(reader).where('batches.renameBatchId', '=', renameBatchId).executeTakeFirst()
  if (row === undefined) throw new Refusal('batch_not_found')
  return row
}

/** The latest first. */
export async function listBatches(
  reader: Reader,
  scope: RenameScope,
  query: PageQuery,
): Promise<Page<Batch>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  const { teamId, roots } = scope
  let rows = batches(reader)
  rows =
    teamId !== null
      ? rows.where('batches.teamId', '=', teamId)
      : rows.where((eb) =>
          eb.or(
            roots.map((root) =>
              eb.and([eb('batches.regionPath', '>=', root), eb('batches.regionPath', '<', root + PATH_END)]),
            ),
          ),
        )
  if (after !== null) rows = rows.where('batches.renameBatchId', '<', after as RenameBatchId)
  return pageOf(
    await rows
      .orderBy('batches.renameBatchId', 'desc')
      .limit(limit + 1)
      .execute(),
    limit,
    (row) => [row.renameBatchId],
  )
}

export type BatchRow = NewRow & { status: 'waiting' | 'renamed' | 'refused' }
export function listBatchRows(reader: Reader, renameBatchId: RenameBatchId): Promise<BatchRow[]> {
  return reader
    .selectFrom('renameRows')
    .select(['rowNumber', 'teamId', 'oldName', 'newName', 'status'])
    .where('renameBatchId', '=', renameBatchId)
    .orderBy('rowNumber')
    .execute()
}
