/** Titles of reviews follow the names of their subjects while they wait; what was decided keeps the name it had. */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { TeamId } from '../../kernel/ids.ts'
import type { SubjectKind } from './reviews.rules.ts'

/** Changes of a team all bear its name; which field each is about tells them apart. Reads the changes. */
export const changedField = sql<string | null>`case when reviews.subject_kind = 'change'
  then (select field from field_changes where field_change_id = reviews.subject_id) end`

/** What waits under the name of its subject waits under its new one. */
export async function retitleOpenReviews(
  tx: Tx,
  subjectKind: SubjectKind,
  subjects: readonly { teamId: TeamId; newName: string }[],
): Promise<void> {
  if (subjects.length === 0) return
  await sql`
    update reviews set title = named.name
    from unnest(${subjects.map(({ teamId }) => teamId)}::uuid[], ${subjects.map(({ newName }) => newName)}::text[]) as named (subject_id, name)
    where reviews.subject_id = named.subject_id and subject_kind = ${subjectKind} and decided_at is null`.execute(
    tx,
  )
}
