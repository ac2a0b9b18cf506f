/**
 * Rollups of the ledger. Each takes the changes of one posting, already added up by key, and applies
 * them in the order of the keys, so that two postings never wait for each other in a ring.
 */
import { sql } from 'kysely'
import type { Tx } from '../../db/handles.ts'
import type { TeamId, VolunteerId } from '../../kernel/ids.ts'

export interface TotalChange {
  volunteerId: VolunteerId
  minutes: number
  entries: number
  lastMonth: string | null
}

/**
 * Changed first and made where missing: a reversal comes with minus, which the check refuses in a new
 * row even when the row is only on its way to a conflict.
 */
export async function addVolunteerTotals(tx: Tx, rows: readonly TotalChange[]): Promise<void> {
  const { rows: changed } = await sql<{ volunteerId: VolunteerId }>`
    update volunteer_totals t set credit_minutes = t.credit_minutes + change.minutes,
      entry_count = t.entry_count + change.entries, last_month = change.last_month
    from unnest(${rows.map((r) => r.volunteerId)}::uuid[], ${rows.map((r) => r.minutes)}::int[],
      ${rows.map((r) => r.entries)}::int[], ${rows.map((r) => r.lastMonth)}::text[])
      as change (volunteer_id, minutes, entries, last_month)
    where t.volunteer_id = change.volunteer_id
    returning t.volunteer_id`.execute(tx)
  const known = new Set(changed.map(({ volunteerId }) => volunteerId))
  const fresh = rows.filter(({ volunteerId }) => !known.has(volunteerId))
  if (fresh.length === 0) return
  await sql`
    insert into volunteer_totals (volunteer_id, credit_minutes, entry_count, last_month)
    select * from unnest(${fresh.map((r) => r.volunteerId)}::uuid[], ${fresh.map((r) => r.minutes)}::int[],
      ${fresh.map((r) => r.entries)}::int[], ${fresh.map((r) => r.lastMonth)}::text[])`.execute(tx)
}

export async function addVolunteerYears(
  tx: Tx,
  rows: readonly { volunteerId: VolunteerId; year: number; minutes: number }[],
): Promise<void> {
  await sql`
    insert into volunteer_years (volunteer_id, year, credit_minutes)
    select * from unnest(${rows.map((r) => r.volunteerId)}::uuid[], ${rows.map((r) => r.year)}::int[],
      ${rows.map((r) => r.minutes)}::int[])
    on conflict (volunteer_id, year) do update
      set credit_minutes = volunteer_years.credit_minutes + excluded.credit_minutes`.execute(tx)
}

export async function addTeamMonths(
  tx: Tx,
  rows: readonly { teamId: TeamId; month: string; grade: string; minutes: number; entries: number }[],
): Promise<void> {
  await sql`
    insert into team_months (team_id, month, grade, minutes, entry_count)
    select * from unnest(${rows.map((r) => r.teamId)}::uuid[], ${rows.map((r) => r.month)}::text[],
      ${rows.map((r) => r.grade)}::text[], ${rows.map((r) => r.minutes)}::bigint[], ${rows.map((r) => r.entries)}::int[])
    on conflict (team_id, month, grade) do update set
      minutes = team_months.minutes + excluded.minutes,
      entry_count = team_months.entry_count + excluded.entry_count`.execute(tx)
}

export async function addRegionMonths(
  tx: Tx,
  rows: readonly { regionPath: string; month: string; minutes: number; entries: number }[],
): Promise<void> {
  await sql`
    insert into region_months (region_path, month, minutes, entry_count)
    select * from unnest(${rows.map((r) => r.regionPath)}::text[], ${rows.map((r) => r.month)}::text[],
      ${rows.map((r) => r.minutes)}::bigint[], ${rows.map((r) => r.entries)}::int[])
    on conflict (region_path, month) do update set
      minutes = region_months.minutes + excluded.minutes,
      entry_count = region_months.entry_count + excluded.entry_count`.execute(tx)
}

export async function addRegionLastMonths(
  tx: Tx,
  rows: readonly { regionPath: string; lastMonth: string; people: number }[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`
    insert into region_last_months (region_path, last_month, people)
    select * from unnest(${rows.map((r) => r.regionPath)}::text[], ${rows.map((r) => r.lastMonth)}::text[],
      ${rows.map((r) => r.people)}::int[])
    on conflict (region_path, last_month) do update
      set people = region_last_months.people + excluded.people`.execute(tx)
}
