/** Reviews whose day has passed, until their superior was told. */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type { ReviewId } from '../../kernel/ids.ts'
import type { LocalDate } from '../../kernel/local-date.ts'
import type { Review } from './reviews.rules.ts'
import { COLUMNS, dated } from './reviews.store.ts'

/** Nobody is told that it is late: it ends with its day, in favour of who asked. */
const ENDS_BY_ITSELF = 'no_show'

/** Late and not yet told to the superior. Locked; those somebody is deciding right now are left out. */
export async function lockLateReviews(tx: Tx, today: LocalDate, limit: number): Promise<Review[]> {
  const rows = await tx
    .selectFrom('reviews')
    .select(COLUMNS)
    .where('decidedAt', 'is', null)
    .where('escalatedAt', 'is', null)
    .where('dueOn', '<', today)
    .where('subjectKind', '<>', ENDS_BY_ITSELF)
    .orderBy('dueOn')
    .orderBy('reviewId')
    .limit(limit)
    .forUpdate()
    .skipLocked()
    .execute()
  return rows.map(dated)
}

export async function hasLateReviews(reader: Reader, today: LocalDate): Promise<boolean> {
  const row = await reader
    .selectFrom('reviews')
    .select('reviewId')
    .where('decidedAt', 'is', null)
    .where('escalatedAt', 'is', null)
    .where('dueOn', '<', today)
    .where('subjectKind', '<>', ENDS_BY_ITSELF)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function markEscalated(tx: Tx, reviewIds: readonly ReviewId[], at: Date): Promise<void> {
  await tx
    .updateTable('reviews')
    .set({ escalatedAt: at })
    .where('reviewId', '=', sql<ReviewId>`any(${[...reviewIds]}::uuid[])`)
    .execute()
}
