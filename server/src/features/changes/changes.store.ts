/** Changes that a team asked for, what they would replace, and what became of them. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { AccountId, FieldChangeId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import type { ChangeField, ChangeStatus, ChangeValue } from './changes.rules.ts'

export interface NewChange {
  fieldChangeId: FieldChangeId
  teamId: TeamId
  field: ChangeField
  oldValue: ChangeValue
  newValue: ChangeValue
  note: string
  proposedBy: AccountId
  submittedAt: Date
}
export interface Change extends NewChange {
  status: ChangeStatus
  endedAt: Date | null
  reason: string | null
  reviewId: ReviewId | null
  /** Of the review; null once it is ended. */
  dueOn: string | null
}

export async function insertChange(tx: Tx, change: NewChange): Promise<void> {
  const { oldValue, newValue, ...row } = change
  try {
    await tx
      .insertInto('fieldChanges')
      .values({
        ...row,
        status: 'waiting',
        oldValue: JSON.stringify(oldValue),
        newValue: JSON.stringify(newValue),
      })
      .execute()
  } catch (error) {
    if ((error as { constraint?: unknown }).constraint === 'field_changes_waiting')
      throw new Refusal('change_waiting', { field: change.field })
    throw error
  }
}

const changes = (reader: Reader) =>
  reader
    .selectFrom('fieldChanges as changes')
    .leftJoin('reviews', (join) =>
      join
        .onRef('reviews.subjectId', '=', 'changes.fieldChangeId')
        .on('reviews.subjectKind', '=', 'change')
        .on('reviews.decidedAt', 'is', null),
    )
    .select([
      'changes.fieldChangeId',
      'changes.teamId',
      sql<ChangeField>`changes.field`.as('field'),
      sql<ChangeValue>`changes.old_value`.as('oldValue'),
      sql<ChangeValue>`changes.new_value`.as('newValue'),
      'changes.note',
      'changes.proposedBy',
      'changes.submittedAt',
      'changes.status',
      'changes.endedAt',
      'changes.reason',
      'reviews.reviewId',
      'reviews.dueOn',
    ])

export async function getChange(reader: Reader, fieldChangeId: FieldChangeId): Promise<Change> {
  const row = await changes(reader).where('changes.fieldChangeId', '=', fieldChangeId).executeTakeFirst()
  if (row === undefined) throw new Refusal('change_not_found')
  return row
}

/** Of each field the latest. */
export function listLatestChanges(reader: Reader, teamId: TeamId): Promise<Change[]> {
  return changes(reader)
    .where('changes.teamId', '=', teamId)
    .distinctOn('changes.field')
    .orderBy('changes.field')
    .orderBy('changes.fieldChangeId', 'desc')
    .execute()
}

export async function listWaitingFields(reader: Reader, teamId: TeamId): Promise<Set<ChangeField>> {
  const rows = await reader
    .selectFrom('fieldChanges')
    .select(sql<ChangeField>`field`.as('field'))
    .where('teamId', '=', teamId)
    .where('status', '=', 'waiting')
    .execute()
  return new Set(rows.map(({ field }) => field))
}

export async function markChangeEnded(
  tx: Tx,
  fieldChangeId: FieldChangeId,
  ended: { status: 'approved' | 'refused' | 'withdrawn'; endedAt: Date; reason: string | null },
): Promise<void> {
  await tx.updateTable('fieldChanges').set(ended).where('fieldChangeId', '=', fieldChangeId).execute()
}
