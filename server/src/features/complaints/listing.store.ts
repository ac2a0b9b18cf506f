/** Queues of cases, each by its clock, and the figures that open to them. */
import { sql, type Expression, type SqlBool } from 'kysely'
import type { Reader } from '../../db/handles.ts'
import { PATH_END } from '../../kernel/actor.ts'
import type { AccountId, ComplaintId } from '../../kernel/ids.ts'
import { addDays, localDate, type LocalDate } from '../../kernel/local-date.ts'
import { decodeCursor, decodeIdKey, limitOf, pageOf, type Page, type PageQuery } from '../../kernel/page.ts'
import { calendarBetween } from '../catalog/index.ts'
import { workingDaysLeft } from '../reviews/index.ts'
import type { Complaint, ComplaintKind, ComplaintScope } from './complaints.rules.ts'
import { cases, dated } from './complaints.store.ts'

/** What a list can show; each is a number of the figures or of the queue as well. */
export const COMPLAINT_VIEWS = [
  'open',
  'submitted',
  'accepted',
  'more_asked',
  'late',
  'settled',
  'in_time',
  'settled_late',
  'all',
] as const
export type ComplaintView = (typeof COMPLAINT_VIEWS)[number]

const IS_LATE = (today: LocalDate) => sql<SqlBool>`c.due_on < ${today} and c.status <> 'more_asked'`
const viewed = (view: ComplaintView, today: LocalDate): Expression<SqlBool> => {
  switch (view) {
    case 'all':
      return sql<SqlBool>`true`
    case 'open':
      return sql<SqlBool>`c.due_on is not null`
    case 'late':
      return IS_LATE(today)
    case 'settled':
      return sql<SqlBool>`c.due_on is null`
    case 'in_time':
      return sql<SqlBool>`c.due_on is null and not c.was_late`
    case 'settled_late':
      return sql<SqlBool>`c.due_on is null and c.was_late`
    case 'submitted':
    case 'accepted':
    case 'more_asked':
      return sql<SqlBool>`c.status = ${view}`
  }
}
const OPEN_VIEWS: readonly ComplaintView[] = ['open', 'submitted', 'accepted', 'more_asked', 'late']

function inScope({ roots, ownTeams, reporter }: ComplaintScope): Expression<SqlBool> {
  if (roots.length === 0) return sql<SqlBool>`false`
  const within = sql.join(
    roots.map((root) => sql`(c.region_path >= ${root} and c.region_path < ${root + PATH_END})`),
    sql` or `,
  )
  return sql<SqlBool>`(${within}) and c.reporter_account_id is distinct from ${reporter}::uuid
    and not exists (select from unnest(${[...ownTeams]}::text[]) own where starts_with(teams.path, own))`
}

export interface ListedComplaint extends Complaint {
  isLate: boolean
  /** With minus: working days since the due day; null where nobody has to do anything. */
  daysLeft: number | null
}
async function withDays(
  reader: Reader,
  rows: readonly Complaint[],
  today: LocalDate,
): Promise<ListedComplaint[]> {
  const days = rows
    .flatMap((row) => row.dueOn ?? [])
    .concat(today)
    .sort()
  const calendar = await calendarBetween(reader, addDays(days[0]!, 1), days.at(-1)!)
  return rows.map((row) => ({
    ...row,
    isLate: row.dueOn !== null && row.status !== 'more_asked' && row.dueOn < today,
    daysLeft: row.dueOn === null ? null : workingDaysLeft(today, row.dueOn, calendar),
  }))
}
export const withClock = async (
  reader: Reader,
  complaint: Complaint,
  today: LocalDate,
): Promise<ListedComplaint> => (await withDays(reader, [complaint], today))[0]!

export interface ComplaintsQuery extends PageQuery {
  view: ComplaintView
  kind?: ComplaintKind | undefined
  from?: string | undefined
  to?: string | undefined
}

