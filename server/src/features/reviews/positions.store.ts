/** How long the line before an applicant is. Of what stands in it only the number is told. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { SubjectKind } from './reviews.rules.ts'

/**
 * Where an open review stands among those of its kind that its reviewer has, 1 for the next. A team
 * has what was handed to it; an authority what waits in its region, the nearest one to the subject being meant.
 */
export async function findReviewerPosition(
  reader: Reader,
  subjectKind: SubjectKind,
  subjectId: string,
): Promise<number | null> {
  const { rows } = await sql<{ position: number }>`
    with own as (
      select reviews.*, case when reviewer_team_id is null then coalesce((
          select region_path from grants
          where ended_at is null and role in ('site_admin', 'authority_reviewer')
            and starts_with(reviews.region_path, grants.region_path)
          order by length(region_path) desc limit 1), '') end as root
      from reviews where subject_kind = ${subjectKind} and subject_id = ${subjectId} and decided_at is null)
    select count(*)::int as position from own join reviews before on before.decided_at is null
      and before.subject_kind = own.subject_kind
      and before.reviewer_team_id is not distinct from own.reviewer_team_id
      and (own.root is null or starts_with(before.region_path, own.root))
      and (before.due_on, before.review_id) <= (own.due_on, own.review_id)`.execute(reader)
  const position = rows[0]?.position ?? 0
  return position === 0 ? null : position
}
