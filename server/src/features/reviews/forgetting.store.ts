/** Reviews of subjects of which nothing is kept any more. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { SubjectKind } from './reviews.rules.ts'

/** Decided or not. */
export async function deleteReviewsOf(
  tx: Tx,
  subjectKind: SubjectKind,
  subjectIds: readonly string[],
): Promise<void> {
  if (subjectIds.length === 0) return
  await tx
    .deleteFrom('reviews')
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', '=', sql<string>`any(${[...subjectIds]}::uuid[])`)
    .execute()
}
