/**
 * The ledger's writes: lines, the spans they take up, and the rollups that follow from them in the same
 * transaction. The people's rows are locked before; the rows of months, which many share, come last and
 * in the order of their keys.
 */
import { sql } from 'kysely'
import type { Reader, Tx } from '../../db/handles.ts'
import type {
  AccountId,
  HourEntryId,
  PositionId,
  ProjectId,
  ShiftId,
  TeamId,
  VolunteerId,
} from '../../kernel/ids.ts'
import { dateIn, localDate, ZONE, type LocalDate } from '../../kernel/local-date.ts'
import type { Span } from '../../kernel/span.ts'
import { uuidv7 } from '../../kernel/uuid.ts'
import type { Credited, Grade, Method } from './hours.rules.ts'

/** One line to be posted. A reversal names the line it takes out, and carries its minutes with a minus. */
export interface EntryLine extends Span {
  volunteerId: VolunteerId
  minutes: number
  method: Method
  grade: Grade
  servedOn: LocalDate
  projectId: ProjectId
  positionId: PositionId | null
  shiftId: ShiftId | null
  teamId: TeamId
  /** Of the recording unit. */
  regionPath: string
  activityName: string
  content: string
  placeName: string
  unitName: string
  leaderName: string
  enteredBy: AccountId
  approvedBy: AccountId | null
  reverses: HourEntryId | null
  cause: string | null
  /** Where the line comes from; a source is posted once for a person. */
  sourceRef: string
}
export interface PostedLine extends EntryLine {
  hourEntryId: HourEntryId
}

export async function insertHourEntries(tx: Tx, lines: readonly PostedLine[], now: Date): Promise<void> {
  await sql`
    insert into hour_entries (volunteer_id, hour_entry_id, kind, minutes, method, grade, served_on, starts_at, ends_at,
      project_id, position_id, shift_id, team_id, region_path, activity_name, content, place_name, unit_name, leader_name,
      entered_by, approved_by, reverses, cause, source_ref, recorded_at)
    select volunteer_id, hour_entry_id, 'credit', minutes, method, grade, served_on, starts_at, ends_at,
      project_id, position_id, shift_id, team_id, region_path, activity_name, content, place_name, unit_name, leader_name,
      entered_by, approved_by, reverses, cause, source_ref, ${now.toISOString()}::timestamptz
    from unnest(
      ${lines.map((l) => l.volunteerId)}::uuid[], ${lines.map((l) => l.hourEntryId)}::uuid[],
      ${lines.map((l) => l.minutes)}::int[], ${lines.map((l) => l.method)}::text[], ${lines.map((l) => l.grade)}::text[],
      ${lines.map((l) => l.servedOn)}::date[], ${lines.map((l) => l.startsAt.toISOString())}::timestamptz[],
      ${lines.map((l) => l.endsAt.toISOString())}::timestamptz[], ${lines.map((l) => l.projectId)}::uuid[],
      ${lines.map((l) => l.positionId)}::uuid[], ${lines.map((l) => l.shiftId)}::uuid[],
      ${lines.map((l) => l.teamId)}::uuid[], ${lines.map((l) => l.regionPath)}::text[],
      ${lines.map((l) => l.activityName)}::text[], ${lines.map((l) => l.content)}::text[],
      ${lines.map((l) => l.placeName)}::text[], ${lines.map((l) => l.unitName)}::text[],
      ${lines.map((l) => l.leaderName)}::text[], ${lines.map((l) => l.enteredBy)}::uuid[],
      ${lines.map((l) => l.approvedBy)}::uuid[], ${lines.map((l) => l.reverses)}::uuid[],
      ${lines.map((l) => l.cause)}::text[], ${lines.map((l) => l.sourceRef)}::text[]
    ) as row (volunteer_id, hour_entry_id, minutes, method, grade, served_on, starts_at, ends_at,
      project_id, position_id, shift_id, team_id, region_path, activity_name, content, place_name, unit_name, leader_name,
      entered_by, approved_by, reverses, cause, source_ref)`.execute(tx)
}

/** The exclusion constraint has the last word: no minute of a person is credited twice. */
export async function insertCreditedSpans(tx: Tx, lines: readonly PostedLine[], now: Date): Promise<void> {
  if (lines.length === 0) return
  await sql`
    insert into credited_spans (volunteer_id, span_id, hour_entry_id, span)
    select volunteer_id, span_id, hour_entry_id, tstzrange(starts_at, ends_at, '[)')
    from unnest(
      ${lines.map((l) => l.volunteerId)}::uuid[], ${lines.map(() => uuidv7(now))}::uuid[],
      ${lines.map((l) => l.hourEntryId)}::uuid[], ${lines.map((l) => l.startsAt.toISOString())}::timestamptz[],
      ${lines.map((l) => l.endsAt.toISOString())}::timestamptz[]
    ) as row (volunteer_id, span_id, hour_entry_id, starts_at, ends_at)`.execute(tx)
}