/** What waits by its clock, the most urgent first; what is done the latest first. */
export async function listComplaints(
  reader: Reader,
  scope: ComplaintScope,
  query: ComplaintsQuery,
  today: LocalDate,
): Promise<Page<ListedComplaint>> {
  const limit = limitOf(query)
  let rows = cases(reader).where(inScope(scope)).where(viewed(query.view, today))
  if (query.kind !== undefined) rows = rows.where('c.kind', '=', query.kind)
  if (query.from !== undefined || query.to !== undefined) rows = rows.where(between(query))
  if (OPEN_VIEWS.includes(query.view)) {
    const after = decodeCursor(query.after, 2)
    if (after !== null)
      rows = rows.where(sql<SqlBool>`(c.due_on, c.complaint_id) > (${after[0]}::date, ${after[1]}::uuid)`)
    const found = await rows
      .orderBy('c.dueOn')
      .orderBy('c.complaintId')
      .limit(limit + 1)
      .execute()
    const page = pageOf(found.map(dated), limit, (row) => [row.dueOn ?? '', row.complaintId])
    return { ...page, items: await withDays(reader, page.items, today) }
  }
  const after = decodeIdKey(query.after)
  if (after !== null) rows = rows.where('c.complaintId', '<', after as ComplaintId)
  const found = await rows
    .orderBy('c.complaintId', 'desc')
    .limit(limit + 1)
    .execute()
  const page = pageOf(found.map(dated), limit, (row) => [row.complaintId])
  return { ...page, items: await withDays(reader, page.items, today) }
}

/** Days of the site, both included. */
const between = ({ from, to }: { from?: string | undefined; to?: string | undefined }) =>
  sql<SqlBool>`c.submitted_at >= coalesce(${from ?? null}::date, '-infinity')::timestamp at time zone 'Asia/Shanghai'
    and c.submitted_at < (coalesce(${to ?? null}::date + 1, 'infinity'))::timestamp at time zone 'Asia/Shanghai'`

export interface ComplaintCounts {
  open: number
  submitted: number
  accepted: number
  moreAsked: number
  late: number
}
export async function countComplaints(
  reader: Reader,
  scope: ComplaintScope,
  today: LocalDate,
): Promise<ComplaintCounts> {
  const { rows } = await sql<ComplaintCounts>`
    select count(*)::int as open, (count(*) filter (where c.status = 'submitted'))::int as submitted,
      (count(*) filter (where c.status = 'accepted'))::int as accepted,
      (count(*) filter (where c.status = 'more_asked'))::int as more_asked,
      (count(*) filter (where ${IS_LATE(today)}))::int as late
    from complaints c join teams using (team_id) where c.due_on is not null and ${inScope(scope)}`.execute(
    reader,
  )
  return rows[0]!
}

export interface KindFigures {
  kind: ComplaintKind
  received: number
  inTime: number
  settledLate: number
  open: number
  late: number
}
/** Of the cases reported in a time, by kind. */
export async function sumComplaints(
  reader: Reader,
  scope: ComplaintScope,
  period: { from: string; to: string },
  today: LocalDate,
): Promise<KindFigures[]> {
  const { rows } = await sql<KindFigures>`
    select c.kind, count(*)::int as received,
      (count(*) filter (where ${viewed('in_time', today)}))::int as in_time,
      (count(*) filter (where ${viewed('settled_late', today)}))::int as settled_late,
      (count(*) filter (where ${viewed('open', today)}))::int as open,
      (count(*) filter (where ${viewed('late', today)}))::int as late
    from complaints c join teams using (team_id) where ${inScope(scope)} and ${between(period)}
    group by c.kind order by received desc, c.kind`.execute(reader)
  return rows
}

/** One's own, the latest first. */
export async function listComplaintsOf(
  reader: Reader,
  reporterAccountId: AccountId,
  query: PageQuery,
  today: LocalDate,
): Promise<Page<ListedComplaint>> {
  const limit = limitOf(query)
  const after = decodeIdKey(query.after)
  let rows = cases(reader).where('c.reporterAccountId', '=', reporterAccountId)
  if (after !== null) rows = rows.where('c.complaintId', '<', after as ComplaintId)
  const found = await rows
    .orderBy('c.complaintId', 'desc')
    .limit(limit + 1)
    .execute()
  const page = pageOf(found.map(dated), limit, (row) => [row.complaintId])
  return { ...page, items: await withDays(reader, page.items, localDate(today)) }
}

/** Further cases about the same team, so that who decides knows whether it is the first. */
export async function countOthersOfTeam(reader: Reader, { complaintId, teamId }: Complaint): Promise<number> {
  const { count } = await reader
    .selectFrom('complaints')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('teamId', '=', teamId)
    .where('complaintId', '<>', complaintId)
    .executeTakeFirstOrThrow()
  return count
}
