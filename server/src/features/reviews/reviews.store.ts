/** The queue of reviews. Whoever decides one locks it first, then its subject. */
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { AccountId, ReviewId, TeamId } from '../../kernel/ids.ts'
import { addDays, localDate, type LocalDate } from '../../kernel/local-date.ts'
import { decodeCursor, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { Refusal } from '../../kernel/refusal.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import { calendarBetween } from '../catalog/index.ts'
import {
  SUBJECT_KINDS,
  workingDaysLeft,
  type Review,
  type ReviewOutcome,
  type ReviewScope,
  type SubjectKind,
} from './reviews.rules.ts'
import { changedField } from './titles.store.ts'

export interface NewReview {
  subjectKind: SubjectKind
  subjectId: string
  title: string
  regionPath: string
  /** Null when the authorities of the region decide. */
  reviewerTeam: { teamId: TeamId; path: string } | null
  submittedBy: AccountId | null
  submittedAt: Date
  dueOn: LocalDate
}

export interface ListedReview extends Review {
  regionName: string
  submitterName: string
  changedField: string | null
  workingDaysLeft: number
  isLate: boolean
}

export type ReviewCounts = Record<SubjectKind, { open: number; late: number; today: number }>

/** Of a review as rules see it. */
export const COLUMNS = [
  'reviews.reviewId',
  'reviews.subjectKind',
  'reviews.subjectId',
  'reviews.title',
  'reviews.regionPath',
  'reviews.reviewerTeamId',
  'reviews.reviewerTeamPath',
  'reviews.submittedBy',
  'reviews.submittedAt',
  'reviews.dueOn',
  'reviews.outcome',
] as const

export const dated = <Row extends { dueOn: string }>(
  row: Row,
): Omit<Row, 'dueOn'> & { dueOn: LocalDate } => ({
  ...row,
  dueOn: localDate(row.dueOn),
})

export async function openReview(tx: Tx, { reviewerTeam, ...review }: NewReview): Promise<ReviewId> {
  const reviewId = uuidv7<ReviewId>(review.submittedAt)
  await tx
    .insertInto('reviews')
    .values({
      ...review,
      reviewId,
      reviewerTeamId: reviewerTeam?.teamId ?? null,
      reviewerTeamPath: reviewerTeam?.path ?? null,
    })
    .execute()
  return reviewId
}

/** Throws `review_not_found`, also when the review is of another kind of subject. */
export async function lockReview(tx: Tx, reviewId: ReviewId, subjectKind: SubjectKind): Promise<Review> {
  const row = await tx
    .selectFrom('reviews')
    .select(COLUMNS)
    .where('reviewId', '=', reviewId)
    .where('subjectKind', '=', subjectKind)
    .forUpdate()
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('review_not_found')
  return dated(row)
}

export async function lockOpenReviewOf(
  tx: Tx,
  subjectKind: SubjectKind,
  subjectId: string,
): Promise<Review | undefined> {
  const row = await tx
    .selectFrom('reviews')
    .select(COLUMNS)
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', '=', subjectId)
    .where('decidedAt', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  return row === undefined ? undefined : dated(row)
}

/** Of many subjects at once, in the order of their ids. Answers which review waits for which subject. */
export async function lockOpenReviewsOf(
  tx: Tx,
  subjectKind: SubjectKind,
  subjectIds: readonly string[],
): Promise<Map<string, ReviewId>> {
  if (subjectIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom('reviews')
    .select(['reviewId', 'subjectId'])
    .where('subjectKind', '=', subjectKind)
    .where('subjectId', '=', sql<string>`any(${[...subjectIds]}::uuid[])`)
    .where('decidedAt', 'is', null)
    .orderBy('reviewId')
    .forUpdate()
    .execute()
  return new Map(rows.map(({ subjectId, reviewId }) => [subjectId, reviewId]))
}

export async function markDecided(
  tx: Tx,
  reviewId: ReviewId,
  decided: { decidedBy: AccountId | null; decidedAt: Date; outcome: ReviewOutcome; reason: string | null },
): Promise<void> {
  await tx.updateTable('reviews').set(decided).where('reviewId', '=', reviewId).execute()
}

/** What its submitter took back waits for nobody; the subject itself remembers it. */
export async function deleteOpenReview(tx: Tx, reviewId: ReviewId): Promise<void> {
  await tx.deleteFrom('reviews').where('reviewId', '=', reviewId).where('decidedAt', 'is', null).execute()
}

const listed = (reader: Reader) =>
  reader
    .selectFrom('reviews')
    .leftJoin('regions', (join) =>
      join.onRef('regions.path', '=', 'reviews.regionPath').on('regions.validTo', 'is', null),
    )
    .leftJoin('accounts', 'accounts.accountId', 'reviews.submittedBy')
    .select([...COLUMNS, 'regions.name as regionName', changedField.as('changedField')])
    // The title of a person's review is the masked name; the full one is read only by opening it.
    .select(
      sql<string>`case when subject_kind = 'volunteer' then title else coalesce(accounts.display_name, '') end`.as(
        'submitterName',
      ),
    )

async function withDays(
  reader: Reader,
  rows: readonly (Omit<ListedReview, 'dueOn' | 'regionName' | 'workingDaysLeft' | 'isLate'> & {
    dueOn: string
    regionName: string | null
  })[],
  today: LocalDate,
): Promise<ListedReview[]> {
  const days = [...rows.map((row) => localDate(row.dueOn)), today].sort()
  const calendar = await calendarBetween(reader, addDays(days[0]!, 1), days.at(-1)!)
  return rows.map(dated).map((row) => ({
    ...row,
    regionName: row.regionName ?? '',
    workingDaysLeft: workingDaysLeft(today, row.dueOn, calendar),
    isLate: row.dueOn < today,
  }))
}

/** Throws `review_not_found`. */
export async function getReview(
  reader: Reader,
  reviewId: ReviewId,
  subjectKind: SubjectKind,
  today: LocalDate,
): Promise<ListedReview> {
  const row = await listed(reader)
    .where('reviews.reviewId', '=', reviewId)
    .where('reviews.subjectKind', '=', subjectKind)
    .executeTakeFirst()
  if (row === undefined) throw new Refusal('review_not_found')
  return (await withDays(reader, [row], today))[0]!
}

export const within = (column: string, roots: readonly string[]): Expression<SqlBool> =>
  roots.length === 0
    ? sql<SqlBool>`false`
    : sql<SqlBool>`(${sql.join(
        roots.map((root) => sql`(${sql.ref(column)} >= ${root} and ${sql.ref(column)} < ${root + PATH_END})`),
        sql` or `,
      )})`

function inScope(scope: ReviewScope): Expression<SqlBool> {
  if (scope.kind === 'regions')
    return sql<SqlBool>`reviews.reviewer_team_path is null and ${within('reviews.regionPath', scope.roots)}`
  const own = within('reviews.reviewerTeamPath', scope.roots)
  return scope.teamId === null ? own : sql<SqlBool>`reviews.reviewer_team_id = ${scope.teamId} and ${own}`
}

/** What waits, the most urgent first. */
export async function listReviews(
  reader: Reader,
  scope: ReviewScope,
  query: PageQuery & { kind?: SubjectKind | undefined },
  today: LocalDate,
): Promise<Page<ListedReview>> {
  const limit = limitOf(query)
  const after = decodeCursor(query.after, 2)
  let rows = listed(reader).where('reviews.decidedAt', 'is', null).where(inScope(scope))
  if (query.kind !== undefined) rows = rows.where('reviews.subjectKind', '=', query.kind)
  if (after !== null)
    rows = rows.where(
      sql<SqlBool>`(reviews.due_on, reviews.review_id) > (${after[0]}::date, ${after[1]}::uuid)`,
    )
  const found = await rows
    .orderBy('reviews.dueOn')
    .orderBy('reviews.reviewId')
    .limit(limit + 1)
    .execute()
  return pageOf(await withDays(reader, found, today), limit, (row) => [row.dueOn, row.reviewId])
}

export async function countReviews(
  reader: Reader,
  scope: ReviewScope,
  today: LocalDate,
): Promise<ReviewCounts> {
  const rows = await reader
    .selectFrom('reviews')
    .select((eb) => [
      'subjectKind',
      eb.fn.countAll<number>().as('open'),
      eb.fn.countAll<number>().filterWhere('dueOn', '<', today).as('late'),
      eb.fn.countAll<number>().filterWhere('dueOn', '=', today).as('today'),
    ])
    .where('decidedAt', 'is', null)
    .where(inScope(scope))
    .groupBy('subjectKind')
    .execute()
  const none = { open: 0, late: 0, today: 0 }
  const counts = Object.fromEntries(SUBJECT_KINDS.map((kind) => [kind, none])) as ReviewCounts
  for (const { subjectKind, ...count } of rows) counts[subjectKind] = count
  return counts
}

/** Where an open review stands among those of its region and kind, 1 for the next. */
export async function findQueuePosition(
  reader: Reader,
  subjectKind: SubjectKind,
  subjectId: string,
): Promise<number | null> {
  const { rows } = await sql<{ position: number }>`
    select (select count(*) from reviews before
            where before.decided_at is null and before.subject_kind = own.subject_kind
              and before.region_path = own.region_path
              and (before.submitted_at, before.review_id) <= (own.submitted_at, own.review_id)) as position
    from reviews own
    where own.subject_kind = ${subjectKind} and own.subject_id = ${subjectId} and own.decided_at is null`.execute(
    reader,
  )
  return rows[0]?.position ?? null
}