/** The time of a reversed line may be credited again. */
export async function deleteCreditedSpans(
  tx: Tx,
  lines: readonly { volunteerId: VolunteerId; reverses: HourEntryId | null }[],
): Promise<void> {
  if (lines.length === 0) return
  await sql`
    delete from credited_spans s
    using unnest(${lines.map((l) => l.volunteerId)}::uuid[], ${lines.map((l) => l.reverses)}::uuid[]) as row (volunteer_id, entry_id)
    where s.volunteer_id = row.volunteer_id and s.hour_entry_id = row.entry_id`.execute(tx)
}

/** What is credited to people around some time: spans that touch it, and the minutes of its days. */
export async function findCredited(
  tx: Tx,
  volunteerIds: readonly VolunteerId[],
  around: Span,
): Promise<Map<VolunteerId, Credited>> {
  const credited = new Map(
    volunteerIds.map((id) => [id, { spans: [] as Span[], days: new Map<LocalDate, number>() }]),
  )
  if (volunteerIds.length === 0) return credited
  const from = around.startsAt.toISOString()
  const to = around.endsAt.toISOString()
  const { rows: spans } = await sql<Span & { volunteerId: VolunteerId }>`
    select volunteer_id, lower(span) as starts_at, upper(span) as ends_at from credited_spans
    where volunteer_id = any(${volunteerIds}::uuid[]) and span && tstzrange(${from}::timestamptz, ${to}::timestamptz)`.execute(
    tx,
  )
  for (const { volunteerId, ...span } of spans) credited.get(volunteerId)?.spans.push(span)
  const { rows: days } = await sql<{ volunteerId: VolunteerId; servedOn: LocalDate; minutes: number }>`
    select volunteer_id, served_on, sum(minutes)::int as minutes from hour_entries
    where volunteer_id = any(${volunteerIds}::uuid[])
      and served_on between ${dateIn(ZONE, around.startsAt)}::date and ${dateIn(ZONE, around.endsAt)}::date
    group by volunteer_id, served_on`.execute(tx)
  for (const { volunteerId, servedOn, minutes } of days)
    credited.get(volunteerId)?.days.set(servedOn, minutes)
  return credited
}

export interface Standing {
  volunteerId: VolunteerId
  accountId: AccountId
  regionPath: string
  lastMonth: string | null
}

/** Where people stand before a posting: whose region they count in, and the month they last served. */
export async function listStandings(tx: Tx, volunteerIds: readonly VolunteerId[]): Promise<Standing[]> {
  const { rows } = await sql<Standing>`
    select v.volunteer_id, v.account_id, v.region_path, t.last_month
    from volunteers v left join volunteer_totals t using (volunteer_id)
    where v.volunteer_id = any(${volunteerIds}::uuid[])`.execute(tx)
  return rows
}

/** The last month with a line that still counts, for people of whom a line was taken out. */
export async function findLastMonths(
  reader: Reader,
  volunteerIds: readonly VolunteerId[],
): Promise<Map<VolunteerId, string>> {
  if (volunteerIds.length === 0) return new Map()
  const { rows } = await sql<{ volunteerId: VolunteerId; month: string }>`
    select e.volunteer_id, to_char(max(e.served_on), 'YYYY-MM') as month from hour_entries e
    where e.volunteer_id = any(${volunteerIds}::uuid[]) and e.reverses is null and not exists (
      select from hour_entries r where r.volunteer_id = e.volunteer_id and r.reverses = e.hour_entry_id)
    group by e.volunteer_id`.execute(reader)
  return new Map(rows.map((row) => [row.volunteerId, row.month]))
}

/** A line as it was posted, with the team's path and the line that took it out, if any. */
export async function findLedgerLine(
  reader: Reader,
  volunteerId: VolunteerId,
  hourEntryId: HourEntryId,
): Promise<{ line: PostedLine; teamPath: string; reversedBy: HourEntryId | null } | undefined> {
  const row = await reader
    .selectFrom('hourEntries as e')
    .innerJoin('teams', 'teams.teamId', 'e.teamId')
    .leftJoin('hourEntries as r', (join) =>
      join.onRef('r.volunteerId', '=', 'e.volunteerId').onRef('r.reverses', '=', 'e.hourEntryId'),
    )
    .selectAll('e')
    .select(['teams.path as teamPath', 'r.hourEntryId as reversedBy'])
    .where('e.volunteerId', '=', volunteerId)
    .where('e.hourEntryId', '=', hourEntryId)
    .executeTakeFirst()
  if (row === undefined) return undefined
  const { teamPath, reversedBy, kind: _, recordedAt: __, servedOn, ...line } = row
  return { line: { ...line, servedOn: localDate(servedOn) }, teamPath, reversedBy }
}
