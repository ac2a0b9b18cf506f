/** What a list of reviews does not show of their subjects. Reads teams and their proposed names. */
import { sql } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ReviewId, TeamId } from '../../kernel/ids.ts'
import type { Review, SubjectKind } from '../reviews/index.ts'
import type { NameQuestion } from '../teams/index.ts'
import type { Unopened } from './approvals.rules.ts'

export async function listKinds(
  reader: Reader,
  reviewIds: readonly ReviewId[],
): Promise<Map<ReviewId, SubjectKind>> {
  const rows = await reader
    .selectFrom('reviews')
    .select(['reviewId', 'subjectKind'])
    .where('reviewId', '=', sql<ReviewId>`any(${[...reviewIds]}::uuid[])`)
    .execute()
  return new Map(rows.map(({ reviewId, subjectKind }) => [reviewId, subjectKind]))
}

export async function getUnopened(
  reader: Reader,
  { subjectKind, subjectId }: Review,
): Promise<Omit<Unopened, 'hasNearNames'>> {
  const { rows } = await sql<Omit<Unopened, 'hasNearNames' | 'subjectKind'>>`select
    exists (select from teams where team_id = ${subjectId}::uuid
      and num_nonnulls(certificate_file_id, application_file_id) > 0) as has_picture,
    exists (select from projects where project_id = ${subjectId}::uuid and is_dangerous) as is_dangerous,
    (select count(*) from rename_rows where rename_batch_id = ${subjectId}::uuid) as names`.execute(reader)
  return { subjectKind, ...rows[0]! }
}

/** What a team that waits wants to be called, as a question about its neighbours. */
export function getWantedName(reader: Reader, teamId: TeamId): Promise<NameQuestion> {
  return reader
    .selectFrom('teams')
    .select(['teamId', 'name', 'kind', 'level', 'unitKind', 'regionPath'])
    .where('teamId', '=', teamId)
    .executeTakeFirstOrThrow()
}
