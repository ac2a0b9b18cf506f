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

export async function addVolunteerTotals(tx: Tx, rows: readonly TotalChange[]): Promise<void> {
  await sql`
    insert into volunteer_totals (volunteer_id, credit_minutes, entry_count, last_month)
    select * from unnest(${rows.map((r) => r.volunteerId)}::uuid[], ${rows.map((r) => r.minutes)}::int[],
      ${rows.map((r) => r.entries)}::int[], ${rows.map((r) => r.lastMonth)}::text[])
    on conflict (volunteer_id) do update set
      credit_minutes = volunteer_totals.credit_minutes + excluded.credit_minutes,
      entry_count = volunteer_totals.entry_count + excluded.entry_count,
      last_month = excluded.last_month`.execute(tx)
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
