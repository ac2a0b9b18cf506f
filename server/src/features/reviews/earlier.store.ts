/** What was decided before about a subject and its team. Reads projects and proposed names, and the grants of who decided. */
import { sql, type SqlBool } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import type { ReviewId } from '../../kernel/ids.ts'
import { Refusal } from '../../kernel/refusal.ts'
import {
  kindsBeside,
  type Review,
  type ReviewOutcome,
  type ReviewsReach,
  type SubjectKind,
} from './reviews.rules.ts'
import { COLUMNS, dated, within } from './reviews.store.ts'

/** Of each sort, the latest. */
const EARLIER_MAX = 20

export interface EarlierDecision {
  subjectKind: SubjectKind
  title: string
  /** The very subject that waits, which was handed in before. */
  isSame: boolean
  submittedAt: Date
  decidedAt: Date
  outcome: ReviewOutcome
  reason: string | null
  decidedByLabel: string | null
  office: string | null
}

export interface PastReview {
  submittedAt: Date
  decidedAt: Date | null
  outcome: ReviewOutcome | null
  reason: string | null
  decidedByLabel: string | null
}

const DECISION = sql`r.subject_kind, r.title, r.submitted_at, r.decided_at, r.outcome, r.reason,
  accounts.display_name as decided_by_label, (
    select nullif(body_name, '') from grants where grants.account_id = r.decided_by
      and granted_at <= r.decided_at and (ended_at is null or ended_at >= r.decided_at)
      and (role = 'platform_admin' or case when r.reviewer_team_path is null
        then starts_with(r.region_path, grants.region_path) else starts_with(r.reviewer_team_path, grants.team_path) end)
    order by length(coalesce(grants.region_path, grants.team_path, '')) desc limit 1) as office`

/** Of whatever kind. Throws `review_not_found`. */
export async function getAnyReview(reader: Reader, reviewId: ReviewId): Promise<Review> {
  const row = await reader
    .selectFrom('reviews')
    .select(COLUMNS)
    .where('reviewId', '=', reviewId)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('review_not_found')
  return dated(row)
}

/** Every time the subject was submitted, the latest first. */
export async function listHistory(
  reader: Reader,
  subjectKind: SubjectKind,
  subjectId: string,
): Promise<PastReview[]> {
  return reader
    .selectFrom('reviews')
    .leftJoin('accounts', 'accounts.accountId', 'reviews.decidedBy')
    .select([
      'reviews.submittedAt',
      'reviews.decidedAt',
      'reviews.outcome',
      'reviews.reason',
      'accounts.displayName as decidedByLabel',
    ])
    .where('reviews.subjectId', '=', subjectId)
    .where('reviews.subjectKind', 'in', kindsBeside(subjectKind))
    .orderBy('reviews.submittedAt', 'desc')
    .orderBy('reviews.reviewId', 'desc')
    .limit(50)
    .execute()
}

/** All of the subject itself; of other subjects of its team what the reader reaches. The latest first. */
export async function listEarlierDecisions(
  reader: Reader,
  { subjectKind, subjectId }: { subjectKind: SubjectKind; subjectId: string },
  reach: ReviewsReach,
): Promise<EarlierDecision[]> {
  const kinds = kindsBeside(subjectKind)
  const { rows } = await sql<EarlierDecision>`
    with team as (
      select team_id from projects where ${kinds.includes('project')} and project_id = ${subjectId}::uuid
      union all select team_id from rename_batches where ${subjectKind} = 'renaming' and rename_batch_id = ${subjectId}::uuid
      union all select team_id from field_changes where ${subjectKind} = 'change' and field_change_id = ${subjectId}::uuid
      union all select team_id from project_changes join projects using (project_id)
        where ${subjectKind} = 'project_change' and project_change_id = ${subjectId}::uuid
      union all select team_id from teams where ${subjectKind} = 'team' and team_id = ${subjectId}::uuid
    ), others as (
      select team_id as id from team
      union all select project_id from projects join team using (team_id)
      union all select rename_batch_id from rename_batches join team using (team_id)
      union all select field_change_id from field_changes join team using (team_id)
      union all select project_change_id from project_changes join projects using (project_id) join team using (team_id)
    )
    (select ${DECISION}, true as is_same from reviews r left join accounts on accounts.account_id = r.decided_by
      where r.subject_id = ${subjectId}::uuid and r.subject_kind = any(${[...kinds]}::text[]) and r.decided_at is not null
      order by r.decided_at desc limit ${EARLIER_MAX})
    union all
    (select ${DECISION}, false from others join reviews r on r.subject_id = others.id
        left join accounts on accounts.account_id = r.decided_by
      where r.subject_id <> ${subjectId}::uuid and r.decided_at is not null and ${reached(reach)}
      order by r.decided_at desc limit ${EARLIER_MAX})
    order by decided_at desc`.execute(reader)
  return rows
}

const reached = ({ regions, teams }: ReviewsReach) =>
  sql<SqlBool>`case when r.reviewer_team_path is null then ${within('r.region_path', regions)}
    else ${within('r.reviewer_team_path', teams)} end`
